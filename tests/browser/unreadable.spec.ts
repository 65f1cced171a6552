// What is no table is named, with a remedy; it never harms what is there, and it never looks
// like good news.

import { violations } from "./axe.ts";
import { AS_OF } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import {
  DIRECTORY,
  ENROLLMENT,
  directory,
  enrollment,
  randomBytes,
  zip,
  type Handed,
} from "./files.ts";

const MEGABYTE = 1_000_000;

interface Unreadable extends Handed {
  /** A word of the sentence that says what it is. */
  says: string;
  /** A word of the sentence that says what to do. */
  remedy: string;
}

const unreadable: Unreadable[] = [
  { name: "empty.csv", bytes: "", says: "empty", remedy: "Run the export again" },
  { name: "blank.csv", bytes: " \r\n\t\r\n  \n", says: "empty", remedy: "Run the export again" },
  {
    name: "picture.png",
    bytes: Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\b\x06\0\0\0", "latin1"),
    says: "picture",
    remedy: "CSV",
  },
  {
    name: "report.pdf",
    bytes: "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    says: "PDF",
    remedy: "CSV",
  },
  { name: "reports.zip", bytes: zip("report.csv"), says: "ZIP", remedy: "Unpack it" },
  {
    name: "report.xlsx",
    bytes: zip("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"),
    says: "This workbook is damaged",
    remedy: "save it again",
  },
  { name: "noise.bin", bytes: randomBytes(MEGABYTE, 1), says: "not text", remedy: "CSV" },
  { name: "line.csv", bytes: "x".repeat(5 * MEGABYTE), says: "single line", remedy: "CSV" },
  {
    name: "prices.csv",
    bytes: "Item,Price\nblue pen,1.20\nred pen,1.30\ngreen pen,1.40\n",
    says: "None of the columns",
    remedy: "The columns are: Item, Price.",
  },
];

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf(AS_OF);
});

for (const file of unreadable) {
  test(`${file.name} is refused by name, and harms nothing`, async ({ desk }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await desk.drop([file]);

    const alert = desk.card(file.name).getByRole("alert");
    await expect(alert).toContainText("This could not be read.");
    await expect(alert).toContainText(file.says);
    await expect(alert).toContainText(file.remedy);
    await expect(desk.alerts).toHaveCount(1);
    await expect(desk.rows).toHaveCount(2);
    await expect(desk.goodNews).toHaveCount(0);

    await desk.remove(file.name);
    await expect(desk.alerts).toHaveCount(0);
    await expect(desk.rows).toHaveCount(2);
  });
}

test("what cannot be read alone leaves the way open for the next file", async ({ desk }) => {
  await desk.drop(unreadable);
  await expect(desk.cards).toHaveCount(unreadable.length);
  await expect(desk.alerts).toHaveCount(unreadable.length);
  await expect(desk.table).toHaveCount(0);
  await expect(desk.names).toHaveCount(0);

  await desk.drop([DIRECTORY, ENROLLMENT]);
  await expect(desk.rows).toHaveCount(2);
  await expect(desk.alerts).toHaveCount(unreadable.length);
});

test("the next try takes the place of a failure", async ({ desk }) => {
  await desk.drop([{ name: DIRECTORY.name, bytes: "" }]);
  await expect(desk.alerts).toHaveCount(1);
  await desk.drop([DIRECTORY]);
  await expect(desk.alerts).toHaveCount(0);
  await expect(desk.cards).toHaveCount(1);
});

test("a file that is lost while it is read is told once, and nothing else goes wrong", async ({
  desk,
  page,
}) => {
  await page.evaluate(() => {
    Blob.prototype.stream = function () {
      let nAsked = 0;
      return new ReadableStream({
        pull: async (controller) => {
          nAsked += 1;
          if (nAsked > 1) return controller.error(new DOMException("It is gone", "NotFoundError"));
          controller.enqueue(new Uint8Array(await this.slice(0, this.size / 2).arrayBuffer()));
        },
      });
    };
  });
  await desk.drop([DIRECTORY]);
  await expect(desk.card(DIRECTORY.name).getByRole("alert")).toContainText("It is gone");
  await expect(desk.alerts).toHaveCount(1);
});

interface Nobody {
  title: string;
  files: Handed[];
}

