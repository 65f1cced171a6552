// When the program breaks: it stops where everybody sees it, and nothing that was done is lost.

import { readFileSync } from "node:fs";

import { AS_OF, TOO_MUCH, breakElements, rememberMemory, useUpMemory, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, ENROLLMENT } from "./files.ts";

const WORK =
  "Logon name\tDecision\tSteps done\tNote\n" +
  "ghopper\tKeep\tEnter the override\tasked the dean";

/** Decides about one account, with a step, a wait and a note. */
async function work(desk: Desk): Promise<void> {
  await desk.setAsOf(AS_OF);
  await desk.drop([DIRECTORY, ENROLLMENT]);
  await desk.person("ghopper").click();
  const { details } = desk;
  await details.getByRole("button", { name: "Keep", exact: true }).click();
  await details.getByRole("checkbox", { name: "Enter the override" }).check();
  await details.getByRole("textbox", { name: "Note" }).fill("asked the dean");
}

/** The page has stopped, whatever one does, and says all that was done. */
async function expectStopped(desk: Desk): Promise<void> {
  const { page, fatal } = desk;
  await expect(fatal).toBeVisible();
  await expect(page.getByRole("alertdialog", { name: "Reprieve has stopped" })).toBeVisible();
  expect(await page.title()).toBe("Reprieve has stopped");
  const text = await desk.fatalText.inputValue();
  expect(text).toContain(WORK);
  expect(text).toContain("ghopper\tsync and provisioning\t");
  expect(text).toContain("Logon names\nghopper\nalovel\n");

  // Neither keys nor clicks nor files do anything, nor what still runs of the page.
  const nCards = await desk.cards.count();
  for (const key of ["Escape", "Escape", "?", "u", "Control+z"]) await page.keyboard.press(key);
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>("#app button")) element.click();
  });
  await desk.startDrop([{ name: "more.csv", bytes: DIRECTORY.bytes }]);
  await expect(fatal).toBeVisible();
  await expect(desk.cards).toHaveCount(nCards);
  await expect(page.locator("dialog[open]")).toHaveCount(1);
  // What is under it is out of reach.
  const above = await page.evaluate(() => document.elementFromPoint(4, 4)?.id);
  expect(above).toBe("fatal");
  expect(await page.evaluate(() => document.activeElement?.closest("dialog")?.id)).toBe("fatal");
  expect(await desk.fatalText.inputValue()).toBe(text);
}

/** Saves the text, and returns it with what is told to those who mend the page. */
async function lastWords(desk: Desk): Promise<string> {
  const saved = desk.page.waitForEvent("download");
  await desk.page.getByRole("link", { name: "Save as a text file" }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^reprieve-\d{4}-\d\d-\d\d\.txt$/);
  expect(readFileSync(await file.path(), "utf8").replaceAll("\r\n", "\n")).toBe(
    await desk.fatalText.inputValue(),
  );
  await desk.page.getByText("What happened, for those who mend it").click();
  const diagnosis = await desk.fatal.getByLabel("No name and no text").inputValue();
  expect(diagnosis).toMatch(/^Reprieve \d+\.\d+\.\d+$/m);
  expect(diagnosis).toMatch(/^Functions: wasm-function\[\d+\]/m);
  expect(diagnosis).toMatch(/^Memory: \d+ MB$/m);
  expect(diagnosis).toMatch(/^Browser: Mozilla/m);
  // No folder of whoever built it, and nothing of whoever uses it.
  expect(diagnosis).not.toMatch(/\/(root|home|Users)\/|file:|ghopper|dean/);
  return diagnosis;
}

test("a panic stops the page, and nothing that was done is lost", async ({ desk }) => {
  await work(desk);
  await desk.panic();
  await expectStopped(desk);
  expect(await lastWords(desk)).toMatch(/^Panic at yew-[\d.]+\/src\/[\w/]+\.rs:\d+:\d+$/m);
});

test("so does a trap, which runs no more code of the program", async ({ desk, page }) => {
  await page.addInitScript(rememberMemory);
  await desk.open();
  await work(desk);
  await page.evaluate(useUpMemory);
  await desk.paste(TOO_MUCH.text);
  await desk.expectStop();
  await expectStopped(desk);
  const diagnosis = await lastWords(desk);
  expect(diagnosis).toMatch(/^Trap: unreachable/m);
  expect(diagnosis).toMatch(/^Memory: 4\d{3} MB$/m);
});

test("so does a browser that breaks its word", async ({ desk, page }) => {
  await work(desk);
  await page.evaluate(() => {
    Performance.prototype.now = () => {
      throw new TypeError("Not for ghopper");
    };
  });
  await desk.startDrop([DIRECTORY]);
  await desk.expectStop();
  await expectStopped(desk);
  expect(await lastWords(desk)).toMatch(/^Error: TypeError$/m);
});

test("the last change is kept, even when it is what broke the page", async ({ desk, page }) => {
  await work(desk);
  await page.evaluate(breakElements);
  await desk.details.getByRole("button", { name: "Let go", exact: true }).click();
  await desk.expectStop();
  await expect(desk.fatalText).toHaveValue(/^ghopper\tLet go\t/m);
});

test("what was copied is the whole text, and who has it is not asked", async ({
  context,
  desk,
  faults,
  page,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await work(desk);
  await desk.panic();
  await desk.fatal.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(desk.fatal.getByRole("status")).toHaveText("Copied.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replaceAll("\r\n", "\n")).toBe(await desk.fatalText.inputValue());
  await desk.fatal.getByRole("button", { name: "Reload the page" }).click();
  await expect(page.getByRole("main")).toBeVisible();
  await expect(desk.fatal).toBeHidden();
  desk.isStopped = false;
  faults.length = 0;
});

test("who did nothing yet is only told to reload", async ({ desk }) => {
  await desk.panic();
  await expect(desk.fatalText).toBeHidden();
  await expect(desk.fatal.getByRole("link")).toHaveCount(0);
  await expect(desk.fatal.getByRole("listitem")).toHaveCount(1);
});
