// The user has the last word on how a file is read.

import { expect, test } from "./fixtures.ts";

const ODD = {
  name: "odd.csv",
  bytes: "Who;Account;End\nAda;alovel;12/1/2026\nGrace;ghopper;12/2/2026\n",
};

test("a column that is given a role changes the answer at once, and back", async ({ desk }) => {
  await desk.setAsOf("2026-11-18");
  await desk.drop([ODD]);
  const card = desk.card(ODD.name);
  await expect(card.locator(".source__kind")).toHaveText("Directory");

  await desk.show(card);
  await card.getByText("How it was read").click();
  // Choosing by program does not move the focus as a person does.
  await card.getByLabel("Scheduled deletion").focus();
  await card.getByLabel("Scheduled deletion").selectOption("C: End");
  await expect(card.locator(".source__kind")).toHaveText("Enrollment list");
  await expect(desk.row("alovel")).toContainText("Wed Nov 25");
  await expect(card.getByLabel("Scheduled deletion")).toBeFocused();

  await card.getByLabel("Logon name").selectOption("A: Who");
  await expect(desk.row("ada")).toContainText("Wed Nov 25");

  await card.getByRole("button", { name: "As detected" }).click();
  await expect(card.locator(".source__kind")).toHaveText("Directory");
  await expect(desk.names).toBeVisible();
});

test("delimiter, encoding and header follow what is said", async ({ desk }) => {
  const bytes = Uint8Array.from(
    [..."Made;today\nWho,x;Account\nJos\u00e9,y;jose\n"].map((char) => char.charCodeAt(0)),
  );
  await desk.drop([{ name: "ansi.csv", bytes }]);
  const card = desk.card("ansi.csv");
  await desk.show(card);
  await card.getByText("How it was read").click();
  const preview = card.getByRole("region", { name: "The first rows as they were read" });

  await card.getByLabel("Header on line").fill("2");
  await card.getByLabel("Header on line").press("Tab");
  await expect(preview.getByRole("columnheader", { name: "A Who,x" })).toBeVisible();
  await expect(preview.getByRole("cell", { name: "José,y" })).toBeVisible();

  await card.getByLabel("Delimiter").selectOption("comma");
  await expect(preview.getByRole("cell", { name: "José", exact: true })).toBeVisible();

  await card.getByLabel("Encoding").selectOption("UTF-16 LE");
  await expect(card.getByRole("alert")).toBeVisible();
  await card.getByText("Change how it is read").click();
  await card.getByRole("button", { name: "As detected" }).click();
  await expect(card.getByRole("alert")).toHaveCount(0);
});

test("a guessed encoding is said, and any other can be chosen", async ({ desk }) => {
  const names = [
    [0xd4, 0xcf, 0xc0, 0xde],
    [0xbd, 0xbd, 0xde, 0xb7],
    [0xca, 0xc5, 0xba, 0xde],
  ];
  const rows = names.map((name, n) => `user${n},${String.fromCharCode(...name)}\n`).join("");
  const bytes = Uint8Array.from(
    [...`Logon Name,Display Name\n${rows}`].map((char) => char.charCodeAt(0)),
  );
  await desk.drop([{ name: "kana.csv", bytes }]);
  const card = desk.card("kana.csv");
  await desk.show(card);
  await card.locator("summary").getByText("1 problem").click();
  await expect(card).toContainText("GB18030 fits best");
  await card.getByText("How it was read").click();
  await card.getByLabel("Encoding").selectOption("Shift_JIS (Japanese)");
  const preview = card.getByRole("region", { name: "The first rows as they were read" });
  await expect(preview.getByRole("cell", { name: "ﾔﾏﾀﾞ" })).toBeVisible();
  await expect(card.getByText("1 problem")).toHaveCount(0);
});

test("a file that could not be read can be read otherwise", async ({ desk }) => {
  await desk.drop([{ name: "prose.csv", bytes: "Size,Color\n1,2\n3,4\n" }]);
  const card = desk.card("prose.csv");
  await expect(card.getByRole("alert")).toContainText("None of the columns holds logon names");

  await card.getByText("Change how it is read").click();
  await card.getByLabel("Kind").selectOption("List of names");
  await expect(card.getByRole("alert")).toContainText("This could not be read");
});
