// A page that stays open over midnight speaks of the new day, unless a day was chosen.

import { expect, test } from "./fixtures.ts";
import type { Desk } from "./page.ts";

/** Opens the sample a minute before midnight in New York, local time of the tests. */
async function openAt(desk: Desk, time: string): Promise<void> {
  await desk.page.clock.install({ time });
  await desk.open();
  await desk.useSample();
}

function asOf(desk: Desk) {
  return expect(desk.page.getByLabel("As of"));
}

const EVENING = "2026-12-06T23:59:00-05:00";

test("the day follows the calendar, and one can stay", async ({ desk, page }) => {
  await openAt(desk, EVENING);
  await asOf(desk).toHaveValue("2026-12-06");
  const days = await desk.rows.first().textContent();
  await page.clock.runFor(30_000);
  await expect(desk.dayNews).toBeEmpty();
  await page.clock.runFor(60_000);
  await asOf(desk).toHaveValue("2026-12-07");
  await expect(desk.dayNews).toContainText("It is now Mon, Dec 7, and the answer is as of this day.");
  await expect(desk.rows.first()).not.toHaveText(days!);
  await desk.button("Stay at Sun, Dec 6").click();
  await asOf(desk).toHaveValue("2026-12-06");
  await expect(desk.dayNews).toBeEmpty();
  await expect(desk.rows.first()).toHaveText(days!);
});

test("a day that was chosen stays, and the calendar is one press away", async ({ desk, page }) => {
  await openAt(desk, EVENING);
  await desk.setAsOf("2026-12-01");
  await page.clock.runFor(90_000);
  await asOf(desk).toHaveValue("2026-12-01");
  await expect(desk.dayNews).toContainText("The answer stays as of Tue, Dec 1");
  await desk.button("Go to Mon, Dec 7").click();
  await asOf(desk).toHaveValue("2026-12-07");
  // Who chose today goes on with the calendar.
  await page.clock.runFor(24 * 3_600_000);
  await asOf(desk).toHaveValue("2026-12-08");
});

test("a tab that slept for four days knows it when it is looked at", async ({ desk, page }) => {
  await openAt(desk, EVENING);
  // No timer runs meanwhile, as in a tab that the browser put to sleep.
  await page.clock.setSystemTime("2026-12-10T09:00:00-05:00");
  await asOf(desk).toHaveValue("2026-12-06");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await asOf(desk).toHaveValue("2026-12-10");
  await expect(desk.dayNews).toContainText("It is now Thu, Dec 10");
  await desk.dayNews.getByRole("button", { name: "Close this message" }).click();
  await expect(desk.dayNews).toBeEmpty();
  await asOf(desk).toHaveValue("2026-12-10");
});

test("an empty page follows in silence", async ({ desk, page }) => {
  await page.clock.install({ time: EVENING });
  await desk.open();
  await asOf(desk).toHaveValue("2026-12-06");
  await page.clock.runFor(90_000);
  await asOf(desk).toHaveValue("2026-12-07");
  await expect(desk.dayNews).toBeEmpty();
});

test.describe("east of Greenwich", () => {
  test.use({ timezoneId: "Asia/Kolkata" });

  test("midnight is that of the reader", async ({ desk, page }) => {
    // Half past six in the evening in Greenwich.
    await openAt(desk, "2026-12-06T18:29:00Z");
    await asOf(desk).toHaveValue("2026-12-06");
    await page.clock.runFor(90_000);
    await asOf(desk).toHaveValue("2026-12-07");
    // Midnight in Greenwich is no news here.
    await desk.dayNews.getByRole("button", { name: "Close this message" }).click();
    await page.clock.runFor(6 * 3_600_000);
    await expect(desk.dayNews).toBeEmpty();
  });
});
