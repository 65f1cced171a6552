// The shipped page, opened from disk and handled as a person would.

import { fileURLToPath, pathToFileURL } from "node:url";

import { expect, type Download, type Locator, type Page } from "@playwright/test";

import type { Handed } from "./files.ts";

const shipped =
  process.env.REPRIEVE_HTML || fileURLToPath(new URL("../../dist/reprieve.html", import.meta.url));

/** The address of the shipped page, opened from disk as a user would. */
export const pageUrl = pathToFileURL(shipped).href;

/** The day of which the tests ask: a Wednesday. */
export const AS_OF = "2026-11-18";

/** The columns by which the table sorts, as their headers say. */
export type Column =
  | "Person"
  | "Logon name"
  | "Status"
  | "Decision"
  | "Clock"
  | "Days left"
  | "Act by"
  | "Disabled"
  | "Deprovisioned"
  | "Restore by"
  | "Days to restore"
  | "Lapsed"
  | "Affiliations"
  | "Why"
  | "Reason"
  | "Department"
  | "Center"
  | "E-mail";

/** Files as they get into a page, last changed at noon of a day, local time. */
export interface Given {
  given: { name: string; base64: string }[];
  modified: string;
}

export function toGive(files: Handed[], modified: string): Given {
  const given = files.map(({ name, bytes }) => ({
    name,
    base64: Buffer.from(bytes).toString("base64"),
  }));
  return { given, modified };
}

/** Drops files on the window; it runs in the page. */
export function handOver({ given, modified }: Given): void {
  const dataTransfer = new DataTransfer();
  for (const { name, base64 } of given) {
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
    const lastModified = new Date(`${modified}T12:00:00`).getTime();
    dataTransfer.items.add(new File([bytes], name, { lastModified }));
  }
  for (const kind of ["dragover", "drop"]) {
    const init = { dataTransfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent(kind, init));
  }
}

/** Pastes a text on the page itself; it runs in the page. */
export function pasteOver({ text, html }: { text: string; html: string }): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  if (html) clipboardData.setData("text/html", html);
  const init = { clipboardData, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new ClipboardEvent("paste", init));
}

/** More than a program without memory can take in. */
export const TOO_MUCH = { text: "x".repeat(8_000_000), html: "" };

/** From now on the browser makes no element. The page does not expect that: it panics when it
 *  wants to show something else. It runs in the page. */
export function breakElements(): void {
  const refuse = () => {
    throw new Error("no element today");
  };
  const { createElement } = Document.prototype;
  const { cloneNode } = Node.prototype;
  Object.assign(window, {
    mendElements() {
      Document.prototype.createElement = createElement;
      Node.prototype.cloneNode = cloneNode;
    },
  });
  Document.prototype.createElement = refuse;
  Node.prototype.cloneNode = refuse;
}

/** Undoes `breakElements`, for tools that make elements. It runs in the page. */
function mendElements(): void {
  (window as unknown as { mendElements(): void }).mendElements();
}

/** Finds the memory of the program when it starts, so that `useUpMemory` can use it up. It runs
 *  in the page before anything else does. */
export function rememberMemory(): void {
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (response, imports) => {
    const made = await instantiateStreaming(response, imports);
    Object.assign(window, { memory: made.instance.exports.memory });
    return made;
  };
}

/** Leaves the program no memory that it could take, as on a computer that has no more of it. It
 *  runs in the page. */
export function useUpMemory(): void {
  const { memory } = window as unknown as { memory: WebAssembly.Memory };
  for (let pages = 32_768; pages >= 1; ) {
    try {
      memory.grow(pages);
    } catch {
      pages >>= 1;
    }
  }
}

/** What is on the page, by role and label. */
export class Desk {
  readonly page: Page;
  readonly sources: Locator;
  /** One for each file or pasted text. */
  readonly cards: Locator;
  readonly outcome: Locator;
  readonly goodNews: Locator;
  readonly summary: Locator;
  readonly people: Locator;
  readonly table: Locator;
  /** The accounts that are in the document. */
  readonly rows: Locator;
  readonly search: Locator;
  /** How many of the accounts are shown. */
  readonly shown: Locator;
  readonly names: Locator;
  readonly details: Locator;
  readonly alerts: Locator;
  readonly overlay: Locator;
  /** The button at the top that says which rules are followed, and shows them. */
  readonly rulesButton: Locator;
  /** The rules, when they are looked at. */
  readonly rules: Locator;
  /** Where the page says that rules came with a file. */
  readonly rulesNews: Locator;
  /** The groups of accounts that need the same thing, when they are looked at. */
  readonly steps: Locator;
  readonly progress: Locator;
  /** What is said of an answer while large files are read. */
  readonly stillReading: Locator;
  /** What was done last, with the way back. */
  readonly toast: Locator;
  /** Why nothing leaves the computer, when it is looked at. */
  readonly privacy: Locator;
  /** What is said when another day began. */
  readonly dayNews: Locator;
  /** Whose work is inside, when it is looked at. */
  readonly licences: Locator;
  /** Where the page says that it has stopped. */
  readonly fatal: Locator;
  /** What was done before, in the same place. */
  readonly fatalText: Locator;
  /** Whether the test made the page stop. */
  isStopped = false;

