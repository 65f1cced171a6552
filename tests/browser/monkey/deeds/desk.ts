// What is done to the desk as a whole: rules, days, the way back, and forgetting.

import { profile } from "../../files.ts";
import type { Deeds } from "../monkey.ts";
import { BROKEN, FIRST_RULES, RULES, type RulesName } from "../reports.ts";

/** Everybody works on these days, and on those everybody can only be brought back. */
const DAYS = ["2026-11-18", "2026-11-19", "2026-11-20", "2026-12-15", "2026-12-16"];

/** The day must not end before the monkey does. */
const MAX_MINUTES = 14 * 60;

export const DESK: Deeds = {
  "follow rules": {
    weight: 4,
    async do(monkey) {
      const built_in = (Object.keys(RULES) as RulesName[]).filter((name) => name !== "own");
      // By the first ones it knows what there is to do.
      const name = monkey.happens(0.3) ? FIRST_RULES : monkey.one(built_in)!;
      await monkey.hands("click", ".top-bar__rules");
      await monkey.hands("write", ".rules__choose select", name, "change");
      await monkey.hands("click", "[aria-label='Close the rules']");
      // A dialog tells that it is closed in the next frame only, and the page answers with a
      // message that looks like the one before.
      await monkey.hands("waitUntilGone", "dialog:not(#fatal)");
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
    weight: 5,
    async do(monkey) {
      const { plain } = monkey;
      const minutes = monkey.one([0, 5, 20, 60])!;
      if (plain.now + minutes > MAX_MINUTES) return null;
      await monkey.hands("pass", minutes);
      plain.now += minutes;
      plain.toast = null;
      return `let ${minutes} minutes pass, and the message go`;
    },
  },

  forget: {
    weight: 1,
    async do(monkey) {
      const { plain } = monkey;
      const isUntouched =
        plain.files.length + plain.records.size === 0 && plain.rules === FIRST_RULES;
      if (isUntouched) return null;
      await monkey.hands("click", "button", "Forget everything");
      if (monkey.happens(0.5)) {
        await monkey.hands("click", "dialog button", "Keep it");
        await monkey.hands("waitUntilGone", "dialog:not(#fatal)");
        return "forget nothing";
      }
      await monkey.hands("click", "dialog button", "Forget all of it");
      await monkey.hands("waitUntilGone", "dialog:not(#fatal)");
      plain.forget();
      return "forget everything";
    },
  },
};
