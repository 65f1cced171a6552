// Tables that come in something else than text: workbooks, and what is copied from web pages.

import { readFileSync } from "node:fs";

import { expect, test } from "./fixtures.ts";
import { DIRECTORY } from "./files.ts";
import { AS_OF } from "./page.ts";

const workbook = readFileSync(new URL("../cases/workbook/directory.xlsx", import.meta.url));

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf(AS_OF);
});

test("a workbook says which sheet was read, and another one can be chosen", async ({ desk }) => {
  await desk.drop([{ name: "directory.xlsx", bytes: workbook }]);
  const card = desk.card("directory.xlsx");
  await expect(card).toContainText("3 names in “Logon Name” · Excel workbook · “Users”");
  await desk.show(card);
  await card.getByText("How it was read").click();
  await expect(card).toContainText("Other sheets: Cover.");
  await expect(card.getByLabel("Delimiter")).toHaveCount(0);

  await card.getByLabel("Sheet").selectOption("Cover");
  await expect(card.getByRole("alert")).toContainText("None of the columns holds logon names");
  await card.getByText("Change how it is read").click();
  await card.getByRole("button", { name: "As detected" }).click();
  await expect(card).toContainText("Excel workbook · “Users”");
});

test("a workbook that is cut off is refused by name", async ({ desk }) => {
  await desk.drop([{ name: "cut.xlsx", bytes: workbook.subarray(0, 3000) }]);
  await expect(desk.card("cut.xlsx").getByRole("alert")).toContainText("damaged");
});

test("a table that is pasted keeps its cells", async ({ desk }) => {
  await desk.drop([DIRECTORY]);
  const html =
    "<table><tr><th>PennKey</th><th>All active affiliations</th><th>Expires in days</th></tr>" +
    "<tr><td>alovel</td><td>CTSY<br>VOLP</td><td>5</td></tr></table>";
  await desk.paste("PennKey\tAll active affiliations\tExpires in days\nalovel\tCTSY\nVOLP\t5\n", html);
  await expect(desk.cards.last()).toContainText("1 name in “PennKey” · web page · “table 1”");
  await expect(desk.rows).toHaveCount(1);
  await expect(desk.rows.first()).toContainText("CTSY");
});

test("names beside a table that is none of ours are not lost", async ({ desk }) => {
  await desk.drop([DIRECTORY]);
  const html = "<table><tr><td>Home</td><td>Log out</td></tr></table>alovel<br>ghopp";
  await desk.paste("Home\tLog out\nalovel\nghopp", html);
  await expect(desk.rows.filter({ hasText: "alovel" })).toHaveCount(1);
});
