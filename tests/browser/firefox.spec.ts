// What must also be true in Firefox: the page starts, answers, and keeps to itself.

import { rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test, type Tab } from "./firefox.ts";
import { DIRECTORY, ENROLLMENT } from "./files.ts";
import { AS_OF, TOO_MUCH, breakElements, rememberMemory, useUpMemory } from "./page.ts";

/** Hands the files over, and decides about one account. */
async function decide(tab: Tab): Promise<void> {
  await tab.page.$eval(
    ".date-pill input",
    (field, day) => {
      (field as HTMLInputElement).value = day;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    AS_OF,
  );
  await tab.drop([DIRECTORY, ENROLLMENT]);
  await tab.expectCount(".person", 2);
  await tab.page.click(".person[data-name=ghopper]");
  await tab.page.click(".details ::-p-aria(Keep)");
  await tab.expectText(".decide__word", "Keep");
}

/** The page has stopped, with what was done as text, and nothing of it goes on. */
async function expectStopped(tab: Tab, diagnosis: RegExp): Promise<void> {
  await tab.expectCount("#fatal[open]", 1);
  expect(await tab.page.title()).toBe("Reprieve has stopped");
  const valueOf = (selector: string): Promise<string> =>
    tab.page.$eval(selector, (field) => (field as HTMLTextAreaElement).value);
  expect(await valueOf("#fatal-text")).toContain("ghopper\tKeep\t");
  expect(await valueOf("#fatal-text")).toContain("Logon names\nghopper\nalovel\n");
  const told = await valueOf("#fatal-diagnosis");
  expect(told).toMatch(diagnosis);
  expect(told).toMatch(/^Functions: wasm-function\[\d+\]/m);
  expect(told).not.toMatch(/\/(root|home|Users)\/|file:|ghopper/);
  for (const key of ["Escape", "Escape", "?"] as const) await tab.page.keyboard.press(key);
  await tab.page.$$eval("#app button", (buttons) => {
    for (const button of buttons) (button as HTMLElement).click();
  });
  await tab.expectCount("#fatal[open]", 1);
  await tab.expectCount("dialog[open]", 1);
  await tab.expectCount("#app article", 2);
  // Who makes the page stop makes the faults that stop it.
  expect(tab.faults).not.toEqual([]);
  tab.faults.length = 0;
}

test("the page starts from disk and answers", async ({ tab }) => {
  await decide(tab);
  await tab.expectText(".people", "Hopper, Grace");
});

test("a panic stops the page, and nothing that was done is lost", async ({ tab }) => {
  await decide(tab);
  await tab.page.evaluate(breakElements);
  await tab.page.click("::-p-aria(Keys)");
  await expectStopped(tab, /^Panic at yew-[\d.]+\/src\/[\w/]+\.rs:\d+:\d+$/m);
});

test("so does a trap, which runs no more code of the program", async ({ tab }) => {
  await tab.page.evaluateOnNewDocument(rememberMemory);
  await tab.open();
  await decide(tab);
  await tab.page.evaluate(useUpMemory);
  // Firefox lets no script make a paste that holds something.
  await tab.page.$eval(
    "input[type=search]",
    (field, { text }) => {
      (field as HTMLInputElement).value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
    TOO_MUCH,
  );
  await expectStopped(tab, /^Trap: unreachable/m);
});

test("whoever leaves a page with a decision is asked", async ({ tab }) => {
  await decide(tab);
  const asked = new Promise<string>((resolve) => {
    tab.page.once("dialog", (dialog) => {
      resolve(dialog.type());
      return dialog.accept();
    });
  });
  await tab.page.reload();
  expect(await asked).toBe("beforeunload");
});

/** Follows a profile that comes with the program, by its name. */
async function follow(tab: Tab, name: string): Promise<void> {
  await tab.page.click(".top-bar__rules");
  await tab.page.select(".rules__choose select", name);
  await tab.page.click("[aria-label='Close the rules']");
}

test("a file that is gone still counts by other rules, and is whole by its own", async ({ tab }) => {
  const folder = await mkdtemp(join(tmpdir(), "reprieve-"));
  const path = join(folder, ENROLLMENT.name);
  writeFileSync(path, ENROLLMENT.bytes);
  const field = await tab.page.$("input[type=file]");
  await (field as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
  await tab.expectCount(".person", 2);
  rmSync(path);
  await follow(tab, "example-30-14");
  await tab.expectText(".card--outlived", "This could not be read again.");
  await tab.expectText(".card--outlived", "Its rows still count");
  await tab.expectCount(".person", 2);
  await follow(tab, "penno365-cloud-control");
  await tab.expectCount(".card--outlived", 0);
  await tab.expectCount(".source [role=alert]", 0);
  await tab.expectCount(".person", 2);
  await rm(folder, { recursive: true });
});

test("the page's own policy stops a request before it is sent", async ({ tab }) => {
  const directive = await tab.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) =>
          resolve(event.effectiveDirective),
        );
        fetch("http://127.0.0.1:9/").catch(() => {});
      }),
  );
  expect(directive).toBe("connect-src");
  // Firefox says it on the console too.
  tab.faults.length = 0;
});
