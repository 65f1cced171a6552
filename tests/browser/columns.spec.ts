// The columns of the table: which are shown, how they are sorted, written and copied.

import type { Locator } from "@playwright/test";

import { AS_OF, type Column, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { ADA, BARBARA, DIRECTORY, ENROLLMENT, GRACE, directory, enrollment } from "./files.ts";

function chooser(desk: Desk): Locator {
  return desk.page.getByRole("group", { name: "Columns", exact: true });
}

function box(desk: Desk, column: Column): Locator {
  return chooser(desk).getByRole("checkbox", { name: new RegExp(`^${column}( |$)`) });
}

/** Opens the list of columns, and ticks these boxes, or all. */
async function choose(desk: Desk, ...columns: Column[]): Promise<void> {
  await desk.button("Columns").click();
  const all = await chooser(desk).getByRole("checkbox").all();
  const boxes = columns.length > 0 ? columns.map((column) => box(desk, column)) : all;
  for (const each of boxes) await each.check();
  await desk.page.keyboard.press("Escape");
  await expect(chooser(desk)).toBeHidden();
}

function cell(row: Locator, column: Column): Locator {
  return row.locator(`[data-label='${column}']`);
}

test.use({ viewport: { width: 1680, height: 1000 } });

test.beforeEach(async ({ desk }) => {
  await desk.setAsOf(AS_OF);
});

test.describe("which columns", () => {
  test("are chosen, and are as at first again", async ({ desk }) => {
    await desk.useSample();
    const headers = () => desk.table.getByRole("columnheader").count();
    const nFirst = await headers();
    await desk.button("Columns").click();
    await expect(box(desk, "Why")).toBeChecked();
    await expect(box(desk, "E-mail")).not.toBeChecked();
    await expect(box(desk, "Person")).toHaveCount(0);
    await box(desk, "E-mail").check();
    await box(desk, "Why").uncheck();
    await expect(desk.header("E-mail")).toBeVisible();
    await expect(desk.header("Why")).toHaveCount(0);
    await expect(cell(desk.row("jgarcia"), "E-mail")).toHaveText("jgarcia@example.edu");
    await expect(cell(desk.row("jgarcia"), "Why")).toHaveCount(0);

    const first = chooser(desk).getByRole("button", { name: "Reset" });
    await first.click();
    await expect(first).toBeDisabled();
    await expect(desk.header("E-mail")).toHaveCount(0);
    await expect.poll(headers).toBe(nFirst);
  });

  test("depends on what the files have", async ({ desk }) => {
    const list = enrollment([{ logonName: "alovel", scheduled: "12/2/2026", hasMailbox: "Y" }]);
    await desk.drop([{ name: "list.tsv", bytes: list }]);
    await desk.button("Columns").click();
    await expect(box(desk, "Why")).toBeVisible();
    await expect(box(desk, "E-mail")).toHaveCount(0);
    await expect(box(desk, "Center")).toHaveCount(0);
    await desk.page.keyboard.press("Escape");
    await desk.drop([{ name: "list.tsv", bytes: list.replace("O365 Ready", "Center name") }]);
    await desk.button("Columns").click();
    await box(desk, "Center").check();
    await expect(cell(desk.row("alovel"), "Center")).toHaveText("No - no eligible affiliation");
  });

  test("is chosen by keyboard, and Escape closes the list alone", async ({ desk, page }) => {
    await desk.useSample();
    await page.getByRole("checkbox", { name: "Select all that are shown" }).check();
    await desk.button("Columns").focus();
    await page.keyboard.press("Enter");
    await expect(chooser(desk)).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(box(desk, "Logon name")).toBeFocused();
    await page.keyboard.press("Space");
    await expect(desk.header("Logon name")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(chooser(desk)).toBeHidden();
    await expect(desk.button("Columns")).toBeFocused();
    await expect(page.getByRole("region", { name: "Selected accounts" })).toContainText("18 sel");
  });

  test("the department stands below the name until it has a column", async ({ desk }) => {
    await desk.useSample();
    const person = desk.rows.filter({ hasText: "Zhang" }).getByRole("cell").first();
    await expect(person).toContainText("wzhang · Wharton, Finance");
    await choose(desk, "Department", "Logon name");
    await expect(person).not.toContainText("Finance");
    await expect(person).not.toContainText("wzhang");
    await expect(cell(desk.rows.filter({ hasText: "Zhang" }), "Department")).toHaveText(
      "Wharton, Finance",
    );
  });

  test("the least important make way, and the list says so", async ({ desk, page }) => {
    await desk.useSample();
    await choose(desk, "Disabled", "Department", "E-mail");
    await page.setViewportSize({ width: 1024, height: 768 });
    await expect(desk.header("Disabled")).toHaveCount(0);
    await expect(desk.header("Clock")).toHaveCount(0);
    await expect(desk.header("Act by")).toBeVisible();
    await expect(desk.row("wzhang").getByRole("cell").first()).toContainText("Finance");
    await desk.button("Columns").click();
    await expect(box(desk, "Disabled")).toBeChecked();
    await expect(box(desk, "Disabled")).toHaveAccessibleName("Disabled no room");
    await expect(box(desk, "Department")).toHaveAccessibleName("Department by the name");
    // What is taken out makes room.
    for (const column of ["Why", "E-mail"] as const) await box(desk, column).uncheck();
    await expect(desk.header("Disabled")).toBeVisible();
    await page.keyboard.press("Escape");
    // Open details take room as well.
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(desk.header("Clock")).toBeVisible();
    await desk.person("wzhang").click();
    await expect(desk.details).toBeVisible();
    await expect(desk.header("Clock")).toHaveCount(0);
    await desk.expectToFit();
  });

  for (const width of [1920, 1440, 1280, 1024, 768, 390, 320]) {
    test(`all of them fit into ${width} pixels`, async ({ desk, page }) => {
      await page.setViewportSize({ width, height: 900 });
      await desk.useSample();
      await choose(desk);
      await desk.expectToFit();
      const sticksOut = await desk.rows.evaluateAll((rows) =>
        rows.filter((row) => {
          const within = row.getBoundingClientRect();
          return [...row.children].some((cell) => {
            const { left, right, top, bottom } = cell.getBoundingClientRect();
            const outside = left < within.left || right > within.right + 1;
            return outside || top < within.top || bottom > within.bottom + 1;
          });
        }).length,
      );
      expect(sticksOut).toBe(0);
    });
  }

  test("columns stay where they are while the rows change", async ({ desk }) => {
    await desk.useSample();
    const places = () =>
      desk.table
        .getByRole("columnheader")
        .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().x));
    const before = await places();
    for (const [search, shown] of [
      ["garcía", "1 of 18"],
      ["nobody at all", "0 of 18"],
    ]) {
      await desk.search.fill(search);
      await expect(desk.shown).toHaveText(shown);
      expect(await places()).toEqual(before);
    }
  });
});

