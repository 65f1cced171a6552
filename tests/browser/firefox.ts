// The shipped page in Firefox. Playwright can only drive a Firefox of its own making, so that
// Puppeteer drives the one that people have, over WebDriver BiDi. Playwright runs the tests.

import { expect, test as base } from "@playwright/test";
import puppeteer, { type Browser, type Page } from "puppeteer-core";

import { AS_OF, handOver, pageUrl, toGive } from "./page.ts";
import type { Handed } from "./files.ts";

const executablePath = process.env.REPRIEVE_FIREFOX || "/usr/bin/firefox-esr";

/** A tab with the page. */
export class Tab {
  readonly page: Page;
  /** Errors of the page, its console and its policy; a test that makes some must clear them. */
  readonly faults: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on("pageerror", (error) => this.faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.faults.push(message.text());
    });
  }

  async open(): Promise<void> {
    await this.page.goto(pageUrl);
    await this.expectCount("main", 1);
  }

  /** Drops files on the window, last changed at noon of the day of which is asked. */
  async drop(files: Handed[]): Promise<void> {
    await this.page.evaluate(handOver, toGive(files, AS_OF));
  }

  /** The text of what a selector finds, as it is seen. */
  async text(selector: string): Promise<string> {
    const texts = await this.page.$$eval(selector, (elements) =>
      elements.map((element) => (element as HTMLElement).innerText),
    );
    return texts.join("\n");
  }

  async expectText(selector: string, expected: string | RegExp): Promise<void> {
    const text = expect.poll(() => this.text(selector), selector);
    await (typeof expected === "string" ? text.toContain(expected) : text.toMatch(expected));
  }

  async expectCount(selector: string, expected: number): Promise<void> {
    const count = async (): Promise<number> => (await this.page.$$(selector)).length;
    await expect.poll(count, selector).toBe(expected);
  }
}

export { expect };

export const test = base.extend<{ tab: Tab }, { firefox: Browser }>({
  firefox: [
    async ({}, use) => {
      const firefox = await puppeteer.launch({
        browser: "firefox",
        executablePath,
        defaultViewport: { width: 1440, height: 900 },
        // Dates and numbers on the page must not depend on where the tests run.
        env: { ...process.env, TZ: "America/New_York" },
        extraPrefsFirefox: { "intl.accept_languages": "en-US", "intl.locale.requested": "en-US" },
      });
      await use(firefox);
      // What a failed test left may ask before it is closed, and nobody answers.
      firefox.process()?.kill("SIGKILL");
    },
    { scope: "worker" },
  ],

  tab: async ({ firefox }, use) => {
    const context = await firefox.createBrowserContext();
    const tab = new Tab(await context.newPage());
    await tab.open();
    await use(tab);
    expect(tab.faults).toEqual([]);
    await context.close();
  },
});
