// What is wrong with a file, by kind and to download; who may be meant by a misspelled name.

import { readFileSync } from "node:fs";

import { violations } from "./axe.ts";
import { AS_OF } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { ADA, DIRECTORY, GRACE, directory, enrollment, type Handed } from "./files.ts";

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf(AS_OF);
});

/** Thirty rows with an unreadable date on lines 2 to 31, and one without a name. */
const CLUMSY: Handed = {
  name: "clumsy.tsv",
  bytes: enrollment([
    ...Array.from({ length: 30 }, (_, index) => ({
      logonName: `person${index}`,
      scheduled: "someday",
    })),
    { logonName: "", scheduled: "12/1/2026" },
  ]),
};

test("problems come by kind, and each cause once with the first places", async ({ desk }) => {
  await desk.drop([CLUMSY]);
  const card = desk.card(CLUMSY.name);
  await desk.show(card);
  await card.locator("summary").getByText("31 problems").click();
  const kinds = card.getByRole("list", { name: "Problems by kind" }).getByRole("listitem");
  await expect(kinds).toHaveCount(2);
  await expect(kinds.first()).toContainText("Unreadable dates30");
  await expect(kinds.first()).toContainText("Write the date as 2026-12-01");
  await expect(kinds.first()).toContainText(
    "lines 2, 3, 4 and 27 more, column “Scheduled deletion date”: Not a date: someday",
  );
  await expect(kinds.last()).toContainText("Rows without a logon name1");
});

test("the rows with problems are saved as they were, with the reason", async ({ desk }) => {
  await desk.drop([CLUMSY]);
  await desk.show(desk.card(CLUMSY.name));
  await desk.card(CLUMSY.name).locator("summary").getByText("31 problems").click();
  const saved = await desk.download("Download these rows");
  expect(saved.suggestedFilename()).toBe("clumsy-problems.csv");
  const text = readFileSync(await saved.path()).toString();
  const lines = text.split("\r\n");
  // A mark for Excel, the header, 31 rows, and nothing behind the last line end.
  expect(lines).toHaveLength(33);
  expect(lines[0]).toBe(
    "\u{feff}line,why,PennID,PennKey,All active affiliations,O365 Ready,Expires in days," +
      "Has mailbox,Scheduled deletion date",
  );
  expect(lines[1]).toBe(
    '2,"date-unreadable: column “Scheduled deletion date”: Not a date. ' +
      'Write the date as 2026-12-01, or the days as a number.",' +
      "10000001,person0,RTSF,No - no eligible affiliation,,,someday",
  );
  expect(lines[31]).toMatch(/^32,.*,10000031,,RTSF,No - no eligible affiliation,,,12\/1\/2026$/);
});

test("a problem of the whole file alone has no rows to save", async ({ desk }) => {
  const file = { name: "d.csv", bytes: `${DIRECTORY.bytes}`.replace("Hopper", "Hop\0per") };
  await desk.drop([file]);
  await desk.show(desk.card(file.name));
  await desk.card(file.name).locator("summary").getByText("1 problem").click();
  await expect(desk.card(file.name)).toContainText("the whole file");
  await expect(desk.button("Download these rows")).toHaveCount(0);
});

const MISSPELLED: Handed = {
  name: "list.tsv",
  bytes: enrollment([
    { logonName: "ghopper", scheduled: "11/20/2026" },
    { logonName: "alovle", scheduled: "12/2/2026" },
    { logonName: "somebody", scheduled: "12/2/2026" },
  ]),
};

test("a misspelled name is told who may be meant, and is not taken for it", async ({
  desk,
  page,
}) => {
  await desk.drop([DIRECTORY, MISSPELLED]);
  await expect(desk.rows).toHaveCount(1);
  const elsewhere = page.getByText("2 accounts are flagged, but not in your directory");
  await expect(page.getByText("Did you mean")).toHaveCount(0);
  await elsewhere.click();
  const item = (name: string) => page.getByRole("listitem").filter({ hasText: name });
  await expect(item("alovle")).toContainText("Did you mean alovel?");
  await expect(page.getByText("Did you mean")).toHaveCount(1);

  await desk.button("alovle").click();
  await expect(desk.details).toContainText("No such name is in the directory.");
  await desk.details.getByRole("button", { name: "alovel", exact: true }).click();
  await expect(desk.details.getByRole("heading", { name: "Lovelace, Ada" })).toBeVisible();
  await expect(desk.details).not.toContainText("Did you mean");
  // It was only said.
  await expect.poll(() => desk.logonNames()).toEqual(["ghopper"]);

  await desk.drop([{ ...DIRECTORY, bytes: directory([GRACE]) }]);
  await expect(page.getByText("Did you mean")).toHaveCount(0);
});

test("a further table is explained on its card", async ({ desk }) => {
  const further = `PennKey,Full name\r\nbliskov,"Liskov, Barbara"\r\n`;
  const file = { name: "two.csv", bytes: directory([ADA]) + further };
  await desk.drop([file]);
  const card = desk.card(file.name);
  await desk.show(card);
  await card.getByText("How it was read").click();
  await expect(card).toContainText(
    "Another table begins on line 3, with logon name: PennKey, display name: Full name.",
  );
  await expect(card).toContainText("2 names");
});

test("both are accessible", async ({ desk, page }) => {
  await desk.drop([DIRECTORY, MISSPELLED, CLUMSY]);
  await desk.show(desk.card(CLUMSY.name));
  await desk.card(CLUMSY.name).locator("summary").getByText("31 problems").click();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByText("flagged, but not in your directory").click();
  await expect(page.getByText("Did you mean")).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
});
