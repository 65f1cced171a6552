// The golden cases, driven through the page: what it saves is what the command line prints.

import { existsSync, readFileSync, readdirSync } from "node:fs";
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

const cases = new URL("../cases/", import.meta.url);
const names = readdirSync(cases, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

test("there are cases", () => {
  expect(names.length).toBeGreaterThan(0);
});

for (const name of names) {
  test(name, async ({ desk }) => {
    const folder = new URL(`${name}/`, cases);
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
    await expect(desk.alerts).toHaveCount(0);
    if (report_date) {
      // Without a file's name it is the day of the only list.
      const list = desk.cards.filter({ hasText: /Enrollment list|Flagged report/ });
      await list.getByLabel("Report of").fill(report_date);
      await expect(desk.cards.filter({ hasText: "as you say" })).not.toHaveCount(0);
    }

    const saved = await desk.download(all ? "Download everyone" : "Download CSV");
    expect(saved.suggestedFilename()).toBe(`reprieve-${as_of}${marked}.csv`);
    const bytes = readFileSync(await saved.path());
    const expected = read("expected.csv");
    expect(bytes.subarray(0, BYTE_ORDER_MARK.length)).toEqual(BYTE_ORDER_MARK);
    const rest = bytes.subarray(BYTE_ORDER_MARK.length);
    // The text first, because its difference can be read.
    expect(rest.toString()).toBe(expected.toString());
    expect(rest.equals(expected)).toBe(true);
  });
}
