// Other eyes, other hands, other screens, other names.

import { violations } from "./axe.ts";
import { AS_OF, type Desk } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { directory, enrollment, type Handed, type Person } from "./files.ts";

const LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".repeat(3);

/** Names that break rows that were made for short ones from the left. */
const PEOPLE: Person[] = [
  { logonName: "hebrew", displayName: "כהן, שרה (ב)", department: "מדעי המחשב (5)" },
  { logonName: "arabic", displayName: "الخوارزمي، محمد", department: "الرياضيات" },
  { logonName: "long", displayName: LONG, department: LONG },
  { logonName: "long".repeat(15), displayName: "Long, Login", department: "Libraries" },
  { logonName: "short", displayName: "Ó", department: "X" },
];

const FILES: Handed[] = [
  { name: "directory.csv", bytes: directory(PEOPLE) },
  {
    name: "list.tsv",
    bytes: enrollment(
      PEOPLE.map(({ logonName }) => ({ logonName, reason: LONG, scheduled: "12/2/2026" })),
    ),
  },
];

const SIZES = [1440, 1024, 720, 390, 320].map((width) => ({ width, height: 800 }));

/** A desk with all that is on it at once. */
async function fill(desk: Desk): Promise<void> {
  await desk.setAsOf(AS_OF);
  await desk.useSample();
  await desk.tile("This week").click();
  await desk.row("jgarcia").getByRole("checkbox").check();
  await desk.person("jgarcia").click();
  await expect(desk.details).toBeVisible();
}

for (const [title, media] of [
  ["more contrast", { contrast: "more" }],
  ["more contrast in the dark", { contrast: "more", colorScheme: "dark" }],
  ["forced colors", { forcedColors: "active" }],
  ["forced colors in the dark", { forcedColors: "active", colorScheme: "dark" }],
  ["less motion", { reducedMotion: "reduce" }],
] as const) {
  test(`axe finds nothing with ${title}`, async ({ desk, page }) => {
    // It looks at every element and all that is behind it.
    test.slow();
    await page.emulateMedia(media);
    await page.setViewportSize({ width: 1440, height: 844 });
    await fill(desk);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      expect.soft(await violations(page), `${width} pixels wide`).toEqual([]);
    }
  });
}

test("with forced colors the parts of the clocks and of the chart differ", async ({ desk, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await fill(desk);
  await desk.button("Close details").click();
  const width_of = (selector: string) =>
    page.locator(selector).first().evaluate((part) => getComputedStyle(part).strokeWidth);
  // Colors are the same now; what differs is how thick the lines are, and what fills the bars.
  const widths = [".row-clock__counts", ".row-clock__disabled", ".row-clock__restore"].map(width_of);
  expect(new Set(await Promise.all(widths)).size).toBe(3);
  await expect(page.locator(".horizon__bar--hatched").first()).toHaveCSS("fill", /url/);
  const pressed = desk.tile("This week");
  await expect(pressed).toHaveCSS("outline-style", "solid");
  await expect(desk.tile("Later")).toHaveCSS("outline-style", "none");
});

test("with more contrast nothing is written in a lighter ink", async ({ desk, page }) => {
  await page.emulateMedia({ contrast: "more" });
  await fill(desk);
  const inks = await page
    .locator(".muted, .cell__second, .horizon__label")
    .evaluateAll((texts) =>
      texts.map((text) => {
        const { color, fill } = getComputedStyle(text);
        return text instanceof SVGElement ? fill : color;
      }),
    );
  const ink = await page.evaluate(() => getComputedStyle(document.body).color);
  expect(new Set(inks)).toEqual(new Set([ink]));
});

test("with less motion nothing moves", async ({ desk, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await fill(desk);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) =>
      ["", "::before", "::after"].flatMap((pseudo) => {
        const { transitionDuration, animationName } = getComputedStyle(element, pseudo);
        const moves = transitionDuration !== "0s" || animationName !== "none";
        return moves ? [element.className + pseudo] : [];
      }),
    ),
  );
  expect(moving).toEqual([]);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test.describe("zoomed to 200 %", () => {
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });

  test("all fits, and axe finds nothing", async ({ desk, page }) => {
    await fill(desk);
    await desk.expectToFit();
    expect(await violations(page)).toEqual([]);
    await desk.button("Close details").click();
    await desk.expectToFit();
    // The words below the bars stay apart.
    const boxes = await page
      .locator(".horizon__label:visible")
      .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().toJSON()));
    const months = boxes.filter(({ top }) => top > boxes[1].top + 5);
    for (const [index, box] of months.entries()) {
      expect(box.right).toBeLessThan(months[index + 1]?.left ?? 720);
    }
  });
});

