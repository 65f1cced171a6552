// Decisions: one account, many at once, the way back, the waits, and all of it by keyboard.

import type { Locator } from "@playwright/test";

import { AS_OF, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, enrollment, type Handed } from "./files.ts";

/** One account that works, one that works for longer, and one that was deprovisioned. */
const FLAGGED: Handed = {
  name: "enrollment.tsv",
  bytes: enrollment([
    { logonName: "ghopper", affiliations: "CTSY", scheduled: "11/20/2026" },
    { logonName: "alovel", scheduled: "12/12/2026" },
    { logonName: "bliskov", scheduled: "11/10/2026" },
  ]),
};

/** What is decided, in the parts of the page. */
class Decisions {
  readonly desk: Desk;
  readonly bulk: Locator;
  readonly waits: Locator;
  readonly keys: Locator;

  constructor(desk: Desk) {
    this.desk = desk;
    this.bulk = desk.page.getByRole("region", { name: "Selected accounts" });
    this.waits = desk.page.getByRole("region", { name: "Waits" });
    this.keys = desk.page.getByRole("dialog", { name: "Keys" });
  }

  /** A button for a decision, in the details. */
  choice(title: string): Locator {
    const group = this.desk.details.getByRole("group", { name: "Decision" });
    return group.getByRole("button", { name: title, exact: true });
  }

  step(title: string): Locator {
    return this.desk.details.getByRole("checkbox", { name: title, exact: true });
  }

  get note(): Locator {
    return this.desk.details.getByRole("textbox", { name: "Note" });
  }

  /** What the toolbar offers to take back, or to do again. */
  history(title: "Undo" | "Redo"): Locator {
    return this.desk.people.getByRole("button", { name: title, exact: true });
  }

  /** The row's button, which has the focus when the row has. */
  person(name: string): Locator {
    return this.desk.person(name);
  }

  box(name: string): Locator {
    return this.desk.row(name).getByRole("checkbox");
  }

  /** What the row says of the decision. */
  async expectRow(name: string, decision: string): Promise<void> {
    await expect(this.desk.row(name).locator(".decide__word")).toHaveText(decision);
  }
}

test.use({ viewport: { width: 1440, height: 900 } });

async function begin(desk: Desk): Promise<Decisions> {
  await desk.setAsOf(AS_OF);
  await desk.drop([DIRECTORY, FLAGGED]);
  await expect(desk.shown).toHaveText("3 accounts");
  return new Decisions(desk);
}

