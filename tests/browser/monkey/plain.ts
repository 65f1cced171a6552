// What a person expects of the page, as plainly as it can be said: which files are there, what
// was decided about whom, and what can be taken back. It shares nothing with the page.

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
  stage: "reading" | "read" | "failed";
  /** By what it was read. */
  terms: Terms | null;
}

/** What decides as what a file is read. */
interface Terms {
  columns: "Penn" | "Example";
  said: Kind | null;
}

/** The rules that can be followed, by what the page calls them. */
export const RULES = {
  "penno365-cloud-control": { title: "PennO365 · Cloud Control", columns: "Penn" },
  "penno365-ars": { title: "PennO365 · ARS", columns: "Penn" },
  "example-30-14": { title: "Example University · 30 and 14 days", columns: "Example" },
  own: { title: "Our own rules", columns: "Penn" },
} as const;
export type RulesName = keyof typeof RULES;

const FIRST_RULES: RulesName = "penno365-cloud-control";

/** The day on which everybody who has a date is deprovisioned. */
export const DEPROVISIONED = "2026-12-10";

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

const NOTHING: Record = { choice: "Undecided", course: null, note: "", ticks: [] };

type Records = Map<string, Record>;

/** What the message at the foot of the page takes back. */
type Back =
  | { what: "nothing" }
  | { what: "undo" }
  | { what: "redo" }
  | { what: "removed"; file: File; place: number; search: string; selected: string[]; open: string | null }
  | { what: "replaced"; files: { old: File; place: number; by: number }[] }
  | { what: "filters"; search: string }
  | { what: "rules"; rules: RulesName };

const N_NAMES = 8;

/** The names of a copy: all copies of a report share most of them, and no two families any. */
export function names({ report, version }: Pick<Copy, "report" | "version">): string[] {
  return Array.from({ length: N_NAMES + version }, (_, index) => report.family + String(index).padStart(2, "0"));
}

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
  search = "";
  selected = new Set<string>();
  open: string | null = null;
  toast: Back | null = null;
  records: Records = new Map();
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
      const { search, open } = this;
      this.toast = { what: "removed", file, place, search, selected: [...this.selected], open };
    }
    this.tidy();
  }

  /** With the last file everything goes that is about files. */
  private tidy(): void {
    if (this.files.length > 0) return;
    this.search = "";
    this.selected.clear();
    this.open = null;
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
    if (this.search) this.toast = { what: "filters", search: this.search };
    this.search = "";
  }

  forget(): void {
    this.files = [];
    this.rules = FIRST_RULES;
    this.toast = null;
    [this.records, this.past, this.future] = [new Map(), [], []];
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

  /** Those that the search leaves. */
  seen(): string[] {
    return this.accounts().filter((name) => name.includes(this.search));
  }

  record(name: string): Record {
    return this.records.get(name) ?? NOTHING;
  }

  isPossible(name: string, choice: Choice): boolean {
    if (choice === "Done" || choice === "Undecided") return true;
    const isDated = this.files.some(
      (file) =>
        file.stage === "read" && this.kind(file) === "Enrollment list" && names(file).includes(name),
    );
    return (choice === "Reinstate") === (isDated && this.asOf > DEPROVISIONED);
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

  tick(name: string, step: string): void {
    const toggled = (ticks: string[]) =>
      ticks.includes(step) ? ticks.filter((other) => other !== step) : [...ticks, step].sort();
    this.change([name], (record) => ({ ...record, ticks: toggled(record.ticks) }));
    this.toast = null;
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
      this.search = back.search;
    } else if (back.what === "removed") {
      if (this.files.length === 0) {
        this.search = back.search;
        this.selected = new Set(back.selected);
        this.open = back.open;
      }
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

  // What it looks like, line by line.

  look(): string[] {
    const accounts = this.seen().map((name) => `account ${name}: ${this.accountLook(name)}`);
    const kept = [...this.records.values()].filter(
      (record) => JSON.stringify(record) !== JSON.stringify(NOTHING),
    ).length;
    return [
      ...this.files.map((file) => this.cardLook(file)),
      ...accounts,
      `rules ${RULES[this.rules].title}`,
      `as of ${this.asOf}`,
      `message ${this.toastLook()}`,
      ...(this.files.length === 0 && kept > 0 ? [`kept ${kept}`] : []),
    ];
  }

  cardLook(file: File): string {
    const { name } = file.report;
    if (file.stage !== "read") return `card ${name}: ${file.stage}`;
    const outlived = this.isOutlived(file) ? ", lost since" : "";
    return `card ${name}: ${this.kind(file)}, ${N_NAMES + file.version} rows${outlived}`;
  }

  private accountLook(name: string): string {
    const { choice, note } = this.record(name);
    const isLate = !this.isPossible(name, choice);
    return [
      choice,
      ...(isLate ? ["late"] : []),
      // The reason why it is late stands where the note does.
      ...(note ? [isLate ? "with a note" : `note ${note}`] : []),
      ...(this.selected.has(name) ? ["selected"] : []),
    ].join(", ");
  }

  private toastLook(): string {
    if (!this.toast) return "none";
    const { what } = this.toast;
    if (what === "nothing") return "without a way back";
    if (what === "redo") return "Redo";
    if (what !== "replaced") return "Undo";
    return this.toast.files.length > 1 ? "Undo, Use all" : "Undo, Use both";
  }

  /** What the details say of an account: its choice, its note, and of the steps of its course
   *  those that are ticked. */
  detailsLook(name: string): { choice: Choice; note: string; ticks: string[] } {
    const { choice, course, note, ticks } = this.record(name);
    const prefix = `${course}: `;
    const own = ticks.filter((tick) => tick.startsWith(prefix));
    return { choice, note, ticks: own.map((tick) => tick.slice(prefix.length)) };
  }
}
