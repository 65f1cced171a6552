// What is done about accounts.

import type { Deeds, Monkey } from "../monkey.ts";
import { CHOICES, type Plain } from "../plain.ts";

/** Whether a course was chosen that can be taken now. */
function isOpen(plain: Plain, name: string): boolean {
  const { course } = plain.record(name);
  return course !== null && plain.isPossible(name, course);
}

/** So long the page may take to show a decision, in milliseconds; what is amiss is told later. */
const PATIENCE_MS = 2_000;

/** Somebody whose steps are known and can be ticked, and what was done for it: if there is
 *  nobody, an account is kept or brought back. */
async function atWork(monkey: Monkey): Promise<{ name: string; before: string } | null> {
  const { plain } = monkey;
  if (!plain.hasKnownSteps()) return null;
  const open = monkey.one(plain.seen().filter((name) => isOpen(plain, name)));
  if (open) return { name: open, before: "" };
  const name = monkey.one(plain.seen());
  if (!name || plain.view.selected.size > 0) return null;
  const choice = plain.isPossible(name, "Keep") ? "Keep" : "Reinstate";
  await monkey.hands("press", String(CHOICES.indexOf(choice) + 1), "", name);
  plain.decide([name], choice);
  await monkey.see(false, PATIENCE_MS);
  return { name, before: `${choice}: ${name}; ` };
}

export const ACCOUNTS: Deeds = {
  decide: {
    weight: 16,
    async do(monkey) {
      const { plain } = monkey;
      const name = monkey.one(plain.seen());
      if (!name) return null;
      const accounts = plain.accounts();
      if ([...plain.view.selected].some((name) => !accounts.includes(name))) {
        // Who is decided about besides is not seen.
        return null;
      }
      const index = monkey.one([0, 0, 1, 1, 2, 3, 4])!;
      await monkey.hands("press", String(index + 1), "", name);
      const about = plain.view.selected.size > 0 ? [...plain.view.selected] : [name];
      plain.decide(about, CHOICES[index]);
      return `${CHOICES[index]}: ${about.join(", ")}`;
    },
  },

  select: {
    weight: 8,
    async do(monkey) {
      const name = monkey.one(monkey.plain.seen());
      if (!name) return null;
      const { selected } = monkey.plain.view;
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
      const isSeen = plain.accounts().some((name) => plain.view.selected.has(name));
      if (!isSeen) return null;
      await monkey.hands("click", ".bulk button", "Clear selection");
      plain.view.selected.clear();
      return "select nobody";
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
    weight: 12,
    async do(monkey) {
      const { plain } = monkey;
      const found = await atWork(monkey);
      if (!found) return null;
      const { name, before } = found;
      await monkey.openDetails(name);
      const step = await monkey.hands("tick", monkey.one([0, 0.4, 0.7, 0.99])!);
      if (!step) return `${before}open ${name}, which has no steps`;
      plain.tick(name, `${plain.record(name).course}: ${step}`);
      return `${before}tick “${step}” of ${name}`;
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

  "start a wait": {
    weight: 7,
    async do(monkey) {
      const { plain } = monkey;
      const found = await atWork(monkey);
      if (!found) return null;
      const { name, before } = found;
      await monkey.openDetails(name);
      const step = await monkey.hands("startWait");
      if (!step) return `${before}open ${name}, for whom nothing can be waited`;
      plain.start(name, `${plain.record(name).course}: ${step}`);
      return `${before}start the wait after “${step}” of ${name}`;
    },
  },

  "stop a wait": {
    weight: 6,
    async do(monkey) {
      const waits = monkey.plain.running();
      const wait = monkey.one(waits);
      if (!wait) return null;
      await monkey.hands("stopWait", waits.indexOf(wait));
      monkey.plain.stop(wait);
      return `stop the wait after “${wait.step}” of ${wait.name}`;
    },
  },
};
