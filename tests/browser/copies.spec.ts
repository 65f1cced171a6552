// Copies of one report, and files that only have one name: which of them count, and how what
// went comes back.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { Disk } from "./disk.ts";
import { AS_OF, type Desk } from "./page.ts";
import { expect, SLOWER, test } from "./fixtures.ts";
import {
  ADA,
  BARBARA,
  DIRECTORY,
  ENROLLMENT,
  GRACE,
  directory,
  enrollment,
  type Handed,
} from "./files.ts";

const EARLIER = "2026-11-11";
const LATER = "2026-11-17";

const OTHERS: Handed = {
  name: DIRECTORY.name,
  bytes: directory([
    { logonName: "cdarwin", displayName: "Darwin, Charles" },
    { logonName: "mcurie", displayName: "Curie, Marie" },
  ]),
};

/** The same report a week later. */
const NEWER: Handed = { name: DIRECTORY.name, bytes: directory([ADA, GRACE]) };

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf(AS_OF);
});

function names(desk: Desk) {
  return desk.cards.locator(".source__name").allTextContents();
}

function offer(desk: Desk, name: string) {
  return desk.toast.getByRole("button", { name });
}

for (const first of ["the first copy", "the second copy"]) {
  test(`a file is dropped again while it is read, and ${first} is read first`, async ({
    desk,
    page,
  }) => {
    const disk = await Disk.of(page);
    await desk.drop([ENROLLMENT]);
    await disk.hold(EARLIER);
    await disk.hold(LATER);
    await desk.startDrop([DIRECTORY], EARLIER);
    await expect(desk.progress).toHaveCount(1);
    await desk.startDrop([NEWER], LATER);
    await expect(desk.progress).toHaveCount(2);

    const order = first === "the first copy" ? [EARLIER, LATER] : [LATER, EARLIER];
    await disk.release(order[0]);
    await expect(desk.progress).toHaveCount(1);
    await disk.release(order[1]);
    await expect(desk.progress).toHaveCount(0);
    await expect(desk.card(DIRECTORY.name)).toContainText("2 rows");
    expect(await names(desk)).toEqual([ENROLLMENT.name, DIRECTORY.name]);
    await expect(desk.rows).toHaveCount(2);
    await expect(desk.toast).toContainText("directory.csv replaced the one of Nov 11");
  });
}

test("the same file dropped again ends its first reading", async ({ desk, page }) => {
  const disk = await Disk.of(page);
  await desk.drop([ENROLLMENT]);
  await disk.hold(AS_OF);
  await desk.startDrop([DIRECTORY]);
  await expect(desk.progress).toHaveCount(1);
  await desk.startDrop([DIRECTORY]);
  await expect(desk.progress).toHaveCount(2);
  await disk.release(AS_OF);
  await expect(desk.progress).toHaveCount(0);
  await expect(desk.cards).toHaveCount(2);
  await expect(desk.toast).toContainText("directory.csv replaced the one before");
});

test("a newer copy replaces the older one, with both ways back", async ({ desk, page }) => {
  const both = [DIRECTORY.name, DIRECTORY.name];
  await desk.drop([DIRECTORY], EARLIER);
  await expect(desk.card(DIRECTORY.name)).toContainText("3 rows");
  const dropAgain = async () => {
    await desk.drop([NEWER], LATER);
    await expect(desk.cards).toHaveCount(1);
    await expect(desk.card(DIRECTORY.name)).toContainText("2 rows");
    await expect(desk.toast).toContainText("directory.csv replaced the one of Nov 11");
  };
  await dropAgain();
  await expect(page.getByRole("status", { name: "Last change" })).toHaveText(
    "directory.csv replaced the one of Nov 11",
  );
  await offer(desk, "Undo").click();
  await expect(desk.card(DIRECTORY.name)).toContainText("3 rows");
  await expect(desk.toast).toContainText("Back again: directory.csv");

  await dropAgain();
  await page.keyboard.press("Control+z");
  await expect(desk.card(DIRECTORY.name)).toContainText("3 rows");
  await expect(desk.cards).toHaveCount(1);

  await dropAgain();
  await offer(desk, "Use both").click();
  await expect(desk.cards).toHaveCount(2);
  await expect(desk.cards.nth(0)).toContainText("of Nov 11, 2026");
  await expect(desk.cards.nth(1)).toContainText("of Nov 17, 2026");
  expect(await names(desk)).toEqual(both);
  // Each is pointed at by name.
  await desk.remove("directory.csv, of Nov 11, 2026");
  await expect(desk.card(DIRECTORY.name)).toContainText("2 rows");
});

