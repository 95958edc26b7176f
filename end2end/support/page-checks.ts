import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, type Response } from "@playwright/test";

/** Keeps the page as it was served, for html-validate (`cargo xtask ci`). `name` is a file name. */
export async function saveHtml(answer: Response | null, name: string): Promise<void> {
  if (!answer) throw new Error(`${name}: the browser did not load a page`);
  const folder = process.env.OTINISH_HTML ?? "../target/html";
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.html`), await answer.text());
}

/** No violation of WCAG 2.2 AA or of axe's best practices on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(" ")).join("; ")}`);
  expect(found).toEqual([]);
}

/** Bytes over the wire of the page and of everything it loads, without the islands. */
export async function bytesToUse(page: Page, address: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (/\/app\.[0-9a-f]+\.(js|wasm)$/.test(new URL(request.url()).pathname)) return;
    sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize));
  });
  await page.goto(address, { waitUntil: "load" });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
