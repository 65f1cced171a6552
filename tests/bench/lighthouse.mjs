// Lighthouse on the page as a web server hands it out.

import lighthouse, { desktopConfig } from "lighthouse";

import { launch, serve, shipped } from "./chromium.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices"];

export async function quality() {
  const { server, url } = await serve({ "/": { path: shipped, type: "text/html; charset=utf-8" } });
  const port = 9333;
  const browser = await launch([`--remote-debugging-port=${port}`]);
  try {
    console.log("\nLighthouse on the served page");
    for (const [title, config] of [["desktop", desktopConfig], ["phone", undefined]]) {
      const flags = { port, onlyCategories: CATEGORIES, logLevel: "error" };
      const { lhr } = await lighthouse(`${url}/`, flags, config);
      const scores = CATEGORIES.map(
        (name) => `${name} ${Math.round(100 * lhr.categories[name].score)}`,
      );
      console.log(`  ${title.padEnd(8)} ${scores.join(", ")}`);
      for (const { id, title, score, displayValue } of Object.values(lhr.audits)) {
        if (score !== null && score < 0.9) console.log(`    ${id}: ${title} ${displayValue ?? ""}`);
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
}
