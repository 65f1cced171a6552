// The golden cases, driven through the page: what it saves is what the command line prints, and what
// it refuses is refused in the same words.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

import { parse } from "smol-toml";

import { expect, test } from "./fixtures.ts";

/** What `case.toml` may say. */
interface Case {
  as_of: string;
  files: string[];
  report_date?: string;
  policy?: string;
  all?: boolean;
}

const KEYS = ["as_of", "files", "report_date", "policy", "all"];

/** The profiles that come with the program, each in a file of its name. */
const profiles = new URL("../../crates/core/src/policy/profiles/", import.meta.url);

/** What the name of a saved file says of rules that have a built-in name and are others. */
function mark(profile: Buffer): string {
  const { name } = parse(profile.toString());
  return existsSync(new URL(`${name}.toml`, profiles)) ? "-changed-rules" : "";
}

/** Excel takes a CSV without it for the encoding of the computer. */
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The folders of cases at a place below `tests`, in order. */
function folders(place: string): URL[] {
  const root = new URL(`../${place}/`, import.meta.url);
  return readdirSync(root)
    .sort()
    .map((name) => new URL(`${name}/`, root));
}

const cases = [...folders("cases"), ...folders("misread")];

test("there are cases", () => {
  expect(cases.length).toBeGreaterThan(100);
});

/** The files of a case that are no table, and what is said of each. */
function refusals(folder: URL): { file: string; says: string }[] {
  const expected = new URL("expected.refusal", folder);
  if (!existsSync(expected)) return [];
  const lines = readFileSync(expected).toString().trimEnd().split("\n");
  return lines.map((line) => {
    const [file = "", ...says] = line.split(": ");
    return { file, says: says.join(": ") };
  });
}

for (const folder of cases) {
  test(basename(fileURLToPath(folder)), async ({ desk }) => {
    const read = (file: string) => readFileSync(fileURLToPath(new URL(file, folder)));
    const wanted = parse(read("case.toml").toString()) as unknown as Case;
    expect(KEYS, "every key of case.toml is understood here").toEqual(
      expect.arrayContaining(Object.keys(wanted)),
    );
    const { as_of, files, report_date, policy, all = false } = wanted;

    await desk.setAsOf(as_of);
    let marked = "";
    // A profile that comes with the program is chosen; one in the case's folder is dropped.
    if (policy?.endsWith(".toml")) {
      await desk.drop([{ name: policy, bytes: read(policy) }]);
      marked = mark(read(policy));
      await expect(desk.rulesNews).toContainText("These rules are followed now");
    } else if (policy) {
      await desk.follow(policy);
    }
    await desk.drop(
      files.map((file) => ({ name: file, bytes: read(file) })),
      as_of,
    );
    await expect(desk.cards).toHaveCount(files.length);
    const refused = refusals(folder);
    await expect(desk.alerts).toHaveCount(refused.length);
    for (const { file, says } of refused) {
      const alert = desk.card(file).getByRole("alert");
      await expect(alert).toContainText(says, { useInnerText: true });
    }
    if (refused.length > 0) {
      await expect(desk.goodNews).toHaveCount(0);
      return;
    }
    if (report_date) {
      // Without a file's name it is the day of the only list.
      const list = desk.cards.filter({ hasText: /Enrollment list|Flagged report/ });
      await desk.show(list);
      await list.getByLabel("Report of").fill(report_date);
      await expect(desk.cards.filter({ hasText: "as you say" })).not.toHaveCount(0);
    }

    const expected = read("expected.csv");
    const button = all ? "Download everyone" : "Download CSV";
    await desk.page.keyboard.press("Escape");
    if (!(await desk.canDownload(button))) {
      // A directory alone is nothing to save: its names are there to copy.
      const rows = expected.toString().trimEnd().split("\r\n").slice(1);
      expect(rows.filter((row) => !row.includes(",clear,"))).toEqual([]);
      const names = await desk.names.getByRole("textbox").inputValue();
      expect(names.split("\n").sort()).toEqual(rows.map((row) => row.split(",")[0]).sort());
      return;
    }
    const saved = await desk.download(button);
    const whom = all ? "-everyone" : "";
    expect(saved.suggestedFilename()).toBe(`reprieve-${as_of}${whom}${marked}.csv`);
    const bytes = readFileSync(await saved.path());
    expect(bytes.subarray(0, BYTE_ORDER_MARK.length)).toEqual(BYTE_ORDER_MARK);
    const rest = bytes.subarray(BYTE_ORDER_MARK.length);
    // The text first, because its difference can be read.
    expect(rest.toString()).toBe(expected.toString());
    expect(rest.equals(expected)).toBe(true);
  });
}
