// What was done last is said with the way back, instead of a question before.

import { AS_OF, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, ENROLLMENT, enrollment } from "./files.ts";

const MANY = {
  name: "many.tsv",
  bytes: enrollment(
    Array.from({ length: 60 }, (_, n) => ({ logonName: `user${n}`, scheduled: "12/2/2026" })),
  ),
};

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf(AS_OF);
});

function undo(desk: Desk) {
  return desk.toast.getByRole("button", { name: "Undo" });
}

test.describe("taken back is", () => {
  test("a file that was removed, with its place", async ({ desk, page }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await desk.remove(DIRECTORY.name);
    await expect(desk.cards).toHaveCount(1);
    await expect(page.getByRole("status", { name: "Last change" })).toHaveText(
      `Removed: ${DIRECTORY.name}`,
    );
    await undo(desk).click();
    await expect(desk.cards).toHaveCount(2);
    await expect(desk.cards.first()).toContainText(DIRECTORY.name);
    await expect(desk.toast).toContainText("Back again");
    // It can still be read again as the user says.
    await desk.show(desk.card(DIRECTORY.name));
    await desk.card(DIRECTORY.name).getByText("How it was read").click();
    await desk.card(DIRECTORY.name).getByLabel("Kind").selectOption("List of names");
    await expect(desk.alerts).toHaveCount(0);
  });

  test("the last file, by a key, with what was asked of it", async ({ desk, page }) => {
    await desk.drop([ENROLLMENT]);
    await desk.search.fill("hopper");
    await desk.remove(ENROLLMENT.name);
    await expect(desk.button("Try it with sample data")).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(desk.search).toHaveValue("hopper");
    await expect(desk.shown).toHaveText("1 of 2");
  });

  test("the filters, from where nobody matches", async ({ desk }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await desk.search.fill("nobody");
    await expect(desk.people).toContainText("No match for “nobody”");
    await desk.button("Show all 2 accounts").click();
    await expect(desk.shown).toHaveText("2 accounts");
    await undo(desk).click();
    await expect(desk.search).toHaveValue("nobody");
    await expect(desk.shown).toHaveText("0 of 2");
  });

  test("a decision about several, there and back", async ({ desk, page }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await page.getByRole("checkbox", { name: "Select all that are shown" }).check();
    await page.keyboard.press("2");
    await expect(desk.toast).toContainText("Let go: 2 accounts");
    await expect(desk.decided("Let go")).toHaveCount(2);
    await undo(desk).click();
    await expect(desk.decided("Let go")).toHaveCount(0);
    await desk.toast.getByRole("button", { name: "Redo" }).click();
    await expect(desk.decided("Let go")).toHaveCount(2);
  });

  test("other rules, once they are not looked at any more", async ({ desk }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    const before = await desk.rulesButton.textContent();
    await desk.follow("penno365-ars");
    await expect(desk.toast).toContainText("Rules followed now: PennO365 · ARS");
    await undo(desk).click();
    await expect(desk.rulesButton).toHaveText(before!);
    await expect(desk.rows).toHaveCount(2);
  });
});

test.describe("a message", () => {
  test("leaves after some seconds, but not while somebody is at it", async ({ desk, page }) => {
    await page.clock.install();
    await desk.open();
    await desk.drop([ENROLLMENT]);
    await desk.remove(ENROLLMENT.name);
    await desk.toast.hover();
    await page.clock.runFor("01:00");
    await expect(desk.toast).toBeVisible();
    await undo(desk).focus();
    await page.mouse.move(1, 1);
    await page.clock.runFor("01:00");
    await expect(desk.toast).toBeVisible();
    await undo(desk).blur();
    // The clock of the page also goes on by itself, however long the test takes.
    await page.clock.runFor("00:02");
    await expect(desk.toast).toBeVisible();
    await page.clock.runFor("00:10");
    await expect(desk.toast).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(desk.cards).toHaveCount(0);
  });

  test("can be closed", async ({ desk }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await desk.remove(DIRECTORY.name);
    await desk.toast.getByRole("button", { name: "Close this message" }).click();
    await expect(desk.toast).toHaveCount(0);
  });

  test("never lies over what has the focus", async ({ desk, page }) => {
    await page.setViewportSize({ width: 1024, height: 600 });
    await desk.drop([MANY]);
    const rows = await desk.rows.all();
    const below = await Promise.all(
      rows.map(async (row) => ((await row.boundingBox())?.y ?? 0) > 540),
    );
    const person = rows[below.indexOf(true)].locator(".person");
    await person.evaluate((button: HTMLElement) => button.focus({ preventScroll: true }));
    await page.keyboard.press("2");
    await expect(desk.toast).toBeVisible();
    await expect(person).toBeFocused();
    await expect
      .poll(async () => {
        const [box, toast] = [await person.boundingBox(), await desk.toast.boundingBox()];
        return toast!.y - (box!.y + box!.height);
      })
      .toBeGreaterThanOrEqual(0);
  });
});

test("only to forget everything is asked about", async ({ desk, page }) => {
  await desk.drop([DIRECTORY, ENROLLMENT]);
  await desk.button("More").click();
  await desk.button("Forget everything").click();
  const question = page.getByRole("dialog", { name: "Forget everything?" });
  await expect(question).toContainText("2 files");
  await question.getByRole("button", { name: "Keep it" }).click();
  await expect(question).toHaveCount(0);
  await expect(desk.rows).toHaveCount(2);
  await desk.forget();
  await expect(desk.cards).toHaveCount(0);
  await expect(desk.toast).toHaveCount(0);
});
