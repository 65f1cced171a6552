// A disk that is slow, and one that loses files: what the browser hands over is the page's
// only way to them.

/** A page of Playwright's or of Puppeteer's. */
interface Page {
  evaluate<Given>(run: (given: Given) => void, given: Given): Promise<unknown>;
}

/** What a disk does with the files that were changed on a day. */
export class Disk {
  private readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** From now on all files of the page come from here. */
  static async of(page: Page): Promise<Disk> {
    await page.evaluate(() => {
      const held = new Map<number, PromiseWithResolvers<void>>();
      const lost = new Set<number>();
      const dayOf = (file: File) => new Date(file.lastModified).setHours(0, 0, 0, 0);
      const stream = Blob.prototype.stream;
      Blob.prototype.stream = function () {
        const day = this instanceof File ? dayOf(this) : NaN;
        const whole = stream.call(this);
        if (!held.has(day) && !lost.has(day)) return whole;
        const start = async () => {
          await held.get(day)?.promise;
          // In the words of Chromium and Firefox alike.
          if (lost.has(day)) throw new DOMException("The file is gone", "NotReadableError");
        };
        return whole.pipeThrough(new TransformStream({ start }));
      };
      Object.assign(window, { disk: { held, lost } });
    }, null);
    return new Disk(page);
  }

  /** Keeps the files of a day to itself until they are released. */
  async hold(day: string): Promise<void> {
    await this.change(day, "hold");
  }

  async release(day: string): Promise<void> {
    await this.change(day, "release");
  }

  /** The files of a day are not there any more. */
  async lose(day: string): Promise<void> {
    await this.change(day, "lose");
  }

  private async change(day: string, what: "hold" | "release" | "lose"): Promise<void> {
    await this.page.evaluate(
      ({ day, what }) => {
        const { disk } = window as unknown as {
          disk: { held: Map<number, PromiseWithResolvers<void>>; lost: Set<number> };
        };
        const key = new Date(`${day}T00:00:00`).getTime();
        if (what === "hold") disk.held.set(key, Promise.withResolvers());
        if (what === "lose") disk.lost.add(key);
        if (what === "release") {
          disk.held.get(key)?.resolve();
          disk.held.delete(key);
        }
      },
      { day, what },
    );
  }
}
