// The page without data: what it is for, and why nobody has to believe that it sends nothing.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { pageUrl } from "./page.ts";
import { expect, test } from "./fixtures.ts";
import { DIRECTORY } from "./files.ts";

const html = readFileSync(fileURLToPath(pageUrl), "utf8");
const sha256 = createHash("sha256").update(html).digest("hex");

test("the three steps name the tools of the rules that are followed", async ({ desk, page }) => {
  const steps = page.getByRole("main").getByRole("list").first();
  await expect(steps.getByRole("listitem")).toHaveCount(3);
  await expect(steps).toContainText("Cloud Control");
  await desk.follow("penno365-ars");
  await expect(steps).toContainText("Export from ARS");
  await expect(steps).not.toContainText("Cloud Control");
});

test.describe("nothing leaves this computer", () => {
  test("the policy of the file is said in words, and no request is counted", async ({
    desk,
    page,
  }) => {
    const promise = page.getByRole("main").getByRole("button", { name: /^Nothing leaves/ });
    await promise.click();
    await expect(desk.privacy.getByRole("region", { name: "Requests" })).toContainText(
      "0 requests made since the page was opened",
    );
    const written = html.match(/Content-Security-Policy" content="([^"]+)"/)![1];
    const names = written.split(";").map((rule) => rule.trim().split(" ")[0]);
    expect(names).toContain("connect-src");
    for (const name of names) {
      await expect(desk.privacy.getByText(name, { exact: true })).toBeVisible();
    }
    await expect(desk.privacy).toContainText("nothing can be fetched, sent or streamed");
    await expect(desk.privacy).not.toContainText("As written");
    await page.keyboard.press("Escape");
    await expect(desk.privacy).toHaveCount(0);
    await expect(promise).toBeFocused();

    // With data it is reached from the top.
    await desk.drop([DIRECTORY]);
    await page.getByRole("banner").getByRole("button", { name: /^Nothing leaves/ }).click();
    await expect(desk.privacy).toBeVisible();
  });

  test("an attempt that the policy stops is told", async ({ desk, faults, page }) => {
    await page.getByRole("banner").getByRole("button", { name: /^Nothing leaves/ }).click();
    await page.evaluate(() => fetch("https://example.edu/").catch(() => {}));
    const requests = desk.privacy.getByRole("region", { name: "Requests" });
    await expect(requests).toContainText("the policy stopped 1 attempt");
    await expect(requests).toContainText("0 requests");
    expect(faults.length).toBeGreaterThan(0);
    faults.length = 0;
  });

  test("a copy without the policy says so, and counts what it asks for", async ({
    desk,
    folder,
    page,
  }) => {
    const copy = join(folder, "copy.html");
    writeFileSync(copy, html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
    await page.goto(pathToFileURL(copy).href);
    const headers = { "access-control-allow-origin": "*" };
    await page.route("https://example.edu/**", (route) => route.fulfill({ body: "x", headers }));
    await page.getByRole("banner").getByRole("button", { name: /^Nothing leaves/ }).click();
    await expect(desk.privacy).toContainText("built without a policy");
    await page.evaluate(() => fetch("https://example.edu/"));
    await expect(desk.privacy.getByRole("region", { name: "Requests" })).toContainText(
      "1 request made",
    );
  });

  test("its own file, chosen or dropped, is told by its fingerprint", async ({ desk, page }) => {
    await page.getByRole("banner").getByRole("button", { name: /^Nothing leaves/ }).click();
    await expect(desk.privacy).toContainText("Get-FileHash reprieve.html");
    await desk.privacy.getByLabel("Choose reprieve.html").setInputFiles(fileURLToPath(pageUrl));
    await expect(desk.privacy.getByRole("status")).toContainText(sha256);
    await page.keyboard.press("Escape");

    const changed = html.replace("Reprieve reads your files", "Reprieve keeps your files");
    await desk.drop([{ name: "copy of reprieve.html", bytes: changed }]);
    await expect(desk.privacy.getByRole("status")).toContainText("copy of reprieve.html");
    const other = createHash("sha256").update(changed).digest("hex");
    await expect(desk.privacy.getByRole("status")).toContainText(other);
    await page.keyboard.press("Escape");
    await expect(desk.cards).toHaveCount(0);
    await expect(desk.button("Try it with sample data")).toBeVisible();
  });

  test("where the browser computes no fingerprint, the page says so", async ({ desk, page }) => {
    const address = "http://reprieve.example.edu/";
    await page.route(address, (route) =>
      route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }),
    );
    await page.goto(address);
    // Before the page has started nobody hears a drop.
    await expect(page.getByRole("main")).toBeVisible();
    await desk.drop([{ name: "reprieve.html", bytes: html }]);
    await expect(desk.privacy.getByRole("status")).toContainText("only for pages from disk");
  });
});
