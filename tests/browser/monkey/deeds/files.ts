// What is done to files.

import { cardLook } from "../looks.ts";
import { inWords, type Deeds } from "../monkey.ts";
import { BROKEN, isPasted, PASTES, REPORTS, type File, type Nature } from "../reports.ts";

const REPORT_DAYS = ["2026-11-16", "2026-11-17"];

/** The time of day so many minutes after a quarter past nine, but for a minute. */
function timeOfDay(minutes: number): string {
  const sinceMidnight = 9 * 60 + 14 + minutes;
  const minute = String(sinceMidnight % 60).padStart(2, "0");
  return `${Math.floor(sinceMidnight / 60)}:${minute}`;
}

export const FILES: Deeds = {
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
      const isFile = ({ report }: File) => !isPasted(report) && report !== BROKEN;
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
      const report = { ...monkey.one(PASTES)!, name: `Pasted at ${timeOfDay(monkey.plain.now)}` };
      const copy = monkey.copy(report);
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
        file.stage === "read" && !file.isGone && !isPasted(file.report);
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
      await monkey.hands("remove", cardLook(monkey.plain, file));
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
      await monkey.hands("correct", cardLook(monkey.plain, file), kind ?? "as detected");
      monkey.plain.say(file, kind);
      return `say that ${inWords(file)} is ${kind ?? "as detected"}`;
    },
  },

  "say the report's day": {
    weight: 3,
    async do(monkey) {
      const { plain } = monkey;
      const isOfDay = (file: File) => cardLook(plain, file).includes("report of");
      const file = monkey.one(monkey.distinct(isOfDay));
      if (!file) return null;
      const day = file.reportDate && monkey.happens(0.4) ? null : monkey.one(REPORT_DAYS)!;
      await monkey.hands("sayReportDay", cardLook(plain, file), day);
      file.reportDate = day;
      return `${inWords(file)} is of ${day ?? "the day that was detected"}`;
    },
  },
};
