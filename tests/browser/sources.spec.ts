// What is handed over: how it arrives, what it is taken for, and how it leaves.

import type { Locator } from "@playwright/test";

import { AS_OF } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import {
  ADA,
  BARBARA,
  DIRECTORY,
  ENROLLMENT,
  GRACE,
  directory,
  enrollment,
  type Handed,
} from "./files.ts";

const ANSWER = ["ghopper", "alovel"];

const REPORT: Handed = {
  name: "names.txt",
  bytes: "alovel\nghopper\nnobody\n",
};

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf(AS_OF);
});

const orders: Record<string, Handed[]> = {
  "directory first": [DIRECTORY, ENROLLMENT, REPORT],
  "enrollment first": [ENROLLMENT, DIRECTORY, REPORT],
  "list first": [REPORT, ENROLLMENT, DIRECTORY],
};

for (const [order, files] of Object.entries(orders)) {
  test(`several files at once, ${order}, give the same answer`, async ({ desk }) => {
    await desk.drop(files);
    await expect(desk.cards.locator(".source__name")).toHaveText(files.map((file) => file.name));
    await expect(desk.rows).toHaveCount(ANSWER.length);
    await expect.poll(() => desk.logonNames()).toEqual(ANSWER);
  });
}

test("files that come one after the other give the same answer", async ({ desk }) => {
  for (const file of [ENROLLMENT, REPORT, DIRECTORY]) await desk.drop([file]);
  await expect(desk.cards).toHaveCount(3);
  await expect(desk.rows).toHaveCount(ANSWER.length);
  await expect.poll(() => desk.logonNames()).toEqual(ANSWER);
});

test("a file that is dropped again replaces itself", async ({ desk }) => {
  await desk.drop([DIRECTORY, ENROLLMENT]);
  const card = desk.card(DIRECTORY.name);
  await expect(card).toContainText("3 rows");

  await desk.drop([{ ...DIRECTORY, bytes: directory([ADA, BARBARA]) }]);
  await expect(card).toContainText("2 rows");
  await expect(desk.cards.locator(".source__name")).toHaveText([DIRECTORY.name, ENROLLMENT.name]);
  await expect(desk.rows).toHaveCount(1);
});

test("a file of the same name but of another kind stays beside it", async ({ desk }) => {
  await desk.drop([{ ...DIRECTORY, name: "export.csv" }]);
  await desk.drop([{ ...ENROLLMENT, name: "export.csv" }]);
  await expect(desk.cards).toHaveCount(2);
  await expect(desk.cards.nth(0)).toContainText("Directory");
  await expect(desk.cards.nth(1)).toContainText("Enrollment list");
  await expect(desk.rows).toHaveCount(2);
});

test("a removed file takes its part of the answer with it", async ({ desk }) => {
  await desk.drop([DIRECTORY, ENROLLMENT]);
  await expect(desk.rows).toHaveCount(2);

  await desk.remove(ENROLLMENT.name);
  await expect(desk.cards).toHaveCount(1);
  await expect(desk.table).toHaveCount(0);
  await expect(desk.names).toBeVisible();

  await desk.remove(DIRECTORY.name);
  await expect(desk.cards).toHaveCount(0);
  await expect(desk.button("Try it with sample data")).toBeVisible();
});

test("the same file can be chosen again after it was removed", async ({ desk }) => {
  const file = { name: "d.csv", mimeType: "text/csv", buffer: Buffer.from(DIRECTORY.bytes) };
  for (let turn = 0; turn < 2; turn++) {
    await desk.choose(file);
    await expect(desk.card(file.name)).toContainText("3 rows");
    await desk.remove(file.name);
    await expect(desk.cards).toHaveCount(0);
  }
});

test("a paste is a source, unless it goes into a field", async ({ context, desk, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await desk.drop([DIRECTORY, ENROLLMENT]);
  await page.evaluate(() => navigator.clipboard.writeText("bliskov"));

  await desk.search.focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(desk.search).toHaveValue("bliskov");
  await expect(desk.shown).toHaveText("0 of 2");
  await expect(desk.cards).toHaveCount(2);

  await desk.button("Show all").click();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(desk.cards).toHaveCount(3);
  await expect(desk.cards.last().locator(".source__name")).toHaveText(/^Pasted at \d+:\d\d$/);
  await expect(desk.row("bliskov")).toBeVisible();
});

test("what is pasted over the names panel is a source", async ({ desk, page }) => {
  await desk.drop([DIRECTORY]);
  // Its list cannot be written into, so nothing else can be meant.
  await page.getByLabel("The logon names, one a line").focus();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const init = { clipboardData, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", init));
  }, String(ENROLLMENT.bytes));
  await expect(desk.rows).toHaveCount(2);
});

