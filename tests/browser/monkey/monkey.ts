// The monkey: it draws what it does, does it to the page and to the plain model alike, and looks
// whether both agree.

import type { Page } from "@playwright/test";

import type { Difference, Dropped, Hands } from "./hands.ts";
import { cardLook, detailsLook, look, order } from "./looks.ts";
import { COLUMNS, type Plain } from "./plain.ts";
import {
  BROKEN,
  N_VERSIONS,
  REPORTS,
  textOf,
  type Copy,
  type File,
  type Nature,
  type Report,
} from "./reports.ts";

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
    return { report, version, text: textOf({ report, version }) };
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
    const looks = plain.files.map((file) => cardLook(plain, file));
    const isAlone = (file: File) =>
      looks.filter((other) => other === cardLook(plain, file)).length === 1;
    return plain.files.filter((file) => isWanted(file) && isAlone(file));
  }

  /** Waits until what the model says is seen; what is amiss after so many milliseconds. */
  async see(isMessageKnown: boolean, patience: number): Promise<Difference | null> {
    const { plain } = this;
    const details = Object.fromEntries(
      [...plain.records.keys()].map((name) => [name, detailsLook(plain, name)]),
    );
    const wanted = {
      lines: look(plain),
      order: order(plain),
      columns: COLUMNS,
      details,
      withTicks: plain.hasKnownSteps(),
      isMessageKnown,
    };
    return this.hands("see", wanted, patience);
  }

  async closeMessage(): Promise<void> {
    await this.hands("closeMessage");
    this.plain.toast = null;
  }

  async closeDetails(): Promise<void> {
    if (!(await this.hands("hasDetails"))) return;
    await this.hands("click", ".details__close");
    this.plain.view.open = null;
  }

  async openDetails(name: string): Promise<void> {
    await this.hands("click", `.person[data-name="${name}"]`);
    this.plain.view.open = name;
    await this.hands("waitFor", ".details textarea");
  }
}

export function inWords({ report, version, nature, id }: File): string {
  const how = nature === "plain" ? "" : `${nature} `;
  return `${how}${report.name} (#${id}, ${report.form} ${report.family}, copy ${version})`;
}

/** What can be done, in the words of a report; null where there was nothing to do it to. */
export interface Deed {
  /** How often it is done, beside the others. */
  weight: number;
  /** Whether the page may still be at work when it is done, and after it. */
  isHasty?: boolean;
  do(monkey: Monkey): Promise<string | null>;
}

/** By their names. */
export type Deeds = Record<string, Deed>;
