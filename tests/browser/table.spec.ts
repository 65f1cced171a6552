// The answer as a table: its order, its filters, and one account in detail.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { AS_OF, type Column } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, ENROLLMENT, directory, enrollment, type Handed } from "./files.ts";

/** One account on each side of every boundary of the clock. */
const boundaries = new URL("../cases/status-boundaries/", import.meta.url);
const BOUNDARIES: Handed[] = ["cloud-control.csv", "enrollment.tsv"].map((name) => ({
  name,
  bytes: readFileSync(fileURLToPath(new URL(name, boundaries))),
}));

/** How many accounts of the sample data are in the answer, on any day. */
const N_SAMPLE = 18;

// Wide enough for every column.
test.use({ viewport: { width: 1680, height: 1400 } });

test.beforeEach(async ({ desk }) => {
  // The sample data is made for this day too.
  await desk.setAsOf(AS_OF);
});

test.describe("order", () => {
  test("the next deadline comes first", async ({ desk }) => {
    await desk.drop(BOUNDARIES);
    const expected = readFileSync(fileURLToPath(new URL("expected.csv", boundaries)), "utf8");
    const names = expected
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[0]);
    await expect(desk.rows).toHaveCount(names.length);
    await expect.poll(() => desk.logonNames()).toEqual(names);
    await expect(desk.header("Act by")).toHaveAttribute("aria-sort", "ascending");
  });

  test("by the day to act is the order by deadline, and its reverse", async ({ desk }) => {
    await desk.useSample();
    const byDeadline = await desk.logonNames();
    await desk.header("Act by").getByRole("button").click();
    await expect(desk.header("Act by")).toHaveAttribute("aria-sort", "descending");
    await expect.poll(() => desk.logonNames()).toEqual(byDeadline.toReversed());
    await desk.header("Act by").getByRole("button").click();
    await expect(desk.header("Act by")).toHaveAttribute("aria-sort", "ascending");
    await expect.poll(() => desk.logonNames()).toEqual(byDeadline);
  });

  /** What a row is sorted by; null is unknown, and comes last in either direction. */
  type Key = string | number | null;

  /** What each column sorts the rows by, from the top; it runs in the page. */
  function keysOf(rows: Element[], column: Column): Key[] {
    const key = (row: Element): Key => {
      const cell = row.querySelector(`[data-label='${column}']`)!;
      const text = (part: Element | null) => part?.textContent?.trim().toLowerCase() || null;
      switch (column) {
        case "Person":
          return text(row.querySelector(".cell--person .person"));
        case "Days left": {
          const days = text(cell.querySelector(".cell__first"))!;
          return /\d/.test(days) ? Number(days) : null;
        }
        case "Affiliations": {
          const codes = [...cell.querySelectorAll(".chip")].map((code) => code.textContent);
          return codes.filter((code) => code !== "–").join(" ") || null;
        }
        case "Why":
          return text(cell.querySelector(".cell__first"))?.replace(/^–$/, "") || null;
        case "Reason":
        case "Department":
          return text(cell);
        default:
          return cell.querySelector("time")?.getAttribute("datetime") ?? null;
      }
    };
    return rows.map(key);
  }

  const columns: Column[] = [
    "Person",
    "Why",
    "Days left",
    "Disabled",
    "Deprovisioned",
    "Restore by",
    "Affiliations",
    "Reason",
    "Department",
  ];

  test("by each column, both ways", async ({ desk, page }) => {
    // There is room for all of them.
    await page.setViewportSize({ width: 2200, height: 1000 });
    await desk.useSample();
    await desk.button("Columns").click();
    const chooser = page.getByRole("group", { name: "Columns", exact: true });
    for (const column of columns.slice(2)) {
      await chooser.getByRole("checkbox", { name: new RegExp(`^${column}( |$)`) }).check();
    }
    await page.keyboard.press("Escape");
    for (const column of columns) {
      const header = desk.header(column);
      await expect(header).toHaveAttribute("aria-sort", "none");
      for (const direction of ["ascending", "descending"]) {
        await header.getByRole("button").click();
        await expect(header).toHaveAttribute("aria-sort", direction);
        await expect(desk.header("Act by")).toHaveAttribute("aria-sort", "none");
        await expect(desk.rows).toHaveCount(N_SAMPLE);
        const found = await desk.rows.evaluateAll(keysOf, column);
        const about = `by ${column}, ${direction}`;
        expect.soft(new Set(found).size, about).toBeGreaterThan(1);
        expect.soft(found, about).toEqual(ordered(found, direction === "descending"));
      }
    }
  });

  function ordered(keys: Key[], descending: boolean): Key[] {
    const known = keys.filter((key) => key !== null);
    known.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    if (descending) known.reverse();
    return [...known, ...keys.filter((key) => key === null)];
  }
});

