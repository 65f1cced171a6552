// Invented files: people, the two reports, and bytes that are no report.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const profiles = new URL("../../crates/core/src/policy/profiles/", import.meta.url);

/** A policy profile that comes with the program, as text. */
export function profile(name: string): string {
  return readFileSync(fileURLToPath(new URL(`${name}.toml`, profiles)), "utf8");
}

/** A file to hand over. */
export interface Handed {
  name: string;
  bytes: string | Uint8Array;
}

/** Someone in the directory report. */
export interface Person {
  logonName: string;
  displayName: string;
  department?: string;
}

/** Someone in the enrollment table. */
export interface Flagged {
  logonName: string;
  affiliations?: string;
  reason?: string;
  daysLeft?: number | string;
  hasMailbox?: "Y" | "N";
  scheduled?: string;
}

const DIRECTORY_HEADER = "Display Name,Email Address,Department,Logon Name";

const ENROLLMENT_HEADER = [
  "PennID",
  "PennKey",
  "All active affiliations",
  "O365 Ready",
  "Expires in days",
  "Has mailbox",
  "Scheduled deletion date",
].join("\t");

/** A directory report; its header is on line 1. */
export function directory(people: Person[]): string {
  const rows = people.map(({ logonName, displayName, department }) =>
    [
      quoted(displayName),
      `${logonName}@example.edu`,
      quoted(department ?? "Libraries"),
      `SAMPLE\\${logonName}`,
    ].join(","),
  );
  return [DIRECTORY_HEADER, ...rows, ""].join("\r\n");
}

/** An enrollment table, as it is copied from a web page; its header is on line 1. */
export function enrollment(flagged: Flagged[]): string {
  const rows = flagged.map((row, index) =>
    [
      10_000_001 + index,
      row.logonName,
      row.affiliations ?? "RTSF",
      row.reason ?? "No - no eligible affiliation",
      row.daysLeft ?? "",
      row.hasMailbox ?? "",
      row.scheduled ?? "",
    ].join("\t"),
  );
  return [ENROLLMENT_HEADER, ...rows, ""].join("\n");
}

export const ADA: Person = { logonName: "alovel", displayName: "Lovelace, Ada" };
export const GRACE: Person = { logonName: "ghopper", displayName: "Hopper, Grace" };
export const BARBARA: Person = { logonName: "bliskov", displayName: "Liskov, Barbara" };

/** Three people with a mailbox. */
export const DIRECTORY: Handed = {
  name: "directory.csv",
  bytes: directory([ADA, GRACE, BARBARA]),
};

/** Two of the three, Grace before Ada. */
export const ENROLLMENT: Handed = {
  name: "enrollment.tsv",
  bytes: enrollment([
    { logonName: "alovel", scheduled: "12/2/2026" },
    { logonName: "ghopper", scheduled: "11/20/2026" },
  ]),
};

/** The logon name on a row of a large directory, from 0. */
export function largeName(row: number): string {
  return `user${String(row).padStart(7, "0")}`;
}

/** A directory report of the usual width: 16 columns, some 200 bytes a row. */
export function largeDirectory(nRows: number): string {
  const header =
    "Customer,Location,Display Name,First Name,Last Name,Email Address,Mailbox Plan," +
    "Mailbox Size (MB),Items,Department,Job Org,Office,Phone,Created,Last Logon,Logon Name";
  const rows = Array.from({ length: nRows }, (_, row) => {
    const name = largeName(row);
    const last = `Lastname${row}`;
    return (
      `Penn,Philadelphia,"${last}, Firstname",Firstname,${last},${name}@example.edu,` +
      `Standard 50GB,${1000 + (row % 9000)}.50,${row % 50_000},"Wharton, Finance",9107,` +
      `Room ${row % 400},215-898-0000,3/14/2015 9:26:00 AM,10/30/2026,SAMPLE\\${name}`
    );
  });
  return [header, ...rows, ""].join("\r\n");
}

/** The same bytes for the same seed, as far from text as can be. */
export function randomBytes(count: number, seed: number): Uint8Array {
  // The generator "mulberry32", for which a few lines are enough.
  const bytes = new Uint8Array(count);
  let state = seed;
  for (let index = 0; index < count; index++) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    bytes[index] = (mixed ^ (mixed >>> 14)) >>> 24;
  }
  return bytes;
}

/** The first entry of a ZIP archive, without any content, and the archive's end. */
export function zip(...names: string[]): Uint8Array {
  const entries = names.map((name) => {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(name.length, 26);
    return Buffer.concat([head, Buffer.from(name)]);
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  return Buffer.concat([...entries, end]);
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
