// Facets with their counts, the search over all columns, and what stays in sight of them.

import type { Locator } from "@playwright/test";

import { AS_OF, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import type { Handed } from "./files.ts";

const HEADER =
  "PennKey,Name,Department,Center name,All active affiliations,O365 Ready,Has mailbox," +
  "Scheduled deletion date";

/** Three people: one of today, two of later, who share a department. */
const PEOPLE = list([
  'zadams,"Adams, Zoë",Mathematics,Arts,RTSF,No affiliation,Y,12/20/2026',
  'bbrown,"Brown, Bo",Mathematics,Design,CTSY,Override missing,Y,12/28/2026',
  'aclark,"Clark, Al",Fine Art,Design,"CTSY, STU",Override missing,Y,11/20/2026',
]);

const N_DEPARTMENTS = 30;

/** As many departments, of which the last are the largest. */
const DEPARTMENTS = list(
  Array.from({ length: N_DEPARTMENTS }, (_, department) =>
    Array.from(
      { length: department + 1 },
      (_, person) => `u${department}x${person},,Dept ${department},,RTSF,,Y,12/20/2026`,
    ),
  ).flat(),
);

function list(rows: string[]): Handed {
  return { name: "list.csv", bytes: [HEADER, ...rows, ""].join("\r\n") };
}

/** The panel with the facets. */
class Filters {
  readonly button: Locator;
  readonly panel: Locator;
  readonly chips: Locator;

  constructor(readonly desk: Desk) {
    this.button = desk.button("Filter");
    this.panel = desk.page.getByRole("group", { name: "Filters", exact: true });
    this.chips = desk.people.getByRole("list", { name: "Active filters" });
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.panel).toBeVisible();
  }

  async close(): Promise<void> {
    await this.desk.page.keyboard.press("Escape");
    await expect(this.panel).toBeHidden();
  }

  facet(title: string): Locator {
    return this.panel.getByRole("group", { name: title, exact: true });
  }

  /** A value with its count, such as `Mathematics 2`. */
  value(facet: string, name: string): Locator {
    return this.facet(facet).getByRole("checkbox", { name, exact: true });
  }

  chip(name: string): Locator {
    return this.chips.getByRole("button", { name: `Remove filter ${name}`, exact: false });
  }

  async expectSeen(shown: string, names: string[]): Promise<void> {
    await expect(this.desk.shown).toHaveText(shown);
    await expect.poll(() => this.desk.logonNames()).toEqual(names);
  }
}

async function begin(desk: Desk, handed: Handed = PEOPLE): Promise<Filters> {
  await desk.setAsOf(AS_OF);
  await desk.drop([handed]);
  await expect(desk.shown).toHaveText(/accounts$/);
  return new Filters(desk);
}

test("values of a facet are alternatives, facets go together, and counts follow", async ({
  desk,
}) => {
  const filters = await begin(desk);
  await filters.open();
  await expect(filters.value("Department", "Mathematics 2")).not.toBeChecked();
  await filters.value("Center", "Design 2").check();
  await filters.expectSeen("2 of 3", ["aclark", "bbrown"]);
  await expect(filters.value("Department", "Mathematics 1")).toBeVisible();
  await expect(filters.value("Department", "Fine Art 1")).toBeVisible();
  // Its own facet is counted as if nothing of it were chosen.
  await expect(filters.value("Center", "Arts 1")).toBeVisible();

  await filters.value("Department", "Mathematics 1").check();
  await filters.expectSeen("1 of 3", ["bbrown"]);
  await expect(filters.value("Status", "Today 0")).toBeVisible();
  await filters.value("Department", "Fine Art 1").check();
  await filters.expectSeen("2 of 3", ["aclark", "bbrown"]);
  await filters.close();
  await filters.chip("Center Design").click();
  await filters.expectSeen("3 of 3", ["aclark", "zadams", "bbrown"]);
  await expect(filters.button).toBeFocused();
  await desk.button("Show all").click();
  await expect(desk.shown).toHaveText("3 accounts");
  await expect(filters.chips).toHaveCount(0);
});

test("causes and affiliations are facets too", async ({ desk }) => {
  const filters = await begin(desk);
  await filters.open();
  await filters.value("Why", "No eligible affiliation 1").check();
  await filters.expectSeen("1 of 3", ["zadams"]);
  await filters.close();
  await filters.chip("Why No eligible affiliation").click();
  await filters.open();
  await filters.value("Affiliation", "CTSY courtesy 2").check();
  await filters.expectSeen("2 of 3", ["aclark", "bbrown"]);
  await expect(filters.value("Affiliation", "STU student 1")).toBeVisible();
});

