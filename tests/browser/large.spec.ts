// Large files: the page stays alive while they are read, and shows only what is near.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Browser } from "@playwright/test";

import { AS_OF, Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { enrollment, largeDirectory, largeName, type Flagged, type Handed } from "./files.ts";

const N_ROWS = 50_000;
const N_ANSWERS = 2_000;
/** What is longer is felt, and the browser reports it: the budget, on a quiet machine. */
const LONG_TASK_MS = 50;
/** A slow machine stretches the longest task and the whole of the work alike; a page that does
 * its work at once does it in one task. */
const MAX_SHARE = 1 / 2;
/** What is near a window of the usual height, with a margin on both sides. */
const MAX_ROW_ELEMENTS = 120;

/** Some of the large directory, forty a day: their deadlines are in the order of their names. */
const FLAGGED: Flagged[] = Array.from({ length: N_ANSWERS }, (_, index) => {
  const day = new Date(Date.UTC(2026, 11, 1 + Math.floor(index / 40)));
  const logonName = largeName(index * Math.floor(N_ROWS / N_ANSWERS));
  return { logonName, scheduled: day.toISOString().slice(0, 10) };
});

const LIST: Handed = { name: "enrollment.tsv", bytes: enrollment(FLAGGED) };

/** As when the same list is pasted again and again. */
const SAME_NAME: Handed = { name: "names.txt", bytes: "jdoe\n".repeat(N_ROWS) };

function write(folder: string, file: Handed): string {
  const path = join(folder, file.name);
  writeFileSync(path, file.bytes);
  return path;
}

// One after the other: two of these at once would measure each other.
test.describe.configure({ mode: "default" });

test.describe("no task keeps the page from answering", () => {
  /** What comes of the files in the end. */
  type Result = "table" | "textarea";

  /** What the page itself notes while it works, in milliseconds of its own clock. */
  interface Notes {
    marks: Record<string, number>;
    tasks: { startTime: number; duration: number }[];
    painted: Promise<void>;
  }

  /** The longest task of a run, the time from the hand-over to what came of it, and all tasks
   * that were too long, in words. */
  interface Run {
    longest: number;
    whole: number;
    tasks: string[];
  }

  /** Takes the notes from inside, so that no question of the test counts as the page's work. */
  function takeNotes({ nFiles, result }: { nFiles: number; result: Result }): void {
    const paint = Promise.withResolvers<void>();
    const notes: Notes = { marks: {}, tasks: [], painted: paint.promise };
    const mark = (name: string) => (notes.marks[name] ??= performance.now());
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        notes.tasks.push({ startTime, duration });
      }
    }).observe({ type: "longtask", buffered: true });
    addEventListener("change", () => mark("the hand-over"), { capture: true });
    // Every state is painted, also one that is there for a moment only.
    const keepPainting = () => void requestAnimationFrame(keepPainting);
    keepPainting();
    new MutationObserver(() => {
      const nRead = document.querySelectorAll(".source__kind").length;
      for (let index = 1; index <= nRead; index++) mark(`file ${index} was understood`);
      const shown = document.querySelector(`main ${result}, main [role=${result}]`);
      if (shown) mark(`the ${result} was there`);
      if (shown && nRead === nFiles) {
        // The second frame begins when the first one is painted, and a task is reported
        // after its end.
        const later = (then: () => void) => requestAnimationFrame(() => setTimeout(then));
        later(() => later(() => later(paint.resolve)));
      }
    }).observe(document, { childList: true, subtree: true });
    Object.assign(window, { notes });
  }

  /** Hands files over to a new page and waits for what comes of them. */
  async function run(browser: Browser, files: string[], result: Result): Promise<Run> {
    const page = await browser.newPage();
    await page.addInitScript(takeNotes, { nFiles: files.length, result });
    const desk = new Desk(page);
    await desk.open();
    await desk.setAsOf(AS_OF);
    const done = page.evaluate(async () => {
      const { notes } = window as unknown as { notes: Notes };
      await notes.painted;
      return { marks: notes.marks, tasks: notes.tasks };
    });
    await page.locator("input[type=file]").setInputFiles(files);
    const { marks, tasks } = await done;
    await expect(desk.cards).toHaveCount(files.length);
    await expect(desk.alerts).toHaveCount(0);
    await page.close();

    const during = tasks.filter(
      ({ startTime, duration }) => startTime + duration > marks["the hand-over"],
    );
    return {
      longest: Math.max(0, ...during.map(({ duration }) => duration)),
      whole: Math.max(...Object.values(marks)) - marks["the hand-over"],
      tasks: during.map(({ startTime, duration }) => {
        const before = Object.keys(marks).filter((mark) => marks[mark] <= startTime);
        const within = Object.keys(marks).filter(
          (mark) => marks[mark] > startTime && marks[mark] <= startTime + duration,
        );
        const place =
          within.length > 0 ? `until ${within.join(" and ")}` : `after ${before.at(-1)}`;
        return `${duration} ms ${place}`;
      }),
    };
  }

  const cases: [string, Handed[], Result][] = [
    ["a directory and a list become an answer", [directoryOf(N_ROWS), LIST], "table"],
    ["a list and a directory become an answer", [LIST, directoryOf(N_ROWS)], "table"],
    ["a directory becomes a list of names", [directoryOf(N_ROWS)], "textarea"],
    ["one name on many lines becomes one account", [SAME_NAME], "table"],
  ];

  for (const [title, files, result] of cases) {
    test(`while ${title}`, async ({ browser, folder }) => {
      const paths = files.map((file) => write(folder, file));
      // A machine that is busy with other things makes tasks longer, never shorter.
      const runs: Run[] = [];
      do {
        runs.push(await run(browser, paths, result));
      } while (runs.length < 3 && runs.every(({ longest }) => longest > LONG_TASK_MS));

      const best = runs.reduce((a, b) => (a.longest <= b.longest ? a : b));
      const whole = best.whole.toFixed(0);
      console.log(`longest task while ${title}: ${best.longest} ms, ${whole} in all`);
      expect(best.longest / best.whole, best.tasks.join("\n")).toBeLessThan(MAX_SHARE);
    });
  }
});

