// The chart of deadlines: pointing, dragging, keys, and the same days by fields and as a list.

import type { Locator } from "@playwright/test";

import { AS_OF, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, enrollment, type Flagged } from "./files.ts";

/** The place of the as-of date among the days, and how many days there are. */
const TODAY = 7;
const N_DAYS = 98;

/** The last day to act is November 30 for Ada and today for Grace; for Barbara January 13. */
const FLAGGED: Flagged[] = [
  { logonName: "alovel", scheduled: "12/2/2026" },
  { logonName: "ghopper", scheduled: "11/20/2026" },
  { logonName: "bliskov", scheduled: "1/15/2027" },
];

class Chart {
  readonly region: Locator;
  readonly plot: Locator;
  readonly said: Locator;

  constructor(readonly desk: Desk) {
    this.region = desk.page.getByRole("region", { name: "Deadlines" });
    this.plot = this.region.getByRole("slider", { name: "Day" });
    this.said = this.region.locator(".horizon__said");
  }

  /** Opens the fields and the list of days. */
  async choose(): Promise<Locator> {
    await this.region.getByRole("button", { name: "Choose days" }).click();
    return this.region.getByRole("group", { name: "Days", exact: true });
  }

  /** Where the middle of a day is, as a person sees it. */
  async middle(day: number): Promise<{ x: number; y: number }> {
    const box = (await this.plot.boundingBox())!;
    // The line below the bars reaches over all days.
    const d = (await this.plot.locator(".horizon__line").last().getAttribute("d"))!;
    const [left, right] = d.match(/^M(\d+) .*H(\d+)$/)!.slice(1).map(Number);
    return { x: box.x + left + ((day + 0.5) * (right - left)) / N_DAYS, y: box.y + 40 };
  }

  /** Draws from one day to another. */
  async draw(from: number, to: number): Promise<void> {
    const { mouse } = this.desk.page;
    const [start, end] = [await this.middle(from), await this.middle(to)];
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move((start.x + end.x) / 2, start.y);
    await mouse.move(end.x, end.y);
    await mouse.up();
  }
}

let chart: Chart;

test.beforeEach(async ({ desk }) => {
  chart = new Chart(desk);
  await desk.setAsOf(AS_OF);
  await desk.drop([DIRECTORY, { name: "list.tsv", bytes: enrollment(FLAGGED) }]);
  await expect(desk.shown).toHaveText("3 accounts");
  await expect(chart.plot.locator(".horizon__today")).toHaveCount(1);
});

test("pointing at a day says what happens, and changes no row", async ({ desk, page }) => {
  const { x, y } = await chart.middle(TODAY + 12);
  await page.mouse.move(x, y);
  await expect(chart.said).toHaveText("Mon, Nov 30, in 12 days: act by 1");
  const nothing = await chart.middle(TODAY + 4);
  await page.mouse.move(nothing.x, nothing.y);
  await expect(chart.said).toHaveText("Sun, Nov 22, in 4 days: nothing");
  await page.mouse.move(5, 5);
  await expect(chart.said).toHaveText("Drag across days to filter.");
  await expect(desk.shown).toHaveText("3 accounts");
});

test("pointing changes nothing outside of the chart", async ({ page }) => {
  await page.evaluate(() => {
    const log: string[] = [];
    const note = (changes: MutationRecord[]) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        if (!element?.closest(".horizon")) log.push(element?.className ?? "");
      }
    };
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    Object.assign(window, { log });
  });
  for (const day of [TODAY - 5, TODAY + 2, TODAY + 50]) {
    const { x, y } = await chart.middle(day);
    await page.mouse.move(x, y);
  }
  await expect(chart.said).toContainText("in 50 days");
  expect(await page.evaluate(() => (window as unknown as { log: string[] }).log)).toEqual([]);
});

test("dragging across days narrows the table to those with a deadline there", async ({ desk }) => {
  await chart.draw(TODAY + 14, TODAY + 10);
  await expect(desk.shown).toHaveText("1 of 3");
  await expect.poll(() => desk.logonNames()).toEqual(["alovel"]);
  const chip = chart.region.getByRole("button", { name: /^Show all days again/ });
  await expect(chip).toContainText("Sat, Nov 28 – Wed, Dec 2");
  // What is left is drawn over the whole, which is faint.
  await expect(chart.plot.locator(".horizon__faint")).toHaveCount(1);
  await chip.click();
  await expect(desk.shown).toHaveText("3 accounts");
  await expect(chart.plot.locator(".horizon__faint")).toHaveCount(0);
});

test("a click takes one day, and the same click takes it back", async ({ desk }) => {
  await chart.draw(TODAY, TODAY);
  await expect(desk.shown).toHaveText("1 of 3");
  await expect.poll(() => desk.logonNames()).toEqual(["ghopper"]);
  await chart.draw(TODAY, TODAY);
  await expect(desk.shown).toHaveText("3 accounts");
});

