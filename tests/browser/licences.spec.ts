// Whose work is inside the file, and under which licences.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { DIRECTORY } from "./files.ts";
import { expect, test } from "./fixtures.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

function cargo(...words: string[]): string {
  return execFileSync("cargo", words, { cwd: root, encoding: "utf8", maxBuffer: 1e9 });
}

/** What Cargo puts into the page, by normal dependencies, as `name version`. */
function builtIn(): string[] {
  const words = "tree --locked -p reprieve-web --edges normal --prefix none --target";
  return cargo(...words.split(" "), "wasm32-unknown-unknown")
    .split("\n")
    .flatMap((line) => line.match(/^(\S+) v(\S+)/)?.slice(1, 3).join(" ") ?? [])
    .filter((name) => !name.startsWith("reprieve-"));
}

interface Metadata {
  packages: { id: string; name: string; version: string }[];
  resolve: {
    nodes: { id: string; deps: { pkg: string; dep_kinds: { kind: string | null }[] }[] }[];
  };
}

/** What the manifests and the lock file allow to be in the page: more than `builtIn`, because
 *  features that only tests switch on count here. */
function allowed(): Set<string> {
  const words = "metadata --locked --format-version 1 --filter-platform wasm32-unknown-unknown";
  const { packages, resolve } = JSON.parse(cargo(...words.split(" "))) as Metadata;
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  const open = packages.filter(({ name }) => name === "reprieve-web").map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const { pkg, dep_kinds } of nodes.get(id)!.deps) {
      if (dep_kinds.some(({ kind }) => kind === null)) open.push(pkg);
    }
  }
  return new Set(
    packages.filter(({ id }) => seen.has(id)).map(({ name, version }) => `${name} ${version}`),
  );
}

test("every package that is in the page is named, with a text", async ({ desk, page }) => {
  await page.getByRole("main").getByRole("button", { name: "Licences" }).click();
  const packages = await desk.licences.getByRole("listitem").allTextContents();
  const named = new Set(packages);
  const inside = builtIn();
  expect(inside.length).toBeGreaterThan(50);
  expect(inside.filter((name) => !named.has(name))).toEqual([]);

  // What is no package of the page is no invention either.
  const known = allowed();
  const others = [...named].filter((name) => !known.has(name)).sort();
  expect(others).toHaveLength(3);
  expect(others[0]).toBe("Reprieve itself");
  expect(others[1]).toMatch(/^the Rust standard library \d/);
  expect(others[2]).toMatch(/^wasm-bindgen-cli \d/);

  const sections = page.getByRole("listitem").filter({ hasText: /^foldhash / });
  const zlib = desk.licences.locator("section").filter({ has: sections });
  await expect(zlib).toContainText("zlib License");
  await zlib.getByText("Text", { exact: true }).click();
  await expect(zlib).toContainText("Copyright (c) 2024 Orson Peters");
});

test("the licences open and close by keyboard, over what was open", async ({ desk, page }) => {
  const welcome = page.getByRole("main").getByRole("button", { name: "Licences" });
  await welcome.focus();
  await page.keyboard.press("Enter");
  await expect(desk.licences).toBeVisible();
  await expect(desk.licences.getByRole("button", { name: "Close" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(desk.licences).toHaveCount(0);
  await expect(welcome).toBeFocused();

  // With data they are behind the promise, which stays open beneath.
  await desk.drop([DIRECTORY]);
  await page.getByRole("banner").getByRole("button", { name: /^Nothing leaves/ }).click();
  const button = desk.privacy.getByRole("button", { name: "Licences" });
  await button.press("Enter");
  await expect(desk.licences).toBeVisible();
  // A press beside the sheet closes it, and nothing else.
  await page.mouse.click(5, 5);
  await expect(desk.licences).toHaveCount(0);
  await expect(desk.privacy).toBeVisible();
  await expect(button).toBeFocused();
  await button.press("Enter");
  await desk.licences.getByRole("button", { name: "Close" }).click();
  await expect(desk.licences).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(desk.privacy).toHaveCount(0);
});
