import { expect, test, type Browser, type Page } from "@playwright/test";
import { send } from "../support/citizen.js";
import { newPerson } from "../support/people.js";
import { openAs } from "../support/staff.js";

const SERVICE = "/kk/services/zhambyl-2014/targeted-social-assistance";

/** A stranger's browser shows nothing at the address of the sheet. */
async function nothingElsewhere(browser: Browser, address: string): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await expect(page.locator("main h1")).toHaveText("Бұл браузерде дайындалған өтініш жоқ");
  await expect(page.locator(".paper")).toHaveCount(0);
  await context.close();
}

/** Answers the guide to its end with the first answer each time. */
async function throughGuide(page: Page): Promise<void> {
  for (let left = 10; left > 0; left -= 1) {
    const radios = page.locator("main form input[type=radio]");
    if ((await radios.count()) === 0) return;
    await radios.first().check();
    await send(page);
  }
}

test("an application is prepared without logging in, printed and opened at the counter", async ({ page, browser }) => {
  const person = newPerson();
  const visited: string[] = [];
  page.on("request", (request) => visited.push(decodeURIComponent(request.url())));

  await page.goto(SERVICE);
  await page.locator('main a[href*="/check"]').first().click();
  await throughGuide(page);
  await page.locator('main a[href*="/prepare"]').first().click();
  await expect(page.locator("main h1")).toHaveText("Қағаз өтінішті дайындау");

  await page.locator("[name=channel][value=provider]").check();
  await page.locator("[name=office]").selectOption({ index: 1 });
  await page.locator("[name=applies][value=self]").check();
  await page.locator("[name=name]").fill(person.name);
  await page.locator("[name=iin]").fill(person.iin.replace(/.$/, (last) => String((Number(last) + 1) % 10)));
  await page.locator("[name=address]").fill("Үлгі ауылы, Сынақ көшесі, 1-үй");
  await page.locator("[name=phone]").fill(person.phone);
  const answer = page.waitForResponse((answer) => answer.request().method() === "POST");
  await send(page);
  expect((await answer).status()).toBe(422);
  await expect(page).toHaveTitle(/^Қате/);
  await expect(page.locator('.error-summary a[href="#iin"]')).toBeVisible();
  await expect(page.locator("[name=name]")).toHaveValue(person.name);

  await page.locator("[name=iin]").fill(person.iin);
  await send(page);
  await expect(page).toHaveURL(/\/kk\/prepared$/);
  const paper = page.locator(".paper");
  await expect(paper).toContainText(person.name);
  await expect(paper.locator(".paper__box")).not.toHaveCount(0);
  const code = await paper.locator(".paper__signs").innerText();
  expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  for (const secret of [person.iin, person.name, person.phone, code, code.replaceAll("-", "")]) {
    expect(visited.filter((address) => address.includes(secret))).toEqual([]);
  }
  await nothingElsewhere(browser, page.url());

  const counter = await openAs(browser, "counter-zhambyl", "kk");
  await counter.goto("/kk/staff/prepared");
  await counter.locator("[name=code]").fill(code.toLowerCase().replaceAll("-", " "));
  await send(counter);
  await expect(counter).toHaveURL(/\/kk\/staff\/prepared$/);
  await expect(counter.locator(".paper")).toContainText(person.iin);

  // Another region's office does not render the service.
  const stranger = await openAs(browser, "counter-pavlodar", "kk");
  await stranger.goto("/kk/staff/prepared");
  await stranger.locator("[name=code]").fill(code);
  await send(stranger);
  await expect(stranger.locator(".error-summary")).toBeVisible();
  await expect(stranger.locator(".paper")).toHaveCount(0);

  await page.locator('main form[action$="/prepared/delete"] button').click();
  await expect(page.locator("main h1")).toHaveText("Деректеріңіз жойылды");
  await counter.goto("/kk/staff/prepared");
  await counter.locator("[name=code]").fill(code);
  await send(counter);
  await expect(counter.locator(".error-summary")).toContainText("Мұндай код жоқ");
});