test.describe("order", () => {
  const FILES = [
    { name: "directory.csv", bytes: directory([ADA, { ...GRACE, department: "Art" }, BARBARA]) },
    {
      name: "enrollment.tsv",
      bytes: enrollment([
        { logonName: "alovel", scheduled: "12/2/2026" },
        { logonName: "ghopper", scheduled: "12/9/2026" },
        { logonName: "bliskov", scheduled: "12/2/2026" },
      ]),
    },
  ];

  function button(desk: Desk, column: Column): Locator {
    return desk.header(column).getByRole("button");
  }

  test("is by several columns with Shift, and by one without", async ({ desk }) => {
    await desk.drop(FILES);
    await choose(desk, "Department", "Deprovisioned");
    await button(desk, "Department").click();
    await button(desk, "Deprovisioned").click({ modifiers: ["Shift"] });
    await button(desk, "Person").click({ modifiers: ["Shift"] });
    await expect.poll(() => desk.logonNames()).toEqual(["ghopper", "bliskov", "alovel"]);
    await button(desk, "Person").click({ modifiers: ["Shift"] });
    await expect.poll(() => desk.logonNames()).toEqual(["ghopper", "alovel", "bliskov"]);

    await expect(desk.header("Department")).toHaveAttribute("aria-sort", "ascending");
    await expect(desk.header("Person")).toHaveAttribute("aria-sort", "none");
    await expect(button(desk, "Department")).toContainText("↑1");
    await expect(button(desk, "Person")).toContainText("↓3");
    await expect(button(desk, "Person")).toHaveAccessibleName(
      "Person descending, 3 of 3 in the order",
    );

    await button(desk, "Deprovisioned").click();
    await expect(desk.header("Deprovisioned")).toHaveAttribute("aria-sort", "ascending");
    await expect(button(desk, "Deprovisioned")).toHaveText("Deprovisioned↑");
    await expect(button(desk, "Person")).toHaveText("Person");
    // Equal days stay in the order of the answer.
    await expect.poll(() => desk.logonNames()).toEqual(["alovel", "bliskov", "ghopper"]);
  });

  test("is made by keyboard", async ({ desk, page }) => {
    await desk.drop(FILES);
    await choose(desk, "Deprovisioned");
    await button(desk, "Deprovisioned").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect(desk.header("Deprovisioned")).toHaveAttribute("aria-sort", "descending");
    await button(desk, "Person").focus();
    await page.keyboard.press("Shift+Enter");
    await expect(button(desk, "Person")).toContainText("↑2");
    await page.keyboard.press("Shift+Space");
    await expect(button(desk, "Person")).toContainText("↓2");
    await expect.poll(() => desk.logonNames()).toEqual(["ghopper", "alovel", "bliskov"]);
  });

  test("is by what is decided, as soon as it is", async ({ desk, page }) => {
    await desk.drop(FILES);
    await button(desk, "Decision").click();
    await expect.poll(() => desk.logonNames()).toEqual(["alovel", "bliskov", "ghopper"]);
    await desk.person("ghopper").focus();
    await page.keyboard.press("1");
    await expect(desk.rows.first()).toContainText("ghopper");
  });
});

