// What the page has to look like, line by line, by what a person expects of it.

import { CHOICES, COLUMNS, NOTHING, type Choice, type Plain } from "./plain.ts";
import { countsDays, N_NAMES, REPORTED, RULES, type File } from "./reports.ts";
import { left } from "./waits.ts";

export function look(plain: Plain): string[] {
  const accounts = plain.seen().map((name) => `account ${name}: ${accountLook(plain, name)}`);
  const waits = plain.running();
  const looks = waits.map((wait) => left(wait, plain.now));
  const nOver = looks.filter((look) => look === "over").length;
  const isTable = plain.accounts().length > 0;
  const columns = COLUMNS.filter((column) => plain.columns.has(column)).join(", ");
  const kept = [...plain.records.values()].filter(
    (record) => JSON.stringify(record) !== JSON.stringify(NOTHING),
  ).length;
  return [
    ...plain.files.map((file) => cardLook(plain, file)),
    ...accounts,
    `rules ${RULES[plain.rules].title}`,
    `as of ${plain.asOf}`,
    `message ${toastLook(plain)}`,
    ...waits.map(({ name }, place) => `wait ${place + 1}: ${name}, ${looks[place]}`),
    ...(nOver > 0 ? [`waits that are over: ${nOver}`] : []),
    ...(isTable ? [`columns ${columns}`] : []),
    ...(isTable && plain.view.days ? ["days are chosen"] : []),
    ...(plain.files.length === 0 && kept > 0 ? [`kept ${kept}`] : []),
  ];
}

export function cardLook(plain: Plain, file: File): string {
  const { name } = file.report;
  if (file.stage !== "read") return `card ${name}: ${file.stage}`;
  const outlived = plain.isOutlived(file) ? ", lost since" : "";
  const kind = plain.kind(file);
  // What a directory says of days makes nobody expire, so no date of a report is asked for.
  const hasDays =
    kind !== "Directory" && file.terms!.columns === "Penn" && countsDays(file.report);
  const date = hasDays ? `, report of ${file.reportDate ?? REPORTED}` : "";
  return `card ${name}: ${kind}, ${N_NAMES + file.version} rows${date}${outlived}`;
}

/** The places of the accounts by what the table is sorted by first, where the model knows it;
 *  equals have the same. */
export function order(plain: Plain): { [name: string]: number } | null {
  const [{ column, isDescending }] = plain.view.sort;
  const place = (name: string) => {
    if (column === "Decision") return CHOICES.indexOf(plain.record(name).choice);
    return plain.accounts().sort().indexOf(name);
  };
  if (!["Decision", "Logon name"].includes(column)) return null;
  const sign = isDescending ? -1 : 1;
  return Object.fromEntries(plain.seen().map((name) => [name, sign * place(name)]));
}

function accountLook(plain: Plain, name: string): string {
  const { choice, note } = plain.record(name);
  const isLate = !plain.isPossible(name, choice);
  return [
    choice,
    ...(isLate ? ["late"] : []),
    // The reason why it is late stands where the note does.
    ...(note ? [isLate ? "with a note" : `note ${note}`] : []),
    ...(plain.view.selected.has(name) ? ["selected"] : []),
  ].join(", ");
}

function toastLook(plain: Plain): string {
  if (!plain.toast) return "none";
  const { what } = plain.toast;
  if (what === "nothing") return "without a way back";
  if (what === "redo") return "Redo";
  if (what !== "replaced") return "Undo";
  return plain.toast.files.length > 1 ? "Undo, Use all" : "Undo, Use both";
}

/** What the details say of an account: its choice, its note, and of the steps of its course
 *  those that are ticked. */
export function detailsLook(plain: Plain, name: string): { choice: Choice; note: string; ticks: string[] } {
  const { choice, course, note, ticks } = plain.record(name);
  const prefix = `${course}: `;
  const own = ticks.filter((tick) => tick.startsWith(prefix));
  return { choice, note, ticks: own.map((tick) => tick.slice(prefix.length)) };
}
