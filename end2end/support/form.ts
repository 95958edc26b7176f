import { expect, type Locator, type Page } from "@playwright/test";
import type { Album } from "./album.js";
import { goOn, send, submit, type Lang } from "./citizen.js";
import { pdf } from "./files.js";

/** What is entered, by the name of the field: the words, the value of a choice, or «yes» for a box that is ticked. */
export type Answers = Record<string, string>;

/** Begins an application; the address of its task list. */
export async function begin(page: Page, lang: Lang, service: string): Promise<string> {
  await page.goto(`/${lang}/services/${service}`);
  const at = page.url();
  await page.locator('main a[href$="/apply"], main form[action$="/apply"] button').first().click();
  await left(page, at);
  if (new URL(page.url()).pathname.endsWith("/apply")) await send(page);
  await expect(page).toHaveURL(/\/drafts\/[0-9a-f-]+$/);
  return page.url();
}

/** Waits until the page after `at` is there: a click returns before it is. */
async function left(page: Page, at: string): Promise<void> {
  await page.waitForURL((url) => url.href !== at, { timeout: 20_000 });
}

/** Enters the answers whose fields the page has, by whatever each is entered with; a table gets one sum for all months. */
export async function enter(page: Page, answers: Answers): Promise<void> {
  for (const [name, value] of Object.entries(answers)) {
    const named = `[name="${name}"], [name^="${name}."], [name$="--${name}"]`;
    const parts = page.locator(`main :is(${named}):not([type=hidden]):visible`);
    for (const field of await parts.all()) {
      const kind = await field.evaluate((one) => (one as HTMLInputElement).type);
      if (kind === "checkbox") await field.check();
      else if (kind === "select-one") await field.selectOption(value, { timeout: 5_000 });
      else if (kind !== "radio") await field.fill(value);
      else if ((await field.getAttribute("value")) === value || (await words(field)) === value) await field.check();
    }
  }
}

/** What stands beside a radio. */
async function words(field: Locator): Promise<string> {
  return field.evaluate((one) => (one as HTMLInputElement).labels?.[0]?.textContent?.trim() ?? "");
}

/** Goes through all pages of a draft, each with a picture, until the documents; `rows` are added to the page that lists them. */
export async function fillIn(page: Page, draft: string, answers: Answers, rows: Answers[], album: Album): Promise<void> {
  await page.goto(draft);
  await album.look(page, "tasks");
  await page.locator(`main a[href^="${new URL(draft).pathname}/"]`).first().click();
  await left(page, draft);
  while (!page.url().endsWith("/documents")) {
    const at = page.url();
    const topic = new URL(at).pathname.split("/").pop() ?? "";
    const add = page.locator(`main a[href$="/${topic}/new"]`);
    if (await add.count()) {
      for (const [n, given] of rows.entries()) {
        await page.goto(at);
        await add.click();
        await left(page, at);
        await enter(page, given);
        if (n === 0) await album.look(page, `${topic}-row`);
        const row = page.url();
        await goOn(page);
        await left(page, row);
      }
      await page.goto(at);
    }
    await enter(page, answers);
    await goOn(page);
    await expect(page, `${topic} is taken`).not.toHaveURL(at);
    await left(page, at);
    const next = page.url();
    await page.goto(at);
    await album.look(page, topic);
    await page.goto(next);
  }
  await album.look(page, "documents");
}

/** From the first page of a draft to the page of its case, each with a picture; the number and the path of the case. */
export async function fileIt(
  page: Page,
  draft: string,
  answers: Answers,
  rows: Answers[],
  album: Album,
): Promise<{ number: string; path: string }> {
  await fillIn(page, draft, answers, rows, album);
  await attachMissing(page, draft, album);
  await page.goto(`${draft}/check`);
  await album.look(page, "check");
  const filed = await submit(page, draft);
  await album.look(page, "receipt");
  await page.goto(filed.path);
  await album.look(page, "case");
  return filed;
}

/** Attaches a page to whatever the check page still wants. */
export async function attachMissing(page: Page, draft: string, album: Album): Promise<void> {
  await page.goto(`${draft}/check`);
  const wanted = page.locator('main .notice a[href*="/documents/"]');
  const places = await wanted.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  if (places.length) await album.look(page, "incomplete");
  for (const [n, place] of places.entries()) {
    await page.goto(place);
    if (n === 0) await album.look(page, "document");
    await attach(page, `құжат-${n + 1}.pdf`);
  }
}

/** Sends a file by the form of the page. */
export async function attach(page: Page, name: string): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(pdf(name));
  await page.locator("form:has(input[type=file]) button[type=submit]").first().click();
  await expect(page.getByRole("link", { name })).toBeVisible();
}