test("all of it goes by keyboard", async ({ desk, page }) => {
  const { plot } = chart;
  await plot.focus();
  await expect(plot).toHaveAttribute("aria-valuetext", "Wed, Nov 18, today: act by 1");
  await page.keyboard.press("ArrowRight");
  await expect(plot).toHaveAttribute("aria-valuenow", "1");
  await expect(plot).toHaveAttribute("aria-valuetext", /^Thu, Nov 19, tomorrow: nothing$/);
  await expect(chart.said).toHaveText("Thu, Nov 19, tomorrow: nothing");
  await page.keyboard.press("ArrowLeft");
  for (let times = 0; times < 12; times++) await page.keyboard.press("Shift+ArrowRight");
  await expect(plot).toHaveAttribute("aria-valuetext", "Wed, Nov 18 to Mon, Nov 30: act by 2");
  await page.keyboard.press("Enter");
  await expect(desk.shown).toHaveText("2 of 3");
  await page.keyboard.press("Escape");
  await expect(desk.shown).toHaveText("3 accounts");
  await page.keyboard.press("End");
  await expect(plot).toHaveAttribute("aria-valuenow", "90");
  await page.keyboard.press("Home");
  await expect(plot).toHaveAttribute("aria-valuenow", "-7");
  await page.keyboard.press("PageUp");
  await expect(plot).toHaveAttribute("aria-valuenow", "0");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Space");
  await expect(desk.shown).toHaveText("0 of 3");
  await desk.button("Show all").click();
  await expect(desk.shown).toHaveText("3 accounts");
});

test("it closes, and comes back", async ({ desk }) => {
  await chart.draw(TODAY, TODAY);
  await desk.button("Close the chart").click();
  await expect(chart.region).toHaveCount(0);
  // What was chosen in it stays chosen, and is said elsewhere.
  await expect(desk.shown).toHaveText("1 of 3");
  await desk.button("Chart").click();
  await expect(chart.region.getByRole("button", { name: /^Show all days again/ })).toBeVisible();
});

test("a day that is too narrow for a bar is part of a week", async ({ desk, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await chart.plot.scrollIntoViewIfNeeded();
  await chart.draw(TODAY + 13, TODAY + 13);
  await expect(desk.shown).toHaveText("1 of 3");
  const chip = chart.region.getByRole("button", { name: /^Show all days again/ });
  await expect(chip).toContainText("Wed, Nov 25 – Tue, Dec 1");
});

test("a finger draws as well", async ({ desk, page }) => {
  const [start, end] = [await chart.middle(TODAY + 10), await chart.middle(TODAY + 14)];
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [start]);
  await touch("touchMove", [{ x: (start.x + end.x) / 2, y: start.y }]);
  await touch("touchMove", [end]);
  await touch("touchEnd", []);
  await expect(desk.shown).toHaveText("1 of 3");
});

test("the same days are chosen by two fields, or from a list", async ({ desk, page }) => {
  const days = await chart.choose();
  await days.getByLabel("To").fill("2026-11-30");
  await expect(desk.shown).toHaveText("2 of 3");
  await days.getByLabel("From").fill("2026-11-19");
  await expect(desk.shown).toHaveText("1 of 3");
  await days.getByRole("button", { name: "All days" }).click();
  await expect(desk.shown).toHaveText("3 accounts");
  const list = days.getByRole("list", { name: "Days with deadlines" });
  await expect(list.getByRole("listitem")).toHaveText([
    /Wed, Nov 18\s*today\s*act by 1/,
    /Mon, Nov 30\s*in 12 days\s*act by 1/,
    /Wed, Jan 13\s*in 56 days\s*act by 1/,
  ]);
  await list.getByRole("button", { name: /Jan 13/ }).click();
  await expect(desk.shown).toHaveText("1 of 3");
  await expect(days).toBeHidden();
  await chart.choose();
  await page.keyboard.press("Escape");
  await expect(days).toBeHidden();
  await expect(desk.shown).toHaveText("1 of 3");
});

test("bars are whole pixels and as wide as one another", async ({ page }) => {
  for (const width of [1440, 1024, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const box = (await chart.plot.boundingBox())!;
    await expect
      .poll(async () => {
        const d = (await chart.plot.locator(".horizon__line").last().getAttribute("d"))!;
        return Number(d.split("H")[1]);
      })
      .toBe(Math.floor(box.width));
    const paths = await chart.plot
      .locator(".horizon__bar")
      .evaluateAll((bars) => bars.map((bar) => bar.getAttribute("d")!));
    const widths = paths.flatMap((d) => [...d.matchAll(/h(\d+)v/g)].map(([, wide]) => wide));
    expect(widths.length).toBeGreaterThanOrEqual(3);
    expect(new Set(widths).size).toBe(1);
    expect(paths.join("")).not.toContain(".");
  }
});
