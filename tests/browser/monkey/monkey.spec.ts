// A monkey at the desk: whatever is done in whatever order, no file, decision, note, tick or wait
// is ever missing, and nothing panics. What should be there is said by a plain model.
//
// `cargo xtask monkey --from 17` lets the monkey of one seed alone do it again, and
// `--shrink` leaves out what is not needed to see the same fault.

import type { BrowserContext } from "@playwright/test";

import { expect, slowDown, SLOWER, test, watch } from "../fixtures.ts";
import { pageUrl } from "../page.ts";
import { DEEDS } from "./deeds/index.ts";
import { grow, type Difference } from "./hands.ts";
import { Monkey } from "./monkey.ts";
import { Plain } from "./plain.ts";

const N_SEEDS = Number(process.env.REPRIEVE_MONKEY_SEEDS ?? 20);
const FIRST_SEED = Number(process.env.REPRIEVE_MONKEY_FROM ?? 1);
const N_STEPS = Number(process.env.REPRIEVE_MONKEY_STEPS ?? 400);
const SHRINKS = Boolean(process.env.REPRIEVE_MONKEY_SHRINK);

/** So long the page may take to come to rest: it is long on a busy machine only. */
const PATIENCE_MS = 15_000 * SLOWER;
/** How often the monkey goes on before the page has come to rest. */
const HASTE = 0.35;
/** So many of the steps before a fault are told. */
const N_TOLD = 15;

const NINE = new Date("2026-11-18T09:14:00-05:00").getTime();
const TODAY = "2026-11-18";

/** One thing to do, by the same dice however many others are left out. */
interface Step {
  number: number;
  deed: string;
  seed: number;
}

/** What went wrong, and what was done before. */
interface Fault {
  what: string;
  done: string[];
}

/** The generator "mulberry32", for which a few lines are enough. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The steps of a seed. */
function steps(seed: number): Step[] {
  const deeds = Object.entries(DEEDS);
  const whole = deeds.reduce((sum, [, { weight }]) => sum + weight, 0);
  const draw = dice(seed);
  return Array.from({ length: N_STEPS }, (_, index) => {
    let left = draw() * whole;
    const [deed] = deeds.find(([, { weight }]) => (left -= weight) < 0) ?? deeds[0];
    return { number: index + 1, deed, seed: Math.floor(draw() * 2 ** 32) };
  });
}

/** Lets a monkey do all of it on a new page; the first fault, if there is any. */
async function run(context: BrowserContext, steps: Step[], patience: number): Promise<Fault | null> {
  const page = await context.newPage();
  await slowDown(page);
  const faults = await watch(page);
  await page.addInitScript(grow, NINE);
  await page.goto(pageUrl);
  // The page listens a few tasks after it is seen first.
  await page.getByRole("main").waitFor();
  await page.evaluate(async () => {
    for (let task = 0; task < 20; task++) {
      await new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(null);
      });
    }
  });
  const plain = new Plain(TODAY);
  const done: string[] = [];

  /** What is amiss when the page has come to rest. */
  async function judge(monkey: Monkey, nHasty: number): Promise<string | null> {
    // Of what is done at once nobody can say what is told last.
    const isMessageKnown = nHasty <= 1;
    const difference = await monkey.see(isMessageKnown, patience);
    if (faults.length > 0) return `the page reports: ${faults.join("; ")}`;
    if (difference) return inWords(difference);
    if (!isMessageKnown) await monkey.closeMessage();
    return null;
  }

  let nHasty = 0;
  for (const { number, deed, seed } of steps) {
    const monkey = new Monkey(page, plain, dice(seed));
    let what: string | null = null;
    try {
      if (nHasty > 0 && !DEEDS[deed].isHasty) {
        what = await judge(monkey, nHasty);
        nHasty = 0;
      }
      if (what === null) {
        const said = await DEEDS[deed].do(monkey);
        if (said !== null) {
          done.push(`${number}. ${said}`);
          nHasty += 1;
          const goesOn = DEEDS[deed].isHasty && !plain.hasFailed() && monkey.happens(HASTE);
          if (!goesOn) {
            what = await judge(monkey, nHasty);
            nHasty = 0;
          }
        }
      }
    } catch (error) {
      const reports = faults.length > 0 ? `, and the page reports: ${faults.join("; ")}` : "";
      what = `“${deed}” cannot be done: ${String(error)}${reports}`;
      done.push(`${number}. ${deed}`);
    }
    if (what !== null) {
      await page.close();
      return { what, done };
    }
  }
  await page.close();
  return null;
}

function inWords({ missing, unexpected }: Difference): string {
  return [
    ...missing.map((line) => `is missing:     ${line}`),
    ...unexpected.map((line) => `is unexpected:  ${line}`),
  ].join("\n");
}

/** Leaves out as many steps as can be left out with a fault to be seen still. */
async function shrink(context: BrowserContext, steps: Step[], fault: Fault): Promise<[Step[], Fault]> {
  const SHORT_PATIENCE_MS = 2_000 * SLOWER;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let end = steps.length; end > 0; end -= size) {
      const fewer = [...steps.slice(0, Math.max(0, end - size)), ...steps.slice(end)];
      const found = await run(context, fewer, SHORT_PATIENCE_MS);
      if (found) [steps, fault] = [fewer, found];
    }
  }
  return [steps, fault];
}

for (let seed = FIRST_SEED; seed < FIRST_SEED + N_SEEDS; seed++) {
  test(`seed ${seed}: nothing is lost`, async ({ context }) => {
    const all = steps(seed);
    let fault = await run(context, all, PATIENCE_MS);
    if (fault && SHRINKS) {
      const last = Number.parseInt(fault.done.at(-1)!);
      const first = all.filter(({ number }) => number <= last);
      [, fault] = await shrink(context, first, fault);
    }
    const told = fault && [
      fault.what,
      `Seed ${seed}, after ${fault.done.length} steps that did something, of which the last are:`,
      ...fault.done.slice(-N_TOLD),
      `Again: cargo xtask monkey --seeds 1 --from ${seed} --shrink`,
    ];
    expect(told?.join("\n") ?? "", told?.join("\n")).toBe("");
  });
}
