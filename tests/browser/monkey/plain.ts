// What a person expects of the page, as plainly as it can be said: which files are there, what
// was decided about whom, and what can be taken back. It shares nothing with the page.

import {
  DEPROVISIONED,
  FIRST_RULES,
  names,
  RULES,
  type Copy,
  type File,
  type Kind,
  type Nature,
  type Report,
  type RulesName,
  type Terms,
} from "./reports.ts";
import { begun, hasWait, type Wait } from "./waits.ts";

export const CHOICES = ["Keep", "Let go", "Reinstate", "Done", "Undecided"] as const;
export type Choice = (typeof CHOICES)[number];
type Course = "Keep" | "Let go" | "Reinstate";

/** What is kept of an account. */
export interface Record {
  choice: Choice;
  /** What was chosen before it was done. */
  course: Course | null;
  note: string;
  ticks: string[];
}

export const NOTHING: Record = { choice: "Undecided", course: null, note: "", ticks: [] };

type Records = Map<string, Record>;

/** The columns that can be shown and left out without a word about an account being lost. */
export const COLUMNS = ["Logon name", "Act by", "Reason", "Days left", "Department", "Clock"];
const FIRST_COLUMNS = ["Act by", "Clock"];

/** A column by which the table is sorted. */
interface SortKey {
  column: string;
  isDescending: boolean;
}

/** What is about the files, and goes with the last of them. */
interface View {
  search: string;
  /** The days on which those who are shown have their deadline. */
  days: { from: string; to: string } | null;
  /** The most important one first. */
  sort: SortKey[];
  selected: Set<string>;
  open: string | null;
}

const newView = (): View => ({
  search: "",
  days: null,
  sort: [{ column: "Act by", isDescending: false }],
  selected: new Set(),
  open: null,
});

/** What the message at the foot of the page takes back. */
type Back =
  | { what: "nothing" }
  | { what: "undo" }
  | { what: "redo" }
  | { what: "removed"; file: File; place: number; view: View }
  | { what: "replaced"; files: { old: File; place: number; by: number }[] }
  | { what: "filters"; filters: Pick<View, "search" | "days"> }
  | { what: "rules"; rules: RulesName };

function kindOf({ form }: Report, { columns, said }: Terms): Kind {
  if (said) return said;
  if (form === "names") return "List of names";
  const lists = { rules: null, directory: null, enrollment: "Penn", leavers: "Example" };
  return lists[form] === columns ? "Enrollment list" : "Directory";
}

const isSame = (a: Terms, b: Terms) => a.columns === b.columns && a.said === b.said;

export class Plain {
  /** In the order in which their cards stand. */
  files: File[] = [];
  rules: RulesName = FIRST_RULES;
  asOf: string;
  view = newView();
  columns = new Set(FIRST_COLUMNS);
  /** In minutes since the monkey began. */
  now = 0;
  toast: Back | null = null;
  records: Records = new Map();
  /** Those of steps that are not ticked any more are among them: a tick may come back. */
  private waits: Wait[] = [];
  private past: Records[] = [];
  private future: Records[] = [];
  private nDrops = 0;
  private nFiles = 0;

  constructor(asOf: string) {
    this.asOf = asOf;
  }

  // Files.

  /** Files come together, the smaller ones first to be read. */
  drop(copies: (Copy & { nature: Nature })[]): File[] {
    this.nDrops += 1;
    const files = copies.map((copy): File => ({
      ...copy,
      id: ++this.nFiles,
      drop: this.nDrops,
      isGone: false,
      said: null,
      reportDate: null,
      stage: "reading",
      terms: null,
    }));
    const again = files.map(({ report }) => report.name);
    this.files = this.files.filter(
      ({ stage, report }) => stage !== "failed" || !again.includes(report.name),
    );
    this.files.push(...files);
    const bySize = files.toSorted((a, b) => a.text.length - b.text.length);
    for (const file of bySize) if (file.nature !== "slow") this.arrive(file);
    this.tidy();
    return files;
  }

  /** A slow file comes to its end. */
  release(file: File): void {
    file.nature = "plain";
    this.arrive(file);
  }

  private arrive(file: File): void {
    if (file.nature === "failing" || file.isGone) {
      file.stage = "failed";
      return;
    }
    file.stage = "read";
    file.terms = this.termsOf(file);
    if (!this.files.includes(file)) return;
    const older = this.files.filter((old) => this.isOlder(old, file));
    const later = this.files.filter((later) => later.stage === "read" && this.isOlder(file, later));
    const last = later.at(-1) ?? file;
    for (const old of last === file ? older : [...older, file]) this.replace(old, last);
  }

