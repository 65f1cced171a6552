// What comes out on paper.

import type { Page } from "@playwright/test";

import { AS_OF, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { enrollment, largeName } from "./files.ts";

/** Lets the browser print, and looks at the page as it is then. */
async function print<T>(page: Page, look: () => Promise<T>): Promise<T> {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => void dispatchEvent(new Event("beforeprint")));
  const seen = await look();
  await page.evaluate(() => void dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null });
  await expect(page.locator(".sheet")).toHaveCount(0);
  return seen;
}

/** The number of pages that really come out. */
async function nPages(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Keeps what the page hands to the browser's dialog for printing, which no test can close. */
async function stubPrinting(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", "");
  });
}

async function openSample(desk: Desk): Promise<void> {
  await desk.setAsOf(AS_OF);
  await desk.useSample();
}

test("all rows that are seen are printed, however many are in the document", async ({ desk, page }) => {
  const flagged = Array.from({ length: 1_000 }, (_, row) => ({
    logonName: largeName(row),
    scheduled: "12/2/2026",
    hasMailbox: "Y" as const,
  }));
  await desk.setAsOf(AS_OF);
  await desk.drop([{ name: "list.tsv", bytes: enrollment(flagged) }]);
  await expect(desk.shown).toHaveText("1,000 accounts");
  expect(await desk.rows.count()).toBeLessThan(200);
  const rows = page.locator(".sheet tbody tr");
  await print(page, async () => {
    await expect(rows).toHaveCount(1_000);
    await expect(rows.last()).toContainText(largeName(999));
    await expect(rows.last()).toBeVisible();
  });
  expect(await nPages(page)).toBeGreaterThan(30);
  await desk.search.fill(largeName(7));
  await expect(desk.shown).toHaveText("1 of 1,000");
  await print(page, async () => {
    await expect(rows).toHaveCount(1);
    await expect(page.locator(".sheet")).toContainText("1 of 1,000 accounts, narrowed");
  });
});

test("what is too much for paper is said, and not left out in silence", async ({ desk, page }) => {
  // 200,000 elements are made and thrown away.
  test.slow();
  const flagged = Array.from({ length: 5_001 }, (_, row) => ({
    logonName: largeName(row),
    scheduled: "12/2/2026",
    hasMailbox: "Y" as const,
  }));
  await desk.setAsOf(AS_OF);
  await desk.drop([{ name: "list.tsv", bytes: enrollment(flagged) }]);
  await expect(desk.shown).toHaveText("5,001 accounts");
  await print(page, async () => {
    await expect(page.locator(".sheet tbody tr")).toHaveCount(5_000);
    const said = page.locator(".sheet > p:not(.sheet__basis) b");
    await expect(said).toContainText("Only the first 5,000 of 5,001 rows are printed.");
  });
});

test("paper says the day, the rules and the files, and has nothing to press", async ({ desk, page }) => {
  await openSample(desk);
  await page.emulateMedia({ colorScheme: "dark" });
  await print(page, async () => {
    const sheet = page.locator(".sheet");
    for (const text of [
      "As of Wed, Nov 18, 2026",
      "PennO365 · Cloud Control",
      "sample-directory.csv (directory)",
      "sample-enrollment.tsv (enrollment list)",
      "6 This week",
      "18 of 18 accounts",
    ]) {
      await expect(sheet).toContainText(text);
    }
    await expect(page.locator("button:visible, input:visible")).toHaveCount(0);
    await expect(page.getByRole("banner")).toBeHidden();
    const colors = await page.evaluate(() => {
      const { backgroundColor } = getComputedStyle(document.body);
      return [getComputedStyle(document.querySelector(".sheet td")!).color, backgroundColor];
    });
    expect(colors).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    const head = page.locator(".sheet thead");
    await expect(head).toHaveCSS("display", "table-header-group");
    await expect(page.locator(".sheet tbody tr").first()).toHaveCSS("break-inside", "avoid");
    expect(await page.locator(".sheet td .clock").count()).toBe(17);
    const box = (await page.locator(".sheet td .clock").first().boundingBox())!;
    expect(box.width).toBeGreaterThan(100);
  });
});

test("with details open that account is printed, on one page", async ({ desk, page }) => {
  await openSample(desk);
  await desk.person("jgarcia").click();
  await desk.details.getByRole("button", { name: "Keep", exact: true }).click();
  await desk.details.getByRole("checkbox", { name: "Enter the override" }).check();
  await desk.details.getByRole("textbox", { name: "Note" }).fill("asked the department");
  await print(page, async () => {
    const sheet = page.locator(".sheet");
    await expect(sheet.getByRole("article")).toHaveCount(1);
    for (const text of [
      "García, José",
      "As of Wed, Nov 18, 2026",
      "Decision: keep",
      "asked the department",
      "☑ Enter the override",
      "☐ Check that the account is ready",
      "Override missing",
      "PennID 10000005",
    ]) {
      await expect(sheet).toContainText(text);
    }
    await expect(sheet.locator(".clock")).toBeVisible();
  });
  expect(await nPages(page)).toBe(1);
});

test("the list is printed with details open when that is asked for", async ({ desk, page }) => {
  await openSample(desk);
  await stubPrinting(page);
  await desk.person("jgarcia").click();
  await desk.button("Export").click();
  await desk.people.getByRole("button", { name: "Print", exact: true }).click();
  await expect(page.locator("body[data-printed]")).toHaveCount(1);
  await print(page, () => expect(page.locator(".sheet tbody tr")).toHaveCount(18));
  await desk.details.getByRole("button", { name: "Print", exact: true }).click();
  await print(page, () => expect(page.locator(".sheet article")).toHaveCount(1));
});

test("the selected accounts are printed with a page for each", async ({ desk, page }) => {
  await openSample(desk);
  await stubPrinting(page);
  for (const name of ["jgarcia", "sdarcy", "rperlman"]) {
    await desk.row(name).getByRole("checkbox").check();
  }
  await desk.button("Print details").click();
  await expect(page.locator("body[data-printed]")).toHaveCount(1);
  await expect(page.locator(".sheet article")).toHaveCount(3);
  expect(await nPages(page)).toBe(3);
  await expect(page.locator(".sheet")).toHaveCount(0);
});

test("without an answer the page itself is printed", async ({ desk, page }) => {
  await print(page, async () => {
    await expect(page.locator(".sheet")).toHaveCount(0);
    await expect(page.getByRole("main")).toBeVisible();
  });
  expect(await nPages(page)).toBeGreaterThan(0);
});