test("tiles and facets are one and the same, and decisions follow", async ({ desk, page }) => {
  const filters = await begin(desk);
  await desk.tile("Today").click();
  await filters.open();
  await expect(filters.value("Status", "Today 1")).toBeChecked();
  await filters.value("Status", "Later 2").check();
  await expect(desk.tile("Later")).toHaveAttribute("aria-pressed", "true");
  await expect(desk.shown).toHaveText("3 of 3");
  await filters.close();
  await filters.chip("Status Today").click();
  await expect(desk.tile("Today")).toHaveAttribute("aria-pressed", "false");

  await desk.pick(/^Undecided 2$/);
  // Who decides sees the row leave, and the counts follow.
  await desk.person("zadams").focus();
  await page.keyboard.press("1");
  await filters.expectSeen("1 of 3", ["bbrown"]);
  await filters.open();
  await expect(filters.value("Decision", "Keep 1")).toBeVisible();
  await filters.panel.getByRole("button", { name: "Clear filters" }).click();
  await expect(desk.shown).toHaveText("3 accounts");
});

test("a facet that no file has is not there", async ({ desk }) => {
  const filters = await begin(desk, { name: "names.txt", bytes: "alovel\nghopper\n" });
  await filters.open();
  await expect(filters.panel.getByRole("group")).toHaveCount(2);
  await expect(filters.facet("Decision")).toBeVisible();
});

test("of many values the largest are shown, and the others are found", async ({ desk }) => {
  const filters = await begin(desk, DEPARTMENTS);
  await filters.open();
  const departments = filters.facet("Department");
  await expect(departments.getByRole("checkbox")).toHaveCount(10);
  await expect(departments.getByRole("checkbox").first()).toHaveAccessibleName("Dept 29 30");
  await departments.getByRole("button", { name: "20 more" }).click();
  await expect(departments.getByRole("checkbox")).toHaveCount(N_DEPARTMENTS);
  await departments.getByRole("button", { name: "Fewer" }).click();

  await departments.getByRole("searchbox", { name: "Find department" }).fill("DEPT 7");
  await filters.value("Department", "Dept 7 8").check();
  await expect(desk.shown).toHaveText("8 of 465");
  await departments.getByRole("searchbox").fill("");
  // What is chosen stays, beside the ten largest.
  await expect(departments.getByRole("checkbox")).toHaveCount(11);
  await expect(filters.value("Department", "Dept 7 8")).toBeChecked();
});

test("by keyboard alone", async ({ desk, page }) => {
  const filters = await begin(desk);
  await page.keyboard.press("/");
  await expect(desk.search).toBeFocused();
  for (let n = 0; n < 9 && !(await filters.button.evaluate((e) => e === document.activeElement)); n++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(filters.panel).toBeVisible();
  const overdue = filters.value("Status", "Overdue 0");
  for (let n = 0; n < 9 && !(await overdue.evaluate((e) => e === document.activeElement)); n++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(filters.value("Status", "Today 1")).toBeChecked();
  await expect(desk.shown).toHaveText("1 of 3");
  await page.keyboard.press("Escape");
  await expect(filters.panel).toBeHidden();
  await expect(filters.button).toBeFocused();
  await expect(desk.shown).toHaveText("1 of 3");
});

test("all words must match, in whichever columns, and the matches are marked", async ({
  desk,
}) => {
  const filters = await begin(desk);
  const marks = (name: string) => desk.row(name).locator("mark:visible").allTextContents();
  await desk.search.fill("zoe math");
  await filters.expectSeen("1 of 3", ["zadams"]);
  expect(new Set(await marks("zadams"))).toEqual(new Set(["Zoë", "Math"]));
  await desk.search.fill("2026-11-20");
  await filters.expectSeen("1 of 3", ["aclark"]);
  await desk.search.fill("courtesy");
  await filters.expectSeen("2 of 3", ["aclark", "bbrown"]);
  await desk.search.fill("today");
  await filters.expectSeen("1 of 3", ["aclark"]);
  await desk.search.fill("");
  await expect(desk.table.locator("mark")).toHaveCount(0);
});

test("what is noted and decided is found", async ({ desk }) => {
  const filters = await begin(desk);
  await desk.person("bbrown").click();
  await desk.details.getByRole("textbox", { name: "Note" }).fill("asked Grace");
  await desk.details.getByRole("button", { name: "Keep", exact: true }).click();
  await desk.search.fill("grace keep");
  await filters.expectSeen("1 of 3", ["bbrown"]);
});

for (const [width, height] of [
  [1440, 900],
  [320, 640],
]) {
  test(`the count stays in sight at ${width} pixels, and nothing moves while typing`, async ({
    desk,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await begin(desk, DEPARTMENTS);
    const top = async () => (await desk.table.boundingBox())!.y + (await scrolled());
    const scrolled = () => page.evaluate(() => scrollY);
    const before = await top();
    await desk.search.fill("dept");
    await expect(desk.shown).toHaveText("465 of 465");
    expect(await top()).toBe(before);
    await page.mouse.move(width / 2, height / 2);
    await page.mouse.wheel(0, 4000);
    await expect.poll(scrolled).toBeGreaterThan(3000);
    await expect(desk.shown).toBeInViewport({ ratio: 1 });
    await expect(desk.search).toBeInViewport({ ratio: 1 });
  });
}
