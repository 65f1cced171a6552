// One Chromium for everything that is measured, and a server for what has to be served.

import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { createGzip } from "node:zlib";

import { chromium } from "playwright-core";

export const shipped = process.env.REPRIEVE_HTML;
export const pageUrl = pathToFileURL(shipped).href;

/** The day of which the page is asked: a Wednesday. */
export const AS_OF = "2026-11-18";

export function launch(args = []) {
  return chromium.launch({
    executablePath: process.env.REPRIEVE_CHROMIUM,
    args: [
      // Chromium refuses to start its sandbox as root, as in most containers.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-background-networking",
      "--disable-gpu",
      "--no-first-run",
      ...args,
    ],
  });
}

/** One run in a Chromium of its own, so that nobody pays for what another has left. */
export async function alone(run) {
  const browser = await launch();
  try {
    return await run(browser);
  } finally {
    await browser.close();
  }
}

/** A page with these files handed over, when everything of them is read. */
export async function opened(browser, files) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "America/New_York",
  });
  const page = await context.newPage();
  await page.goto(pageUrl);
  await page.getByLabel("As of").fill(AS_OF);
  await page.locator("input[type=file]").first().setInputFiles(files);
  const table = page.getByRole("table", { name: "Accounts that are expiring" });
  await table.waitFor({ timeout: 120_000 });
  await page.getByRole("progressbar", { name: "Reading" }).waitFor({ state: "detached", timeout: 120_000 });
  return page;
}

/** Serves files by their path, with the type that browsers insist on. */
export async function serve(files) {
  const server = createServer((request, response) => {
    const file = files[new URL(request.url, "http://localhost").pathname];
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const type = /\.m?js$/.test(file.path) ? "text/javascript" : file.type;
    // As web servers are set up.
    response.writeHead(200, { "content-type": type, "content-encoding": "gzip" });
    createReadStream(file.path).pipe(createGzip()).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}` };
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
