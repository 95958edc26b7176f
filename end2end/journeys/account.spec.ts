import { expect, test, type Page } from "@playwright/test";
import { confirmCode, fillRegistration, register, send } from "../support/citizen.js";
import { newPerson, type Person } from "../support/people.js";

const NEW = "жаңа әрі ұзын сөйлем";
const RECOVERED = "ұмытпайтын басқа тіркес";

async function login(page: Page, person: Person, password: string): Promise<void> {
  await page.goto("/kk/login");
  await page.locator("[name=login]").fill(person.iin);
  await page.locator("[name=password]").fill(password);
  await send(page);
}

async function logout(page: Page): Promise<void> {
  await page.locator('header form[action$="/logout"] button').click();
  await expect(page).toHaveURL(/\/kk\/\?said=logged-out$/);
  await expect(page.locator("main [role=status]").first()).toContainText("Порталдан шықтыңыз");
}

test("from registration with a code over a change to the recovery of the password", async ({ page }) => {
  const person = newPerson();
  await page.goto("/kk/register");
  await fillRegistration(page, person);
  await send(page);
  await expect(page).toHaveURL(/\/register\/code$/);

  // A wrong code, a reload and the way back lose nothing.
  await page.locator("[name=code]").fill("12345");
  await send(page);
  await expect(page).toHaveTitle(/^Қате/);
  await page.goto("/kk/register/code");
  await page.locator('main a[href$="/register"]').click();
  await expect(page.locator("[name=name]")).toHaveValue(person.name);
  await expect(page.locator("[name=phone]")).toHaveValue(person.phone);
  await page.goto("/kk/register/code");
  await page.locator('main a[href*="/demo/messages"]').click();
  await expect(page.locator("main .notice--warn")).toContainText("Бұл – демонстрация");
  await page.locator("a.back").click();
  await confirmCode(page, person.phone);
  await expect(page).toHaveURL(/\/kk\/cabinet\?said=registered$/);
  await expect(page.locator("main [role=status]").first()).toContainText("Сіз тіркелдіңіз");
  await page.goBack();
  await expect(page).not.toHaveURL(/\/register\/code$/);

  await page.goto("/kk/cabinet");
  await page.locator('main a[href$="/cabinet/profile"]').click();
  await page.locator('main a[href$="/profile/password"]').click();
  await page.locator("[name=current]").fill(person.password);
  for (const name of ["password", "password-again"]) await page.locator(`[name=${name}]`).fill(NEW);
  await send(page);
  await expect(page.locator("main [role=status]")).toContainText("Құпиясөз өзгертілді");

  const phone = newPerson().phone;
  await page.locator('main a[href$="/profile/phone"]').click();
  await page.locator("[name=phone]").fill(phone);
  await page.locator("[name=current]").fill(NEW);
  await send(page);
  await confirmCode(page, phone);
  await expect(page.locator("main .summary")).toContainText(`${phone.slice(-4, -2)} ${phone.slice(-2)}`);
  await page.locator('main a[href$="/profile/email"]').click();
  await page.locator("[name=email]").fill("umit@example.kz");
  await send(page);
  await confirmCode(page, "u…@example.kz");
  await expect(page.locator("main .summary")).toContainText("umit@example.kz");

  await logout(page);
  await login(page, person, "бұл басқа сөйлем");
  await page.locator('main a[href$="/recovery"]').click();
  await page.locator("[name=iin]").fill(person.iin);
  await send(page);
  await page.locator("[name=password]").fill(RECOVERED);
  await page.locator("[name=password-again]").fill(RECOVERED);
  await confirmCode(page, phone);
  await expect(page).toHaveURL(/\/recovery\/done$/);
  await login(page, person, RECOVERED);
  await expect(page).toHaveURL(/\/kk\/cabinet$/);
});

test("a password changed elsewhere ends the session here", async ({ page, browser }) => {
  const person = await register(page, "kk");
  const elsewhere = await browser.newPage();
  await login(elsewhere, person, person.password);
  await elsewhere.goto("/kk/cabinet/profile/password");
  await elsewhere.locator("[name=current]").fill(person.password);
  for (const name of ["password", "password-again"]) await elsewhere.locator(`[name=${name}]`).fill(NEW);
  await send(elsewhere);
  await expect(elsewhere.locator("main [role=status]")).toContainText("Құпиясөз өзгертілді");
  await page.goto("/kk/cabinet");
  await expect(page).toHaveURL(/\/login/);
  await elsewhere.close();
});