test.describe("one account", () => {
  test("the details say why, what to do by when, and what is impossible", async ({ desk }) => {
    const decisions = await begin(desk);
    await desk.person("ghopper").click();
    await expect(desk.details).toContainText("Act today: it is the last working day");
    await expect(desk.details).toContainText("Override missing");
    await desk.showEvidence();
    await expect(desk.details).toContainText("CTSY“All active affiliations” in enrollment.tsv, line 2");
    await expect(desk.details).toContainText("It still works: keep it, or let it go.");
    await expect(desk.details).toContainText("Keep the account · 2 steps");
    await expect(desk.details).toContainText("so that your center sponsors the person");
    await expect(desk.details).toContainText("Who: you");
    await expect(desk.details).not.toContainText("Export the mail");
    await desk.details.getByText(/^Let the account go/).click();
    await expect(desk.details).toContainText("Export the mail");
    // What is needed for another cause is not asked for.
    await expect(desk.details).not.toContainText("Give an eligible affiliation");

    await desk.person("bliskov").click();
    await expect(desk.details).toContainText("Act by Thursday, December 10");
    await expect(desk.details).toContainText(
      "It was deprovisioned on Tuesday, November 10. It has to be brought back.",
    );
    await expect(desk.details).toContainText("so that the old contents come back attached");
    await expect(decisions.choice("Keep")).toBeDisabled();
  });

  test("is decided, ticked, and shown in its row", async ({ desk }) => {
    const decisions = await begin(desk);
    await desk.person("ghopper").click();
    await expect(decisions.choice("Undecided")).toHaveAttribute("aria-pressed", "true");
    await expect(decisions.choice("Reinstate")).toBeDisabled();
    await decisions.choice("Keep").click();
    await expect(decisions.choice("Keep")).toHaveAttribute("aria-pressed", "true");
    await decisions.expectRow("ghopper", "Keep");
    await expect(desk.tile("Today")).toHaveAccessibleName("1 Today 1 of 1 decided");

    await decisions.step("Enter the override").check();
    await decisions.choice("Let go").click();
    await expect(decisions.choice("Keep")).toHaveAttribute("aria-pressed", "false");
    await decisions.expectRow("ghopper", "Let go");
    await expect(decisions.step("Enter the override")).toHaveCount(0);
    await expect(decisions.step("Export the mail")).not.toBeChecked();

    await decisions.choice("Keep").click();
    await expect(decisions.step("Enter the override")).toBeChecked();
    await decisions.choice("Done").click();
    await decisions.expectRow("ghopper", "Done");
    await expect(decisions.step("Enter the override")).toBeChecked();
    await decisions.choice("Undecided").click();
    await decisions.expectRow("ghopper", "Undecided");
    await expect(desk.tile("Today")).toHaveAccessibleName("1 Today 0 of 1 decided");
  });

  test("a decision outlives a new order, a new file, and another day", async ({ desk }) => {
    const decisions = await begin(desk);
    await desk.person("ghopper").click();
    await decisions.choice("Keep").click();
    await decisions.note.fill("asked the department");
    await desk.header("Person").getByRole("button").click();
    await desk.drop([FLAGGED]);
    await decisions.expectRow("ghopper", "Keep");
    await expect(decisions.note).toHaveValue("asked the department");

    // The account is disabled by then, and what was decided cannot be done any more.
    await desk.setAsOf("2026-11-19");
    await decisions.expectRow("ghopper", "Keep");
    await expect(desk.row("ghopper")).toContainText("not possible now");
    await expect(desk.details).toContainText(
      "“Keep” was decided, and is not possible now. It was disabled on Thursday, November 19.",
    );
    await desk.setAsOf(AS_OF);
    await expect(desk.row("ghopper")).not.toContainText("not possible now");
  });

  test("decisions outlive their files until everything is forgotten", async ({ desk }) => {
    const decisions = await begin(desk);
    await desk.person("ghopper").click();
    await decisions.choice("Keep").click();
    for (const { name } of [DIRECTORY, FLAGGED]) {
      await desk.remove(name);
    }
    await expect(desk.page.getByRole("main")).toContainText(
      "What you decided about 1 account is still here",
    );
    await desk.drop([DIRECTORY, FLAGGED]);
    await decisions.expectRow("ghopper", "Keep");
    await desk.forget();
    await expect(desk.button("Forget everything")).toHaveCount(0);
    await desk.drop([DIRECTORY, FLAGGED]);
    await expect(desk.shown).toHaveText("3 accounts");
    await decisions.expectRow("ghopper", "Undecided");
  });

  test("the table is narrowed to what is undecided", async ({ desk }) => {
    const decisions = await begin(desk);
    await desk.person("ghopper").click();
    await decisions.choice("Keep").click();
    await desk.pick(/^Undecided /);
    await expect(desk.shown).toHaveText("2 of 3");
    await desk.pick(/^Keep /);
    await expect(desk.shown).toHaveText("3 of 3");
    await desk.pick(/^Undecided /);
    await expect(desk.shown).toHaveText("1 of 3");
    await desk.button("Show all").click();
    await expect(desk.shown).toHaveText("3 accounts");
  });
});

test.describe("the way back", () => {
  test("every kind of change is undone and redone, one by one", async ({ desk, page }) => {
    const decisions = await begin(desk);
    await desk.person("ghopper").click();
    await decisions.choice("Keep").click();
    await decisions.step("Enter the override").check();
    await decisions.note.pressSequentially("call her");
    await desk.details.getByRole("heading", { level: 2 }).click();

    await page.keyboard.press("Control+z");
    // A note is one step, however many letters it has.
    await expect(decisions.note).toHaveValue("");
    await expect(desk.toast).toContainText("Undone – Note: ghopper");
    await page.keyboard.press("Control+z");
    await expect(decisions.step("Enter the override")).not.toBeChecked();
    await page.keyboard.press("Control+z");
    await decisions.expectRow("ghopper", "Undecided");
    await expect(decisions.history("Undo")).toBeDisabled();
    await page.keyboard.press("Control+z");

    await page.keyboard.press("Control+y");
    await decisions.expectRow("ghopper", "Keep");
    await page.keyboard.press("Control+Shift+z");
    await expect(decisions.step("Enter the override")).toBeChecked();
    await decisions.history("Redo").click();
    await expect(decisions.note).toHaveValue("call her");
    await expect(decisions.history("Redo")).toBeDisabled();
    await desk.details.getByRole("button", { name: "Undo" }).click();
    await expect(decisions.note).toHaveValue("");
  });

  test("in a field the keys are the browser's own", async ({ desk, page }) => {
    const decisions = await begin(desk);
    await desk.person("ghopper").click();
    await decisions.choice("Keep").click();
    await desk.search.pressSequentially("hop");
    await page.keyboard.press("Control+z");
    await expect(desk.search).not.toHaveValue("hop");
    await decisions.expectRow("ghopper", "Keep");
    // Digits are digits there.
    await desk.search.fill("");
    await desk.search.pressSequentially("2");
    await expect(desk.search).toHaveValue("2");
    await desk.search.fill("");
    await decisions.expectRow("ghopper", "Keep");
  });
});

