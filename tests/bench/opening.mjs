// From opening the page to the paint that shows the effect of the first press.

import { pathToFileURL } from "node:url";

import { alone, median, pageUrl } from "./chromium.mjs";

const N_TIMES = 15;

export async function opening() {
  const pages = { "this page": pageUrl };
  const other = process.env.REPRIEVE_AGAINST;
  if (other) pages["the other"] = pathToFileURL(other).href;
  const times = Object.fromEntries(Object.keys(pages).map((title) => [title, []]));
  for (let time = 0; time < N_TIMES; time++) {
    // In turn, so that what else the machine does falls on both.
    for (const [title, url] of Object.entries(pages)) {
      times[title].push(await alone((browser) => untilPressed(browser, url)));
    }
  }
  console.log(`\nFrom opening the page to the first press, ${N_TIMES} times`);
  for (const [title, runs] of Object.entries(times)) {
    const [least, middle] = [Math.min(...runs), median(runs)];
    console.log(`  ${title}  median ${middle.toFixed(0).padStart(4)} ms  least ${least.toFixed(0).padStart(4)} ms`);
  }
  if (other) {
    const ratio = median(times["this page"]) / median(times["the other"]);
    console.log(`  ratio ${ratio.toFixed(2)}`);
  }
}

/** Presses the first button as soon as it is there, and waits for the dialog that it opens. */
async function untilPressed(browser, url) {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    window.pressed = new Promise((resolve) => {
      const nextPaint = (then) => requestAnimationFrame(() => setTimeout(then));
      let isPressed = false;
      const observer = new MutationObserver(() => {
        const button = document.querySelector("#app [aria-label=Keys]");
        if (button && !isPressed) {
          isPressed = true;
          // Not before the page that has just made it has its turn back.
          setTimeout(() => button.click());
        }
        if (document.querySelector("#app dialog[open]")) {
          observer.disconnect();
          nextPaint(() => resolve(performance.now()));
        }
      });
      observer.observe(document, { attributes: true, childList: true, subtree: true });
    });
  });
  await page.goto(url);
  return page.evaluate(() => window.pressed);
}
