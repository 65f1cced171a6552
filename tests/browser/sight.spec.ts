// What is in sight without scrolling, and how large what can be pressed is.

import { AS_OF } from "./page.ts";
import { expect, test } from "./fixtures.ts";

/** The size of a window, and how many whole rows it shows at least. */
const SIZES: [number, number, number][] = [
  [1440, 900, 11],
  [1024, 768, 8],
  [390, 844, 3],
];

for (const [width, height, nRows] of SIZES) {
  test(`${nRows} accounts are in sight in ${width} by ${height} pixels, with a question open`, async ({
    desk,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await desk.setAsOf(AS_OF);
    await desk.useSample();
    await expect(desk.outcome.getByRole("button", { name: "Yes, that is so" })).toBeVisible();
    const nInSight = await page.evaluate(() => {
      const dock = document.querySelector(".dock")!.getBoundingClientRect();
      const foot = dock.height > 0 ? Math.min(dock.top, innerHeight) : innerHeight;
      const head = document.querySelector(".table__head, .cards-head")!.getBoundingClientRect();
      return [...document.querySelectorAll(".table__row--account")].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top >= head.bottom - 1 && bottom <= foot;
      }).length;
    });
    expect(nInSight).toBeGreaterThanOrEqual(nRows);
  });

  test(`what can be pressed is large enough at ${width} pixels`, async ({ desk, page }) => {
    await page.setViewportSize({ width, height });
    await desk.setAsOf(AS_OF);
    await desk.useSample();
    const small = await page.evaluate(() => {
      const LEAST = 24;
      const parts = [...document.querySelectorAll<HTMLElement>("button, summary, label, select")];
      return parts
        .filter((part) => part.checkVisibility({ visibilityProperty: true }))
        // A link in a sentence is as high as its line; the whole row opens the person.
        .filter((part) => !part.closest("p") && !part.matches(".person"))
        .map((part) => ({ part, box: part.getBoundingClientRect() }))
        .filter(({ box }) => box.width < LEAST || box.height < LEAST)
        .map(({ part, box }) => `${part.className}: ${box.width} by ${box.height}`);
    });
    expect([...new Set(small)]).toEqual([]);
  });
}
