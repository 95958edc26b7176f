import { test, type Page } from "@playwright/test";
import { at, inspect, sent } from "../support/page-checks.js";
import { newPerson } from "../support/people.js";
import { openAs } from "../support/staff.js";

const FORM = "/services/pavlodar-2015/targeted-social-assistance/prepare";

test.describe.configure({ timeout: 120_000 });

/** Answers everything that is asked. */
async function fill(page: Page): Promise<void> {
  const person = newPerson();
  for (const name of ["channel", "applies"]) {
    const choice = page.locator(`[name=${name}][type=radio]`);
    if (await choice.count()) await choice.first().check();
  }
  await page.locator("[name=office]").selectOption({ index: 1 });
  await page.locator("[name=name]").fill(person.name);
  await page.locator("[name=iin]").fill(person.iin);
  await page.locator("[name=address]").fill("Үлгі ауылы, Сынақ көшесі, 1-үй");
  await page.locator("[name=phone]").fill(person.phone);
}

test("the form of a prepared application, its mistakes and the sheet", async ({ page }) => {
  await inspect(page, "prepare", at(page, FORM));
  await inspect(page, "prepare-wrong", sent(page, FORM, "main form .actions"), 422);
  await inspect(page, "prepare-none", at(page, "/prepared"));
  await page.goto(`/kk${FORM}`);
  await fill(page);
  await page.locator("main form .actions button").click();
  await inspect(page, "prepare-sheet", at(page, "/prepared"));
});

test("the counter", async ({ page, browser }) => {
  await page.goto(`/kk${FORM}`);
  await fill(page);
  await page.locator("main form .actions button").click();
  const code = await page.locator(".paper__signs").innerText();
  const counter = await openAs(browser, "counter-pavlodar", "kk");
  await inspect(counter, "counter", at(counter, "/staff/prepared"));
  await inspect(counter, "counter-wrong", sent(counter, "/staff/prepared", "main form .actions"), 422);
  const typed = () => counter.locator("[name=code]").fill(code);
  await inspect(counter, "counter-opened", sent(counter, "/staff/prepared", "main form .actions", typed));
});
