// The whole job with the network cut: nothing is asked for, and nothing is kept.

import { readFileSync } from "node:fs";

import type { BrowserContext, Page } from "@playwright/test";

import { AS_OF, Desk, pageUrl } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY, ENROLLMENT } from "./files.ts";

/** Everything in which a page can keep something, as it is now. */
async function kept(context: BrowserContext, page: Page): Promise<Record<string, unknown>> {
  const here = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    cookie: document.cookie,
    // The address and the history are places to keep something too.
    address: location.href,
    state: history.state as unknown,
    name: window.name,
  }));
  return { ...here, cookies: await context.cookies() };
}

const NOTHING = {
  local: {},
  session: {},
  databases: [],
  cookie: "",
  address: pageUrl,
  state: null,
  name: "",
  cookies: [],
};

test("the whole job asks for nothing and keeps nothing", async ({ context, page, faults }) => {
  const requests: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("serviceworker", (worker) => requests.push(worker.url()));
  page.on("websocket", (socket) => requests.push(socket.url()));
  page.on("worker", (worker) => requests.push(worker.url()));
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await context.setOffline(true);
  const desk = new Desk(page);
  await desk.open();
  await desk.setAsOf(AS_OF);

  await desk.choose({
    name: DIRECTORY.name,
    mimeType: "text/csv",
    buffer: Buffer.from(DIRECTORY.bytes),
  });
  await expect(desk.card(DIRECTORY.name)).toContainText("Directory");
  await desk.button("Copy 3 names").click();
  await expect(desk.names.getByRole("status")).toHaveText("Copied.");

  await desk.paste(String(ENROLLMENT.bytes));
  await expect(desk.cards.nth(1)).toContainText("Enrollment list");
  await expect(desk.rows).toHaveCount(2);
  await desk.person("ghopper").click();
  await expect(desk.details).toContainText("Hopper, Grace");

  const saved = await desk.download("Download CSV");
  expect(readFileSync(await saved.path(), "utf8")).toContain("ghopper");

  expect(await kept(context, page)).toEqual(NOTHING);
  await desk.forget();
  await expect(desk.cards).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Whose mailbox" })).toBeVisible();
  await expect(page.locator("body")).not.toContainText("Hopper");
  expect(await kept(context, page)).toEqual(NOTHING);

  const strangers = requests.filter((url) => url !== pageUrl && !url.startsWith("blob:"));
  expect(strangers).toEqual([]);
  expect(requests.filter((url) => url === pageUrl)).toHaveLength(1);
  await expect(desk.fatal).toBeHidden();
  expect(faults).toEqual([]);
});

test("a reload forgets as well", async ({ desk }) => {
  await desk.drop([DIRECTORY, ENROLLMENT]);
  await expect(desk.rows).toHaveCount(2);
  await desk.open();
  await expect(desk.cards).toHaveCount(0);
});