  constructor(page: Page) {
    this.page = page;
    this.sources = page.getByRole("region", { name: "Sources" });
    this.cards = this.sources.getByRole("article");
    this.outcome = page.getByRole("region", { name: "Outcome" });
    this.goodNews = this.outcome.getByRole("heading", { name: "Nobody is expiring" });
    this.summary = page.getByRole("region", { name: "Summary by status" });
    this.people = page.getByRole("region", { name: "People" });
    this.table = page.getByRole("table", { name: "Accounts that are expiring" });
    this.rows = this.table.getByRole("row").filter({ has: page.getByRole("cell") });
    this.search = page.getByRole("searchbox", { name: "Search people" });
    this.shown = this.people.locator(".toolbar").getByRole("status");
    this.names = page.getByRole("region", { name: "Logon names" });
    this.details = page.getByRole("complementary", { name: "Details" });
    this.alerts = page.getByRole("alert");
    this.overlay = page.getByText("Drop it: it is read here and goes nowhere else");
    this.rulesButton = page.getByRole("banner").getByRole("button", { name: /^Rules / });
    this.rules = page.getByRole("dialog", { name: "Rules", exact: true });
    this.rulesNews = page.getByRole("status", { name: "Rules" });
    this.steps = page.getByRole("list", { name: "Groups that need the same steps" });
    this.progress = page.getByRole("progressbar", { name: "Reading" });
    this.stillReading = page.getByRole("region", { name: "Still reading" });
    this.toast = page.getByRole("region", { name: "What was done last" });
    this.privacy = page.getByRole("dialog", { name: "Nothing leaves this computer" });
    this.dayNews = page.getByRole("status", { name: "Day" });
    this.licences = page.getByRole("dialog", { name: "Licences" });
    this.fatal = page.locator("#fatal");
    this.fatalText = this.fatal.getByLabel("Your decisions, notes and waits");
  }

  async open(): Promise<void> {
    await this.page.goto(pageUrl);
    // Unlike an assertion it looks again with every frame.
    await this.page.getByRole("main").waitFor();
  }

  async setAsOf(day: string): Promise<void> {
    const field = this.page.getByLabel("As of");
    await field.fill(day);
    // Keys that are pressed next are not meant for it.
    await field.blur();
  }

  /** From now on the disk is slow, and keeps the second half of large files to itself until
   *  `releaseLargeFiles`. */
  async holdLargeFiles(): Promise<void> {
    await this.page.evaluate(() => {
      const release = Promise.withResolvers<void>();
      Object.assign(window, { releaseLargeFiles: release.resolve });
      const stream = Blob.prototype.stream;
      Blob.prototype.stream = function () {
        const half = this.size / 2;
        let nRead = 0;
        const transform = async (chunk: Uint8Array, to: TransformStreamDefaultController) => {
          // However large the pieces are in which the browser reads, these are small.
          const length = 65_536;
          for (let at = 0; at < chunk.length; at += length) {
            to.enqueue(chunk.slice(at, at + length));
            nRead += length;
            await new Promise(requestAnimationFrame);
            if (nRead > half && half > 1_000_000) await release.promise;
          }
        };
        return stream.call(this).pipeThrough(new TransformStream({ transform }));
      };
    });
  }

  async releaseLargeFiles(): Promise<void> {
    await this.page.evaluate(() =>
      (window as unknown as { releaseLargeFiles: () => void }).releaseLargeFiles(),
    );
  }

  /** Drops files on the window, and waits until each of them is read or refused. */
  async drop(files: Handed[], modified: string = AS_OF): Promise<void> {
    await this.startDrop(files, modified);
    await this.settled();
  }

  /** Waits until nothing is being read. Unlike an assertion it looks again with every frame. */
  async settled(): Promise<void> {
    await this.progress.first().waitFor({ state: "detached" });
  }

  /** Takes the sample data, and waits until both of its files are read. */
  async useSample(): Promise<void> {
    await this.button("Try it with sample data").click();
    await expect(this.shown).toHaveText("18 accounts");
    await this.settled();
  }

  /** Drops files on the window. They were last changed at noon of a day, local time. */
  async startDrop(files: Handed[], modified: string = AS_OF): Promise<void> {
    await this.page.evaluate(handOver, toGive(files, modified));
  }

  /** Lets a drag happen to the window, without files; `within` is one inside of it. */
  async drag(kind: "dragover" | "dragleave" | "drop", within = false): Promise<void> {
    await this.page.evaluate(
      ({ kind, within }) => {
        const dataTransfer = new DataTransfer();
        const relatedTarget = within ? document.body : null;
        const init = { dataTransfer, relatedTarget, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent(kind, init));
      },
      { kind, within },
    );
  }

