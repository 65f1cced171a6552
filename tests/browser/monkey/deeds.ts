// What the monkey can do: each deed is done to the page and to the plain model alike.

import type { Page } from "@playwright/test";

import { directory, enrollment, profile } from "../files.ts";
import type { Difference, Dropped, Hands } from "./hands.ts";
import {
  CHOICES,
  DEPROVISIONED,
  names,
  RULES,
  type Copy,
  type File,
  type Nature,
  type Plain,
  type Report,
  type RulesName,
} from "./plain.ts";

const REPORTS: Report[] = [
  { name: "people.csv", form: "directory", family: "ada" },
  { name: "people.csv", form: "directory", family: "bob" },
  { name: "expiring.tsv", form: "enrollment", family: "ada" },
  { name: "expiring.tsv", form: "enrollment", family: "bob" },
  { name: "export.csv", form: "directory", family: "dee" },
  { name: "export.csv", form: "enrollment", family: "ada" },
  { name: "leavers.csv", form: "leavers", family: "cyd" },
  { name: "names.txt", form: "names", family: "dee" },
];

/** All that is pasted has one name, for the clock stands still. */
const PASTED = "Pasted at 9:14";
const PASTES: Report[] = [
  { name: PASTED, form: "enrollment", family: "ada" },
  { name: PASTED, form: "enrollment", family: "bob" },
  { name: PASTED, form: "names", family: "dee" },
];

/** So many copies there are of each report. */
const N_VERSIONS = 4;

/** Everybody works on these days, and on those everybody can only be brought back. */
const DAYS = ["2026-11-18", "2026-11-19", "2026-11-20", "2026-12-15", "2026-12-16"];

const BROKEN: Report = { name: "broken.toml", form: "rules", family: "" };

