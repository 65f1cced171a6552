// The waits that run after steps, as plainly as it can be said.

import { parse } from "smol-toml";

import { profile } from "../files.ts";
import { FIRST_RULES } from "./reports.ts";

/** A wait of an account, after a step. */
export interface Wait {
  name: string;
  step: string;
  /** In minutes since the monkey began. */
  started: number;
}

interface Profile {
  waits: { id: string; to_minutes: number }[];
  keep: Step[];
  let_go: Step[];
  reinstate: Step[];
}

interface Step {
  title: string;
  /** What is waited for after it. */
  wait?: string;
}

/** How many minutes are waited at most after a step, by its course and title. */
const MINUTES = readMinutes();

function readMinutes(): Map<string, number> {
  const { waits, keep, let_go, reinstate } = parse(profile(FIRST_RULES)) as unknown as Profile;
  const courses: [string, Step[]][] = [
    ["Keep", keep],
    ["Let go", let_go],
    ["Reinstate", reinstate],
  ];
  const minutes = courses.flatMap(([course, steps]) =>
    steps.flatMap(({ title, wait }): [string, number][] => {
      const found = waits.find(({ id }) => id === wait);
      return found ? [[`${course}: ${title}`, found.to_minutes]] : [];
    }),
  );
  return new Map(minutes);
}

/** Whether something is waited for after a step. */
export function hasWait(step: string): boolean {
  return MINUTES.has(step);
}

/** All waits, with the one of a step begun now, and behind all others. */
export function begun(waits: Wait[], wait: Wait): Wait[] {
  const { name, step } = wait;
  return [...waits.filter((other) => other.name !== name || other.step !== step), wait];
}

/** How much of a wait is left at most. */
export function left({ step, started }: Wait, now: number): string {
  const minutes = MINUTES.get(step)! + started - now;
  return minutes > 0 ? `${minutes} min left` : "over";
}