const nobody: Nobody[] = [
  {
    title: "an enrollment table without a row",
    files: [DIRECTORY, { name: "e.tsv", bytes: enrollment([]) }],
  },
  {
    title: "a table of people without a mailbox",
    files: [
      { name: "d.csv", bytes: directory([]) },
      {
        name: "e.tsv",
        bytes: enrollment([{ logonName: "stranger", hasMailbox: "N", scheduled: "12/2/2026" }]),
      },
    ],
  },
];

for (const { title, files } of nobody) {
  test(`nobody is expiring: ${title}`, async ({ desk }) => {
    await desk.drop(files);
    await expect(desk.goodNews).toBeVisible();
    await expect(desk.outcome).toContainText("Nov 18, 2026");
    await expect(desk.alerts).toHaveCount(0);
    await expect(desk.cards).toHaveCount(files.length);
    await expect(desk.table).toHaveCount(0);
  });
}

test("a list of another center, dropped by mistake, is no good news", async ({ desk, page }) => {
  await desk.drop([DIRECTORY, { name: "list.txt", bytes: "stranger\nother\n" }]);
  const doubt = desk.outcome.getByText("None of the 2 names in “list.txt” is in the directory.");
  await expect(doubt).toBeVisible();
  await expect(desk.outcome).toContainText("Look whether list and directory are of the same center");
  await expect(desk.goodNews).toHaveCount(0);
  await expect(desk.outcome).toContainText("Nobody so far");
  expect(await violations(page)).toEqual([]);
  // It is so, says who knows better; then it is quiet for this file.
  await desk.outcome.getByRole("button", { name: "Yes, that is so" }).press("Enter");
  await expect(doubt).toHaveCount(0);
  await expect(desk.goodNews).toBeVisible();
  // Another list is asked about again.
  await desk.drop([{ name: "list.txt", bytes: "stranger\nother\nthird\n" }]);
  await expect(desk.outcome).toContainText("None of the 3 names in “list.txt”");
  await expect(desk.goodNews).toHaveCount(0);
});

test("one press reads a file in the other way of which a doubt speaks", async ({ desk, page }) => {
  // The names of the list stand in another column of the directory.
  const staff =
    "Display Name,Alias,Logon Name\r\n" +
    '"Lovelace, Ada",alovel,UPENN\\ada.lovelace\r\n"Hopper, Grace",ghopper,UPENN\\grace.hopper\r\n';
  // Nothing tells whether this is August or December, and both make sense.
  const list = "PennKey,Scheduled deletion date\nalovel,12/8/2026\n";
  await desk.drop([
    { name: "staff.csv", bytes: staff },
    { name: "list.csv", bytes: list },
  ]);
  await expect(desk.outcome).toContainText("1 is found by the column “Alias” of “staff.csv”.");
  expect(await violations(page)).toEqual([]);
  await desk.outcome.getByRole("button", { name: "Take “Alias” for the logon name" }).press("Enter");
  await expect(desk.outcome).not.toContainText("Alias");
  await expect(desk.table).toContainText("Fri Dec 4");
  await desk.outcome.getByRole("button", { name: "Read the day first" }).press("Enter");
  await expect(desk.table).toContainText("Gone");
  await expect(desk.outcome).not.toContainText("day or the month");
  // It stands where the file can be corrected, and is taken back there.
  const card = desk.card("list.csv");
  await desk.show(card);
  await card.getByText("How it was read").click();
  await expect(card).toContainText("Scheduled deletion date: day first (as you say)");
  await card.getByLabel("Dates such as 1/12").selectOption("as detected");
  await expect(desk.table).toContainText("Fri Dec 4");
});

test("who left the directory when deprovisioned is looked at before the good news", async ({
  desk,
  page,
}) => {
  const list = enrollment([{ logonName: "left", daysLeft: -1, scheduled: "11/17/2026" }]);
  await desk.drop([DIRECTORY, { name: "e.tsv", bytes: list }]);
  await expect(desk.goodNews).toHaveCount(0);
  await expect(desk.outcome).toContainText("1 account left the directory when they were");
  await page.getByText("1 account is deprovisioned, and perhaps yours").click();
  await expect(page.getByRole("listitem").filter({ hasText: "left" }).last()).toContainText(
    "restorable until",
  );
});

test("a failed list is not good news", async ({ desk }) => {
  await desk.drop([DIRECTORY, { name: "e.tsv", bytes: "" }]);
  await expect(desk.alerts).toHaveCount(1);
  await expect(desk.goodNews).toHaveCount(0);
});
