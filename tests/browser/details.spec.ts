// The details: which day comes from which cell, and the way from account to account.

import type { Locator } from "@playwright/test";

import { AS_OF } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, ENROLLMENT, enrollment } from "./files.ts";

const FLAGGED = ["ghopper", "alovel", "bliskov"];

/** Three accounts, a week apart, in the order of their deadlines. */
const LIST = {
  name: "list.tsv",
  bytes: enrollment(
    FLAGGED.map((logonName, week) => ({ logonName, scheduled: `12/${2 + 7 * week}/2026` })),
  ),
};

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf(AS_OF);
});

test.describe("next and previous", () => {
  test("by buttons, without closing, and the hand stays where it is", async ({ desk }) => {
    await desk.drop([DIRECTORY, LIST]);
    await desk.person("ghopper").click();
    await expect(desk.details).toContainText("1 of 3");
    const [previous, next] = [desk.button("Previous account"), desk.button("Next account")];
    await expect(previous).toHaveAttribute("aria-disabled", "true");

    await next.press("Enter");
    await expect(desk.details.getByRole("heading", { level: 2 })).toHaveText("Lovelace, Ada");
    await expect(desk.details.getByRole("status")).toHaveText("Lovelace, Ada, 2 of 3");
    await expect(next).toBeFocused();
    await expect(desk.person("alovel")).toHaveAttribute("aria-expanded", "true");
    await next.press("Enter");
    await next.press("Enter");
    await expect(desk.details).toContainText("3 of 3");
    await expect(next).toHaveAttribute("aria-disabled", "true");
    await expect(next).toBeFocused();
    await previous.click();
    await expect(desk.details).toContainText("2 of 3");
  });

  test("by keys, also when a filter takes the account away", async ({ desk, page }) => {
    await desk.drop([DIRECTORY, LIST]);
    await desk.pick(/^Undecided /);
    await desk.person("ghopper").click();
    await page.keyboard.press("2");
    await expect(desk.shown).toHaveText("2 of 3");
    await expect(desk.details).toContainText("not among the 2 shown");
    // The next one has come to its place.
    await page.keyboard.press("j");
    await expect(desk.details.getByRole("heading", { level: 2 })).toHaveText("Lovelace, Ada");
    await page.keyboard.press("j");
    await expect(desk.details.getByRole("heading", { level: 2 })).toHaveText("Liskov, Barbara");
    await page.keyboard.press("k");
    await expect(desk.details).toContainText("1 of 2");

    // Nobody loses the place in the table with the account.
    await page.keyboard.press("2");
    await page.keyboard.press("Escape");
    await expect(desk.details).toHaveCount(0);
    await expect(desk.person("bliskov")).toBeFocused();
  });

  test("sorting leaves the focus where it is", async ({ desk }) => {
    await desk.drop([DIRECTORY, LIST]);
    await desk.person("ghopper").click();
    const sort = desk.header("Person").getByRole("button");
    await sort.click();
    await expect(desk.details).toContainText("1 of 3");
    await sort.click();
    await expect(desk.details).toContainText("3 of 3");
    await expect(sort).toBeFocused();
  });
});

test("days that are counted say from which report, and from which cell", async ({ desk }) => {
  const bytes = enrollment([{ logonName: "alovel", daysLeft: 12 }]);
  await desk.drop([DIRECTORY, { name: "days.tsv", bytes }], "2026-11-16");
  await desk.person("alovel").click();
  await desk.showEvidence();
  const from = desk.details.getByText("counted from the report");
  await expect(from).toContainText("of Mon, Nov 16, 2026, assumed from the file’s date");
  await expect(from.getByText("12", { exact: true })).toBeVisible();
  await expect(from).toContainText("“Expires in days” in days.tsv, line 2");
});

test("an account without a date says that no file has one", async ({ desk }) => {
  const bytes = enrollment([{ logonName: "alovel" }]);
  await desk.drop([DIRECTORY, { name: "none.tsv", bytes }]);
  await desk.person("alovel").click();
  await expect(desk.details).toContainText("No file has a date");
  await expect(desk.details.getByRole("img")).toHaveCount(0);
});

test("of an account on very many lines some are shown, and more by a press", async ({ desk }) => {
  const nLines = 3_000;
  await desk.drop([{ name: "names.txt", bytes: "alovel\n".repeat(nLines) }]);
  await desk.person("alovel").click();
  await desk.showEvidence();
  const lines = desk.details.locator("summary").filter({ hasText: /^names\.txt, line/ });
  await expect(lines).toHaveCount(20);
  await expect(desk.details).toContainText("2,980 rows more.");
  await desk.details.getByRole("button", { name: "Show 20" }).click();
  await expect(lines).toHaveCount(40);
  await expect(lines.last()).toHaveText(/line 40/);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 700 } });

  test("the sheet leaves room for what is running and was just done", async ({ desk, page }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await desk.person("alovel").click();
    await desk.details.getByRole("button", { name: "Keep", exact: true }).click();
    await desk.details.getByRole("checkbox", { name: "Enter the override" }).check();
    const waits = page.getByRole("region", { name: "Waits" });
    await expectOnTop(waits);
    await desk.details.getByRole("button", { name: "Let go", exact: true }).click();
    await expectOnTop(desk.toast);

    // The last line can be read above it.
    const last = desk.details.getByRole("group").last();
    await last.evaluate((element) => element.scrollIntoView({ block: "nearest" }));
    const box = await last.boundingBox();
    const dock = await waits.boundingBox();
    expect(box!.y + box!.height).toBeLessThanOrEqual(dock!.y);
  });

  async function expectOnTop(element: Locator): Promise<void> {
    await expect(element).toBeVisible();
    const isOnTop = await element.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
    expect(isOnTop).toBe(true);
  }
});
