// Every state of the page is usable by everybody, and fits every window.

import { AxeBuilder } from "@axe-core/playwright";

import { AS_OF } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { states } from "./states.ts";

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
        // To look at every element of a full page takes axe long, on a busy machine above all.
        test.setTimeout(4 * test.info().timeout);
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
