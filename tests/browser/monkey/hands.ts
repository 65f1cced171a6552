// The monkey's hands and eyes, inside of the page: the disk that it drops from, what it does to
// the document, and what it sees there.

/** A file as it is handed over. */
export interface Dropped {
  id: number;
  name: string;
  text: string;
  nature: "plain" | "slow" | "failing";
  /** When it was changed last, in milliseconds since 1970. */
  modified: number;
}

/** What has to be seen. */
export interface Wanted {
  lines: string[];
  /** The place of each account in the table, where it is known; equals have the same. */
  order: { [name: string]: number } | null;
  /** The columns that the monkey shows and leaves out. */
  columns: string[];
  /** What the details have to say, whoever they are about. */
  details: Record<string, { choice: string; note: string; ticks: string[] }>;
  /** Whether the ticks there are compared, too. */
  withTicks: boolean;
  /** Whether the message at the foot of the page is compared, too. */
  isMessageKnown: boolean;
}

/** What is seen that is not wanted, and the other way round. */
export interface Difference {
  missing: string[];
  unexpected: string[];
}

export interface Hands {
  drop(files: Dropped[]): void;
  paste(text: string): void;
  release(id: number): void;
  vanish(id: number): void;
  /** A key on the row of an account, or wherever the focus is. */
  press(key: string, modifiers?: string, row?: string): void;
  /** Presses the one element that a selector finds, or the one of them with this text. */
  click(selector: string, text?: string): Promise<void>;
  /** Waits until a selector finds something. */
  waitFor(selector: string): Promise<void>;
  /** Waits until a selector finds nothing any more. */
  waitUntilGone(selector: string): Promise<void>;
  /** Writes into a field, or chooses there, as a person who then leaves it. */
  write(selector: string, value: string, event: "input" | "change"): Promise<void>;
  /** The card's button that takes the file away, by what the card says. */
  remove(card: string): void;
  /** Says what the file is. */
  correct(card: string, kind: string): Promise<void>;
  /** Says when the report of a card was made; null takes back what was said. */
  sayReportDay(card: string, day: string | null): void;
  /** Ticks one of the steps in the details; its title, or nothing where there is none. */
  tick(part: number): string | null;
  /** Starts the first wait in the details that does not run; the title of its step, if there
   *  is any. */
  startWait(): string | null;
  /** Stops one of the waits that run, by its place among them. */
  stopWait(place: number): void;
  /** Sorts by a column, if it is shown. */
  sort(column: string, isBesides: boolean): boolean;
  /** Shows a column, or leaves it out. */
  toggleColumn(column: string): Promise<void>;
  /** Keys in the chart of the days, such as `Shift+End`. */
  pressInChart(keys: string[]): Promise<void>;
  /** Whether details are open. */
  hasDetails(): boolean;
  /** The accounts in the order of the table. */
  order(): string[];
  /** Closes the message, if there is one. */
  closeMessage(): void;
  /** Lets the page's own clock run as long as a message stays, and the day go on by minutes. */
  pass(minutes: number): Promise<void>;
  /** Waits until what is wanted is seen; what is amiss after so many milliseconds. */
  see(wanted: Wanted, patience: number): Promise<Difference | null>;
}

/** Puts the hands into a page, before it begins; its calendar begins at an instant, and goes on
 *  when the monkey says so. */
