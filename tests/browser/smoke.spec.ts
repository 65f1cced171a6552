// The shipped file starts from disk with the network cut, and asks for nothing.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, test } from "@playwright/test";

import { pageUrl } from "./page.ts";

const html = readFileSync(fileURLToPath(pageUrl), "utf8");

test("starts from disk, offline, without a request or an error", async ({ context, page }) => {
  const requests: string[] = [];
  const errors: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  page.on("websocket", (socket) => requests.push(socket.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });

  await context.setOffline(true);
  await page.goto(pageUrl);

  await expect(page.locator("main")).toBeVisible();
  expect(errors).toEqual([]);
  expect(requests.filter((url) => /^(https?|wss?):/.test(url))).toEqual([]);
});

test("the page's own policy stops a request before it is sent", async ({ page }) => {
  await page.goto(pageUrl);
  await expect(page.locator("main")).toBeVisible();

  const directive = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) =>
          resolve(event.effectiveDirective),
        );
        fetch("http://127.0.0.1:9/").catch(() => {});
      }),
  );

  expect(directive).toBe("connect-src");
});

// As in a browser that is too old for it.
for (const missing of ["WebAssembly", "DecompressionStream"]) {
  test(`says what is wrong when the page cannot start: no ${missing}`, async ({ page }) => {
    await page.addInitScript((name) => Reflect.deleteProperty(globalThis, name), missing);
    await page.goto(pageUrl);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("could not start in this browser");
    await expect(alert).toContainText("current version of Chrome, Edge, Firefox or Safari");
    await expect(alert).toContainText(missing);
  });
}

test("starts in a browser that reads no base 64 into bytes by itself", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Uint8Array, "fromBase64"));
  await page.goto(pageUrl);
  await expect(page.locator("main")).toBeVisible();
});

test("says what is wrong when the file is damaged", async ({ page }) => {
  const damaged = html.replace(/(id="reprieve-wasm">.{1000})..../, "$1AAAA");
  expect(damaged).not.toBe(html);
  await page.setContent(damaged);
  await expect(page.getByRole("alert")).toContainText("could not start");
});
