import { expect, test, type Page } from "@playwright/test";
import { apply, register, send, submitted } from "../support/citizen.js";
import { at, inspect } from "../support/page-checks.js";
import { DEMO_PASSWORD } from "../support/people.js";
import { openCase } from "../support/staff.js";

async function staffLogin(page: Page, login: string): Promise<void> {
  await page.goto("/ru/staff/login");
  await page.locator("[name=login]").fill(login);
  await page.locator("[name=password]").fill(DEMO_PASSWORD);
  await send(page);
  await expect(page).toHaveURL(/\/ru\/staff$/);
}

async function logOut(page: Page): Promise<void> {
  await page.locator("form[action$='/logout'] button").click();
  await expect(page).toHaveURL(/\/ru\/\?said=logged-out$/);
}

test("after the logout «Back» shows neither the cabinet nor an official's case", async ({ page }) => {
  const { number } = await submitted(page, "ru");
  await page.goto("/ru/cabinet");
  await expect(page.locator("h1")).toBeVisible();
  await logOut(page);
  await page.goBack();
  await expect(page).toHaveURL(/\/ru\/login\?next=/);
  await expect(page.locator("form[action$='/logout']")).toHaveCount(0);
  expect((await page.context().cookies()).map((cookie) => cookie.name)).not.toContain("otinish");

  await staffLogin(page, "registrar");
  await openCase(page, number);
  await logOut(page);
  await page.goBack();
  await expect(page).toHaveURL(/\/ru\/staff\/login\?next=/);
  await expect(page.locator("body")).not.toContainText(number);
});

test("a page in another tab that was open before the logout asks to log in", async ({ page }) => {
  await register(page, "ru");
  await page.goto("/ru/cabinet/sessions");
  const other = await page.context().newPage();
  await other.goto("/ru/cabinet");
  await logOut(other);
  await page.reload();
  await expect(page).toHaveURL(/\/ru\/login\?next=/);
});

test("an upload after the session ended says so and leads to the login and back", async ({ page }) => {
  const person = await register(page, "ru");
  const draft = await apply(page, "ru");
  await page.goto(`${draft}/documents/income`);
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  await page.context().clearCookies();
  const large = { name: "справка.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(9 * 1024 * 1024, "%PDF-1.4 ") };
  await page.locator("input[type=file]").setInputFiles(large);
  await page.locator("#upload button[type=submit]").last().click();
  await expect(page.locator("#upload [role=status]")).toContainText("Сеанс завершился");
  await page.locator("#upload a[href*='/login']").click();
  await page.locator("[name=login]").fill(person.iin);
  await page.locator("[name=password]").fill(person.password);
  await send(page);
  await expect(page).toHaveURL(`${draft}/documents/income`);
});

test("an upload without JavaScript after the session ended shows the login and no broken connection", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await register(page, "ru");
  const draft = await apply(page, "ru");
  await page.goto(`${draft}/documents/income`);
  await context.clearCookies();
  const large = { name: "справка.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(9 * 1024 * 1024, "%PDF-1.4 ") };
  await page.locator("input[type=file]").setInputFiles(large);
  await page.locator("#upload button[type=submit]").last().click();
  await expect(page).toHaveURL(/\/ru\/login\?next=/);
  await context.close();
});

test("what is typed as a password can be shown", async ({ page }) => {
  await page.goto("/ru/login");
  const [field, button] = [page.locator("[name=password]"), page.locator("button[data-reveals]")];
  await field.fill("длинный пароль");
  await expect(field).toHaveAttribute("type", "password");
  await button.click();
  await expect(field).toHaveAttribute("type", "text");
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await button.click();
  await expect(field).toHaveAttribute("type", "password");
});

test("the pages of sessions", async ({ page }) => {
  test.setTimeout(120_000);
  await register(page, "ru");
  await inspect(page, "sessions", at(page, "/cabinet/sessions"));
  await inspect(page, "login-no-cookie", at(page, "/login?entered=yes"));
});
