// The files that the monkey hands over, and the rules by which it has them read.

import { directory, enrollment } from "../files.ts";

/** What a file is taken for. */
export type Kind = "Directory" | "Enrollment list" | "List of names";

/** Who makes a report, and whose names are in it. Reports of one file name are about other
 *  people, or are of another kind: which ones are copies of each other is never in doubt. */
export interface Report {
  name: string;
  /** Rules are the ones that cannot be followed. */
  form: "directory" | "enrollment" | "leavers" | "names" | "rules";
  family: string;
}

/** A copy of a report; `version` is how many names it has beyond those that all copies have. */
export interface Copy {
  report: Report;
  version: number;
  text: string;
}

/** How the disk hands a file over. */
export type Nature =
  | "plain"
  /** Its second half comes when it is released. */
  | "slow"
  /** Its second half never comes. */
  | "failing";

/** A file that was handed over. */
export interface File extends Copy {
  /** Larger the later it came. */
  id: number;
  /** The same for all that came together, and larger the later they came. */
  drop: number;
  nature: Nature;
  /** Whether it is on the disk no more. */
  isGone: boolean;
  /** What a person says that it is. */
  said: Kind | null;
  /** When its report was made, if a person says so. */
  reportDate: string | null;
  stage: "reading" | "read" | "failed";
  /** By what it was read. */
  terms: Terms | null;
}

/** What decides as what a file is read. */
export interface Terms {
  columns: "Penn" | "Example";
  said: Kind | null;
  /** When its report was made, if a person says so. */
  reportDate: string | null;
}

/** The rules that can be followed, by what the page calls them. */
export const RULES = {
  "penno365-cloud-control": { title: "PennO365 · Cloud Control", columns: "Penn" },
  "penno365-ars": { title: "PennO365 · ARS", columns: "Penn" },
  "example-30-14": { title: "Example University · 30 and 14 days", columns: "Example" },
  own: { title: "Our own rules", columns: "Penn" },
} as const;
export type RulesName = keyof typeof RULES;

export const FIRST_RULES: RulesName = "penno365-cloud-control";

/** The day on which everybody who has a date is deprovisioned. */
export const DEPROVISIONED = "2026-12-10";

/** The day of which the lists are that count days. */
export const REPORTED = "2026-11-18";
const DAYS_LEFT = 22;

/** Whether a report counts days, so that the page asks of which day it is. */
export function countsDays({ form, family }: Report): boolean {
  return form === "enrollment" && family === "bob";
}

export const N_NAMES = 8;

/** The names of a copy: all copies of a report share most of them, and no two families any. */
export function names({ report, version }: Pick<Copy, "report" | "version">): string[] {
  return Array.from(
    { length: N_NAMES + version },
    (_, index) => report.family + String(index).padStart(2, "0"),
  );
}

export const REPORTS: Report[] = [
  { name: "people.csv", form: "directory", family: "ada" },
  { name: "people.csv", form: "directory", family: "bob" },
  { name: "expiring.tsv", form: "enrollment", family: "ada" },
  { name: "expiring.tsv", form: "enrollment", family: "bob" },
  { name: "export.csv", form: "directory", family: "dee" },
  { name: "export.csv", form: "enrollment", family: "ada" },
  { name: "leavers.csv", form: "leavers", family: "cyd" },
  { name: "names.txt", form: "names", family: "dee" },
];

/** What is pasted has the time of day for a name. */
export const PASTES: Omit<Report, "name">[] = [
  { form: "enrollment", family: "ada" },
  { form: "enrollment", family: "bob" },
  { form: "names", family: "dee" },
];

export function isPasted({ name }: Report): boolean {
  return name.startsWith("Pasted at ");
}

/** So many copies there are of each report. */
export const N_VERSIONS = 4;

export const BROKEN: Report = { name: "broken.toml", form: "rules", family: "" };

export function textOf({ report, version }: Omit<Copy, "text">): string {
  const logonNames = names({ report, version });
  switch (report.form) {
    case "directory":
      return directory(
        logonNames.map((logonName) => ({ logonName, displayName: `${logonName}, Pat` })),
      );
    case "enrollment":
      return enrollment(
        logonNames.map((logonName) => ({
          logonName,
          daysLeft: countsDays(report) ? DAYS_LEFT : "",
          scheduled: DEPROVISIONED,
        })),
      );
    case "leavers": {
      const header = "Northfold ID,Who,House,Roles,Remark,In Mailroom,Dropped on";
      const rows = logonNames.map((name) => `${name},Pat,Ash,GUEST,,,${DEPROVISIONED}`);
      return [header, ...rows, ""].join("\n");
    }
    case "names":
      return [...logonNames, ""].join("\n");
    case "rules":
      return "[clock]\ngrace_days = -1\n";
  }
}

