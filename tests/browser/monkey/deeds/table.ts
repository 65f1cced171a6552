// What is done to the table, and to the chart that narrows it.

import type { Deeds } from "../monkey.ts";
import { COLUMNS } from "../plain.ts";
import { DEPROVISIONED } from "../reports.ts";

/** How far the ends of the chart are from the as-of day, in days. */
const [FIRST_DAY, LAST_DAY] = [-7, 90];

export const TABLE: Deeds = {
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

  search: {
    weight: 2,
    async do(monkey) {
      if (monkey.plain.accounts().length === 0) return null;
      const search = monkey.one(["ada", "bob", "dee0", "ada03"])!;
      await monkey.hands("write", "[type=search]", search, "input");
      monkey.plain.view.search = search;
      return `search ${search}`;
    },
  },

  "show all": {
    weight: 6,
    async do(monkey) {
      const { plain } = monkey;
      const { search, days } = plain.view;
      if ((!search && !days) || plain.accounts().length === 0) return null;
      await monkey.hands("click", ".toolbar button", "Show all");
      plain.clearFilters();
      return "show all";
    },
  },

  "choose days": {
    weight: 4,
    async do(monkey) {
      const { plain } = monkey;
      if (plain.accounts().length === 0) return null;
      if (plain.view.days && monkey.happens(0.4)) {
        await monkey.hands("pressInChart", ["Escape"]);
        plain.view.days = null;
        return "choose no days";
      }
      // Seen from before it, all deadlines are between the first and the last day of the chart,
      // and none is on the first.
      if (plain.asOf >= DEPROVISIONED) return null;
      const isAll = monkey.happens(0.85);
      const keys = ["Home", ...(isAll ? ["Shift+End"] : []), "Enter"];
      await monkey.hands("pressInChart", keys);
      plain.choose(FIRST_DAY, isAll ? LAST_DAY : FIRST_DAY);
      return `choose ${isAll ? "all days" : "a day"} of the chart, or not any more`;
    },
  },

  sort: {
    weight: 7,
    async do(monkey) {
      const [{ column: first }] = monkey.plain.view.sort;
      // Of these two the model knows the order.
      const isShown = (name: string) => name === "Decision" || monkey.plain.columns.has(name);
      const known = ["Logon name", "Decision"].filter(isShown);
      const column = monkey.happens(0.3) ? first : monkey.one(["Person", "Act by", ...known])!;
      const isBesides = monkey.happens(0.3);
      if (!(await monkey.hands("sort", column, isBesides))) return null;
      monkey.plain.sort(column, isBesides);
      return `sort by ${column}${isBesides ? " besides" : ""}`;
    },
  },

  "choose a column": {
    weight: 4,
    async do(monkey) {
      if (monkey.plain.accounts().length === 0) return null;
      const isMissing = (column: string) => !monkey.plain.columns.has(column);
      const column = monkey.one([...COLUMNS.filter(isMissing), ...COLUMNS])!;
      await monkey.hands("toggleColumn", column);
      monkey.plain.toggleColumn(column);
      return `the column ${column}, or not any more`;
    },
  },
};