export function grow(instant: number): void {
  const calendar = Date;
  // A clock that stands still changes no name and no wait while the monkey is at it.
  window.Date = class extends calendar {
    constructor(...given: []) {
      super(...(given.length > 0 ? given : ([instant] as unknown as [])));
    }
    static now(): number {
      return instant;
    }
  } as DateConstructor;

  const ticking = new Map<number, () => void>();
  // Nothing happens by itself: seconds pass when the monkey says so.
  let nIntervals = 0;
  window.setInterval = ((tick: () => void) => {
    nIntervals += 1;
    ticking.set(nIntervals, tick);
    return nIntervals;
  }) as typeof window.setInterval;
  window.clearInterval = (id) => void ticking.delete(Number(id));

  interface OnDisk extends Dropped {
    released: PromiseWithResolvers<void>;
    isGone: boolean;
  }
  const disk = new Map<number, OnDisk>();
  const onDisk = new WeakMap<Blob, OnDisk>();
  const stream = Blob.prototype.stream;
  Blob.prototype.stream = function () {
    const file = onDisk.get(this);
    if (!file) return stream.call(this);
    const bytes = new TextEncoder().encode(file.text);
    const half = Math.ceil(bytes.length / 2);
    let nPulls = 0;
    return new ReadableStream({
      async pull(controller) {
        nPulls += 1;
        if (nPulls === 2 && file.nature === "slow") await file.released.promise;
        const isAtEnd = nPulls === 2 && file.nature === "failing";
        if (file.isGone || isAtEnd) {
          controller.error(new DOMException("The file could not be found", "NotFoundError"));
          return;
        }
        controller.enqueue(nPulls === 1 ? bytes.slice(0, half) : bytes.slice(half));
        if (nPulls === 2) controller.close();
      },
    });
  };

  const textOf = (element: Element | null | undefined) => element?.textContent?.trim() ?? "";
  const all = (selector: string, within: ParentNode = document) => [
    ...within.querySelectorAll<HTMLElement>(selector),
  ];

  /** The next task, or the next frame: whatever the page has begun may go on. */
  const turn = () =>
    new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  const frame = () => new Promise(requestAnimationFrame);

  const PATIENCE_MS = 20_000;
  async function find(selector: string, text?: string): Promise<HTMLElement> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = all(selector).find((element) => text === undefined || textOf(element) === text);
      if (found) return found;
      if (performance.now() > until) throw new Error(`nothing is ${selector} ${text ?? ""}`);
      await frame();
    }
  }

  function cardLook(card: HTMLElement): string {
    const name = textOf(card.querySelector(".source__name"));
    if (card.querySelector("progress")) return `card ${name}: reading`;
    const kind = textOf(card.querySelector(".source__kind"));
    if (!kind) return `card ${name}: failed`;
    const rows = /(\d+ rows?)/.exec(textOf(card).slice(name.length))?.[1] ?? "";
    const isAgain = card.querySelector(".source__again") !== null;
    const isOutlived = card.classList.contains("card--outlived");
    const date = card.querySelector<HTMLInputElement>(".report-date input")?.value;
    const more = [
      date && `, report of ${date}`,
      isOutlived && ", lost since",
      isAgain && ", being read again",
    ];
    return `card ${name}: ${kind}, ${rows}${more.filter(Boolean).join("")}`;
  }

  function accountLook(row: HTMLElement): string {
    const name = row.querySelector<HTMLElement>(".person")?.dataset.name;
    const mark = row.querySelector<HTMLElement>(".decide");
    const isLate = mark?.classList.contains("decide--late");
    const isNoted = textOf(mark).includes("with a note");
    const said = [textOf(mark?.querySelector(".decide__word")) || "Undecided"];
    if (isLate) said.push("late");
    if (isNoted) said.push(isLate ? "with a note" : `note ${mark?.title}`);
    if (row.querySelector<HTMLInputElement>("input[type=checkbox]")?.checked) said.push("selected");
    return `account ${name}: ${said.join(", ")}`;
  }

  function waitLook(wait: HTMLElement, place: number): string {
    // Where a directory says how people are called, everybody is called Pat.
    const who = textOf(wait.querySelector(".tray__who")).replace(/, Pat$/, "");
    return `wait ${place + 1}: ${who}, ${textOf(wait.querySelector(".tray__left"))}`;
  }

  const isChosen = (box: HTMLElement) => box.querySelector("input")!.checked;
  const columnOf = (box: HTMLElement) => textOf(box).replace(/(by the name|no room)$/, "").trim();

  const rows = () => all("[role=table] .table__row--account");

  function look(changed: string[]): string[] {
    const fatal = document.querySelector("#fatal");
    const toast = document.querySelector(".toast");
    const ways = all("button", toast ?? document.createElement("p")).map(textOf);
    const asOf = document.querySelector<HTMLInputElement>(".top-bar input[type=date]");
    const kept = /What you decided about (\d+) account/.exec(textOf(document.querySelector("main")));
    const back = ways.filter((way) => way !== "×").join(", ");
    const boxes = all(".columns__column");
    const columns = boxes.filter(isChosen).map(columnOf).filter((name) => changed.includes(name));
    const nOver = /^(\d+) waits? (is|are) over/.exec(document.title)?.[1];
    return [
      ...all(".source").map(cardLook),
      ...rows().map(accountLook),
      `rules ${textOf(document.querySelector(".top-bar__rules b"))}`,
      `as of ${asOf?.value}`,
      `message ${toast ? back || "without a way back" : "none"}`,
      ...all(".tray__wait").map(waitLook),
      ...(nOver ? [`waits that are over: ${nOver}`] : []),
      ...(boxes.length > 0 ? [`columns ${columns.join(", ")}`] : []),
      ...(document.querySelector(".horizon .filter-chip") ? ["days are chosen"] : []),
      ...(kept ? [`kept ${kept[1]}`] : []),
      ...(fatal?.checkVisibility() ? [`the page has stopped: ${textOf(fatal)}`] : []),
    ];
  }

  /** What the details say, and should say. */
  function lookAtDetails({ details, withTicks }: Wanted): Difference {
    const panel = document.querySelector(".details");
    const name = textOf(panel?.querySelector(".details__second")).split(" · ")[0];
    const note = panel?.querySelector("textarea");
    if (!panel || !note) return { missing: [], unexpected: [] };
    const wanted = details[name] ?? { choice: "Undecided", note: "", ticks: [] };
    const ticked = all(".task--done .task__title", panel).map(textOf).sort();
    const choice = textOf(panel.querySelector(".choices__choice[aria-pressed=true]"));
    const hasSteps = panel.querySelector(".task") !== null;
    const line = (choice: string, note: string, ticks: string[]) =>
      `details of ${name}: ${choice}, note “${note}”` +
      (withTicks && hasSteps ? `, ticked: ${ticks.join(", ")}` : "");
    const seen = line(choice, note.value, ticked);
    const expected = line(wanted.choice, wanted.note, wanted.ticks);
    return seen === expected
      ? { missing: [], unexpected: [] }
      : { missing: [expected], unexpected: [seen] };
  }

  /** Whether the accounts are in their order, where that is known. */
  function lookAtOrder({ order }: Wanted): Difference {
    const names = rows().map((row) => row.querySelector<HTMLElement>(".person")!.dataset.name!);
    const isBefore = (name: string, next: string) => order![name] <= order![next];
    const isSorted = order === null || names.every((n, at) => at === 0 || isBefore(names[at - 1], n));
    return { missing: [], unexpected: isSorted ? [] : [`the order ${names.join(" ")}`] };
  }

  /** What is in the first list and not in the second, as often as it is there. */
  function without(these: string[], those: string[]): string[] {
    const left = [...those];
    return these.filter((line) => {
      const place = left.indexOf(line);
      if (place >= 0) left.splice(place, 1);
      return place < 0;
    });
  }

  function compare(wanted: Wanted): Difference {
    const isCompared = (line: string) => wanted.isMessageKnown || !line.startsWith("message ");
    const [seen, lines] = [look(wanted.columns).filter(isCompared), wanted.lines.filter(isCompared)];
    const [details, order] = [lookAtDetails(wanted), lookAtOrder(wanted)];
    return {
      missing: [...without(lines, seen), ...details.missing],
      unexpected: [...without(seen, lines), ...details.unexpected, ...order.unexpected],
    };
  }

  function transfer(files: Dropped[]): DataTransfer {
    const dataTransfer = new DataTransfer();
    for (const dropped of files) {
      const released = Promise.withResolvers<void>();
      const file = new File([dropped.text], dropped.name, { lastModified: dropped.modified });
      const there: OnDisk = { ...dropped, released, isGone: false };
      disk.set(dropped.id, there);
      onDisk.set(file, there);
      dataTransfer.items.add(file);
    }
    return dataTransfer;
  }

  const hands: Hands = {
    drop(files) {
      const init = { dataTransfer: transfer(files), bubbles: true, cancelable: true };
      for (const kind of ["dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(kind, init));
      }
    },

    paste(text) {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const init = { clipboardData, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new ClipboardEvent("paste", init));
    },

    release(id) {
      const file = disk.get(id)!;
      file.nature = "plain";
      file.released.resolve();
    },

    vanish(id) {
      disk.get(id)!.isGone = true;
    },

    press(key, modifiers = "", row) {
      if (row) document.querySelector<HTMLElement>(`.person[data-name="${row}"]`)!.focus();
      const target = document.activeElement ?? document.body;
      const code = /^\d$/.test(key) ? `Digit${key}` : "";
      const [ctrlKey, shiftKey] = [modifiers.includes("Ctrl"), modifiers.includes("Shift")];
      const init = { key, code, ctrlKey, shiftKey, bubbles: true, cancelable: true };
      target.dispatchEvent(new KeyboardEvent("keydown", init));
    },

    async click(selector, text) {
      (await find(selector, text)).click();
    },

    async waitFor(selector) {
      await find(selector);
    },

    async waitUntilGone(selector) {
      const until = performance.now() + PATIENCE_MS;
      while (document.querySelector(selector)) {
        if (performance.now() > until) throw new Error(`${selector} stays`);
        await frame();
      }
    },

    async write(selector, value, event) {
      const field = (await find(selector)) as HTMLInputElement;
      field.focus();
      field.value = value;
      field.dispatchEvent(new Event(event, { bubbles: true }));
      field.blur();
    },

    remove(look) {
      const card = all(".source").find((card) => cardLook(card) === look)!;
      card.querySelector<HTMLElement>(".source__remove")!.click();
    },

    async correct(look, kind) {
      const card = all(".source").find((card) => cardLook(card) === look)!;
      const field = () =>
        all(".correction__field", card).find((field) => textOf(field).startsWith("Kind"));
      const opener = all("summary", card).find((summary) =>
        ["How it was read", "Change how it is read"].includes(textOf(summary)),
      );
      if (!field()) opener!.click();
      while (!field()) await frame();
      const select = field()!.querySelector("select")!;
      select.value = kind;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    },

    sayReportDay(look, day) {
      const card = all(".source").find((card) => cardLook(card) === look)!;
      if (day === null) return card.querySelector<HTMLElement>(".report-date button")!.click();
      const field = card.querySelector<HTMLInputElement>(".report-date input")!;
      field.value = day;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },

    tick(part) {
      const boxes = all(".details .task__head");
      const box = boxes[Math.floor(part * boxes.length)];
      box?.querySelector("input")!.click();
      return box ? textOf(box) : null;
    },

    startWait() {
      const isStart = (button: HTMLElement) => textOf(button) === "Start timer";
      const button = all(".details .task button").find(isStart);
      const title = button?.closest(".task")!.querySelector(".task__head");
      button?.click();
      return title ? textOf(title) : null;
    },

    stopWait(place) {
      all(".tray__wait .tray__stop")[place].click();
    },

    sort(column, isBesides) {
      const button = all(`[role=columnheader][aria-label="${column}"] .table__sort`)[0];
      button?.dispatchEvent(new MouseEvent("click", { shiftKey: isBesides, bubbles: true }));
      return button !== undefined;
    },

    async toggleColumn(column) {
      const opener = await find(".toolbar__columns");
      opener.click();
      all(".columns__column").find((box) => columnOf(box) === column)!.querySelector("input")!.click();
      opener.click();
    },

    async pressInChart(keys) {
      const plot = await find(".horizon__plot");
      plot.focus();
      for (const pressed of keys) {
        const shiftKey = pressed.startsWith("Shift+");
        const init = { key: pressed.replace("Shift+", ""), shiftKey, bubbles: true, cancelable: true };
        plot.dispatchEvent(new KeyboardEvent("keydown", init));
        await turn();
      }
      plot.blur();
    },

    hasDetails: () => document.querySelector(".details") !== null,

    order: () => rows().map((row) => row.querySelector<HTMLElement>(".person")!.dataset.name!),

    closeMessage: () =>
      document.querySelector<HTMLElement>(".toast [aria-label='Close this message']")?.click(),

    async pass(minutes) {
      const SECONDS = 13;
      instant += minutes * 60_000;
      const until = performance.now() + PATIENCE_MS;
      const passed = new Map<number, number>();
      const isLeft = (id: number) => (passed.get(id) ?? 0) < SECONDS;
      // On a busy machine a message is seen before its clock starts: that clock has all of its
      // seconds, too, and a message without a clock is there at the end.
      const goesOn = () => [...ticking.keys()].some(isLeft) || document.querySelector(".toast");
      while (goesOn() && performance.now() < until) {
        for (const [id, tick] of [...ticking].filter(([id]) => isLeft(id))) {
          passed.set(id, (passed.get(id) ?? 0) + 1);
          tick();
        }
        await turn();
      }
    },

    async see(wanted, patience) {
      const until = performance.now() + patience;
      await turn();
      for (let nLooks = 1; ; nLooks++) {
        const difference = compare(wanted);
        if (difference.missing.length + difference.unexpected.length === 0) return null;
        if (performance.now() > until) return difference;
        // At first it is only a matter of some tasks.
        await (nLooks < 10 ? turn() : frame());
      }
    },
  };
  Object.assign(window, { hands });
}