test.describe("filters", () => {
  test("a search narrows the table and says so", async ({ desk }) => {
    await desk.useSample();
    await desk.search.fill("GHOP");
    await expect(desk.shown).toHaveText(`1 of ${N_SAMPLE}`);
    await expect(desk.rows).toHaveCount(1);
    await expect(desk.table).toHaveAttribute("aria-rowcount", "2");

    await desk.search.fill("søren");
    await expect(desk.row("skierk")).toBeVisible();
    await expect(desk.rows).toHaveCount(1);

    await desk.search.fill("no such person");
    await expect(desk.shown).toHaveText(`0 of ${N_SAMPLE}`);
    await expect(desk.people).toContainText("Nobody in the answer matches");

    await desk.button("Show all").click();
    await expect(desk.search).toHaveValue("");
    await expect(desk.rows).toHaveCount(N_SAMPLE);
  });

  test("a search finds who is outside the answer", async ({ desk, page }) => {
    await desk.useSample();
    await desk.search.fill("curie");
    await expect(desk.shown).toHaveText(`0 of ${N_SAMPLE}`);
    await expect(page.getByText("Also found, outside the answer")).toBeVisible();
    await desk.button("mcurie").click();
    await expect(desk.details).toContainText("Not flagged: there is nothing to do.");
  });

  test("tiles filter, add up and let go", async ({ desk }) => {
    await desk.useSample();
    const count = async (title: string) =>
      Number((await desk.tile(title).innerText()).match(/\d+/));
    const nDisabled = await count("Disabled");
    const nRestorable = await count("Restorable");
    expect(nDisabled).toBeGreaterThan(0);
    expect(nRestorable).toBeGreaterThan(0);
    await expect(desk.tile("Disabled")).toHaveAttribute("aria-pressed", "false");

    await desk.tile("Disabled").click();
    await expect(desk.tile("Disabled")).toHaveAttribute("aria-pressed", "true");
    await expect(desk.shown).toHaveText(`${nDisabled} of ${N_SAMPLE}`);
    await expect(desk.rows).toHaveText(Array(nDisabled).fill(/Disabled/));

    await desk.tile("Restorable").click();
    await expect(desk.shown).toHaveText(`${nDisabled + nRestorable} of ${N_SAMPLE}`);

    await desk.tile("Disabled").click();
    await expect(desk.tile("Disabled")).toHaveAttribute("aria-pressed", "false");
    await expect(desk.shown).toHaveText(`${nRestorable} of ${N_SAMPLE}`);

    await desk.button("Show all").click();
    await expect(desk.tile("Restorable")).toHaveAttribute("aria-pressed", "false");
    await expect(desk.shown).toHaveText(`${N_SAMPLE} accounts`);
    await expect(desk.button("Show all")).toHaveCount(0);
  });

  test("the tiles together are the whole answer", async ({ desk }) => {
    await desk.useSample();
    const counts = (await desk.summary.getByRole("button").allInnerTexts()).map((tile) =>
      Number(tile.match(/\d+/)),
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(N_SAMPLE);
  });
});

test.describe("the day", () => {
  test("another as-of date is another answer", async ({ desk }) => {
    const files = [
      DIRECTORY,
      {
        name: "enrollment.tsv",
        bytes: enrollment([{ logonName: "ghopper", scheduled: "12/2/2026" }]),
      },
    ];
    await desk.drop(files);
    await desk.button("Columns").click();
    await desk.page.getByRole("checkbox", { name: "Days left" }).check();
    await desk.page.keyboard.press("Escape");
    const row = desk.row("ghopper");
    const days: [string, string, string][] = [
      ["2026-11-18", "Later", "14"],
      ["2026-11-23", "This week", "9"],
      ["2026-11-30", "Today", "2"],
      ["2026-12-01", "Disabled", "1"],
      ["2026-12-02", "Restorable", "0"],
      ["2027-01-01", "Restorable", "-30"],
      ["2027-01-02", "Gone", "-31"],
    ];
    for (const [day, status, left] of days) {
      await desk.setAsOf(day);
      await expect(row.locator("[data-label='Status']")).toHaveText(status);
      await expect(row.locator("[data-label='Days left'] .cell__first")).toHaveText(left);
      const saved = await desk.download("Download CSV");
      expect(saved.suggestedFilename()).toBe(`reprieve-${day}.csv`);
    }
  });
});

test.describe("details", () => {
  test("a row opens its details: the days, the reason, and what the files say", async ({
    desk,
  }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await desk.person("ghopper").click();
    await expect(desk.details.getByRole("heading", { name: "Hopper, Grace" })).toBeVisible();
    await expect(desk.person("ghopper")).toHaveAttribute("aria-expanded", "true");
    const days = desk.details.locator(".day-list__day");
    await expect(days).toHaveText([
      "LapsedMon, Sep 21, 202658 days ago",
      "Act byWed, Nov 18, 2026today",
      "DisabledThu, Nov 19, 2026tomorrow",
      "DeprovisionedFri, Nov 20, 2026in 2 days",
      "Restore bySun, Dec 20, 2026in 32 days",
    ]);
    await expect(desk.row("ghopper").getByRole("img")).toHaveAccessibleName(
      "Lapsed Mon, Sep 21, 2026, last day to act Wed, Nov 18, 2026, disabled Thu, Nov 19, 2026, " +
        "deprovisioned Fri, Nov 20, 2026, restorable until Sun, Dec 20, 2026; deprovisioning is in 2 days.",
    );
    await expect(desk.details).toContainText("Act today: it is the last working day");
    await desk.showEvidence();
    await expect(desk.details.getByText("11/20/2026")).toBeVisible();
    await expect(desk.details).toContainText("“Scheduled deletion date” in enrollment.tsv, line 3");

    const raw = desk.details.getByText("enrollment.tsv, line 3", { exact: true });
    const cell = desk.details.getByText("10000002");
    await expect(cell).toBeHidden();
    await raw.click();
    await expect(cell).toBeVisible();
    await desk.details.getByText("directory.csv, line 3", { exact: true }).click();
    await expect(desk.details.getByText("SAMPLE\\ghopper")).toBeVisible();
  });

  test("Escape and the button close them", async ({ desk, page }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await desk.person("ghopper").click();
    await expect(desk.details).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(desk.details).toHaveCount(0);

    await desk.person("alovel").click();
    await expect(desk.details).toContainText("Lovelace, Ada");
    await desk.button("Close details").click();
    await expect(desk.details).toHaveCount(0);
  });

  test("another row takes the place of the first", async ({ desk }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await desk.person("ghopper").click();
    await expect(desk.details).toContainText("Hopper, Grace");
    await desk.person("alovel").click();
    await expect(desk.details).toContainText("Lovelace, Ada");
    await expect(desk.person("ghopper")).toHaveAttribute("aria-expanded", "false");
  });
});

test.describe("keyboard", () => {
  /** More than there are buttons before the table. */
  const MAX_STEPS = 30;

  test("the table is reached, opened and closed without a mouse", async ({ desk, page }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    const first = desk.person("ghopper");
    await page.keyboard.press("/");
    await expect(desk.search).toBeFocused();
    await expect(desk.search).toHaveValue("");

    const isThere = () => first.evaluate((button) => button === document.activeElement);
    for (let step = 0; step < MAX_STEPS && !(await isThere()); step++) {
      await page.keyboard.press("Tab");
    }
    await expect(first).toBeFocused();

    await page.keyboard.press("Enter");
    await expect(desk.details).toContainText("Hopper, Grace");
    await expect(desk.button("Close details")).toBeFocused();

    await page.keyboard.press("Escape");
    await expect(desk.details).toHaveCount(0);
    // Who goes through a long table must not begin again at its top.
    await expect(first).toBeFocused();
  });

  test("a slash inside a field is a slash", async ({ desk, page }) => {
    await desk.drop([DIRECTORY, ENROLLMENT]);
    await page.keyboard.press("/");
    await page.keyboard.type("a/b");
    await expect(desk.search).toHaveValue("a/b");
  });
});

test.describe("names", () => {
  test("the directory alone gives the clean names to copy", async ({ context, desk, page }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const spelled = [
      "Display Name,Logon Name",
      '"Lovelace, Ada",UPENN\\ALovel',
      '"Hopper, Grace",ghopper@upenn.edu',
      '"Liskov, Barbara","CN=bliskov,OU=People"',
      '"Lovelace, A.",alovel',
    ];
    await desk.drop([{ name: "d.csv", bytes: spelled.join("\n") }]);
    await expect(desk.names.getByRole("heading")).toHaveText("3 logon names, clean and ready");
    await expect(desk.names.getByLabel("The logon names, one a line")).toHaveValue(
      "alovel\nghopper\nbliskov",
    );
    await desk.button("Copy 3 names").click();
    await expect(desk.names.getByRole("status")).toHaveText("Copied.");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split(/\r?\n/)).toEqual(["alovel", "ghopper", "bliskov"]);
  });
});