function text({ report, version }: Omit<Copy, "text">): string {
  const logonNames = names({ report, version });
  switch (report.form) {
    case "directory":
      return directory(
        logonNames.map((logonName) => ({ logonName, displayName: `${logonName}, Pat` })),
      );
    case "enrollment":
      return enrollment(logonNames.map((logonName) => ({ logonName, scheduled: DEPROVISIONED })));
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

/** Draws one after the other. */
export type Dice = () => number;

/** What a deed is done with. */
export class Monkey {
  readonly page: Page;
  readonly plain: Plain;
  private readonly dice: Dice;

  constructor(page: Page, plain: Plain, dice: Dice) {
    [this.page, this.plain, this.dice] = [page, plain, dice];
  }

  one<T>(choices: readonly T[]): T | undefined {
    return choices[Math.floor(this.dice() * choices.length)];
  }

  /** Whether something happens that happens so often. */
  happens(probability: number): boolean {
    return this.dice() < probability;
  }

  /** Uses the hands within the page. */
  async hands<Name extends keyof Hands>(
    name: Name,
    ...given: Parameters<Hands[Name]>
  ): Promise<Awaited<ReturnType<Hands[Name]>>> {
    return this.page.evaluate(
      ([name, given]) => {
        const { hands } = window as unknown as { hands: Record<string, Function> };
        return hands[name](...given);
      },
      [name as string, given as unknown[]] as const,
    );
  }

  copy(report: Report): Copy {
    const version = Math.floor(this.dice() * N_VERSIONS);
    return { report, version, text: text({ report, version }) };
  }

  async drop(copies: (Copy & { nature: Nature })[]): Promise<string> {
    const files = this.plain.drop(copies);
    const noon = Date.parse("2026-11-18T12:00:00-05:00");
    const dropped = files.map((file): Dropped => {
      const { id, nature, text, report, version } = file;
      // A copy has the time of its making, however often it is handed over, and no two copies
      // were made at once.
      const made = REPORTS.indexOf(report) * N_VERSIONS + version;
      const onDisk = report === BROKEN ? "plain" : nature;
      return { id, name: report.name, text, nature: onDisk, modified: noon + made };
    });
    await this.hands("drop", dropped);
    return `drop ${files.map(inWords).join(" + ")}`;
  }

  /** Files whose cards say what no other card says, so that each can be pointed at. */
  distinct(isWanted: (file: File) => boolean): File[] {
    const { plain } = this;
    const look = (file: File) => plain.cardLook(file);
    const looks = plain.files.map(look);
    const isAlone = (file: File) => looks.filter((other) => other === look(file)).length === 1;
    return plain.files.filter((file) => isWanted(file) && isAlone(file));
  }

  /** Waits until what the model says is seen; what is amiss after so many milliseconds. */
  async see(isMessageKnown: boolean, patience: number): Promise<Difference | null> {
    const { plain } = this;
    const details = Object.fromEntries(
      [...plain.records.keys()].map((name) => [name, plain.detailsLook(name)]),
    );
    const lines = plain.look();
    const wanted = { lines, details, withTicks: plain.hasKnownSteps(), isMessageKnown };
    return this.hands("see", wanted, patience);
  }

  async closeMessage(): Promise<void> {
    await this.hands("closeMessage");
    this.plain.toast = null;
  }

  async closeDetails(): Promise<void> {
    if (!(await this.hands("hasDetails"))) return;
    await this.hands("click", ".details__close");
    this.plain.open = null;
  }

  async openDetails(name: string): Promise<void> {
    await this.hands("click", `.person[data-name="${name}"]`);
    this.plain.open = name;
    await this.hands("waitFor", ".details textarea");
  }
}

function inWords({ report, version, nature, id }: File): string {
  const how = nature === "plain" ? "" : `${nature} `;
  return `${how}${report.name} (#${id}, ${report.form} ${report.family}, copy ${version})`;
}

/** What can be done, in the words of a report; null where there was nothing to do it to. */
interface Deed {
  /** How often it is done, beside the others. */
  weight: number;
  /** Whether the page may still be at work when it is done, and after it. */
  isHasty?: boolean;
  do(monkey: Monkey): Promise<string | null>;
}

export const DEEDS: Record<string, Deed> = {
  drop: {
    weight: 12,
    isHasty: true,
    async do(monkey) {
      const n = monkey.one([1, 1, 2, 3])!;
      const copies = Array.from({ length: n }, () => monkey.copy(monkey.one(REPORTS)!));
      copies.sort((a, b) => a.text.length - b.text.length);
      const nature = (index: number): Nature => {
        if (monkey.happens(0.08)) return "failing";
        // The largest is read last, so that it keeps none of the others waiting.
        return index === n - 1 && monkey.happens(0.35) ? "slow" : "plain";
      };
      return monkey.drop(copies.map((copy, index) => ({ ...copy, nature: nature(index) })));
    },
  },

  "drop again": {
    weight: 10,
    isHasty: true,
    async do(monkey) {
      const reading = monkey.plain.files.filter(({ stage }) => stage === "reading");
      const isFile = ({ report }: File) => report.name !== PASTED && report !== BROKEN;
      const dropped = monkey.plain.files.filter(isFile);
      const first = monkey.one(reading.length > 0 && monkey.happens(0.6) ? reading : dropped);
      if (!first) return null;
      const again = monkey.happens(0.5) ? first : monkey.copy(first.report);
      const { report, version, text } = again;
      const nature = monkey.happens(0.2) ? "slow" : "plain";
      return monkey.drop([{ report, version, text, nature }]);
    },
  },

  paste: {
    weight: 4,
    isHasty: true,
    async do(monkey) {
      const copy = monkey.copy(monkey.one(PASTES)!);
      const [file] = monkey.plain.drop([{ ...copy, nature: "plain" }]);
      await monkey.hands("paste", copy.text);
      return `paste ${inWords(file)}`;
    },
  },

  release: {
    weight: 9,
    isHasty: true,
    async do(monkey) {
      const { files, toast } = monkey.plain;
      const offered = toast?.what === "replaced" ? toast.files.map(({ old }) => old) : [];
      const file = monkey.one([...files, ...offered].filter(({ nature }) => nature === "slow"));
      if (!file) return null;
      monkey.plain.release(file);
      await monkey.hands("release", file.id);
      return `let ${inWords(file)} come to its end`;
    },
  },

  vanish: {
    weight: 4,
    async do(monkey) {
      const isThere = (file: File) =>
        file.stage === "read" && !file.isGone && file.report.name !== PASTED;
      const file = monkey.one(monkey.plain.files.filter(isThere));
      if (!file) return null;
      file.isGone = true;
      await monkey.hands("vanish", file.id);
      return `delete ${inWords(file)} from the disk`;
    },
  },

  remove: {
    weight: 7,
    async do(monkey) {
      const file = monkey.one(monkey.distinct(() => true));
      if (!file) return null;
      await monkey.hands("remove", monkey.plain.cardLook(file));
      monkey.plain.remove(file);
      return `remove ${inWords(file)}`;
    },
  },

  correct: {
    weight: 4,
    async do(monkey) {
      const isList = ({ stage, report }: File) => stage === "read" && report.form === "enrollment";
      const file = monkey.one(monkey.distinct(isList));
      if (!file) return null;
      const kind = file.said ? null : "Directory";
      await monkey.hands("correct", monkey.plain.cardLook(file), kind ?? "as detected");
      monkey.plain.say(file, kind);
      return `say that ${inWords(file)} is ${kind ?? "as detected"}`;
    },
  },

  "follow rules": {
    weight: 4,
    async do(monkey) {
      const built_in = (Object.keys(RULES) as RulesName[]).filter((name) => name !== "own");
      const name = monkey.one(built_in)!;
      await monkey.hands("click", ".top-bar__rules");
      await monkey.hands("write", ".rules__choose select", name, "change");
      await monkey.hands("click", "[aria-label='Close the rules']");
      monkey.plain.follow(name, false);
      return `follow ${name}`;
    },
  },

  "load rules": {
    weight: 2,
    async do(monkey) {
      const text = profile("penno365-cloud-control")
        .replace('name = "penno365-cloud-control"', 'name = "own"')
        .replace(/^title = .*$/m, `title = "${RULES.own.title}"`);
      await monkey.hands("drop", [
        { id: 0, name: "own.toml", text, nature: "plain", modified: 0 },
      ]);
      monkey.plain.follow("own", true);
      return "drop own.toml";
    },
  },

  "load broken rules": {
    weight: 1,
    async do(monkey) {
      return monkey.drop([{ ...monkey.copy(BROKEN), nature: "failing" }]);
    },
  },

  "set the day": {
    weight: 4,
    isHasty: true,
    async do(monkey) {
      const day = monkey.one(DAYS)!;
      await monkey.hands("write", ".top-bar input[type=date]", day, "change");
      monkey.plain.asOf = day;
      return `as of ${day}`;
    },
  },

  decide: {
    weight: 14,
    async do(monkey) {
      const { plain } = monkey;
      const name = monkey.one(plain.seen());
      if (!name) return null;
      const accounts = plain.accounts();
      if ([...plain.selected].some((name) => !accounts.includes(name))) {
        // Who is decided about besides is not seen.
        return null;
      }
      const index = monkey.one([0, 0, 1, 1, 2, 3, 4])!;
      await monkey.hands("press", String(index + 1), "", name);
      const about = plain.selected.size > 0 ? [...plain.selected] : [name];
      plain.decide(about, CHOICES[index]);
      return `${CHOICES[index]}: ${about.join(", ")}`;
    },
  },

  select: {
    weight: 8,
    async do(monkey) {
      const name = monkey.one(monkey.plain.seen());
      if (!name) return null;
      const { selected } = monkey.plain;
      if (monkey.happens(0.6)) {
        await monkey.hands("press", "x", "", name);
        if (!selected.delete(name)) selected.add(name);
        return `select ${name}, or not any more`;
      }
      const order = await monkey.hands("order");
      const next = order[Math.min(order.indexOf(name) + 1, order.length - 1)];
      await monkey.hands("press", "ArrowDown", "Shift", name);
      for (const one of [name, next]) selected.add(one);
      return `select ${name} and ${next}`;
    },
  },

  "select nobody": {
    weight: 5,
    async do(monkey) {
      const { plain } = monkey;
      const isSeen = plain.accounts().some((name) => plain.selected.has(name));
      if (!isSeen) return null;
      await monkey.hands("click", ".bulk button", "Clear selection");
      plain.selected.clear();
      return "select nobody";
    },
  },

  wander: {
    weight: 3,
    async do(monkey) {
      const name = monkey.one(monkey.plain.seen());
      if (!name) return null;
      const keys = ["j", "k", "ArrowDown", "ArrowUp", "j", "j"].filter(() => monkey.happens(0.6));
      for (const [index, key] of keys.entries()) {
        await monkey.hands("press", key, "", index === 0 ? name : undefined);
      }
      return `from ${name} go ${keys.join(" ")}`;
    },
  },

  note: {
    weight: 7,
    async do(monkey) {
      const name = monkey.one(monkey.plain.seen());
      if (!name) return null;
      const before = monkey.plain.record(name).note;
      const notes = ["asked", "call her", "agreed with the chair", ""];
      const note = monkey.one(notes.filter((note) => note !== before))!;
      await monkey.openDetails(name);
      await monkey.hands("write", ".details textarea", note, "input");
      monkey.plain.note(name, note);
      return `note about ${name}: “${note}”`;
    },
  },

  tick: {
    weight: 7,
    async do(monkey) {
      const { plain } = monkey;
      const isOpen = (name: string) => {
        const { course } = plain.record(name);
        return course !== null && plain.isPossible(name, course);
      };
      const name = monkey.one(plain.seen().filter(isOpen));
      if (!name || !plain.hasKnownSteps()) return null;
      await monkey.openDetails(name);
      const step = await monkey.hands("tick", monkey.happens(0.5) ? 0 : 0.99);
      if (!step) return `open ${name}, which has no steps`;
      plain.tick(name, `${plain.record(name).course}: ${step}`);
      return `tick “${step}” of ${name}`;
    },
  },

  "close the details": {
    weight: 5,
    async do(monkey) {
      if (!(await monkey.hands("hasDetails"))) return null;
      await monkey.closeDetails();
      return "close the details";
    },
  },

  undo: {
    weight: 11,
    async do(monkey) {
      await monkey.hands("press", "z", "Ctrl");
      monkey.plain.undo();
      return "Ctrl Z";
    },
  },

  redo: {
    weight: 5,
    async do(monkey) {
      await monkey.hands("press", "y", "Ctrl");
      if (monkey.plain.files.length > 0) monkey.plain.redoDecision();
      return "Ctrl Y";
    },
  },

  "take back": {
    weight: 6,
    async do(monkey) {
      const what = monkey.plain.toast?.what ?? "nothing";
      if (what === "nothing") return null;
      await monkey.hands("click", ".toast__back", what === "redo" ? "Redo" : "Undo");
      monkey.plain.takeBack();
      return `take back: ${what}`;
    },
  },

  "use both": {
    weight: 4,
    async do(monkey) {
      const { toast } = monkey.plain;
      if (toast?.what !== "replaced") return null;
      const words = toast.files.length > 1 ? "Use all" : "Use both";
      await monkey.hands("click", ".toast button", words);
      monkey.plain.useBoth();
      return words;
    },
  },

  "let time pass": {
    weight: 3,
    async do(monkey) {
      await monkey.hands("pass");
      monkey.plain.toast = null;
      return "let the message go";
    },
  },

  search: {
    weight: 2,
    async do(monkey) {
      if (monkey.plain.accounts().length === 0) return null;
      const search = monkey.one(["ada", "bob", "dee0", "ada03"])!;
      await monkey.hands("write", "[type=search]", search, "input");
      monkey.plain.search = search;
      return `search ${search}`;
    },
  },

  "show all": {
    weight: 4,
    async do(monkey) {
      if (!monkey.plain.search || monkey.plain.accounts().length === 0) return null;
      await monkey.hands("click", ".toolbar button", "Show all");
      monkey.plain.clearFilters();
      return "show all";
    },
  },

  forget: {
    weight: 1,
    async do(monkey) {
      const { plain } = monkey;
      const isUntouched =
        plain.files.length + plain.records.size === 0 &&
        plain.rules === "penno365-cloud-control";
      if (isUntouched) return null;
      await monkey.hands("click", "button", "Forget everything");
      if (monkey.happens(0.5)) {
        await monkey.hands("click", "dialog button", "Keep it");
        return "forget nothing";
      }
      await monkey.hands("click", "dialog button", "Forget all of it");
      plain.forget();
      return "forget everything";
    },
  },
};