test.describe("many at once", () => {
  test("are selected, decided in one step, and copied", async ({ context, desk, page }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const decisions = await begin(desk);
    await expect(decisions.bulk).toHaveCount(0);
    const all = desk.page.getByRole("checkbox", { name: "Select all that are shown" });
    await all.check();
    await expect(decisions.bulk).toContainText("3 selected");
    // It selects, and opens nothing.
    await decisions.box("alovel").click();
    await expect(decisions.bulk).toContainText("2 selected");
    await expect(desk.details).toHaveCount(0);
    expect(await all.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true);
    await all.check();

    await decisions.bulk.getByRole("button", { name: "Keep" }).click();
    await decisions.expectRow("ghopper", "Keep");
    await decisions.expectRow("alovel", "Keep");
    await decisions.expectRow("bliskov", "Undecided");
    await expect(desk.toast).toContainText("Keep is not possible now for bliskov");
    await page.keyboard.press("Control+z");
    await decisions.expectRow("ghopper", "Undecided");
    await decisions.expectRow("alovel", "Undecided");

    await decisions.bulk.getByRole("button", { name: "Copy names" }).click();
    await expect(decisions.bulk).toContainText("Copied");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split(/\r?\n/)).toEqual(["ghopper", "alovel", "bliskov"]);

    await desk.search.fill("hopper");
    await expect(decisions.bulk).toContainText("3 selected, 2 hidden by the filter");
    await decisions.bulk.getByRole("button", { name: "Clear selection" }).click();
    await expect(decisions.bulk).toHaveCount(0);
  });

  test("a click with Shift selects all between", async ({ desk }) => {
    const decisions = await begin(desk);
    const names = await desk.logonNames();
    await decisions.box(names[0]).click();
    await desk.person(names[2]).click({ modifiers: ["Shift"] });
    await expect(decisions.bulk).toContainText("3 selected");
    await expect(desk.details).toHaveCount(0);
  });
});

test.describe("waits", () => {
  const NINE = new Date("2026-11-18T09:14:00-05:00");

  test("a tick starts one, it runs on, and its end is said", async ({ desk, page }) => {
    await page.clock.install({ time: NINE });
    await desk.open();
    const decisions = await begin(desk);
    await desk.person("ghopper").click();
    await decisions.choice("Keep").click();
    await decisions.step("Enter the override").check();
    const wait = desk.details.getByText("ready between 9:29 and 9:34");
    await expect(wait).toContainText("20 min left");
    await expect(decisions.waits).toContainText("Hopper, Grace");

    await page.clock.fastForward("08:00");
    await expect(wait).toContainText("12 min left");
    await expect(decisions.waits).toContainText("12 min left");
    await page.keyboard.press("Escape");
    await desk.person("alovel").click();
    await expect(desk.details.getByText("ready between")).toHaveCount(0);
    await page.clock.fastForward("08:00");
    await expect(decisions.waits).toContainText("may be ready now, at the latest at 9:34");
    await expect(page).toHaveTitle("Reprieve");

    await page.clock.fastForward("04:30");
    await expect(decisions.waits).toContainText("over since 9:34");
    await expect(page.locator("[aria-live=polite]").filter({ hasText: "is over" })).toHaveText(
      "The wait for Hopper, Grace is over: sync and provisioning.",
    );
    await expect(page).toHaveTitle("1 wait is over – Reprieve");

    await decisions.waits.getByRole("button", { name: "Hopper, Grace", exact: true }).click();
    await expect(desk.details.getByRole("heading", { level: 2 })).toHaveText("Hopper, Grace");
    await decisions.waits.getByRole("button", { name: /^Dismiss/ }).click();
    await expect(decisions.waits).toHaveCount(0);
    await expect(page).toHaveTitle("Reprieve");
    await expect(decisions.step("Enter the override")).toBeChecked();
    await desk.details.getByRole("button", { name: "Start timer" }).click();
    await expect(decisions.waits).toContainText("20 min left");
  });

  test("to undo the tick is to stop the wait", async ({ desk, page }) => {
    await page.clock.install({ time: NINE });
    await desk.open();
    const decisions = await begin(desk);
    await desk.person("bliskov").click();
    await decisions.choice("Reinstate").click();
    await decisions.step("Enable the mailbox").check();
    await expect(decisions.waits).toContainText("ready by 10:14");
    await page.keyboard.press("Control+z");
    await expect(decisions.waits).toHaveCount(0);
    await page.clock.fastForward("10:00");
    await page.keyboard.press("Control+y");
    await expect(decisions.waits).toContainText("50 min left");
    await desk.forget();
    await expect(decisions.waits).toHaveCount(0);
  });
});