test("a drag is answered until it leaves or drops", async ({ desk }) => {
  await expect(desk.overlay).toBeHidden();
  await desk.drag("dragover");
  await expect(desk.overlay).toBeVisible();
  await desk.drag("dragleave", true);
  await expect(desk.overlay).toBeVisible();
  await desk.drag("dragleave");
  await expect(desk.overlay).toBeHidden();

  await desk.drag("dragover");
  await expect(desk.overlay).toBeVisible();
  await desk.drag("drop");
  await expect(desk.overlay).toBeHidden();
  await expect(desk.cards).toHaveCount(0);

  await desk.drop([DIRECTORY]);
  await expect(desk.overlay).toBeHidden();
  await expect(desk.cards).toHaveCount(1);
});

interface Spelling {
  title: string;
  file: Handed;
  facts: string[];
}

const utf16 = (text: string) => Buffer.from(`\u{feff}${text}`, "utf16le");
const spellings: Spelling[] = [
  {
    title: "UTF-8, comma",
    file: DIRECTORY,
    facts: ["Directory", "3 rows", "3 names in “Logon Name”", "UTF-8", "comma"],
  },
  {
    title: "UTF-16, tab",
    file: { name: "e.tsv", bytes: utf16(String(ENROLLMENT.bytes)) },
    facts: ["Enrollment list", "2 rows", "2 names in “PennKey”", "UTF-16 LE", "tab"],
  },
  {
    title: "Windows-1252, semicolon",
    file: {
      name: "d.csv",
      bytes: Buffer.from('Display Name;Logon Name\r\n"García, José";jgarcia\r\n', "latin1"),
    },
    facts: ["Directory", "1 row", "1 name in “Logon Name”", "Windows-1252", "semicolon"],
  },
  {
    title: "a bare list",
    file: REPORT,
    facts: ["List of names", "3 rows", "3 names", "UTF-8", "one column"],
  },
];

for (const { title, file, facts } of spellings) {
  test(`a card says what a file is: ${title}`, async ({ desk }) => {
    await desk.drop([file]);
    const [kind, ...rest] = facts;
    await expect(desk.card(file.name)).toContainText(kind);
    await desk.show(desk.card(file.name));
    await expect(desk.card(file.name).getByText(rest.join(" · "))).toBeVisible();
  });
}

/** The numbers of "8 rows = 3 in the answer + 1 in the remainder + ...". */
async function tally(card: Locator): Promise<number[]> {
  const sum = await card.getByText(/^[\d,]+ rows? = /).innerText();
  const [terms] = sum.split(".");
  return [...terms.matchAll(/[\d,]+/g)].map(([digits]) => Number(digits.replaceAll(",", "")));
}

const CLUMSY: Handed = {
  name: "clumsy.tsv",
  bytes: enrollment([
    { logonName: "alovel", scheduled: "12/2/2026" },
    { logonName: "alovel", scheduled: "12/9/2026" },
    { logonName: "", reason: "No - unknown" },
    { logonName: "ghopper", scheduled: "someday soon" },
    { logonName: "stranger", scheduled: "12/2/2026" },
  ]),
};

test("how a file was read: columns with their reasons, and a sum that adds up", async ({
  desk,
}) => {
  await desk.drop([DIRECTORY, CLUMSY]);
  const expected: Record<string, number[]> = {
    // Rows = answer + remainder + repeated + without a name + blank.
    [DIRECTORY.name]: [3, 2, 1, 0, 0, 0],
    [CLUMSY.name]: [5, 2, 1, 1, 1, 0],
  };
  for (const [name, numbers] of Object.entries(expected)) {
    const card = desk.card(name);
    await desk.show(card);
    await card.getByText("How it was read").click();
    const found = await tally(card);
    expect(found).toEqual(numbers);
    const [rows, ...parts] = found;
    expect(parts.reduce((sum, part) => sum + part)).toBe(rows);
  }
  await expect(desk.card(DIRECTORY.name)).toContainText("it lists people");
  await expect(desk.card(DIRECTORY.name)).toContainText("The header is on line 1.");
  const columns = desk.card(CLUMSY.name).getByRole("listitem");
  await expect(columns.filter({ hasText: "logon name" })).toHaveText(
    "logon name: PennKey (header “PennKey”)",
  );
  await expect(columns.filter({ hasText: "scheduled deletion:" })).toHaveText(
    "scheduled deletion: Scheduled deletion date (header “Scheduled deletion date”)",
  );
  await expect(columns.filter({ hasText: "day and month" })).toHaveText(
    "day and month in Scheduled deletion date: month first (in the other order the dates make " +
      "no sense)",
  );
});

