import { expect, type Page } from "@playwright/test";
import { jpeg, pdf } from "./files.js";
import { newPerson, type Person } from "./people.js";

export type Lang = "kk" | "ru" | "en";

/** The service of the journeys. */
export const SERVICE = "services/west-kazakhstan-2018/local-social-assistance";

/** The documents that this citizen is asked for. */
const SLOTS = ["identity", "family", "income", "difficult-situation", "category-proof"];

/** Presses the button of the form that fills the page. */
export async function send(page: Page): Promise<void> {
  await page.locator("main form button[type=submit]").first().click();
}

/** The newest code that the simulated operator took for a number, or for an address as its page shows it. */
export async function codeFor(page: Page, to: string): Promise<string> {
  const end = to.includes("@") ? to : to.slice(-4);
  let code: string | undefined;
  await expect(async () => {
    const messages = await (await page.request.get(new URL("/ru/demo/messages", page.url()).href)).text();
    const row = messages.split('data-to="').find((row) => row.startsWith(`${end}"`));
    code = /\b\d{6}\b/.exec(row?.split("row__title")[1] ?? "")?.[0];
    expect(code).toBeDefined();
  }).toPass({ timeout: 15_000 });
  return code ?? "";
}

/** Types the code that was sent to a number or address, and confirms. */
export async function confirmCode(page: Page, to: string): Promise<void> {
  await page.locator("[name=code]").fill(await codeFor(page, to));
  await send(page);
}

/** Fills the registration in. */
export async function fillRegistration(page: Page, person: Person): Promise<void> {
  await page.locator("[name=iin]").fill(person.iin);
  await page.locator("[name=name]").fill(person.name);
  await page.locator("[name=birth-date]").fill(person.born);
  await page.locator("[name=phone]").fill(person.phone);
  await page.locator("[name=password]").fill(person.password);
  await page.locator("[name=password-again]").fill(person.password);
}

/** Registers a new person and ends where `next` says. */
export async function register(page: Page, lang: Lang, next = "", person = newPerson()): Promise<Person> {
  await page.goto(`/${lang}/register?next=${encodeURIComponent(next)}`);
  await fillRegistration(page, person);
  await send(page);
  await expect(page).toHaveURL(/\/register\/code$/);
  await confirmCode(page, person.phone);
  await expect(page).not.toHaveURL(/\/register(\?|\/code|$)/);
  return person;
}

/** Opens a draft with what the guide learned; the address of its task list. */
export async function apply(page: Page, lang: Lang): Promise<string> {
  await page.goto(`/${lang}/${SERVICE}/apply?person.resident=yes&person.natural=yes&person.disability=yes`);
  await send(page);
  await expect(page).toHaveURL(/\/drafts\/[0-9a-f-]+$/);
  return page.url();
}

/** Opens a topic from the task list. */
export async function openTopic(page: Page, draft: string, topic: string): Promise<void> {
  await page.goto(draft);
  await page.locator(`main a[href$="/${topic}"]`).first().click();
  await expect(page).toHaveURL(new RegExp(`/${topic}$`));
}

/** Saves a form page and goes on. */
export async function goOn(page: Page): Promise<void> {
  await page.locator("main button[name=do][value=continue]").click();
}

/** Answers all topics: two family members, so that the income is shared by three. */
export async function fillTopics(page: Page, draft: string): Promise<void> {
  await fillApplicant(page, draft);
  await fillSituation(page, draft);
  await addMember(page, draft, "Сынақов Ерлан Үлгіұлы", "spouse", "120 000");
  await addMember(page, draft, "Сынақова Ару Ерланқызы", "child", "0");
  await page.goto(`${draft}/family`);
  await goOn(page);
  await fillIncome(page, draft);
}

/** Where the applicant lives. */
export async function fillApplicant(page: Page, draft: string): Promise<void> {
  await openTopic(page, draft, "applicant");
  await page.locator("[name=address]").fill("Орал қ., Үлгі көшесі, 1-үй");
  await page.locator("[name=office]").selectOption("uralsk");
  await goOn(page);
}

/** What happened. Without a disability the portal is closed. */
export async function fillSituation(page: Page, draft: string, disability = "yes"): Promise<void> {
  await openTopic(page, draft, "situation");
  await page.locator(`[name=disability][value=${disability}]`).check();
  const disease = page.locator("[name=disease][value=no]");
  if (await disease.count()) await disease.check();
  await page.locator("[name=description]").fill("Отбасымыз жұмыссыз қалды, емделуге қаражат жоқ.");
  await goOn(page);
}

/** The applicant's own income. */
export async function fillIncome(page: Page, draft: string): Promise<void> {
  await openTopic(page, draft, "income");
  await page.locator("[name=own-income]").fill("60 000");
  await goOn(page);
}

/** Adds a member of the family. */
export async function addMember(
  page: Page,
  draft: string,
  name: string,
  relation: string,
  income: string,
): Promise<void> {
  await openTopic(page, draft, "family");
  await page.locator('main a[href$="/family/new"]').click();
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=iin]").fill(newPerson().iin);
  await page.locator(`[name=relation][value=${relation}]`).check();
  await page.locator("[name=income]").fill(income);
  await goOn(page);
}

/** Attaches a file to each document that is asked for. */
export async function attachAll(page: Page, draft: string): Promise<void> {
  for (const [at, slot] of SLOTS.entries()) {
    await page.goto(`${draft}/documents`);
    const link = page.locator(`main a[href$="/documents/${slot}"]`);
    if ((await link.count()) === 0) continue;
    await link.click();
    const chooser = page.locator("input[type=file]");
    if ((await chooser.count()) === 0) continue;
    const file = at % 2 ? jpeg(`құжат-${at}.jpg`) : pdf(`құжат-${at}.pdf`);
    await chooser.setInputFiles(file);
    await page.locator("form:has(input[type=file]) button[type=submit]").click();
    await expect(page.getByRole("link", { name: file.name })).toBeVisible();
  }
}

/** Checks, confirms and submits; ends on the receipt. The number and the path of the case. */
export async function submit(page: Page, draft: string): Promise<{ number: string; path: string }> {
  await page.goto(`${draft}/check`);
  await page.locator('main a.button[href$="/sign"]').click();
  await send(page);
  return receipt(page);
}

/** What the open receipt says. */
export async function receipt(page: Page): Promise<{ number: string; path: string }> {
  await expect(page).toHaveURL(/\/cabinet\/cases\/[0-9a-f-]+\/receipt$/);
  const heading = await page.locator("main h1").innerText();
  const number = /\d[\d-]*\d/.exec(heading)?.[0];
  if (!number) throw new Error(`no registration number in «${heading}»`);
  return { number, path: new URL(page.url()).pathname.replace(/\/receipt$/, "") };
}

/** A person with a case that was just submitted. */
export async function submitted(page: Page, lang: Lang): Promise<{ person: Person; number: string; path: string }> {
  const person = await register(page, lang);
  const draft = await apply(page, lang);
  await fillTopics(page, draft);
  await attachAll(page, draft);
  return { person, ...(await submit(page, draft)) };
}
