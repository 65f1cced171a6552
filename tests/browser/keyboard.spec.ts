// The whole job without a mouse, from the files to the download.

import { readFileSync } from "node:fs";

import type { Locator, Page } from "@playwright/test";

import { AS_OF } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, enrollment } from "./files.ts";

/** More than there are stops between two places of the page. */
const MAX_STEPS = 60;

const LIST = enrollment([
  { logonName: "ghopper", scheduled: "12/2/2026" },
  { logonName: "alovel", scheduled: "12/9/2026" },
  { logonName: "bliskov", scheduled: "12/16/2026" },
]);

/** Goes on by Tab until something has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let step = 0; step < MAX_STEPS && !(await isThere()); step++) {
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test("files, decisions and the download by keys alone", async ({ context, desk, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await desk.setAsOf(AS_OF);

  const chooser = page.waitForEvent("filechooser");
  await tabTo(page, page.getByLabel("Choose files"));
  await press("Enter");
  await (await chooser).setFiles({
    name: DIRECTORY.name,
    mimeType: "text/csv",
    buffer: Buffer.from(DIRECTORY.bytes),
  });
  const copy = desk.button("Copy 3 names");
  await expect(copy).toBeVisible();
  await tabTo(page, copy);
  await press("Enter");
  await expect(desk.names.getByRole("status")).toHaveText("Copied.");

  await page.evaluate((text) => navigator.clipboard.writeText(text), LIST);
  await press("ControlOrMeta+V");
  await expect(desk.rows).toHaveCount(3);

  await press("/");
  await page.keyboard.type("hopper");
  await expect(desk.shown).toHaveText("1 of 3");
  await press("ControlOrMeta+A", "Delete");
  await expect(desk.shown).toHaveText("3 accounts");
  await press("Tab", "j");
  await expect(desk.person("ghopper")).toBeFocused();

  // The first by itself, the others from their details.
  await press("1", "j", "Enter");
  await expect(desk.details).toContainText("2 of 3");
  await press("2", "j", "2");
  await expect(desk.details.getByRole("heading", { level: 2 })).toHaveText("Liskov, Barbara");
  await press("Escape");
  await expect(desk.details).toHaveCount(0);
  await expect(desk.person("bliskov")).toBeFocused();
  await expect(desk.decided("Let go")).toHaveCount(2);
  await press("Control+z");
  await expect(desk.decided("Let go")).toHaveCount(1);
  await press("Control+y");

  // Two at once, upwards.
  await press("Shift+K");
  await expect(page.getByRole("region", { name: "Selected accounts" })).toContainText(
    "2 selected",
  );
  await press("4", "Escape");
  await expect(desk.decided("Done")).toHaveCount(2);

  const saved = page.waitForEvent("download");
  await tabTo(page, desk.button("Export"));
  await press("Enter", "Tab", "Enter");
  const text = readFileSync(await (await saved).path(), "utf8");
  expect(text).toContain("bliskov");

  await press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Previous account");
  await press("Escape");
  await tabTo(page, desk.button("More"));
  await press("Enter");
  await tabTo(page, desk.button("Forget everything"));
  await press("Enter", "Tab", "Enter");
  await expect(desk.cards).toHaveCount(0);
  await expect(desk.button("Try it with sample data")).toBeVisible();
});

test("keys that come faster than the page shows are obeyed in their order", async ({
  desk,
  page,
}) => {
  await desk.setAsOf(AS_OF);
  await desk.paste(LIST);
  await expect(desk.rows).toHaveCount(3);
  await desk.person("ghopper").focus();

  // All in one task, so that nothing is shown between them.
  const pressAtOnce = (keys: string[]) =>
    page.evaluate((keys) => {
      for (const key of keys) {
        const target = document.activeElement ?? document.body;
        const init = { key, bubbles: true, cancelable: true };
        target.dispatchEvent(new KeyboardEvent("keydown", init));
      }
    }, keys);
  await page.keyboard.press("Enter");
  await expect(desk.details).toContainText("1 of 3");
  await pressAtOnce(["1", "j", "2", "j", "2"]);
  await expect(desk.details.getByRole("heading", { level: 2 })).toHaveText("bliskov");
  await expect(desk.decided("Keep")).toHaveCount(1);
  await expect(desk.decided("Let go")).toHaveCount(2);

  // What was opened a moment ago is closed, and a selection behind it stays.
  await pressAtOnce(["k", "x", "Escape"]);
  await expect(desk.details).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Selected accounts" })).toContainText(
    "1 selected",
  );
  await pressAtOnce(["Escape"]);
  await expect(page.getByRole("region", { name: "Selected accounts" })).toHaveCount(0);
});