test("a column without a header of its own is explained by its values", async ({ desk }) => {
  const rows = ["Name,Key", '"Lovelace, Ada",SAMPLE\\alovel', '"Hopper, Grace",SAMPLE\\ghopper'];
  await desk.drop([{ name: "d.csv", bytes: rows.join("\n") }]);
  const card = desk.card("d.csv");
  await desk.show(card);
  await card.getByText("How it was read").click();
  await expect(card.getByRole("listitem").filter({ hasText: "logon name" })).toContainText(
    "position, column B",
  );
});

test("problems are shown with their line and their remedy", async ({ desk }) => {
  await desk.drop([DIRECTORY, CLUMSY]);
  const card = desk.card(CLUMSY.name);
  await desk.show(card);
  await card.locator("summary").getByText("3 problems").click();
  const problem = (text: string) => card.getByRole("listitem").filter({ hasText: text });
  await expect(problem("on line 2 already")).toContainText("line 3");
  await expect(problem("on line 2 already")).toContainText("alovel");
  await expect(problem("on line 2 already")).toContainText("the earliest date counts");
  await expect(problem("no logon name")).toContainText("line 4, column “PennKey”");
  await expect(problem("no logon name")).toContainText("Fill in the logon name");
  await expect(problem("someday soon")).toContainText("line 5, column “Scheduled deletion date”");
  await expect(problem("someday soon")).toContainText("Write the date as 2026-12-01");
  await expect(desk.alerts).toHaveCount(0);
});

test("the date of a report can be said, and taken back", async ({ desk }) => {
  const table = enrollment([{ logonName: "alovel", daysLeft: 10 }]);
  await desk.drop([DIRECTORY, { name: "e.tsv", bytes: table }], "2026-11-16");
  const card = desk.card("e.tsv");
  const actBy = desk.row("alovel").locator("time[datetime]");
  await desk.show(card);
  await expect(card).toContainText("assumed from the file’s date");
  await expect(card.getByLabel("Report of")).toHaveValue("2026-11-16");
  await expect(actBy).toHaveAttribute("datetime", "2026-11-24");

  await card.getByLabel("Report of").fill("2026-11-12");
  await expect(card).toContainText("as you say");
  await expect(actBy).toHaveAttribute("datetime", "2026-11-20");

  await card.getByRole("button", { name: "as detected" }).click();
  await expect(card.getByLabel("Report of")).toHaveValue("2026-11-16");
  await expect(actBy).toHaveAttribute("datetime", "2026-11-24");
});

test("the date of a report belongs to its file", async ({ desk }) => {
  const list = (logonName: string) => enrollment([{ logonName, daysLeft: 10 }]);
  const files = ["alovel", "ghopper"].map((name) => ({ name: `${name}.tsv`, bytes: list(name) }));
  await desk.drop(files, "2026-11-16");
  const deadline = (name: string) => desk.row(name).locator("time[datetime]");
  const [first, second] = files.map(({ name }) => desk.card(name));
  await desk.show(first);
  await first.getByLabel("Report of").fill("2026-11-02");
  await expect(deadline("alovel")).toHaveAttribute("datetime", "2026-12-12");
  await expect(deadline("ghopper")).toHaveAttribute("datetime", "2026-11-24");
  await expect(first).toContainText("as you say");
  await expect(first).toContainText("is 16 days old");
  await expect(second).toContainText("assumed from the file’s date");
  await expect(second).not.toContainText("days old");

  // It comes back with its file.
  await first.getByRole("button", { name: "Remove alovel.tsv" }).click();
  await expect(desk.row("alovel")).toHaveCount(0);
  await desk.toast.getByRole("button", { name: "Undo" }).click();
  await expect(deadline("alovel")).toHaveAttribute("datetime", "2026-12-12");
});

test("the file chooser takes files with the keyboard alone", async ({ desk, page }) => {
  const chooser = page.waitForEvent("filechooser");
  await page.getByLabel("Choose files").press("Enter");
  await (
    await chooser
  ).setFiles({
    name: "d.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(directory([ADA, GRACE])),
  });
  await expect(desk.card("d.csv")).toContainText("2 rows");
});