test.describe("copying", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  const pasted = (desk: Desk) => desk.page.evaluate(() => navigator.clipboard.readText());
  const bulk = (desk: Desk) => desk.page.getByRole("region", { name: "Selected accounts" });

  async function selectAll(desk: Desk): Promise<void> {
    await desk.page.getByRole("checkbox", { name: "Select all that are shown" }).check();
  }

  test("Ctrl C copies the selected rows as they are shown", async ({ desk, page }) => {
    await desk.drop([
      { ...DIRECTORY, bytes: directory([{ ...ADA, department: "=1+1" }, GRACE, BARBARA]) },
      ENROLLMENT,
    ]);
    await choose(desk, "Days left", "Deprovisioned", "Restore by", "Department");
    await desk.button("Columns").click();
    for (const column of ["Clock", "Why", "Decision"] as const) await box(desk, column).uncheck();
    await page.keyboard.press("Escape");
    await desk.header("Person").getByRole("button").click();
    await desk.header("Person").getByRole("button").click();
    await selectAll(desk);
    await page.keyboard.press("Control+c");
    await expect(bulk(desk).getByRole("status")).toHaveText("Copied 2 rows");
    const header =
      "Person\tLogon name\tAct by\tStatus\tDays left\tDeprovisioned\tRestore by\tDepartment";
    expect((await pasted(desk)).split("\r\n")).toEqual([
      header,
      "Lovelace, Ada\talovel\t2026-11-30\tLater\t14\t2026-12-02\t2027-01-01\t'=1+1",
      "Hopper, Grace\tghopper\t2026-11-18\tToday\t2\t2026-11-20\t2026-12-20\tLibraries",
      "",
    ]);
  });

  test("rows and names have a button each, and what is hidden is copied too", async ({ desk }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await selectAll(desk);
    await desk.search.fill("lovelace");
    await expect(desk.rows).toHaveCount(1);
    await bulk(desk).getByRole("button", { name: "Copy names" }).click();
    await expect(bulk(desk).getByRole("status")).toHaveText("Copied 2 names");
    // What is seen comes first.
    expect((await pasted(desk)).split("\r\n")).toEqual(["alovel", "ghopper"]);
    await bulk(desk).getByRole("button", { name: "Copy rows" }).click();
    await expect(bulk(desk).getByRole("status")).toHaveText("Copied 2 rows");
    expect((await pasted(desk)).split("\r\n")).toHaveLength(4);
  });

  test("marked text and fields are copied as everywhere", async ({ desk, page }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await selectAll(desk);
    await desk.search.fill("a");
    await desk.search.selectText();
    await page.keyboard.press("Control+c");
    expect(await pasted(desk)).toBe("a");
    await desk.search.blur();
    await page.evaluate(() => {
      const title = document.querySelector("h1")!;
      getSelection()!.selectAllChildren(title);
    });
    await page.keyboard.press("Control+c");
    expect((await pasted(desk)).trim()).toBe("Reprieve");
    await expect(bulk(desk).getByRole("status")).toHaveText("");
  });
});

