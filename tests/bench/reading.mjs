// Reading and joining large files, beside programs that are told the dialect and only join.

import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";

import { AS_OF, alone, median, pageUrl, serve } from "./chromium.mjs";
import { directory, enrollment } from "./files.mjs";

const SIZES = [
  { nRows: 50_000, every: 25, nTimes: 5 },
  { nRows: 1_000_000, every: 33, nTimes: 3 },
];
const PEERS = ["stream", "papaparse", "udsv"];
const TIMEOUT_MS = 300_000;

const here = (path) => ({ path: fileURLToPath(new URL(path, import.meta.url)), type: "text/html" });

export async function reading() {
  for (const size of SIZES) await compare(size);
}

async function compare({ nRows, every, nTimes }) {
  const folder = mkdtempSync(join(tmpdir(), "reprieve-bench-"));
  const files = [join(folder, "directory.csv"), join(folder, "enrollment.tsv")];
  await write(files[0], directory(nRows));
  await write(files[1], enrollment(nRows, every, AS_OF));
  const peers = await serve({
    "/": here("peers.html"),
    "/peer.js": here("peer.mjs"),
    "/papaparse.js": here("node_modules/papaparse/papaparse.min.js"),
    "/udsv.js": here("node_modules/udsv/dist/uDSV.iife.min.js"),
  });
  try {
    const runs = { reprieve: [], stream: [], papaparse: [], udsv: [] };
    for (let time = 0; time < nTimes; time++) {
      runs.reprieve.push(await alone((browser) => ours(browser, files)));
      for (const peer of PEERS) {
        runs[peer].push(await alone((browser) => theirs(browser, peers.url, peer, files)));
      }
    }
    tell(nRows, runs);
  } finally {
    peers.server.close();
    rmSync(folder, { recursive: true });
  }
}

/** From the hand-over of the files to the frame that shows the whole answer. */
async function ours(browser, files) {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    window.painted = new Promise((resolve) => {
      let started;
      addEventListener("change", () => (started ??= performance.now()), { capture: true });
      const nextPaint = (then) => requestAnimationFrame(() => setTimeout(then));
      window.longest = 0;
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) {
          // Starting the page is no part of it.
          if (startTime >= started) window.longest = Math.max(window.longest, duration);
        }
      }).observe({ type: "longtask" });
      new MutationObserver(() => {
        const nRead = document.querySelectorAll(".source__kind").length;
        const isShown = document.querySelector("main [role=table]");
        const isReading = document.querySelector("[role=progressbar][aria-label=Reading]");
        if (nRead === 2 && isShown && !isReading) nextPaint(() => resolve(performance.now() - started));
      }).observe(document, { childList: true, subtree: true });
    });
  });
  await page.goto(pageUrl);
  const input = page.locator("input[type=file]").first();
  await input.waitFor({ state: "attached" });
  await input.setInputFiles(files);
  page.setDefaultTimeout(TIMEOUT_MS);
  const milliseconds = await page.evaluate(() => window.painted);
  const longest = await page.evaluate(
    () => new Promise((resolve) => setTimeout(() => resolve(window.longest), 100)),
  );
  return { milliseconds, longest };
}

async function theirs(browser, url, peer, files) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator("input").setInputFiles(files);
  page.setDefaultTimeout(TIMEOUT_MS);
  return page.evaluate(async (peer) => {
    const [directory, enrollment] = document.querySelector("input").files;
    const module = await import("/peer.js");
    const started = performance.now();
    const found = await module[peer](directory, enrollment);
    return { milliseconds: performance.now() - started, found };
  }, peer);
}

function tell(nRows, runs) {
  const middle = (name) => median(runs[name].map(({ milliseconds }) => milliseconds));
  const own = middle("reprieve");
  console.log(`\nReading ${nRows.toLocaleString("en-US")} rows and joining them`);
  console.log(`  reprieve   ${own.toFixed(0).padStart(6)} ms, everything, up to the painted table`);
  for (const peer of PEERS) {
    const ratio = middle(peer) / own;
    console.log(`  ${peer.padEnd(10)} ${middle(peer).toFixed(0).padStart(6)} ms, ${ratio.toFixed(2)} times that`);
  }
  const longest = Math.max(...runs.reprieve.map((run) => run.longest));
  console.log(`  longest task of the page: ${longest.toFixed(0)} ms`);
}

async function write(path, pieces) {
  const out = createWriteStream(path);
  Readable.from(pieces).pipe(out);
  await once(out, "finish");
}
