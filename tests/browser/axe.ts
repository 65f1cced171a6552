// What axe finds on a page.

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Each rule that is broken, with the element that breaks it. */
export async function violations(page: Page): Promise<string[]> {
  // A change of colors is over before it is judged.
  await page.evaluate(() => {
    for (const running of document.getAnimations()) {
      if (running instanceof CSSTransition) running.finish();
    }
  });
  // The other mode opens a second page to join what it finds in many frames, and describes all
  // that is well: three times as long for the same violations of a page without frames.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`),
  );
}