  /** Whether a file is an older copy of the same report, or the same file, not yet read. */
  private isOlder(old: File, later: File): boolean {
    if (old.report.name !== later.report.name || old.drop >= later.drop) return false;
    if (old.stage === "failed") return false;
    if (old.stage === "reading") return old.report === later.report && old.version === later.version;
    return old.report.family === later.report.family && this.kind(old) === this.kind(later);
  }

  private replace(old: File, later: File): void {
    const place = this.files.indexOf(old);
    this.files.splice(place, 1);
    if (place < this.files.indexOf(later)) {
      this.files.splice(this.files.indexOf(later), 1);
      this.files.splice(place, 0, later);
    }
    const before = this.toast?.what === "replaced" ? this.toast.files : [];
    // Of a file that came three times only the second copy comes back.
    const files = before.filter(({ by }) => by !== old.id);
    this.toast = { what: "replaced", files: [...files, { old, place, by: later.id }] };
  }

  remove(file: File): void {
    const place = this.files.indexOf(file);
    this.files.splice(place, 1);
    if (file.stage !== "reading") {
      this.toast = { what: "removed", file, place, view: structuredClone(this.view) };
    }
    this.tidy();
  }

  /** With the last file everything goes that is about files. */
  private tidy(): void {
    if (this.files.length === 0) this.view = newView();
  }

  say(file: File, kind: Kind | null): void {
    file.said = kind;
    this.readAgain();
  }

  /** What is there is read again when something else is to be made of it; what was read of a
   *  file that is gone stays. */
  private readAgain(): void {
    for (const file of this.files) {
      const terms = this.termsOf(file);
      if (file.stage === "read" && !file.isGone && !isSame(file.terms!, terms)) file.terms = terms;
    }
  }

  private termsOf({ said }: File): Terms {
    return { columns: RULES[this.rules].columns, said };
  }

  /** Whether one of those that came last cannot be read: the next try takes its place, if it
   *  is known by then. */
  hasFailed(): boolean {
    return this.files.some(({ stage, drop }) => stage === "failed" && drop === this.nDrops);
  }

  kind(file: File): Kind {
    return kindOf(file.report, file.terms!);
  }

  /** Whether what is known of a file is not by what counts now. */
  isOutlived(file: File): boolean {
    return file.stage === "read" && !isSame(file.terms!, this.termsOf(file));
  }

  // Rules, days and filters.

  follow(rules: RulesName, isLoaded: boolean): void {
    const before = this.rules;
    if (isLoaded) this.files = this.files.filter(({ report }) => report.form !== "rules");
    if (isLoaded || rules !== before) this.toast = { what: "rules", rules: before };
    this.rules = rules;
    this.readAgain();
    this.tidy();
  }

  clearFilters(): void {
    const { search, days } = this.view;
    if (search || days) this.toast = { what: "filters", filters: { search, days } };
    Object.assign(this.view, { search: "", days: null });
  }

  /** Days are chosen in the chart, by how far they are from the as-of day; the same once more
   *  are not chosen any more. */
  choose(from: number, to: number): void {
    const day = (offset: number) => {
      const date = new Date(`${this.asOf}T00:00Z`);
      date.setUTCDate(date.getUTCDate() + offset);
      return date.toISOString().slice(0, 10);
    };
    const days = { from: day(from), to: day(to) };
    const before = this.view.days;
    this.view.days = before?.from === days.from && before.to === days.to ? null : days;
  }

  sort(column: string, isBesides: boolean): void {
    const { sort } = this.view;
    const key = sort.find((key) => key.column === column);
    if (!isBesides) {
      const isDescending = sort.length === 1 && key !== undefined && !key.isDescending;
      this.view.sort = [{ column, isDescending }];
    } else if (key) {
      key.isDescending = !key.isDescending;
    } else {
      sort.push({ column, isDescending: false });
    }
  }

  toggleColumn(column: string): void {
    if (!this.columns.delete(column)) this.columns.add(column);
  }

  forget(): void {
    this.files = [];
    this.rules = FIRST_RULES;
    this.toast = null;
    [this.records, this.past, this.future] = [new Map(), [], []];
    this.waits = [];
    this.columns = new Set(FIRST_COLUMNS);
    this.tidy();
  }

  // Accounts.

  /** The accounts of the answer: who is on a list, and in a directory where there is one. */
  accounts(): string[] {
    const read = this.files.filter(({ stage }) => stage === "read");
    const of = (isWanted: (kind: Kind) => boolean) =>
      new Set(read.filter((file) => isWanted(this.kind(file))).flatMap(names));
    const directories = of((kind) => kind === "Directory");
    const listed = [...of((kind) => kind !== "Directory")];
    const hasDirectory = read.some((file) => this.kind(file) === "Directory");
    return hasDirectory ? listed.filter((name) => directories.has(name)) : listed;
  }

