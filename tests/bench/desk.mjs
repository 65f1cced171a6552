// What a person does at a table of 100,000 accounts, by Chromium's own tracing: how long it is
// from the event to the paint that shows its effect, and which frames are dropped.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { AS_OF, launch, median, opened } from "./chromium.mjs";
import { directory, enrollment } from "./files.mjs";

const N_ROWS = 100_000;
const N_TIMES = 9;
/** What the page allows itself from an event to the paint. */
const BUDGET_MS = 50;
const MAX_DROPPED = 0.05;
/** A wheel that is turned fast: a notch in each frame. */
const SCROLL_STEPS = 240;
const SCROLL_PIXELS = 120;
/** The events by which a person acts; moving the pointer there is none. */
const PRESSES = new Set(["pointerdown", "pointerup", "click", "keydown", "keypress", "keyup", "input"]);

/** Each leads to something that has to be painted, and back again on the next call. */
const ACTIONS = [
  {
    title: "sort by a date",
    run: (page) => page.getByRole("columnheader", { name: "Disabled" }).getByRole("button").click(),
  },
  {
    title: "sort by a text",
    run: (page) => page.getByRole("columnheader", { name: "Department" }).getByRole("button").click(),
  },
  {
    title: "filter by a tile",
    run: (page) =>
      page
        .getByRole("region", { name: "Summary by status" })
        .getByRole("button", { name: /Later$/ })
        .click(),
  },
  {
    title: "search: one more letter",
    before: (page) => page.getByRole("searchbox", { name: "Search people" }).fill(""),
    run: (page) => page.keyboard.press("a"),
  },
  {
    title: "search: a rare word",
    before: (page) => page.getByRole("searchbox", { name: "Search people" }).fill("user009999"),
    run: (page) => page.keyboard.press("7"),
    after: (page) => page.getByRole("searchbox", { name: "Search people" }).fill(""),
  },
  {
    title: "select all, or none",
    run: (page) => page.getByRole("checkbox", { name: "Select all that are shown" }).click(),
  },
  {
    title: "open the details",
    run: (page) => page.locator(".table__body [role=row]").nth(3).getByRole("button").first().click(),
    after: (page) => page.getByRole("button", { name: "Close details" }).click(),
  },
];

export async function desk() {
  const folder = mkdtempSync(join(tmpdir(), "reprieve-bench-"));
  const files = [join(folder, "directory.csv"), join(folder, "enrollment.tsv")];
  writeFileSync(files[0], [...directory(N_ROWS)].join(""));
  writeFileSync(files[1], [...enrollment(N_ROWS, 1, AS_OF)].join(""));
  const browser = await launch();
  try {
    const page = await opened(browser, files);
    const shown = await page.getByRole("region", { name: "People" }).getByRole("status").first().textContent();
    console.log(`\nThe desk with ${N_ROWS.toLocaleString("en-US")} accounts (it says: ${shown.trim()})`);
    console.log("milliseconds from the event to the paint, of the budget of " + BUDGET_MS);
    for (const action of ACTIONS) console.log(await measure(browser, page, action));
    console.log(await scroll(browser, page));
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

async function measure(browser, page, { title, before, run, after }) {
  const times = [];
  for (let time = 0; time < N_TIMES; time++) {
    await before?.(page);
    await settled(page);
    const events = await traced(browser, page, ["devtools.timeline"], () => run(page));
    times.push(longestInteraction(events));
    await after?.(page);
    await settled(page);
  }
  const [middle, most] = [median(times), Math.max(...times)];
  const ratio = (middle / BUDGET_MS).toFixed(2);
  const verdict = middle <= BUDGET_MS ? "" : "  OVER";
  return `  ${title.padEnd(26)} median ${middle.toFixed(0).padStart(4)}  worst ${most.toFixed(0).padStart(4)}  ratio ${ratio}${verdict}`;
}

/** How long the slowest event of an interaction took up to the frame that shows it. */
function longestInteraction(events) {
  const durations = events
    .filter(({ name, ph, args }) => name === "EventTiming" && ph === "b" && PRESSES.has(args.data.type))
    .map(({ args }) => args.data.duration);
  if (durations.length === 0) throw new Error("Chromium's trace has no interaction in it");
  return Math.max(...durations);
}

async function scroll(browser, page) {
  const body = page.locator(".table__body");
  await body.scrollIntoViewIfNeeded();
  await page.mouse.move(700, 600);
  const categories = ["cc", "benchmark", "devtools.timeline"];
  const events = await traced(browser, page, categories, async () => {
    for (let step = 0; step < SCROLL_STEPS; step++) {
      await page.mouse.wheel(0, SCROLL_PIXELS);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  });
  const states = {};
  for (const { name, ph, args } of events) {
    const state = name === "PipelineReporter" && ph === "b" && args.frame_reporter?.state;
    if (state) states[state] = (states[state] ?? 0) + 1;
  }
  const dropped = states.STATE_DROPPED ?? 0;
  const shown = (states.STATE_PRESENTED_ALL ?? 0) + (states.STATE_PRESENTED_PARTIAL ?? 0);
  if (shown === 0) throw new Error("Chromium's trace has no frame in it");
  const share = dropped / (dropped + shown);
  const verdict = share <= MAX_DROPPED ? "" : "  OVER";
  return `  scrolling: ${dropped} of ${dropped + shown} frames dropped, ${(100 * share).toFixed(1)} % of 5 %${verdict}`;
}

async function traced(browser, page, categories, run) {
  await browser.startTracing(page, { categories });
  await run();
  await settled(page);
  return JSON.parse((await browser.stopTracing()).toString()).traceEvents;
}

/**
 * When some frames have been painted, nothing of what came before is left to do, and the first
 * of them was reported.
 */
function settled(page) {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
    await new Promise((done) => setTimeout(done, 50));
  });
}