test("names from the right and names without end break no row", async ({ desk, page }) => {
  await desk.setAsOf(AS_OF);
  await desk.drop(FILES);
  await expect(desk.shown).toHaveText("5 accounts");
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await desk.expectToFit();
    const heights = await desk.rows.evaluateAll((rows) =>
      rows.map((row) => row.getBoundingClientRect().height),
    );
    expect(new Set(heights).size, `${size.width} pixels wide`).toBe(1);
    // What does not fit is cut where it stands, and reaches into no other cell.
    const out = await desk.rows.evaluateAll((rows) =>
      rows.flatMap((row) =>
        [...row.querySelectorAll<HTMLElement>(".cell")].flatMap((cell) =>
          [...cell.querySelectorAll<HTMLElement>(".person, .cell__first, .cell__second")]
            .filter((text) => text.checkVisibility())
            .filter((text) => {
              const [inner, outer] = [text.getBoundingClientRect(), cell.getBoundingClientRect()];
              return inner.right > outer.right + 1 || inner.left < outer.left - 1;
            })
            .map((text) => `${cell.className}: ${text.className}`),
        ),
      ),
    );
    expect(out, `${size.width} pixels wide`).toEqual([]);
  }
});

test("names from the right stand by themselves", async ({ desk }) => {
  await desk.setAsOf(AS_OF);
  await desk.drop(FILES);
  const row = desk.row("hebrew");
  const person = row.locator(".person");
  await expect(person).toHaveAttribute("title", "כהן, שרה (ב)");
  // In a text of its own direction the last bracket is at the left.
  const isolated = await row
    .locator("bdi")
    .evaluateAll((texts) =>
      texts
        .filter((text) => /[\u0590-\u06ff]/.test(text.textContent!))
        .map((text) => getComputedStyle(text).direction),
    );
  expect(isolated.length).toBeGreaterThanOrEqual(2);
  expect(new Set(isolated)).toEqual(new Set(["rtl"]));
  await person.click();
  const heading = desk.details.getByRole("heading", { level: 2 }).locator("bdi");
  await expect(heading).toHaveCSS("direction", "rtl");
});

test("typing into the search moves nothing", async ({ desk, page }) => {
  await desk.setAsOf(AS_OF);
  await desk.useSample();
  const painted = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await desk.search.fill("");
    await desk.search.focus();
    await expect(desk.shown).toHaveText("18 accounts");
    // What another width moves is over before anything is typed.
    await painted();
    await page.evaluate(() => {
      const shifts: string[] = [];
      const observer = new PerformanceObserver((list) => {
        // An answer to a key counts here too, unlike in the score that browsers make of it.
        for (const entry of list.getEntries() as unknown as Shift[]) {
          for (const { node } of entry.sources) {
            const element = node instanceof Element ? node : node?.parentElement;
            // What is found may change its place, and the number of it its width.
            const found =
              ".table__body, .no-match, .elsewhere, .note, .dock, .toolbar__count" +
              // On a small screen the chart comes after the accounts, and follows their number.
              (innerWidth < 720 ? ", .horizon" : "");
            if (element && !element.closest(found)) shifts.push(`${element.className} by ${entry.value}`);
          }
        }
      });
      observer.observe({ type: "layout-shift" });
      interface Shift {
        value: number;
        sources: { node: Node | null }[];
      }
      Object.assign(window, { shifts, observer });
    });
    const tops = () =>
      page
        // On a small screen the chart comes after the accounts, and follows their number.
        .locator(`.top-bar, .sources, .summary, .search, .table__head${size.width < 720 ? "" : ", .horizon"}`)
        .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().top + scrollY));
    const before = await tops();
    for (const key of "nobody") {
      await page.keyboard.press(key);
      expect(await tops(), `${size.width} pixels wide, after ${key}`).toEqual(before);
    }
    await expect(desk.shown).toHaveText("0 of 18");
    await painted();
    const { shifts } = await page.evaluate(() => {
      const { shifts, observer } = window as unknown as {
        shifts: string[];
        observer: PerformanceObserver;
      };
      observer.disconnect();
      return { shifts };
    });
    expect(shifts, `${size.width} pixels wide`).toEqual([]);
  }
});