  /** Those that the search and the days leave. */
  seen(): string[] {
    const { search, days } = this.view;
    // Whatever counts for an account, it is around the day on which it is deprovisioned.
    const isLeft = (name: string) => days === null || (days.from < days.to && this.isDated(name));
    return this.accounts().filter((name) => name.includes(search) && isLeft(name));
  }

  private isDated(name: string): boolean {
    return this.files.some(
      (file) =>
        file.stage === "read" &&
        this.kind(file) === "Enrollment list" &&
        names(file).includes(name),
    );
  }

  record(name: string): Record {
    return this.records.get(name) ?? NOTHING;
  }

  isPossible(name: string, choice: Choice): boolean {
    if (choice === "Done" || choice === "Undecided") return true;
    return (choice === "Reinstate") === (this.isDated(name) && this.asOf > DEPROVISIONED);
  }

  /** Whether the rules have the steps of those that are followed first. */
  hasKnownSteps(): boolean {
    return this.rules === FIRST_RULES || this.rules === "own";
  }

  // Decisions.

  decide(about: string[], choice: Choice): void {
    const possible = about.filter((name) => this.isPossible(name, choice));
    this.toast = null;
    const isChange = this.change(possible, (record) => {
      if (choice === "Done") return { ...record, choice };
      return { ...record, choice, course: choice === "Undecided" ? null : choice };
    });
    if (isChange) this.toast = { what: "undo" };
    else if (possible.length < about.length) this.toast = { what: "nothing" };
  }

  note(name: string, note: string): void {
    if (this.change([name], (record) => ({ ...record, note }))) this.toast = null;
  }

  /** A step is done, or is not; what is waited for after it begins now. */
  tick(name: string, step: string): void {
    const isDone = !this.record(name).ticks.includes(step);
    this.setTick(name, step, isDone);
    if (isDone) this.startWait(name, step);
  }

  /** The wait after a step begins, or begins again; the step is done by then. */
  start(name: string, step: string): void {
    this.setTick(name, step, true);
    this.startWait(name, step);
  }

  private setTick(name: string, step: string, isDone: boolean): void {
    const others = this.record(name).ticks.filter((other) => other !== step);
    const ticks = isDone ? [...others, step].sort() : others;
    if (this.change([name], (record) => ({ ...record, ticks }))) this.toast = null;
  }

  private startWait(name: string, step: string): void {
    if (hasWait(step)) this.waits = begun(this.waits, { name, step, started: this.now });
  }

  /** The waits that are seen, in the order in which they began. */
  running(): Wait[] {
    return this.waits.filter(({ name, step }) => this.record(name).ticks.includes(step));
  }

  stop(wait: Wait): void {
    this.waits = this.waits.filter((other) => other !== wait);
  }

  private change(about: string[], make: (record: Record) => Record): boolean {
    const after = new Map(this.records);
    const isChange = about.filter((name) => {
      const record = make(this.record(name));
      if (JSON.stringify(record) === JSON.stringify(this.record(name))) return false;
      after.set(name, record);
      return true;
    });
    if (isChange.length === 0) return false;
    this.past.push(this.records);
    this.future = [];
    this.records = after;
    return true;
  }

  undoDecision(): void {
    const before = this.past.pop();
    if (!before) return;
    this.future.push(this.records);
    this.records = before;
    this.toast = { what: "redo" };
  }

  redoDecision(): void {
    const after = this.future.pop();
    if (!after) return;
    this.past.push(this.records);
    this.records = after;
    this.toast = { what: "undo" };
  }

  // The way back.

  /** Ctrl Z: what the message offers, or else the last decision. */
  undo(): void {
    const back = this.toast?.what ?? "nothing";
    if (!["nothing", "undo", "redo"].includes(back)) this.takeBack();
    else if (this.files.length > 0) this.undoDecision();
  }

  /** The message's own button. */
  takeBack(): void {
    const back = this.toast;
    this.toast = null;
    if (!back || back.what === "nothing") return;
    if (back.what === "undo") return this.undoDecision();
    if (back.what === "redo") return this.redoDecision();
    if (back.what === "rules") {
      this.rules = back.rules;
    } else if (back.what === "filters") {
      Object.assign(this.view, back.filters);
    } else if (back.what === "removed") {
      if (this.files.length === 0) this.view = back.view;
      this.files.splice(back.place, 0, back.file);
    } else {
      this.putBack(back.files);
      this.files = this.files.filter(({ id }) => back.files.every(({ by }) => by !== id));
    }
    this.readAgain();
    this.toast = { what: "nothing" };
    this.tidy();
  }

  /** What made way is used beside what replaced it. */
  useBoth(): void {
    if (this.toast?.what !== "replaced") return;
    this.putBack(this.toast.files);
    this.readAgain();
    this.toast = { what: "nothing" };
  }

  private putBack(files: { old: File; place: number }[]): void {
    for (const { old, place } of [...files].reverse()) this.files.splice(place, 0, old);
  }
}