function directoryOf(nRows: number): Handed {
  return { name: "directory.csv", bytes: largeDirectory(nRows) };
}

test("a large file shows how far it is, and can be stopped", async ({ desk, folder }) => {
  const large = write(folder, { name: "large.csv", bytes: largeDirectory(N_ROWS) });
  // However fast or busy the machine is, the second half waits until the test has looked.
  await desk.holdLargeFiles();
  await desk.setAsOf(AS_OF);
  await desk.choose(large);
  await expect(desk.progress).toBeVisible();
  await expect(desk.progress).toHaveAttribute("value", /^[1-9]\d+$/);
  // What has come is said although nothing more does.
  await expect(desk.card("large.csv")).toContainText(/Reading … [5-9]\d %/);

  await desk.button("Cancel reading large.csv").click();
  await expect(desk.progress).toHaveCount(0);
  await expect(desk.cards).toHaveCount(0);
  await expect(desk.button("Try it with sample data")).toBeVisible();
});

test.describe("of a long answer only what is near is in the document", () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test.beforeEach(async ({ desk }) => {
    await desk.setAsOf(AS_OF);
    await desk.drop([LIST]);
    await expect(desk.shown).toHaveText("2,000 accounts");
  });

  test("the beginning and the end are a scroll apart", async ({ desk, page }) => {
    const [first, last] = [FLAGGED[0].logonName, FLAGGED.at(-1)!.logonName];
    await expect(desk.table).toHaveAttribute("aria-rowcount", String(N_ANSWERS + 1));
    await expect(desk.row(first)).toHaveAttribute("aria-rowindex", "2");
    expect(await desk.rows.count()).toBeLessThan(MAX_ROW_ELEMENTS);
    await expect(desk.row(last)).toHaveCount(0);

    await page.keyboard.press("End");
    await expect(desk.row(last)).toBeInViewport();
    await expect(desk.row(last)).toHaveAttribute("aria-rowindex", String(N_ANSWERS + 1));
    expect(await desk.rows.count()).toBeLessThan(MAX_ROW_ELEMENTS);
    await expect(desk.row(first)).toHaveCount(0);

    await page.keyboard.press("Home");
    await expect(desk.row(first)).toBeInViewport();
    await expect(desk.row(last)).toHaveCount(0);
  });

  test("the middle is where it belongs", async ({ desk, page }) => {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.mouse.move(700, 700);
    await page.mouse.wheel(0, height / 2);
    const middle = desk.row(FLAGGED[N_ANSWERS / 2].logonName);
    await expect(middle).toHaveAttribute("aria-rowindex", String(N_ANSWERS / 2 + 2));
    expect(await desk.rows.count()).toBeLessThan(MAX_ROW_ELEMENTS);
  });

  test("the rows that are not there keep their room in every frame", async ({ desk, page }) => {
    const heights = await page.evaluateHandle(() => {
      const heights = new Set<number>();
      const look = () => {
        heights.add(document.documentElement.scrollHeight);
        requestAnimationFrame(look);
      };
      look();
      return heights;
    });
    // Otherwise the browser loses its place, and the table jumps under the reader's eyes.
    await page.mouse.move(700, 700);
    for (const { logonName } of FLAGGED.filter((_, index) => index > 0 && index % 100 === 0)) {
      await page.mouse.wheel(0, 4000);
      await expect(desk.row(logonName)).toBeAttached();
    }
    expect(await heights.evaluate((heights) => [...heights])).toHaveLength(1);
  });

  test("a filter leads back to the rows that are left", async ({ desk, page }) => {
    await page.keyboard.press("End");
    await expect(desk.row(FLAGGED.at(-1)!.logonName)).toBeAttached();
    await desk.search.fill(FLAGGED[7].logonName);
    await expect(desk.rows).toHaveCount(1);
    await expect(desk.row(FLAGGED[7].logonName)).toBeInViewport();
    await expect(desk.table).toHaveAttribute("aria-rowcount", "2");
  });

  test("Tab goes from row to row, beyond those that were there at first", async ({
    desk,
    page,
  }) => {
    const N_STEPS = 100;
    const button = (index: number) => desk.person(FLAGGED[index].logonName);
    await button(0).focus();
    for (let step = 0; step < N_STEPS; step++) {
      await page.keyboard.press("Tab");
      // Keys by the hundred would reach the last row that is there before the next is made.
      await expect(button(step + 1)).toBeFocused();
    }
  });

  test("arrows go beyond the rows that were there at first, and come back", async ({
    desk,
    page,
  }) => {
    const N_STEPS = 60;
    const button = (index: number) => desk.person(FLAGGED[index].logonName);
    await button(0).focus();
    for (let step = 0; step < N_STEPS; step++) await page.keyboard.press("ArrowDown");
    await expect(button(N_STEPS)).toBeFocused();
    await expect(button(N_STEPS)).toBeInViewport();
    for (let step = 0; step < N_STEPS; step++) await page.keyboard.press("ArrowUp");
    await expect(button(0)).toBeFocused();
  });

  test("all are decided at once, and back", async ({ desk, page }) => {
    const bulk = page.getByRole("region", { name: "Selected accounts" });
    await page.getByRole("checkbox", { name: "Select all that are shown" }).check();
    await expect(bulk).toContainText("2,000 selected");
    await bulk.getByRole("button", { name: "Let go" }).click();
    await expect(desk.toast).toContainText("Let go: 2,000 accounts");
    await expect(desk.decided("Undecided")).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(desk.decided("Let go")).toHaveCount(0);
    await expect(bulk).toContainText("2,000 selected");
  });
});
