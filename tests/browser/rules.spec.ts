// The rules: followed, loaded, refused, changed, saved; and what to do for many at once.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { AS_OF, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import {
  DIRECTORY,
  ENROLLMENT,
  enrollment,
  profile,
  randomBytes,
  type Handed,
} from "./files.ts";

const PENN = profile("penno365-cloud-control");
const EXAMPLE = profile("example-30-14");
const PENN_TITLE = "PennO365 · Cloud Control";

/** A file that only the made-up institution's rules can read. */
const leavers = new URL("../cases/policy-example/leavers.csv", import.meta.url);
const LEAVERS: Handed = { name: "leavers.csv", bytes: readFileSync(fileURLToPath(leavers)) };

/** The line of a text, from 1, on which something stands. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split("\n").length;
}

async function actBy(desk: Desk, logonName: string): Promise<string> {
  const cell = desk.row(logonName).locator("[data-label='Act by'] time");
  return (await cell.getAttribute("datetime"))!;
}

async function openRules(desk: Desk): Promise<void> {
  await desk.rulesButton.click();
  await expect(desk.rules).toBeVisible();
}

async function closeRules(desk: Desk): Promise<void> {
  await desk.page.keyboard.press("Escape");
  await expect(desk.rules).toHaveCount(0);
}

test.use({ viewport: { width: 1680, height: 1000 } });

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf(AS_OF);
});

test("the top says whose rules of which day are followed", async ({ desk }) => {
  await expect(desk.rulesButton).toContainText(PENN_TITLE);
  await expect(desk.rulesButton).toContainText("Nov 18, 2020");
  await openRules(desk);
  await expect(desk.rules).toContainText("University of Pennsylvania");
  await expect(desk.rules.getByLabel("Grace", { exact: true })).toHaveValue("60");
  await expect(desk.rules).toContainText("30 minutes, say other pages");
  const holidays = desk.rules.getByRole("list", { name: "Holidays" });
  await expect(holidays.getByRole("listitem")).toHaveCount(15);
  await expect(holidays).toContainText("December 25, observed");
  await expect(desk.rules).toContainText("restorable for 0 days");
  await desk.rules.getByText("26 affiliations").click();
  const row = desk.rules.getByRole("row").filter({ hasText: "CTSY" });
  await expect(row).toContainText("entered by hand");
  await expect(row).toContainText("needed");
  // An address is a text, for a link would be a request.
  await expect(desk.rules.getByRole("link")).toHaveCount(0);
});

test("everything by keyboard: open, change, close, and the focus is back", async ({
  desk,
  page,
}) => {
  await desk.drop([ENROLLMENT]);
  await desk.rulesButton.focus();
  await page.keyboard.press("Enter");
  await expect(desk.rules).toBeVisible();
  await desk.rules.getByLabel("Disabled before", { exact: true }).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("8");
  await page.keyboard.press("Enter");
  await expect(desk.rulesButton).toContainText("changed");
  // A key that means something at the desk means nothing there now.
  await desk.rules.getByRole("button", { name: "Close the rules" }).focus();
  await page.keyboard.press("/");
  await expect(desk.search).not.toBeFocused();
  await closeRules(desk);
  await expect(desk.rulesButton).toBeFocused();
  await expect.poll(() => actBy(desk, "alovel")).toBe("2026-11-23");
});

test("another profile reads all files again, and going back brings all back", async ({ desk }) => {
  await desk.drop([ENROLLMENT, LEAVERS]);
  const theirs = desk.card(LEAVERS.name);
  const own = desk.card(ENROLLMENT.name);
  await expect(own).toContainText("2 names in “PennKey”");
  await expect(theirs.locator(".source__kind")).toHaveText("Directory");
  const before = [await theirs.textContent(), await own.textContent()];

  await desk.follow("example-30-14");
  await expect(desk.rulesButton).toContainText("Example University");
  await expect(theirs.locator(".source__kind")).toHaveText("Enrollment list");
  // By their rules the other file is a directory, which has nobody of theirs.
  await expect(desk.outcome).toContainText(`names in “${LEAVERS.name}” is in the directory`);
  await expect(desk.cards).toHaveCount(2);

  await desk.follow("penno365-cloud-control");
  await expect(theirs).toHaveText(before[0]!);
  await expect(own).toHaveText(before[1]!);
});

test("a file that other rules cannot read says so, and comes back", async ({ desk }) => {
  const theirs: Handed = { name: "theirs.csv", bytes: "Net name,Weight\n1001,3\n1002,4\n" };
  await desk.follow("example-30-14");
  await desk.drop([theirs]);
  const card = desk.card(theirs.name);
  await expect(card).toContainText("2 names in “Net name”");
  await desk.follow("penno365-cloud-control");
  await expect(card.getByRole("alert")).toContainText("None of the columns");
  await expect(card.getByRole("alert")).toContainText("It was read by the rules before");
  await desk.follow("example-30-14");
  await expect(card).toContainText("2 names in “Net name”");
  await expect(desk.alerts).toHaveCount(0);
});

test("a pasted list is read again too", async ({ desk }) => {
  await desk.paste("PennKey\tScheduled deletion date\nalovel\t12/2/2026\n");
  await expect(desk.row("alovel")).toContainText("Mon Nov 30");
  await desk.follow("example-30-14");
  await expect(desk.cards).toHaveCount(1);
  await desk.follow("penno365-ars");
  await expect(desk.row("alovel")).toContainText("Mon Nov 30");
});

for (const way of ["dropped", "chosen", "pasted", "dropped under another name"] as const) {
  test(`a profile is recognized by itself: ${way}`, async ({ desk }) => {
    const own = EXAMPLE.replace('name = "example-30-14"', 'name = "own"');
    if (way === "dropped") await desk.drop([{ name: "own.TOML", bytes: own }]);
    if (way === "dropped under another name") await desk.drop([{ name: "own.txt", bytes: own }]);
    if (way === "pasted") await desk.paste(own);
    if (way === "chosen") {
      const buffer = Buffer.from(own);
      await desk.choose({ name: "own.toml", mimeType: "application/toml", buffer });
    }
    await expect(desk.rulesNews).toContainText("Example University");
    await expect(desk.rulesButton).toContainText("30 and 14 days");
    await expect(desk.rulesButton).not.toContainText("changed");
    // The first page names this institution's tools.
    await expect(desk.page.getByRole("main")).toContainText("Open Mailroom, choose Everybody");
    await expect(desk.cards).toHaveCount(0);

    await desk.forget();
    await expect(desk.rulesButton).toContainText(PENN_TITLE);
    await expect(desk.rulesNews).toBeEmpty();
  });
}

interface Broken {
  title: string;
  from: string;
  to: string;
  says: string[];
}

const broken: Broken[] = [
  {
    title: "a wrong type",
    from: "grace_days = 60",
    to: 'grace_days = "sixty"',
    says: ["clock.grace_days", "sixty", "a whole number of days from 0 to 3660"],
  },
  {
    title: "an unknown key",
    from: "grace_days = 60",
    to: "grace_dais = 60",
    says: ["grace_dais", "grace_days"],
  },
  {
    title: "negative days",
    from: "restore_days = 30",
    to: "restore_days = -30",
    says: ["clock.restore_days", "-30", "from 0 to 3660"],
  },
  {
    title: "a holiday that is no date",
    from: '"last Monday of May"',
    to: '"2026-13-40"',
    says: ["calendar.holidays", "2026-13-40", "fourth Thursday of November"],
  },
];

for (const { title, from, to, says } of broken) {
  test(`a broken profile is refused, and the rules stay: ${title}`, async ({ desk }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    const before = await actBy(desk, "alovel");
    await desk.drop([{ name: "broken.toml", bytes: PENN.replace(from, to) }]);
    const alert = desk.card("broken.toml").getByRole("alert");
    await expect(alert).toContainText("These rules cannot be followed.");
    await expect(alert).toContainText(`Line ${lineOf(PENN, from)}`);
    for (const words of says) await expect(alert).toContainText(words);
    await expect(desk.rulesButton).toContainText(PENN_TITLE);
    await expect(desk.rulesButton).not.toContainText("changed");
    await expect.poll(() => actBy(desk, "alovel")).toBe(before);

    // Who looks at the rules hears of it there, and the next good one takes its place.
    await openRules(desk);
    await expect(desk.rules.getByRole("alert")).toContainText("broken.toml cannot be followed");
    await closeRules(desk);
    await desk.drop([{ name: "mended.toml", bytes: EXAMPLE }]);
    await expect(desk.rulesNews).toContainText("Example University");
    await expect(desk.card("broken.toml")).toHaveCount(0);
  });
}

const nonsense: [string, string | Uint8Array, string][] = [
  ["ten megabytes of bytes", randomBytes(10_000_000, 7), "too long"],
  ["ten megabytes of brackets", "[".repeat(10_000_000), "too long"],
  ["brackets", "[".repeat(200_000), "ine 1"],
  ["bytes", randomBytes(100_000, 8), "UTF-8"],
  ["nothing", "", "empty"],
];

for (const [title, bytes, says] of nonsense) {
  test(`nonsense is refused, and the rules stay: ${title}`, async ({ desk }) => {
    await desk.drop([{ name: "nonsense.toml", bytes }]);
    await expect(desk.card("nonsense.toml").getByRole("alert")).toContainText(says);
    await expect(desk.rulesButton).toContainText(PENN_TITLE);
    await desk.remove("nonsense.toml");
    await expect(desk.cards).toHaveCount(0);
  });
}

test("a number that is changed changes the answer, and says so everywhere", async ({ desk }) => {
  await desk.drop([DIRECTORY, ENROLLMENT]);
  await expect.poll(() => actBy(desk, "alovel")).toBe("2026-11-30");
  await openRules(desk);
  await desk.writeRule("Disabled before", "8");
  await expect(desk.rules).toContainText("was 1");
  await expect(desk.rules).toContainText("Changed on this page.");
  await expect.poll(() => actBy(desk, "alovel")).toBe("2026-11-23");
  await closeRules(desk);
  await expect(desk.rulesButton).toContainText("changed");
  for (const [button, whom] of [["Download CSV", ""], ["Download everyone", "-everyone"]]) {
    const saved = await desk.download(button);
    expect(saved.suggestedFilename()).toBe(`reprieve-${AS_OF}${whom}-changed-rules.csv`);
  }

  await openRules(desk);
  await desk.rules.getByRole("button", { name: "As built in" }).click();
  await expect(desk.rules.getByLabel("Disabled before", { exact: true })).toHaveValue("1");
  await closeRules(desk);
  await expect(desk.rulesButton).not.toContainText("changed");
  await expect.poll(() => actBy(desk, "alovel")).toBe("2026-11-30");
  const saved = await desk.download("Download CSV");
  expect(saved.suggestedFilename()).toBe(`reprieve-${AS_OF}.csv`);
});

test("what makes no sense is told beside its field, and changes nothing", async ({ desk }) => {
  await openRules(desk);
  const refused: [string, string, string][] = [
    ["Grace", "-1", "Write a whole number of days from 0 to 3660."],
    ["Restorable", "soon", "Write a whole number of days from 0 to 3660."],
    ["Disabled before", "61", "it must not be more than grace_days (60)"],
  ];
  for (const [label, value, says] of refused) {
    await desk.writeRule(label, value);
    const field = desk.rules.getByLabel(label, { exact: true });
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveValue(value);
    await expect(field).toHaveAccessibleDescription(new RegExp(says.replace(/[()]/g, "\\$&")));
    await expect(desk.rulesButton).not.toContainText("changed");
  }
  await desk.writeRule("Disabled before", "2");
  await expect(desk.rules.getByLabel("Disabled before", { exact: true })).toHaveAttribute(
    "aria-invalid",
    "false",
  );
  // The others still say what is wrong with them, until all is as it was.
  await expect(desk.rules.getByRole("alert")).toHaveCount(2);
  await desk.rules.getByRole("button", { name: "As built in" }).click();
  await expect(desk.rules.getByRole("alert")).toHaveCount(0);
});

test("waits and working days are changed", async ({ desk }) => {
  await desk.drop([ENROLLMENT]);
  await openRules(desk);
  await desk.writeRule("At most for sync and provisioning", "30");
  await expect(desk.rules).toContainText("15–30 minutes");
  await desk.writeRule("At most for sync and provisioning", "3");
  await expect(desk.rules.getByRole("alert")).toContainText("at least from_minutes (15)");
  // Ada is disabled on Tuesday 1 December.
  await desk.rules.getByRole("checkbox", { name: "Monday" }).uncheck();
  await expect.poll(() => actBy(desk, "alovel")).toBe("2026-11-25");
  await desk.rules.getByRole("checkbox", { name: "Monday" }).check();
  await expect.poll(() => actBy(desk, "alovel")).toBe("2026-11-30");
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday"]) {
    await desk.rules.getByRole("checkbox", { name: day }).uncheck();
  }
  await desk.rules.getByRole("checkbox", { name: "Friday" }).click();
  await expect(desk.rules).toContainText("at least one day is needed");
});

test("holidays are added, refused and removed; saved, and dropped again", async ({ desk }) => {
  await desk.drop([
    { name: "e.tsv", bytes: enrollment([{ logonName: "alovel", scheduled: "11/28/2026" }]) },
  ]);
  // Disabled on Friday, the day after Thanksgiving; both are Penn's holidays.
  await expect.poll(() => actBy(desk, "alovel")).toBe("2026-11-25");
  await openRules(desk);
  const field = desk.rules.getByLabel("Add a holiday");
  await field.fill("Thanksgiving");
  await field.press("Enter");
  await expect(desk.rules.getByRole("alert")).toContainText("“Thanksgiving” is no holiday");
  await expect(field).toHaveValue("Thanksgiving");
  for (const holiday of ["day before fourth thursday of november", "2026-11-24"]) {
    await field.fill(holiday);
    await field.press("Enter");
    await expect(field).toHaveValue("");
  }
  const list = desk.rules.getByRole("list", { name: "Holidays" });
  await expect(list).toContainText(
    "day before fourth Thursday of November · next on Wed, Nov 25, 2026",
  );
  await expect.poll(() => actBy(desk, "alovel")).toBe("2026-11-23");
  const saved = await desk.download("Save these rules");
  expect(saved.suggestedFilename()).toBe("penno365-cloud-control-changed.toml");
  const text = readFileSync(await saved.path(), "utf8");
  expect(text).toContain('"day before fourth Thursday of November",');
  expect(text).toContain("# How long before deprovisioning the account is disabled.");

  await desk.rules.getByRole("button", { name: "Remove 2026-11-24" }).click();
  await expect(field).toBeFocused();
  await expect.poll(() => actBy(desk, "alovel")).toBe("2026-11-24");
  await desk.rules.getByRole("button", { name: "Remove day before fourth Thursday of November" }).click();
  await expect(desk.rules).not.toContainText("Changed on this page.");
  await closeRules(desk);
  await expect(desk.rulesButton).not.toContainText("changed");

  await desk.drop([{ name: saved.suggestedFilename(), bytes: text }]);
  await expect(desk.rulesNews).toContainText("say something else");
  await expect(desk.rulesButton).toContainText("changed");
  await expect.poll(() => actBy(desk, "alovel")).toBe("2026-11-23");
  await desk.button("Look at them").click();
  await expect(desk.rules).toContainText("Not the built-in rules.");
  await desk.rules.getByRole("button", { name: "As built in" }).click();
  await expect(desk.rulesButton).not.toContainText("changed");
});

test("a profile keeps its changes while another one is followed", async ({ desk }) => {
  await openRules(desk);
  await desk.writeRule("Grace", "90");
  await closeRules(desk);
  await desk.follow("example-30-14");
  await expect(desk.rulesButton).not.toContainText("changed");
  await openRules(desk);
  await expect(desk.rules.getByLabel("Rules to follow")).toContainText("Cloud Control (changed)");
  await desk.rules.getByLabel("Rules to follow").selectOption("penno365-cloud-control");
  await expect(desk.rules.getByLabel("Grace", { exact: true })).toHaveValue("90");
});

test.describe("what to do", () => {
  const many = Array.from({ length: 250 }, (_, row) => ({
    logonName: `user${row}`,
    affiliations: row % 2 ? "CTSY" : "RTSF",
    scheduled: "12/2/2026",
  }));
  many.push({ logonName: "gone", affiliations: "RTSF", scheduled: "9/2/2026" });

  test("accounts that need the same thing, with steps and names", async ({ desk, page }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const more = Array.from({ length: 250 }, (_, row) => ({
      ...many[1],
      logonName: `more${row}`,
    }));
    const rows = [...many, ...more];
    await desk.drop([{ name: "e.tsv", bytes: enrollment(rows) }]);
    await desk.button("Steps").click();
    await expect(desk.steps.getByRole("listitem")).toHaveCount(3);
    const group = desk.steps.getByRole("listitem").filter({ hasText: "Override missing" });
    await expect(group).toContainText("375 accounts, first due in 12 days (375)");
    await expect(group).toContainText("Expiring");

    await group.getByRole("button", { name: /Override missing/ }).click();
    await expect(group).toContainText("Enter the override · you · 15–20 minutes");
    const shown = group.getByRole("textbox", { name: "The logon names, one a line" });
    expect((await shown.inputValue()).split("\n")).toHaveLength(200);
    await expect(group).toContainText("and 175 more");
    await expect(group.getByRole("list", { name: "Undecided, by day" })).toContainText(
      "375 by Mon, Nov 30, in 12 days",
    );
    await group.getByRole("button", { name: "Copy 375 undecided names" }).click();
    await expect(group.getByRole("status")).toHaveText("Copied.");

    await group.getByRole("button", { name: "Show in the table" }).click();
    await expect(desk.shown).toHaveText("375 of 501");
    // Who is decided is not copied again.
    await desk.person(await desk.logonNames().then(([first]) => first)).focus();
    await page.keyboard.press("1");
    await desk.button("Steps").click();
    await expect(group).toContainText("375 accounts, 1 decided, first due in 12 days (374)");
    await desk.button("Accounts").click();
    await desk.button("Show all").click();
    await expect(desk.shown).toHaveText("501 accounts");
    await desk.button("Steps").click();
    const gone = desk.steps.getByRole("listitem").filter({ hasText: "Gone" });
    await gone.getByRole("button", { name: "Show in the table" }).click();
    await expect.poll(() => desk.logonNames()).toEqual(["gone"]);
  });
});
