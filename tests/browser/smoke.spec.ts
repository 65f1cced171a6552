// The shipped file starts from disk with the network cut, and asks for nothing.

import { expect, test } from "@playwright/test";

import { pageUrl } from "./page.ts";

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

test("says what is wrong when the page cannot start", async ({ page }) => {
  // As in a browser that is too old for it.
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto(pageUrl);
  await expect(page.getByRole("alert")).toContainText("could not start");
});
