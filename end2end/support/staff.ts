import { expect, type Browser, type Page } from "@playwright/test";
import { send, type Lang } from "./citizen.js";
import type { Album } from "./album.js";
import { enter, type Answers } from "./form.js";
import { DEMO_PASSWORD } from "./people.js";

/** What an official enters: the outcome if there are several, and the fields by name. */
export interface Entry {
  outcome?: string;
  fields?: Record<string, string>;
  choose?: Record<string, string>;
}

/** Today as it is typed. */
export function today(): string {
  return inDays(0);
}

/** The day after so many, as it is typed. */
export function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("ru-RU", { timeZone: "Asia/Almaty" }).format(day);
}

/** The steps of the department, each with who does it, to the award or to the refusal. */
export function department(end: "granted" | "refused"): [string, Entry][] {
  const conclusion = { "conclusion-number": "17/26", "conclusion-date": today() };
  const decided: Entry =
    end === "granted"
      ? { outcome: "granted", fields: { ...conclusion, "granted--amount": "184 500" }, choose: { "granted--how-often": "once" } }
      : {
          outcome: "refused",
          fields: { ...conclusion, "refused--explanation": "Доход семьи выше порога." },
          choose: { "refused--ground": "commission-conclusion" },
        };
  return [
    ["registrar", { outcome: "accepted" }],
    ["head", { choose: { executor: "А. Орындаушиева" } }],
    ["executor", {}],
    [
      "survey",
      {
        outcome: end === "granted" ? "need" : "no-need",
        fields: {
          "visit-date": today(),
          composition: "Ерлі-зайыптылар мен бір бала.",
          "living-conditions": "Бір бөлмелі жалдамалы пәтер.",
          "need-reasons": "Табысы күнкөріс деңгейінен төмен.",
        },
      },
    ],
    ["executor", { fields: { "per-capita-income": "20 000" } }],
    ["special", decided],
    ["head", {}],
    ["registrar", {}],
  ];
}

/** A page in which the official is logged in, on the server of all tests or on the one at `address`. */
export async function openAs(browser: Browser, login: string, lang: Lang = "ru", address?: string): Promise<Page> {
  const viewport = { width: 1280, height: 900 };
  const there = address ? { baseURL: address } : {};
  const context = await browser.newContext({ viewport, javaScriptEnabled: true, ...there });
  const page = await context.newPage();
  await page.goto(`/${lang}/staff/login`);
  await page.locator("[name=login]").fill(login);
  await page.locator("[name=password]").fill(DEMO_PASSWORD);
  await send(page);
  await expect(page).toHaveURL(/\/staff$/);
  return page;
}

/** The form of the step in hand. */
export function stepForm(page: Page) {
  return page.locator('main form[action*="/steps/"]:not([action$="/files"])');
}

/** Finds the case in the queue and opens it. */
export async function openCase(page: Page, number: string): Promise<void> {
  await page.goto(new URL("/ru/staff", page.url()).href);
  await page.getByRole("link", { name: number }).click();
  await expect(page.locator("main")).toContainText(number);
}

/** Ends the step in hand. Whoever issues a paper by it has the paper before them first, and presses once more. */
async function finish(page: Page): Promise<void> {
  const button = stepForm(page).locator("button[type=submit]:not([formaction]):not([name])");
  await button.click();
  // What is odd about the decision is said first.
  const doubts = page.locator("main form [name=doubts]");
  const paper = page.locator("main form [name=paper]");
  const done = page.locator("main div[role=status]");
  await expect(done.or(paper).or(doubts).first()).toBeAttached({ timeout: 15_000 });
  if (await doubts.count()) {
    await button.click();
    await expect(done.or(paper).first()).toBeAttached();
  }
  if (await paper.count()) await button.click();
}

/** Does the step in hand, and reads in the queue that it is done. */
export async function complete(page: Page, number: string, entry: Entry): Promise<void> {
  const form = stepForm(page);
  if (entry.outcome) await form.locator(`[name=outcome][value=${entry.outcome}]`).check();
  for (const [name, value] of Object.entries(entry.fields ?? {})) await form.locator(`[name="${name}"]`).fill(value);
  for (const [name, value] of Object.entries(entry.choose ?? {})) await choose(page, name, value);
  await finish(page);
  await expect(page).toHaveURL(/\/staff\?done=/);
  await expect(page.locator("main [role=status]")).toContainText(number);
}

/** Radios or a list, by value or by the words beside it. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  const form = stepForm(page);
  const list = form.locator(`select[name="${name}"]`);
  if (await list.count()) {
    const option = list.locator("option", { hasText: value });
    await list.selectOption((await option.count()) ? { label: await option.innerText() } : value);
    return;
  }
  const byValue = form.locator(`[name="${name}"][value="${value}"]`);
  if (await byValue.count()) await byValue.check();
  else await form.getByLabel(value).check();
}

/** Takes the case through all steps, each by its official in a browser of their own. */
export async function workToTheEnd(browser: Browser, number: string, end: "granted" | "refused"): Promise<void> {
  for (const [login, entry] of department(end)) {
    const page = await openAs(browser, login);
    await openCase(page, number);
    await complete(page, number, entry);
    await page.context().close();
  }
}

/** What an official sees and does at a step: the way whose value begins so where there is a choice, and what is entered. */
export interface Deed {
  login: string;
  sees?: string;
  way?: string;
  answers?: Answers;
}

/** Does the steps in turn, each by its official in a browser of their own, with a picture of what they see. */
export async function work(browser: Browser, number: string, deeds: Deed[], album?: Album): Promise<void> {
  for (const [n, { login, sees, way, answers }] of deeds.entries()) {
    const page = await openAs(browser, login);
    await openCase(page, number);
    if (sees) await expect(page.locator("main")).toContainText(sees);
    await album?.look(page, `${number}-${n + 1}-${login}`);
    const form = stepForm(page);
    if (way) await form.locator(`[name=outcome][value^="${way}"]`).first().check();
    await enter(page, answers ?? {});
    await finish(page);
    await expect(page.locator("main [role=status]")).toContainText(number);
    await page.context().close();
  }
}