test.describe("hostile text", () => {
  const LONG = "Maximilian".repeat(500);
  const MARKUP = "<img src=x onerror=alert(1)>";
  const OVERRIDE = "\u{202e}gnp.exe, evil";
  const WIDTHS = [1680, 1024, 390];

  const people: [string, string][] = [
    ["marco", MARKUP],
    ["ruth", OVERRIDE],
    ["maxim", LONG],
  ];
  const files: Handed[] = [
    {
      name: MARKUP,
      bytes: directory(
        people.map(([logonName, displayName]) => ({
          logonName,
          displayName,
          department: displayName,
        })),
      ),
    },
    {
      name: OVERRIDE,
      bytes: enrollment(
        people.map(([logonName, reason]) => ({
          logonName,
          reason,
          affiliations: reason,
          scheduled: "12/2/2026",
        })),
      ),
    },
  ];

  for (const width of WIDTHS) {
    test(`stays text and in its place at ${width} pixels`, async ({ desk, page }) => {
      await page.setViewportSize({ width, height: 900 });
      await desk.drop(files);
      await expect(desk.rows).toHaveCount(people.length);
      await desk.expectToFit();
      // No row grows beyond the height by which the table finds its rows.
      const heights = await desk.rows.evaluateAll((rows) =>
        rows.map((row) => row.getBoundingClientRect().height),
      );
      expect(new Set(heights).size).toBe(1);

      for (const [logonName, displayName] of people) {
        await desk.person(logonName).click();
        // What turns the direction of text around must not reach beyond the name.
        const title = desk.details.getByRole("heading", { level: 2 });
        await expect(title.locator("bdi")).toHaveText(displayName);
        await desk.expectToFit();
        await desk.button("Close details").click();
      }
      await expect(page.locator("img")).toHaveCount(0);
    });

    test(`a file name as long as file systems allow fits ${width} pixels`, async ({
      desk,
      page,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      const name = `${LONG.slice(0, 251)}.tsv`;
      await desk.drop([DIRECTORY, { ...ENROLLMENT, name }]);
      await expect(desk.rows).toHaveCount(2);
      await desk.expectToFit();
      if (width > 719) await expect(desk.card(name).locator(".source-chip")).toBeInViewport();
      await desk.person("ghopper").click();
      await expect(desk.details).toBeVisible();
      await desk.expectToFit();
    });
  }
});
