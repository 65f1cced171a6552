// What every test starts with: the page, open, and a watch over whatever goes wrong in it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test as base, type Page } from "@playwright/test";

import { Desk } from "./page.ts";

interface Fixtures {
  /** Errors of the page, its console and its policy; a test that makes some must clear them. */
  faults: string[];
  desk: Desk;
  /** A folder for large files, which goes away after the test. */
  folder: string;
}

export { expect };

/** How many times slower than this machine the page runs. */
export const SLOWER = Number(process.env.REPRIEVE_SLOWER ?? 1);

/** Makes a page as slow as it is asked for. */
export async function slowDown(page: Page): Promise<void> {
  if (SLOWER > 1) {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  }
}

/** Notes whatever goes wrong in a page from now on. */
export async function watch(page: Page): Promise<string[]> {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("crash", () => faults.push("the page crashed"));
  // Only text that became markup could open one, besides the browser itself: it asks before
  // work is lost, and the test that brings it to that answers.
  page.on("dialog", (dialog) => {
    if (dialog.type() === "beforeunload") return;
    faults.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.addInitScript(() => {
    // The console is what reaches the test; Chromium's own words there vary.
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy violated: ${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
  return faults;
}

export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    await slowDown(page);
    await use(page);
  },

  faults: async ({ page }, use) => {
    await use(await watch(page));
  },

  desk: async ({ page, faults }, use) => {
    const desk = new Desk(page);
    await desk.open();
    await use(desk);
    if (page.isClosed()) return;
    await expect(desk.fatal).toBeVisible({ visible: desk.isStopped });
    // Who makes the page stop makes the faults that stop it.
    if (!desk.isStopped) expect(faults).toEqual([]);
  },

  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "reprieve-"));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});