test("what a drop of several files replaced comes back as one", async ({ desk }) => {
  const week = (day: string) => enrollment([{ logonName: "alovel", scheduled: day }]);
  await desk.drop([DIRECTORY, { ...ENROLLMENT, bytes: week("12/2/2026") }], EARLIER);
  await desk.drop([NEWER, { ...ENROLLMENT, bytes: week("12/9/2026") }], LATER);
  await expect(desk.row("alovel")).toContainText("Dec 7");
  await expect(desk.toast).toContainText("directory.csv and enrollment.tsv replaced older ones");
  await offer(desk, "Undo").click();
  await expect(desk.cards).toHaveCount(2);
  await expect(desk.row("alovel")).toContainText("Nov 30");
});

test("files of one name from two places both count", async ({ desk }) => {
  await desk.drop([ENROLLMENT]);
  await desk.drop([DIRECTORY]);
  await desk.drop([OTHERS]);
  await expect(desk.cards).toHaveCount(3);
  await expect(desk.toast).toHaveCount(0);
  // They were changed on one day.
  await expect(desk.cards.nth(1)).toContainText("1 of 2");
  await expect(desk.cards.nth(2)).toContainText("2 of 2");
});

test("files of one name that come together both count", async ({ desk }) => {
  await desk.drop([ENROLLMENT, DIRECTORY, NEWER]);
  await expect(desk.cards).toHaveCount(3);
  await expect(desk.toast).toHaveCount(0);
});

test("two lists that are pasted within a minute both count", async ({ desk }) => {
  for (const name of ["alovel", "ghopper"]) {
    await desk.paste(name);
    await expect(desk.row(name)).toBeVisible();
  }
  await expect(desk.rows).toHaveCount(2);
  await expect(desk.cards).toHaveCount(2);
});