test.describe("days and dates", () => {
  interface Written {
    locale: string;
    short: string;
    long: string;
    sentence: string;
    notice: string;
  }

  const LOCALES: Written[] = [
    {
      locale: "en-US",
      short: "Fri, Dec 4",
      long: "Fri, Dec 4, 2026",
      sentence: "Act by Wednesday, December 2,",
      notice: "This report of Tue, Nov 17, 2026 is 1 day old.",
    },
    {
      locale: "de-DE",
      short: "Fr., 4. Dez.",
      long: "Fr., 4. Dez. 2026",
      sentence: "Act by Mittwoch, 2. Dezember,",
      notice: "This report of Di., 17. Nov. 2026 is 1 day old.",
    },
    {
      locale: "ja-JP",
      short: "12月4日(金)",
      long: "2026年12月4日(金)",
      sentence: "Act by 12月2日水曜日,",
      notice: "This report of 2026年11月17日(火) is 1 day old.",
    },
  ];

  for (const { locale, short, long, sentence, notice } of LOCALES) {
    test.describe(locale, () => {
      // West of Greenwich, where midnight there is still the day before.
      test.use({ locale, timezoneId: "America/Los_Angeles" });

      test("dates are written as the reader writes them, ISO behind", async ({ desk }) => {
        await desk.useSample();
        await choose(desk, "Deprovisioned", "Days left");
        const time = cell(desk.row("alovel"), "Deprovisioned").locator("time");
        await expect(time).toHaveText(short);
        await expect(time).toHaveAttribute("datetime", "2026-12-04");
        await expect(time).toHaveAttribute("title", "2026-12-04");
        await expect(desk.sources).toContainText(notice);
        await desk.person("alovel").click();
        const inDetails = desk.details.locator("time[datetime='2026-12-04']");
        await expect(inDetails).toHaveText(long);
        await expect(inDetails).toHaveAttribute("title", "2026-12-04");
        await expect(desk.details).toContainText(sentence);
        // A word of an English sentence stays one.
        await expect(desk.details).toContainText("in 16 days");
        await expect(cell(desk.row("alovel"), "Days left")).toHaveText(`16${short}`);
        await desk.expectToFit();
      });
    });
  }

  test("the day that counts is said with what it is", async ({ desk }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    const said: [string, string][] = [
      ["2026-11-11", "Wed Nov 18in 7 days"],
      ["2026-11-17", "Wed Nov 18tomorrow"],
      ["2026-11-18", "Wed Nov 18disabled tomorrow"],
      ["2026-11-19", "Fri Nov 20mail stops tomorrow"],
      ["2026-11-20", "Sun Dec 20Restore by, in 30 days"],
      ["2026-12-21", "Mon Dec 21gone, today"],
    ];
    for (const [day, words] of said) {
      await desk.setAsOf(day);
      await expect(cell(desk.row("ghopper"), "Act by")).toHaveText(words);
    }
  });

  test("days are a number and a date", async ({ desk }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await choose(desk, "Days left");
    for (const [day, left] of [["2026-11-17", "3"], ["2026-11-20", "0"], ["2026-11-23", "-3"]]) {
      await desk.setAsOf(day);
      await expect(cell(desk.row("ghopper"), "Days left")).toHaveText(`${left}Fri, Nov 20`);
    }
  });
});
