// Small files that unpack to far too much are refused by name, and harm nothing; what is only
// large is read.

import type { Page } from "@playwright/test";

import { AS_OF, rememberMemory, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, ENROLLMENT, type Handed } from "./files.ts";
import { oldWorkbook, workbook, type Piece } from "./workbooks.ts";

const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

/** What the page may take for itself, however much the files would take. */
const MAX_MEMORY = 1_000 * MEGABYTE;

/** A row with the first of the shared texts, and one with the second. */
const [ROW, SECOND_ROW] = [0, 1].map((text) => `<row><c t="s"><v>${text}</v></c></row>`);
const NAME: Piece[] = [{ text: "<si><t>PennKey</t></si><si><t>alovel</t></si>", times: 1 }];
const HEADER: Piece = { text: ROW, times: 1 };

interface Bomb {
  name: string;
  /** What is in it. */
  title: string;
  bytes: () => Buffer;
  /** It has fewer bytes. */
  maxLength: number;
  /** What there is too much of. */
  says: RegExp;
}

const bombs: Bomb[] = [
  {
    name: "text.xlsx",
    title: "a text of 14 MB in 200 rows",
    bytes: () =>
      workbook({
        texts: [
          { text: "<si><t>", times: 1 },
          { text: "x".repeat(MEGABYTE), times: 14 },
          { text: "</t></si>", times: 1 },
        ],
        rows: [{ text: ROW, times: 200 }],
      }),
    maxLength: 24 * KILOBYTE,
    says: /its texts have more than \d+ MiB/,
  },
  {
    name: "wide.xlsx",
    title: "2,000 rows, each with a cell in the last column of all",
    bytes: () => {
      const row = '<row><c r="XFD1" t="s"><v>0</v></c></row>';
      return workbook({ texts: NAME, rows: [{ text: row.repeat(2000), times: 1 }] });
    },
    maxLength: 2 * KILOBYTE,
    says: /more than \d+ cells/,
  },
  {
    name: "texts.xlsx",
    title: "six million texts",
    bytes: () => {
      const texts = [{ text: "<si/>".repeat(200_000), times: 30 }];
      return workbook({ texts, rows: [{ text: ROW, times: 1 }] });
    },
    maxLength: 50 * KILOBYTE,
    says: /more than \d+ shared texts/,
  },
  {
    name: "sheet.xlsx",
    title: "a sheet of 620 MB that says that it has 10 bytes",
    bytes: () => {
      const rows = [{ text: ROW + " ".repeat(MEGABYTE), times: 620 }];
      return workbook({ texts: NAME, rows, says: 10 });
    },
    maxLength: 650 * KILOBYTE,
    says: /unpacks to too many bytes, in its part “xl\/worksheets\/sheet1\.xml”/,
  },
  {
    name: "old.xls",
    title: "a text of 8 kB in 30,000 rows",
    bytes: () => oldWorkbook(["x".repeat(8000)], 30_000),
    maxLength: 600 * KILOBYTE,
    says: /its texts have more than \d+ MiB/,
  },
];

/** Drops a file, and waits until it is read or refused. */
async function take(desk: Desk, file: Handed): Promise<void> {
  await desk.startDrop([file]);
  await expect(desk.card(file.name)).toBeVisible();
  await desk.settled();
}

/** Decides about an account by a key. */
async function decide(desk: Desk, name: string, key: string, decision: string): Promise<void> {
  await desk.person(name).focus();
  await desk.page.keyboard.press(key);
  await expect(desk.row(name)).toContainText(decision);
}

/** How much memory the program has taken for itself, in bytes. */
async function memoryOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { memory } = window as unknown as { memory: WebAssembly.Memory };
    return memory.buffer.byteLength;
  });
}

test.beforeEach(async ({ desk, page }) => {
  await page.addInitScript(rememberMemory);
  await desk.open();
  await desk.setAsOf(AS_OF);
});

test("bombs are refused by name one after the other, and harm nothing", async ({ desk, page }) => {
  test.setTimeout(4 * test.info().timeout);
  await desk.drop([ENROLLMENT]);
  await decide(desk, "alovel", "1", "Keep");
  for (const { name, title, bytes, maxLength, says } of bombs) {
    await test.step(`${name}: ${title}`, async () => {
      const bomb: Handed = { name, bytes: bytes() };
      expect(bomb.bytes.length).toBeLessThan(maxLength);
      await take(desk, bomb);
      const alert = desk.card(name).getByRole("alert");
      await expect(alert).toContainText("There is more in this file than can be read");
      await expect(alert).toContainText(says);
      await expect(alert).toContainText("save it as CSV");
      await expect(desk.rows).toHaveCount(2);
      expect(await memoryOf(page)).toBeLessThan(MAX_MEMORY);
    });
  }
  await expect(desk.alerts).toHaveCount(bombs.length);

  // The page goes on as if nothing had been.
  await desk.drop([DIRECTORY]);
  await expect(desk.card(DIRECTORY.name)).toContainText("3 rows");
  await expect(desk.row("alovel")).toContainText("Lovelace, Ada");
  await decide(desk, "ghopper", "2", "Let go");
  await expect(desk.row("alovel")).toContainText("Keep");
  for (const { name } of bombs) await desk.remove(name);
  await expect(desk.alerts).toHaveCount(0);
  await expect(desk.rows).toHaveCount(2);
});

interface Legal extends Handed {
  says: string;
}

const legal: Legal[] = [
  {
    name: "million.xlsx",
    bytes: workbook({
      texts: NAME,
      rows: [HEADER, { text: SECOND_ROW.repeat(10_000), times: 100 }],
    }),
    says: "1,000,000 rows · 1 name",
  },
  {
    // It says that each of its parts has 4 GB.
    name: "boaster.xlsx",
    bytes: workbook({ texts: NAME, rows: [HEADER, { text: SECOND_ROW, times: 2 }], says: 2 ** 32 - 1 }),
    says: "2 rows · 1 name",
  },
  {
    name: "old.xls",
    bytes: oldWorkbook(["PennKey", "alovel"], 500),
    says: "499 rows · 1 name",
  },
];

test("workbooks that are only large, or only say so, are read", async ({ desk }) => {
  test.setTimeout(4 * test.info().timeout);
  for (const file of legal) {
    await take(desk, file);
    await expect(desk.card(file.name)).toContainText(file.says);
  }
  await expect(desk.alerts).toHaveCount(0);
  await desk.drop([DIRECTORY]);
  await decide(desk, "alovel", "1", "Keep");
});