test.describe("a file that is gone", () => {
  test("still counts by other rules, and is whole by its own", async ({ desk, page }) => {
    const disk = await Disk.of(page);
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await expect(desk.rows).toHaveCount(2);
    const card = desk.card(ENROLLMENT.name);
    const before = await card.textContent();
    await disk.lose(AS_OF);
    await desk.follow("example-30-14");
    for (const name of [DIRECTORY.name, ENROLLMENT.name]) {
      const alert = desk.card(name).getByRole("alert");
      await expect(alert).toContainText("This could not be read again.");
      await expect(alert).toContainText("The file is gone");
      await expect(alert).toContainText("as they were read by the rules");
    }
    await expect(card).toContainText("2 names in “PennKey”");
    await expect(desk.rows).toHaveCount(2);

    await desk.follow("penno365-cloud-control");
    await expect(desk.alerts).toHaveCount(0);
    await expect(card).toHaveText(before!);
    await expect(desk.rows).toHaveCount(2);
  });

  test("is one that was written anew on the disk", async ({ desk, folder }) => {
    const path = join(folder, ENROLLMENT.name);
    writeFileSync(path, ENROLLMENT.bytes);
    await desk.choose(path);
    await expect(desk.rows).toHaveCount(2);
    writeFileSync(path, enrollment([{ logonName: "bliskov", scheduled: "12/2/2026" }]));
    await desk.follow("example-30-14");
    await expect(desk.card(ENROLLMENT.name).getByRole("alert")).toContainText("Its rows still count");
    await expect(desk.rows).toHaveCount(2);
    await desk.follow("penno365-cloud-control");
    await expect(desk.alerts).toHaveCount(0);
    await expect(desk.rows).toHaveCount(2);
  });

  test("is no good news by other rules", async ({ desk, page }) => {
    const disk = await Disk.of(page);
    await desk.drop([DIRECTORY, { ...ENROLLMENT, bytes: enrollment([]) }]);
    await expect(desk.goodNews).toBeVisible();
    await disk.lose(AS_OF);
    await desk.follow("example-30-14");
    await expect(desk.goodNews).toHaveCount(0);
    await expect(desk.outcome).toContainText("could not be read again, and may name somebody");
    await desk.follow("penno365-cloud-control");
    await expect(desk.goodNews).toBeVisible();
  });

  test("stays as it was read before it is read otherwise", async ({ desk, page }) => {
    const disk = await Disk.of(page);
    await desk.drop([ENROLLMENT]);
    const card = desk.card(ENROLLMENT.name);
    await disk.lose(AS_OF);
    await desk.show(card);
    await card.getByText("How it was read").click();
    await card.getByLabel("Kind").selectOption("Directory");
    await expect(card.getByRole("alert")).toContainText("as they were read before you said");
    await expect(card.locator(".source__kind")).toHaveText("Enrollment list");
    await expect(desk.rows).toHaveCount(2);
    // What needs somebody lies open.
    await card.getByText("How it was read").click();
    await card.getByRole("button", { name: "As detected" }).click();
    await expect(desk.alerts).toHaveCount(0);
    await expect(desk.rows).toHaveCount(2);
  });

  test("comes back from where it was dropped again", async ({ desk, page }) => {
    const disk = await Disk.of(page);
    await desk.drop([DIRECTORY], EARLIER);
    await disk.lose(EARLIER);
    await desk.follow("example-30-14");
    await expect(desk.card(DIRECTORY.name).getByRole("alert")).toBeVisible();
    await desk.drop([DIRECTORY], LATER);
    await expect(desk.cards).toHaveCount(1);
    await expect(desk.alerts).toHaveCount(0);
    await expect(desk.toast).toContainText("directory.csv replaced the one of Nov 11");
  });

  test("is refused when nothing of it was ever read", async ({ desk, page }) => {
    const disk = await Disk.of(page);
    await disk.lose(AS_OF);
    await desk.drop([BARBARA_ALONE]);
    const alert = desk.card(BARBARA_ALONE.name).getByRole("alert");
    await expect(alert).toContainText("The browser could not read this file: The file is gone.");
    await expect(desk.rows).toHaveCount(0);
  });
});

const BARBARA_ALONE: Handed = { name: "barbara.csv", bytes: directory([BARBARA]) };

test("of many files the answer is made in few steps", async ({ desk, page }) => {
  const N_FILES = 100;
  const N_NAMES = 20;
  // Each answer has another number of accounts.
  await page.evaluate(() => {
    const seen = new Set<string>();
    new MutationObserver(() => {
      const shown = document.querySelector("[aria-label=People] [role=status]")?.textContent;
      if (shown) seen.add(shown);
    }).observe(document, { childList: true, characterData: true, subtree: true });
    Object.assign(window, { seen });
  });
  const files = Array.from({ length: N_FILES }, (_, file) => ({
    name: `list${file}.txt`,
    bytes: Array.from({ length: N_NAMES }, (_, row) => `user${file}x${row}\n`).join(""),
  }));
  await desk.startDrop(files);
  await expect(desk.shown).toHaveText("2,000 accounts", { timeout: 25_000 * SLOWER });
  await expect(desk.cards).toHaveCount(N_FILES);
  const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);
  // One, two, four and so on; where each file takes long, a few more.
  expect(seen.length, seen.join(", ")).toBeLessThan(N_FILES / 4);
});
