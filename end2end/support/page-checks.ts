import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page, type Response } from "@playwright/test";
import type { Lang } from "./citizen.js";
import { expectNarrowLayout } from "./layout.js";

/** Bytes over the wire of a page with everything that is needed to read and submit it. */
const PAGE_BUDGET = 60_000;

const LANGS: Lang[] = ["kk", "ru", "en"];

/** Keeps the page as it was served, for html-validate (`cargo xtask ci`). `name` is a file name. */
async function saveHtml(answer: Response, name: string): Promise<void> {
  const folder = process.env.OTINISH_HTML ?? "../target/html";
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.html`), await answer.text());
}

/** No violation of WCAG 2.2 AA or of axe's best practices on the page as it stands. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // No frames here, and the other way opens a second page for each look.
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] })
    .analyze();
  const found = violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(" ")).join("; ")}`);
  expect.soft(found, where).toEqual([]);
}

const assetSizes = new Map<string, number>();

/** Bytes of an asset as the browser gets it. */
async function assetSize(page: Page, address: string): Promise<number> {
  const known = assetSizes.get(address);
  if (known !== undefined) return known;
  const answer = await page.request.get(address, { headers: { "accept-encoding": "br, gzip" } });
  const size = Number(answer.headers()["content-length"] ?? (await answer.body()).length);
  assetSizes.set(address, size);
  return size;
}

/** The page and everything it loads, without the islands: they come after it can be used. */
async function expectSmall(page: Page, answer: Response, where: string): Promise<void> {
  const addresses = await page.evaluate(() => {
    const links = document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet], link[rel~=icon], link[rel=manifest]");
    const sources = document.querySelectorAll<HTMLImageElement | HTMLScriptElement>("script[src], img[src]");
    return [...[...links].map((link) => link.href), ...[...sources].map((source) => source.src)];
  });
  const sizes = await answer.request().sizes();
  let bytes = sizes.responseBodySize + sizes.responseHeadersSize;
  for (const address of addresses.filter((address) => !/\/app\.[0-9a-f]+\.(js|wasm)$/.test(address))) {
    bytes += await assetSize(page, address);
  }
  expect.soft(bytes, `${where}: bytes to use it`).toBeLessThanOrEqual(PAGE_BUDGET);
}

/** What a page must keep in each language: access, width, weight; and it is saved for html-validate. */
export async function inspect(
  page: Page,
  name: string,
  open: (lang: Lang) => Promise<Response | null>,
  status = 200,
): Promise<void> {
  for (const lang of LANGS) {
    await test.step(`${name}, ${lang}`, async () => {
      const answer = await open(lang);
      if (!answer) throw new Error(`${name}: the browser did not load a page`);
      const where = `${name}, ${lang}`;
      expect(answer.status(), where).toBe(status);
      await saveHtml(answer, `${name}-${lang}`);
      await expectSmall(page, answer, where);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await expectAccessible(page, `${where} at ${width} px`);
      }
      await expectNarrowLayout(page, where);
      expect.soft(await page.locator("html").getAttribute("lang"), where).toBe(lang);
      const failed = /^(Қате|Ошибка|Error)/.test(await page.title());
      expect.soft(failed, `${where}: the title says whether something is wrong`).toBe(status === 422 || status === 413);
    });
  }
}

/** The path of an address behind its language, for a walk in all of them. */
export function behindLanguage(address: string): string {
  return new URL(address).pathname.replace(/^\/\w\w/, "");
}

/** The page at `path`, which begins behind the language. */
export function at(page: Page, path: string): (lang: Lang) => Promise<Response | null> {
  return (lang) => page.goto(`/${lang}${path}`);
}

/** The page that comes back when the form at `path` is sent as `prepare` leaves it. */
export function sent(page: Page, path: string, form: string, prepare: () => Promise<void> = async () => {}) {
  return async (lang: Lang): Promise<Response> => {
    await page.goto(`/${lang}${path}`);
    await prepare();
    const answer = page.waitForResponse((answer) => answer.request().isNavigationRequest());
    await page.locator(`${form} button[type=submit]`).first().click();
    const page2 = await answer;
    await page.waitForLoadState("load");
    return page2;
  };
}
