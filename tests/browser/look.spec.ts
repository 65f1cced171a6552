// Every state of the page is usable by everybody, and fits every window.

import { violations } from "./axe.ts";
import { AS_OF } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { states } from "./states.ts";

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const SIZES = [WIDE, { width: 1024, height: 768 }, PHONE, { width: 320, height: 640 }];

for (const { title, reach } of states) {
  test(`axe finds nothing, and nothing sticks out sideways: ${title}`, async ({ desk, page }) => {
    // To look at every element of a full page takes axe long, on a busy machine above all.
    test.setTimeout(4 * test.info().timeout);
    await page.setViewportSize(WIDE);
    await desk.setAsOf(AS_OF);
    await reach(desk);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await desk.expectToFit();
      if (size !== WIDE && size !== PHONE) continue;
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const found = await violations(page);
        expect.soft(found, `${size.width} pixels wide, ${colorScheme}`).toEqual([]);
      }
    }
  });
}
