// Whoever leaves the page with something that would be lost is asked, and nobody else.

import type { Page } from "@playwright/test";

import { AS_OF, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, ENROLLMENT } from "./files.ts";

/** Tries to close the tab, and stays if there is a question. */
async function isAsked(page: Page): Promise<boolean> {
  const asked = page.waitForEvent("dialog").then(async (dialog) => {
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    return true;
  });
  const closed = page.waitForEvent("close").then(() => false);
  // Whichever does not come ends with the page.
  for (const event of [asked, closed]) event.catch(() => {});
  await page.close({ runBeforeUnload: true });
  return Promise.race([asked, closed]);
}

async function begin(desk: Desk): Promise<void> {
  await desk.setAsOf(AS_OF);
  await desk.drop([DIRECTORY, ENROLLMENT]);
  // A browser asks only for pages that somebody has touched.
  await desk.person("ghopper").click();
}

async function keep(desk: Desk): Promise<void> {
  await desk.details.getByRole("button", { name: "Keep", exact: true }).click();
}

// Each ends the page, so that the fixture finds it closed and does not look at it again.
test("files alone are not asked for: they are on the disk", async ({ desk, page }) => {
  await begin(desk);
  expect(await isAsked(page)).toBe(false);
});

test("a decision is, until it is taken back", async ({ desk, page }) => {
  await begin(desk);
  await keep(desk);
  expect(await isAsked(page)).toBe(true);
  await page.keyboard.press("Control+z");
  await expect(desk.toast).toContainText("Undone");
  expect(await isAsked(page)).toBe(false);
});

test("so is a note, until everything is forgotten", async ({ desk, page }) => {
  await begin(desk);
  await desk.details.getByRole("textbox", { name: "Note" }).fill("asked the dean");
  expect(await isAsked(page)).toBe(true);
  await desk.forget();
  expect(await isAsked(page)).toBe(false);
});

test("so is a step with its wait, and a reload as well", async ({ desk, page }) => {
  await begin(desk);
  await keep(desk);
  await desk.details.getByRole("checkbox", { name: "Enter the override" }).check();
  const asked = page.waitForEvent("dialog");
  const reloaded = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
  await reloaded;
  await expect(page.getByRole("main")).toBeVisible();
});
