// What the page can look like, and how a person gets there from the empty page.

import { expect } from "@playwright/test";

import { DIRECTORY, ENROLLMENT, enrollment, largeDirectory, profile } from "./files.ts";
import { Disk } from "./disk.ts";
import type { Desk } from "./page.ts";

export interface State {
  /** What is to be seen, in a few words. */
  title: string;
  /** Leads from the empty page to the state, and waits until it is there. */
  reach: (desk: Desk) => Promise<void>;
}

const NO_ROWS = { ...ENROLLMENT, bytes: enrollment([]) };

export const states: State[] = [
  {
    title: "empty",
    reach: (desk) => expect(desk.button("Try it with sample data")).toBeVisible(),
  },
  {
    title: "a file over the window",
    reach: async (desk) => {
      await desk.drag("dragover");
      await expect(desk.overlay).toBeVisible();
    },
  },
  {
    title: "names",
    reach: async (desk) => {
      await desk.drop([DIRECTORY]);
      await expect(desk.names).toBeVisible();
    },
  },
  { title: "sample", reach: (desk) => desk.useSample() },
  {
    title: "sample, filtered to nobody",
    reach: async (desk) => {
      await desk.useSample();
      await desk.tile("Disabled").click();
      await desk.search.fill("curie");
      await expect(desk.shown).toHaveText("0 of 18");
    },
  },
  {
    title: "a search with what it matches",
    reach: async (desk) => {
      await desk.useSample();
      await desk.search.fill("wharton");
      await expect(desk.table.locator("mark").first()).toBeVisible();
    },
  },
  {
    title: "the columns to choose",
    reach: async (desk) => {
      await desk.useSample();
      await desk.button("Columns").click();
      await expect(desk.page.getByRole("group", { name: "Columns" })).toBeVisible();
    },
  },
  {
    title: "some days of the chart, which are a list too",
    reach: async (desk) => {
      await desk.useSample();
      const chart = desk.page.getByRole("region", { name: "Deadlines" });
      await chart.getByRole("slider", { name: "Day" }).focus();
      for (const key of ["Home", "End", "Home", "PageUp"]) await desk.page.keyboard.press(key);
      for (let day = 0; day < 9; day++) await desk.page.keyboard.press("Shift+ArrowRight");
      await desk.page.keyboard.press("Enter");
      await expect(desk.shown).toContainText(" of 18");
      await chart.getByRole("button", { name: "Choose days" }).click();
      await expect(chart.getByRole("list", { name: "Days with deadlines" })).toBeVisible();
    },
  },
  {
    title: "the facets, with some chosen",
    reach: async (desk) => {
      await desk.useSample();
      await desk.search.fill("ar");
      await desk.button("Filter").click();
      const facets = desk.page.getByRole("group", { name: "Filters", exact: true });
      await facets.getByRole("checkbox", { name: /^This week/ }).check();
      await facets.getByRole("checkbox", { name: /^Wharton, Finance/ }).check();
      await expect(desk.table.locator("mark:visible").first()).toBeVisible();
    },
  },
  {
    title: "details",
    reach: async (desk) => {
      await desk.useSample();
      await desk.person("jgarcia").click();
      await desk.showEvidence();
      await desk.details
        .getByText(/^sample-enrollment\.tsv, line/)
        .last()
        .click();
      await expect(desk.details.getByText("10000005")).toBeVisible();
    },
  },
  {
    title: "decided, with a wait and a selection",
    reach: async (desk) => {
      await desk.useSample();
      await desk.person("jgarcia").click();
      const { details, page } = desk;
      await details.getByRole("button", { name: "Keep", exact: true }).click();
      await details.getByRole("checkbox", { name: "Enter the override" }).check();
      await details.getByRole("textbox", { name: "Note" }).fill("asked the department");
      await desk.button("Close details").click();
      await page.getByRole("checkbox", { name: "Select all that are shown" }).check();
      const bulk = page.getByRole("region", { name: "Selected accounts" });
      await bulk.getByRole("button", { name: "Let go" }).click();
      await expect(bulk).toContainText("18 selected");
      await desk.person("jgarcia").click();
      await expect(page.getByRole("region", { name: "Waits" })).toContainText("min left");
    },
  },
  {
    title: "a decision that came too late",
    reach: async (desk) => {
      await desk.useSample();
      await desk.person("jgarcia").click();
      await desk.details.getByRole("button", { name: "Keep", exact: true }).click();
      await desk.setAsOf("2027-06-01");
      await expect(desk.details).toContainText("is not possible now");
    },
  },
  {
    title: "keys",
    reach: async (desk) => {
      await desk.useSample();
      await desk.button("Keys").click();
      await expect(desk.page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    },
  },
  {
    title: "problems",
    reach: async (desk) => {
      const rows = [{ logonName: "alovel", daysLeft: "soon" }, { logonName: "" }];
      await desk.drop([DIRECTORY, { ...ENROLLMENT, bytes: enrollment(rows) }]);
      await desk.show(desk.card(ENROLLMENT.name));
      for (const title of ["2 problems", "How it was read"]) {
        await desk.card(ENROLLMENT.name).locator("summary").getByText(title).click();
      }
      await expect(desk.card(ENROLLMENT.name)).toContainText("Fill in the logon name");
    },
  },
  {
    title: "failed",
    reach: async (desk) => {
      await desk.drop([DIRECTORY, { ...ENROLLMENT, bytes: "" }]);
      await expect(desk.alerts).toHaveCount(1);
    },
  },
  {
    title: "the rules",
    reach: async (desk) => {
      await desk.rulesButton.click();
      await desk.rules.getByText("26 affiliations").click();
      await expect(desk.rules.getByRole("table")).toBeVisible();
    },
  },
  {
    title: "the rules, changed and refused",
    reach: async (desk) => {
      await desk.useSample();
      await desk.drop([{ name: "broken.toml", bytes: "[clock]\ngrace_days = -1\n" }]);
      await desk.rulesButton.click();
      await desk.writeRule("Disabled before", "2");
      await desk.writeRule("Grace", "-1");
      const field = desk.rules.getByLabel("Add a holiday");
      for (const holiday of ["December 25", "whenever"]) {
        await field.fill(holiday);
        await field.press("Enter");
      }
      await expect(desk.rules.getByRole("alert")).toHaveCount(3);
    },
  },
  {
    title: "rules from a file",
    reach: async (desk) => {
      await desk.useSample();
      const own = profile("example-30-14").replace("grace_days = 30", "grace_days = 31");
      await desk.drop([{ name: "own.toml", bytes: own }]);
      await expect(desk.rulesNews).toContainText("say something else");
    },
  },
  {
    title: "the menu of a decision",
    reach: async (desk) => {
      await desk.useSample();
      await desk.row("jgarcia").locator(".decide").click();
      await expect(desk.page.getByRole("menu")).toBeVisible();
    },
  },
  {
    title: "what can be exported",
    reach: async (desk) => {
      await desk.useSample();
      await desk.button("Export").click();
      await expect(desk.button("Download CSV")).toBeVisible();
    },
  },
  {
    title: "the steps",
    reach: async (desk) => {
      await desk.useSample();
      await desk.button("Steps").click();
      await desk.steps.getByRole("button", { name: /Override missing/ }).first().click();
      await expect(desk.steps.getByRole("button", { name: /^Copy/ })).toBeVisible();
    },
  },
  {
    title: "a large file, still being read",
    reach: async (desk) => {
      await desk.holdLargeFiles();
      await desk.startDrop([{ name: "large.csv", bytes: largeDirectory(20_000) }, ENROLLMENT]);
      await expect(desk.stillReading).toContainText("of the flagged found in it so far");
    },
  },
  {
    title: "why nothing leaves the computer",
    reach: async (desk) => {
      await desk.page.getByRole("banner").getByRole("button", { name: /^Nothing/ }).click();
      await desk.privacy.getByLabel("Choose reprieve.html").setInputFiles({
        name: "reprieve.html",
        mimeType: "text/html",
        buffer: Buffer.from("<!doctype html>"),
      });
      await expect(desk.privacy.getByRole("status")).toContainText("SHA-256");
    },
  },
  {
    title: "the licences of what is inside",
    reach: async (desk) => {
      await desk.page.getByRole("main").getByRole("button", { name: "Licences" }).click();
      await desk.licences.getByText("Text", { exact: true }).first().click();
      await expect(desk.licences).toContainText("The Reprieve authors");
    },
  },
  {
    title: "an old report, with a message",
    reach: async (desk) => {
      await desk.useSample();
      await desk.setAsOf("2027-03-01");
      await expect(desk.outcome).toContainText("days old");
      await desk.remove("sample-directory.csv");
      await expect(desk.toast).toBeVisible();
    },
  },
  {
    title: "the question before everything is forgotten",
    reach: async (desk) => {
      await desk.useSample();
      await desk.button("More").click();
      await desk.button("Forget everything").click();
      await expect(desk.button("Keep it")).toBeVisible();
    },
  },
  {
    title: "another day, which began meanwhile",
    reach: async (desk) => {
      const { clock } = desk.page;
      await clock.install({ time: "2026-12-06T23:59:00-05:00" });
      await desk.open();
      await desk.useSample();
      await clock.runFor(90_000);
      await expect(desk.dayNews).toContainText("It is now");
    },
  },
  {
    title: "stopped, with work to save",
    reach: async (desk) => {
      await desk.useSample();
      await desk.person("jgarcia").click();
      await desk.details.getByRole("button", { name: "Keep", exact: true }).click();
      await desk.details.getByRole("textbox", { name: "Note" }).fill("asked the department");
      await desk.button("Close details").click();
      await desk.panic();
      await desk.fatal.getByText("What happened, for those").click();
    },
  },
  {
    title: "stopped, with nothing to save",
    reach: (desk) => desk.panic(),
  },
  {
    title: "a newer copy of a file, with both ways back",
    reach: async (desk) => {
      await desk.drop([DIRECTORY, ENROLLMENT], "2026-11-11");
      await desk.drop([DIRECTORY]);
      await expect(desk.toast).toContainText("replaced the one of Nov 11");
    },
  },
  {
    title: "two files of one name, and files that are gone",
    reach: async (desk) => {
      const disk = await Disk.of(desk.page);
      await desk.drop([DIRECTORY, ENROLLMENT], "2026-11-11");
      await desk.drop([DIRECTORY]);
      await desk.toast.getByRole("button", { name: "Use both" }).click();
      await disk.lose("2026-11-11");
      await desk.follow("example-30-14");
      await expect(desk.alerts).toHaveCount(2);
    },
  },
  {
    title: "a directory alone that may be deleted users",
    reach: async (desk) => {
      const row = (name: string) => `${name}@example.edu,${name},10/27/2026 5:02:11 PM\n`;
      await desk.drop([{ name: "users.csv", bytes: ["a1", "b2", "c3"].map(row).join("") }]);
      await expect(desk.outcome).toContainText("does not say what it is");
    },
  },
  {
    title: "nobody so far",
    reach: async (desk) => {
      await desk.drop([DIRECTORY, NO_ROWS, { name: "more.csv", bytes: "" }]);
      await expect(desk.outcome).toContainText("Nobody so far");
    },
  },
  {
    title: "nobody",
    reach: async (desk) => {
      await desk.drop([DIRECTORY, NO_ROWS]);
      await expect(desk.goodNews).toBeVisible();
    },
  },
];
