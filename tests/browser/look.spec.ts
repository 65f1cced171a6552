// Every state of the page is usable by everybody, and fits every window.

import { AxeBuilder } from "@axe-core/playwright";

import { AS_OF, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, ENROLLMENT, enrollment, profile } from "./files.ts";

interface State {
  title: string;
  /** Leads from the empty page to the state, and waits until it is there. */
  reach: (desk: Desk) => Promise<void>;
}

const NO_ROWS = { ...ENROLLMENT, bytes: enrollment([]) };

async function openSample(desk: Desk): Promise<void> {
  await desk.button("Try it with sample data").click();
  await expect(desk.shown).toHaveText("18 of 18");
}

const states: State[] = [
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
  { title: "sample", reach: openSample },
  {
    title: "sample, filtered to nobody",
    reach: async (desk) => {
      await openSample(desk);
      await desk.tile("Disabled").click();
      await desk.search.fill("curie");
      await expect(desk.shown).toHaveText("0 of 18");
    },
  },
  {
    title: "details",
    reach: async (desk) => {
      await openSample(desk);
      await desk.row("jgarcia").getByRole("button").click();
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
      await openSample(desk);
      await desk.row("jgarcia").getByRole("button").click();
      const { details, page } = desk;
      await details.getByRole("button", { name: "Keep", exact: true }).click();
      await details.getByRole("checkbox", { name: "Enter the override" }).check();
      await details.getByRole("textbox", { name: "Note" }).fill("asked the department");
      await desk.button("Close details").click();
      await page.getByRole("checkbox", { name: "Select all that are shown" }).check();
      const bulk = page.getByRole("region", { name: "Selected accounts" });
      await bulk.getByRole("button", { name: "Let go" }).click();
      await expect(bulk).toContainText("18 selected");
      await desk.row("jgarcia").getByRole("button").click();
      await expect(page.getByRole("region", { name: "Waits" })).toContainText("min left");
    },
  },
  {
    title: "a decision that came too late",
    reach: async (desk) => {
      await openSample(desk);
      await desk.row("jgarcia").getByRole("button").click();
      await desk.details.getByRole("button", { name: "Keep", exact: true }).click();
      await desk.setAsOf("2027-06-01");
      await expect(desk.details).toContainText("is not possible now");
    },
  },
  {
    title: "keys",
    reach: async (desk) => {
      await openSample(desk);
      await desk.button("Keys").click();
      await expect(desk.page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    },
  },
  {
    title: "problems",
    reach: async (desk) => {
      const rows = [{ logonName: "alovel", daysLeft: "soon" }, { logonName: "" }];
      await desk.drop([DIRECTORY, { ...ENROLLMENT, bytes: enrollment(rows) }]);
      for (const title of ["2 problems", "How it was read"]) {
        await desk.card(ENROLLMENT.name).getByText(title).click();
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
      await openSample(desk);
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
      await openSample(desk);
      const own = profile("example-30-14").replace("grace_days = 30", "grace_days = 31");
      await desk.drop([{ name: "own.toml", bytes: own }]);
      await expect(desk.rulesNews).toContainText("say something else");
    },
  },
  {
    title: "what to do",
    reach: async (desk) => {
      await openSample(desk);
      await desk.toDo.getByRole("button", { name: /^What to do/ }).click();
      await desk.toDo.getByRole("button", { name: /Override missing/ }).first().click();
      await desk.toDo.getByRole("button", { name: "Show in the table" }).first().click();
      await expect(desk.toDo.getByRole("button", { name: /^Copy/ })).toBeVisible();
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

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const SIZES = [WIDE, { width: 1024, height: 768 }, PHONE, { width: 320, height: 640 }];

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf(AS_OF);
});

for (const { title, reach } of states) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme });

      test(`axe finds nothing: ${title}`, async ({ desk, page }) => {
        for (const size of [WIDE, PHONE]) {
          await page.setViewportSize(size);
          if (size === WIDE) await reach(desk);
          const { violations } = await new AxeBuilder({ page }).analyze();
          const found = violations.flatMap(({ id, help, nodes }) =>
            nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`),
          );
          expect.soft(found, `${size.width} pixels wide`).toEqual([]);
        }
      });
    });
  }

  test(`nothing sticks out sideways: ${title}`, async ({ desk, page }) => {
    await reach(desk);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await desk.expectToFit();
    }
  });
}
