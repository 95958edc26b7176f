import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Browser } from "@playwright/test";
import { SERVICE } from "./citizen.js";
import type { Engine } from "./engine.js";
import { pdf } from "./files.js";
import type { Person } from "./people.js";
import { complete, openAs, openCase } from "./staff.js";

const SLOTS = ["identity", "family", "income", "difficult-situation", "category-proof"];
const SEND = "main form button[type=submit]";

const url = (engine: Engine) => expect.poll(() => engine.address());
const text = (engine: Engine, selector: string) => expect.poll(() => engine.text(selector));
const awake = (engine: Engine) => expect.poll(() => engine.root("data-islands"), { timeout: 15_000 }).toBe("ready");

/** Presses a button of the form and waits for the next page. */
async function press(engine: Engine, what: "continue" | "later"): Promise<void> {
  const before = await engine.address();
  await engine.click(`main button[name=do][value=${what}]`);
  await url(engine).not.toBe(before);
}

async function logIn(engine: Engine, person: Person, next: string): Promise<void> {
  await engine.open(`/kk/login?next=${encodeURIComponent(next)}`);
  await engine.type("[name=login]", person.iin);
  await engine.type("[name=password]", person.password);
  await engine.click(SEND);
  await url(engine).toBe(next);
}

/** From the questions of the guide to a draft; the path of its task list. */
async function guide(engine: Engine): Promise<string> {
  await engine.open(`/kk/${SERVICE}/check`);
  for (const fact of ["resident", "natural", "disability", "category"]) {
    await engine.click(`main [name="person.${fact}"][value=yes]`);
    await engine.click(SEND);
    await url(engine).toContain(`person.${fact}=yes`);
  }
  await text(engine, "main").toContain("Порталда өтініш бере аласыз");
  await engine.click('main form[action$="/apply"] button');
  await url(engine).toMatch(/\/drafts\/[0-9a-f-]+$/);
  return engine.address();
}

/** What is typed is saved when the field is left, and the page loaded anew has it. */
async function autosave(engine: Engine, draft: string): Promise<void> {
  await engine.open(`${draft}/situation`);
  await awake(engine);
  await engine.type("[name=description]", "Өрттен кейін баспанасыз қалдық.");
  await engine.leave("[name=description]");
  await text(engine, ".autosave").toMatch(/\d\d:\d\d/);
  await engine.open(`${draft}/situation`);
  expect(await engine.value("[name=description]")).toBe("Өрттен кейін баспанасыз қалдық.");
  await engine.click("[name=disability][value=yes]");
  await press(engine, "continue");
}

/** What was typed a moment ago is there in the other language, before anything has saved it by itself. */
async function languageSwitch(engine: Engine, draft: string): Promise<void> {
  await engine.open(`${draft}/situation`);
  await engine.type("[name=description]", " Көмек керек.");
  await engine.click(".langs [lang=ru]");
  await url(engine).toContain("/ru/");
  await expect.poll(() => engine.value("[name=description]")).toContain("Көмек керек.");
}

/** The rest of the form. */
async function form(engine: Engine, draft: string): Promise<void> {
  await engine.open(`${draft}/applicant`);
  await engine.type("[name=address]", "Орал қ., Үлгі көшесі, 1-үй");
  await engine.choose("[name=office]", "uralsk");
  await press(engine, "continue");
  await engine.open(`${draft}/family`);
  await press(engine, "continue");
  await engine.open(`${draft}/income`);
  await engine.type("[name=own-income]", "60 000");
  await press(engine, "later");
  await url(engine).toBe(draft);
}

async function uploads(engine: Engine, draft: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "otinish-engine-"));
  for (const slot of SLOTS) {
    const file = join(folder, `${slot}.pdf`);
    await writeFile(file, pdf("").buffer);
    await engine.open(`${draft}/documents/${slot}`);
    if ((await engine.count("input[type=file]")) === 0) continue;
    await awake(engine);
    await engine.attach("input[type=file]", file);
    await engine.click("form:has(input[type=file]) button[type=submit]");
    await text(engine, "main .rows").toContain(`${slot}.pdf`);
  }
}

/** Signs and submits; the number and the path of the case. */
async function submit(engine: Engine, draft: string): Promise<{ number: string; path: string }> {
  await engine.open(`${draft}/check`);
  await engine.click('main a.button[href$="/sign"]');
  await url(engine).toMatch(/\/sign$/);
  await engine.click(SEND);
  await url(engine).toMatch(/\/cabinet\/cases\/[0-9a-f-]+\/receipt$/);
  const number = /\d[\d-]*\d/.exec(await engine.text("main h1"))?.[0];
  if (!number) throw new Error("the receipt names no number");
  return { number, path: (await engine.address()).replace(/\/receipt$/, "") };
}

/** The open page of the case follows what an official does. */
async function liveStatus(engine: Engine, browser: Browser, number: string, path: string): Promise<void> {
  await engine.open(path);
  await awake(engine);
  await text(engine, ".now").toContain("көрсетілетін қызметті беруші кеңсесінің маманы");
  const official = await openAs(browser, "registrar");
  await openCase(official, number);
  await complete(official, number, { outcome: "accepted" });
  await official.context().close();
  await text(engine, ".now").toContain("көрсетілетін қызметті берушінің басшысы");
  await text(engine, "main [role=status]").toContain("Өтініштің барысы жаңартылды.");
}

/** After the logout nobody goes back to what the citizen saw. */
async function backAfterLogout(engine: Engine, number: string): Promise<void> {
  await engine.open("/kk/cabinet");
  await text(engine, "main").toContain(number);
  await engine.click('form[action$="/logout"] button');
  await url(engine).not.toContain("/cabinet");
  await engine.back();
  await text(engine, "body").not.toContain(number);
}

/** One citizen's way through the portal, in whatever engine. `browser` serves the official. */
export async function journey(engine: Engine, person: Person, browser: Browser): Promise<void> {
  await test.step("login", () => logIn(engine, person, "/kk/cabinet"));
  const draft = await test.step("guide", () => guide(engine));
  await test.step("autosave", () => autosave(engine, draft));
  await test.step("language switch after typing", () => languageSwitch(engine, draft));
  await test.step("form", () => form(engine, draft));
  await test.step("upload", () => uploads(engine, draft));
  const { number, path } = await test.step("sign and receipt", () => submit(engine, draft));
  await test.step("live status", () => liveStatus(engine, browser, number, path));
  await test.step("back after logout", () => backAfterLogout(engine, number));
}
