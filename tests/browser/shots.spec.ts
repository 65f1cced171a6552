// Pictures of every state, in every size and both themes, for people to look at.

import { fileURLToPath } from "node:url";

import { AS_OF } from "./page.ts";
import { test } from "./fixtures.ts";
import { states } from "./states.ts";

const folder =
  process.env.REPRIEVE_SHOTS || fileURLToPath(new URL("../../target/shots", import.meta.url));

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

for (const { title, reach } of states) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of SIZES) {
      test.describe(() => {
        test.use({ colorScheme, viewport });

        test(`${title}, ${viewport.width}, ${colorScheme}`, async ({ desk, page }) => {
          await desk.setAsOf(AS_OF);
          await reach(desk);
          const name = title.replace(/[^a-z]+/g, "-");
          await page.screenshot({
            path: `${folder}/${name}-${viewport.width}-${colorScheme}.png`,
            animations: "disabled",
          });
        });
      });
    }
  }
}
