// How the browser tests run: the shipped file, in whichever Chromium the machine has.
// `cargo xtask test` finds that Chromium (or installs it) and hands it over by name, because
// Playwright's own download is not reachable everywhere.

import { defineConfig } from "@playwright/test";

const executablePath = process.env.REPRIEVE_CHROMIUM || undefined;
const isRoot = process.getuid?.() === 0;
// What the page does must not depend on how fast it does it; see the fixtures.
const slower = Number(process.env.REPRIEVE_SLOWER ?? 1);

export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  // A test that passes only now and then is a bug, here or in the page.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  timeout: 30_000 * slower,
  expect: { timeout: 5_000 * slower },
  projects: [
    {
      name: "page",
      testIgnore: ["firefox.spec.ts", "large.spec.ts", "monkey.spec.ts", "shots.spec.ts"],
    },
    // A monkey has many steps.
    { name: "monkey", testMatch: "monkey.spec.ts", timeout: 900_000 * slower },
    // What measures tasks of the main thread has the machine to itself.
    {
      name: "large",
      testMatch: "large.spec.ts",
      dependencies: ["page", "monkey"],
      fullyParallel: false,
    },
    // Puppeteer opens Firefox for these; see `firefox.ts`. On a busy machine it takes its time
    // until all memory is used up.
    {
      name: "firefox",
      testMatch: "firefox.spec.ts",
      timeout: 120_000 * slower,
      expect: { timeout: 30_000 * slower },
    },
    // Pictures to look at, which test nothing.
    { name: "shots", testMatch: "shots.spec.ts" },
  ],
  use: {
    browserName: "chromium",
    // Dates and numbers on the page must not depend on where the tests run.
    locale: "en-US",
    timezoneId: "America/New_York",
    launchOptions: {
      executablePath,
      args: [
        // Chromium refuses to start its sandbox as root, as in most containers.
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--no-first-run",
      ],
    },
  },
});
