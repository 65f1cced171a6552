// Microsoft's own lists of deleted users, beside the others and alone.

import { ADA, DIRECTORY, directory, ENROLLMENT, type Handed } from "./files.ts";
import { expect, test } from "./fixtures.ts";

const DELETED: Handed = {
  name: "deleted-users.csv",
  bytes:
    "userPrincipalName,displayName,userType,deletedDateTime\r\n" +
    '0a1b2c3d4e5f60718293a4b5c6d7e8f9ghopper@example.edu,"Hopper, Grace",Member,2026-11-16T03:12:45Z\r\n' +
    'dknuth@example.edu,"Knuth, Don",Member,2026-11-17T23:59:59Z\r\n' +
    'rcarson@example.edu,"Carson, Rachel",Member,\r\n',
};

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf("2026-11-18");
});

test("the details say from where the date is, and what had been planned", async ({ desk }) => {
  // Who was deleted has left the directory.
  await desk.drop([{ ...DIRECTORY, bytes: directory([ADA]) }, ENROLLMENT, DELETED]);
  await expect(desk.card(DELETED.name).locator(".source__kind")).toHaveText("Deleted users");
  await desk.person("ghopper").click();
  await desk.showEvidence();
  const from = desk.details.getByText("Soft-deleted on Mon, Nov 16, 2026");
  await expect(from).toContainText("2026-11-16T03:12:45Z");
  await expect(from).toContainText("in deleted-users.csv, line 2");
  const plan = desk.details.getByRole("definition").filter({ hasText: "11/20/2026" });
  await expect(plan).toContainText("Fri, Nov 20, 2026");
  await expect(plan).toContainText("in enrollment.tsv, line 3");
  await expect(desk.details).toContainText("the account was deprovisioned on Monday, November 16");
  await expect(desk.details.getByText("deleted-users.csv, line 2", { exact: true })).toBeVisible();
  await expect(desk.details.getByRole("heading", { name: "Why it is flagged" })).toBeVisible();

  await desk.person("dknuth").click();
  await expect(desk.details.getByRole("heading", { name: "How it was deleted" })).toBeVisible();
  await expect(desk.details).not.toContainText("planned");
  await desk.person("rcarson").click();
  await expect(desk.details).toContainText("Deleted, but the file does not say when");
});

test("who is in the directory again goes by the later plan", async ({ desk }) => {
  await desk.drop([DIRECTORY, ENROLLMENT, DELETED]);
  await desk.person("ghopper").click();
  await expect(desk.details).toContainText("Act");
  await expect(desk.details).not.toContainText("Soft-deleted on");
});

test("a directory alone says who of it was deleted", async ({ desk }) => {
  await desk.drop([
    {
      name: "usage.csv",
      bytes:
        "User Principal Name,Display Name,Is Deleted,Deleted Date\r\n" +
        "alovel@example.edu,Ada Lovelace,False,\r\n" +
        "ghopper@example.edu,Grace Hopper,True,2026-11-09\r\n",
    },
  ]);
  await expect(desk.card("usage.csv").locator(".source__kind")).toHaveText("Directory");
  await expect(desk.rows).toHaveCount(1);
  await expect(desk.row("ghopper")).toContainText("Restorable");
  await expect(desk.outcome).toContainText("to see who is expiring");
  await expect(desk.names).toBeVisible();
});

test("a directory alone says when it may be deleted users", async ({ desk }) => {
  await desk.drop([
    {
      name: "users.csv",
      bytes:
        '"alovel@example.edu","Ada Lovelace","11/2/2026 8:14:55 AM"\r\n' +
        '"ghopper@example.edu","Grace Hopper","10/27/2026 5:02:11 PM"\r\n' +
        '"dknuth@example.edu","Don Knuth","9/30/2026 12:00:09 PM"\r\n',
    },
  ]);
  await expect(desk.outcome).toContainText("“users.csv” does not say what it is");
  await expect(desk.names).toBeVisible();
  await expect(desk.rows).toHaveCount(0);
  await expect(desk.goodNews).toHaveCount(0);
});

test("alone they are an answer, but tell nobody who is expiring", async ({ desk }) => {
  await desk.drop([DELETED]);
  await expect(desk.rows).toHaveCount(3);
  await expect(desk.outcome).toContainText("to see who is expiring");
  await expect(desk.names).toHaveCount(0);

  await desk.drop([DIRECTORY]);
  await expect(desk.names).toBeVisible();
  await expect(desk.rows).toHaveCount(3);
  await expect(desk.people).not.toContainText("not flagged");

  await desk.drop([ENROLLMENT]);
  await expect(desk.names).toHaveCount(0);
  await expect(desk.rows).toHaveCount(4);
});

test("an empty list of deleted users is no good news", async ({ desk }) => {
  await desk.drop([{ name: "deleted.csv", bytes: "UPN,Deleted on\r\n" }]);
  await expect(desk.outcome).toContainText("to see who is expiring");
  await expect(desk.goodNews).toHaveCount(0);
});

test("the user can say that users were deleted", async ({ desk }) => {
  const odd = { name: "odd.csv", bytes: "Who;When\nada@example.edu;11/10/2026\nbo@example.edu;11/9/2026\n" };
  await desk.drop([odd]);
  const card = desk.card(odd.name);
  await desk.show(card);
  await card.getByText("How it was read").click();
  await card.getByLabel("Kind").selectOption("Deleted users");
  await expect(card.locator(".source__kind")).toHaveText("Deleted users");
  await card.getByLabel("Deleted on").selectOption("B: When");
  await expect(desk.row("ada")).toContainText("Thu Dec 10");
});