test.describe("by keyboard alone", () => {
  test("through the rows, deciding, selecting, and back", async ({ desk, page }) => {
    const decisions = await begin(desk);
    const [first, second, third] = await desk.logonNames();
    const press = (...keys: string[]) => pressAll(desk, keys);
    await press("ArrowDown");
    await expect(decisions.person(first)).toBeFocused();
    await press("1", "ArrowDown", "j", "ArrowDown", "k");
    await expect(decisions.person(second)).toBeFocused();
    await decisions.expectRow(first, "Keep");

    await press("Shift+ArrowDown");
    await expect(decisions.bulk).toContainText("2 selected");
    await expect(decisions.person(third)).toBeFocused();
    await press("4");
    await decisions.expectRow(second, "Done");
    await decisions.expectRow(third, "Done");
    await press("Escape");
    await expect(decisions.bulk).toHaveCount(0);
    await press("x");
    await expect(decisions.box(third)).toBeChecked();
    await press("x", "5");
    await decisions.expectRow(third, "Undecided");

    await press("k", "Enter");
    await expect(desk.details).toBeVisible();
    await press("ArrowUp");
    await expect(desk.details.getByRole("heading", { level: 2 })).toHaveText("Hopper, Grace");
    await press("2");
    await expect(decisions.choice("Let go")).toHaveAttribute("aria-pressed", "true");
    // What is impossible is said and not done.
    await press("3");
    await decisions.expectRow("ghopper", "Let go");
    await expect(desk.toast).toContainText("Reinstate is not possible now for ghopper");

    const step = decisions.step("Export the mail");
    for (let n = 0; n < 20 && !(await isFocused(step)); n++) await press("Tab");
    await press("Space");
    await expect(step).toBeChecked();
    await press("Escape");
    await expect(desk.details).toHaveCount(0);
    await expect(decisions.person("ghopper")).toBeFocused();
    await press("Control+z");
    await page.keyboard.press("Enter");
    await expect(step).not.toBeChecked();
  });

  test("who works through the undecided goes on with the next one", async ({ desk }) => {
    const decisions = await begin(desk);
    const [first, second] = await desk.logonNames();
    await desk.pick(/^Undecided /);
    await decisions.person(first).focus();
    await pressAll(desk, ["2"]);
    await expect(desk.shown).toHaveText("2 of 3");
    await expect(decisions.person(second)).toBeFocused();
  });

  test("all keys are shown in a dialog that takes none of them", async ({ desk }) => {
    const decisions = await begin(desk);
    await decisions.person("ghopper").focus();
    await pressAll(desk, ["?"]);
    await expect(decisions.keys).toContainText("Next account");
    await pressAll(desk, ["1", "x"]);
    await decisions.expectRow("ghopper", "Undecided");
    await expect(decisions.bulk).toHaveCount(0);
    await pressAll(desk, ["Escape"]);
    await expect(decisions.keys).toHaveCount(0);
    await expect(decisions.person("ghopper")).toBeFocused();
    await desk.button("Keys").click();
    await decisions.keys.getByRole("button", { name: "Close" }).click();
    await expect(decisions.keys).toHaveCount(0);
  });

  async function pressAll(desk: Desk, keys: string[]): Promise<void> {
    for (const key of keys) await desk.page.keyboard.press(key);
  }

  async function isFocused(element: Locator): Promise<boolean> {
    return element.evaluate((element) => element === document.activeElement);
  }
});
