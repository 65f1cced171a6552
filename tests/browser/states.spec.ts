// What the page shows when there is no plain answer, or not yet.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { AS_OF } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, ENROLLMENT, enrollment, largeDirectory, largeName } from "./files.ts";

const NOBODY = { name: "nobody.tsv", bytes: enrollment([]) };

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf(AS_OF);
});

test("while a large file is read, the others are an answer that says so", async ({
  desk,
  folder,
}) => {
  const large = join(folder, "large.csv");
  const nRows = 60_000;
  writeFileSync(large, largeDirectory(nRows));
  const list = join(folder, "list.tsv");
  const flagged = [largeName(10), largeName(20), largeName(nRows - 1)];
  const rows = flagged.map((logonName) => ({ logonName, scheduled: "12/2/2026" }));
  writeFileSync(list, enrollment(rows));
  await desk.holdLargeFiles();
  await desk.choose([large, list]);
  // The small one is read first.
  await expect(desk.rows).toHaveCount(3);
  await expect(desk.stillReading).toContainText(/Still reading large\.csv: \d+ %/);
  await expect(desk.stillReading).toContainText(
    /[\d,]+ rows so far · 2 of the flagged found in it so far/,
  );
  await expect(desk.card("large.csv")).toContainText(/Directory: [\d,]+ rows, [\d,]+ names so far/);
  // Nobody is asked for what is coming.
  await expect(desk.outcome).not.toContainText("Add ");

  await desk.releaseLargeFiles();
  await expect(desk.stillReading).toHaveCount(0);
  await expect(desk.rows).toHaveCount(3);
  await expect(desk.row(flagged[2])).toContainText("Lastname59999");
});

test("while many rows are put together, the answer before stays and the page says so", async ({
  desk,
  page,
}) => {
  const names = Array.from({ length: 3_000 }, (_, index) => largeName(index));
  const rows = names.map((logonName) => ({ logonName, scheduled: "12/2/2026" }));
  await desk.drop([{ name: "list.tsv", bytes: enrollment(rows) }]);
  await expect(desk.shown).toHaveText("3,000 accounts");
  // It may be there for a moment only.
  const seen = await page.evaluateHandle(() => {
    const seen: string[] = [];
    new MutationObserver(() => {
      const message = document.querySelector(".joining")?.textContent;
      const nRows = document.querySelectorAll(".table__row--account").length;
      if (message) seen.push(`${message} ${nRows > 0 ? "rows" : "no rows"}`);
    }).observe(document.body, { childList: true, subtree: true });
    return seen;
  });
  await desk.setAsOf("2026-12-03");
  await expect(desk.row(names[0])).toContainText("Restorable");
  await expect(page.locator(".joining")).toHaveCount(0);
  expect(await seen.evaluate((seen) => [...new Set(seen)])).toEqual([
    "Putting the rows together … rows",
  ]);
});

test("nobody is good news only when everything could be read", async ({ desk }) => {
  await desk.drop([DIRECTORY, NOBODY]);
  await expect(desk.goodNews).toBeVisible();
  await desk.drop([{ name: "more.tsv", bytes: "" }]);
  await expect(desk.goodNews).toHaveCount(0);
  await expect(desk.outcome).toContainText("“more.tsv” could not be read, and may name somebody");
  await desk.remove("more.tsv");
  await expect(desk.goodNews).toBeVisible();
});

test("rows that are nobody's are no good news either", async ({ desk }) => {
  const bytes = enrollment([{ logonName: "", scheduled: "12/2/2026" }]);
  await desk.drop([DIRECTORY, { name: "torn.tsv", bytes }]);
  await expect(desk.goodNews).toHaveCount(0);
  await expect(desk.outcome).toContainText("1 row of those who are expiring could not be read");
  await expect(desk.card("torn.tsv")).toContainText("1 row without a logon name");
});

test("a half-readable file is an answer, and says what is missing", async ({ desk }) => {
  const bytes = enrollment([
    { logonName: "alovel", scheduled: "12/2/2026" },
    { logonName: "", scheduled: "12/2/2026" },
  ]);
  await desk.drop([DIRECTORY, { name: "half.tsv", bytes }]);
  await expect(desk.rows).toHaveCount(1);
  await expect(desk.card("half.tsv")).toContainText("1 row without a logon name");
  await expect(desk.card("half.tsv").locator(".source-chip")).toContainText("1 problem");
});

test("an old report says how old it is, and that others may be missing", async ({ desk }) => {
  const row = { logonName: "alovel", daysLeft: 20, scheduled: "11/26/2026" };
  await desk.drop([DIRECTORY, { name: "old.tsv", bytes: enrollment([row]) }]);
  await expect(desk.outcome).toContainText("“old.tsv” is 12 days old");
  await expect(desk.outcome).toContainText("saved since Fri, Nov 6, 2026. Run the report again");
  await desk.setAsOf("2026-11-13");
  await expect(desk.outcome).not.toContainText("days old");
});

test("a file over an open dialog is seen above it", async ({ desk }) => {
  await desk.drop([DIRECTORY, ENROLLMENT]);
  await desk.rulesButton.click();
  await desk.drag("dragover");
  await expect(desk.overlay).toBeVisible();
  // What is opened last is on top of what the browser keeps above the page.
  const overlay = desk.page.getByRole("status").filter({ has: desk.overlay });
  expect(await overlay.evaluate((element) => element.matches(":popover-open"))).toBe(true);
  await desk.drag("dragleave");
  await expect(desk.overlay).toHaveCount(0);
  await expect(desk.rules).toBeVisible();
});