  /** Pastes a text on the page itself, with the HTML that a browser puts beside it. */
  async paste(text: string, html = ""): Promise<void> {
    await this.page.evaluate(pasteOver, { text, html });
  }

  /** Hands over files from disk, or made here, by the file chooser. */
  async choose(files: string | string[] | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.locator("input[type=file]").setInputFiles(files);
  }

  /** Follows a profile that comes with the program, by its name. */
  async follow(profile: string): Promise<void> {
    await this.rulesButton.click();
    await this.rules.getByLabel("Rules to follow").selectOption(profile);
    await expect(this.rules.getByText(`Profile ${profile}`)).toBeVisible();
    await this.page.keyboard.press("Escape");
    await expect(this.rules).toHaveCount(0);
  }

  /** Writes a value into a field of the rules, and leaves the field. */
  async writeRule(label: string, value: string): Promise<void> {
    const field = this.rules.getByLabel(label, { exact: true });
    await field.fill(value);
    await field.blur();
  }

  /** Forgets everything, and says so when asked. */
  async forget(): Promise<void> {
    await this.button("More").click();
    await this.button("Forget everything").click();
    await this.button("Forget all of it").click();
  }

  card(name: string): Locator {
    // What is understood of a file is behind its chip.
    const heading = this.page.getByRole("heading", { name, exact: true, includeHidden: true });
    return this.cards.filter({ has: heading });
  }

  /** Opens what is behind the chip of a file, where it is not open anyway. */
  async show(card: Locator): Promise<void> {
    const panel = card.locator(".source__panel");
    if ((await panel.count()) === 0 || (await panel.isVisible())) return;
    await card.locator(".source-chip").click();
    await expect(panel).toBeVisible();
  }

  /** What is decided about the accounts that are seen, where it is this. */
  decided(choice: string): Locator {
    return this.rows.locator(".decide__word").filter({ hasText: new RegExp(`^${choice}$`) });
  }

  /** Whether something can be saved, behind the button for exports or by its own. */
  async canDownload(button: string): Promise<boolean> {
    return (await this.button("Export").isVisible()) || (await this.button(button).isVisible());
  }

  /** Opens the evidence in the details. */
  async showEvidence(): Promise<void> {
    await this.details.getByText(/^Evidence · /).click();
  }

  /** Narrows the table to a value of a facet, or not any more. */
  async pick(name: RegExp): Promise<void> {
    await this.button("Filter").click();
    const filters = this.page.getByRole("group", { name: "Filters", exact: true });
    await filters.getByRole("checkbox", { name }).click();
    await this.page.keyboard.press("Escape");
    await expect(filters).toBeHidden();
  }

  /** Takes a file away. */
  async remove(name: string): Promise<void> {
    const button = this.page.getByRole("button", { name: `Remove ${name}`, exact: true, includeHidden: true });
    await this.show(this.cards.filter({ has: button }));
    await button.click();
  }

  tile(title: string): Locator {
    return this.summary.getByRole("button", { name: new RegExp(`^[\\d,]+ ${title}( |$)`) });
  }

  header(column: Column): Locator {
    return this.table.getByRole("columnheader", { name: column, exact: true });
  }

  /** The row of the account with this logon name. */
  row(logonName: string): Locator {
    const second = this.page.locator(".cell--person .cell__second");
    return this.rows.filter({
      has: second.filter({ hasText: new RegExp(`^${logonName}( · |$)`) }),
    });
  }

  /** The button of that account with the person's name, which has the focus when the row has. */
  person(logonName: string): Locator {
    return this.row(logonName).locator(".person");
  }

  /** The logon names in the table, from the top. */
  async logonNames(): Promise<string[]> {
    const seconds = await this.rows.locator(".cell--person .cell__second").allTextContents();
    return seconds.map((text) => text.split(" · ")[0]);
  }

  /** Nothing reaches beyond the window, so that nobody has to scroll sideways. */
  async expectToFit(): Promise<void> {
    const tooWide = () =>
      this.page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
    const { width } = this.page.viewportSize()!;
    await expect.poll(tooWide, `pixels beyond a window of ${width}`).toBeLessThanOrEqual(0);
  }

  /** Makes the program panic. */
  async panic(): Promise<void> {
    await this.page.evaluate(breakElements);
    await this.button("Keys").click();
    await this.expectStop();
    await this.page.evaluate(mendElements);
  }

  /** Waits until the page has stopped, which is no fault of it. */
  async expectStop(): Promise<void> {
    await expect(this.fatal).toBeVisible();
    this.isStopped = true;
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Presses a button, behind that for exports where there is one, and waits for what it saves. */
  async download(button: string): Promise<Download> {
    const saved = this.page.waitForEvent("download");
    const exports = this.button("Export");
    const isExport = ["Download CSV", "Download everyone"].includes(button);
    if (isExport && (await exports.isVisible())) await exports.click();
    await this.button(button).click();
    return saved;
  }
}
