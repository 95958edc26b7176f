import { expect, test, type Page } from "@playwright/test";
import { send } from "../support/citizen.js";
import { at, inspect, sent } from "../support/page-checks.js";
import { openAs } from "../support/staff.js";
import { totp } from "../support/totp.js";

const PASSWORD = "терезеден көк тау көрінеді";
const FORM = "main form .actions";

test.describe.configure({ timeout: 300_000 });

/** Posts login and password to the login page of officials. */
async function begin(page: Page, login: string, password: string): Promise<void> {
  await page.goto("/ru/staff/login");
  await page.locator("[name=login]").fill(login);
  await page.locator("[name=password]").fill(password);
  await send(page);
}

/** Adds an official; gives the one-time password, which is shown once. */
async function add(admin: Page, login: string): Promise<string> {
  await admin.goto("/ru/staff/people/new");
  await admin.locator("[name=name]").fill("Ө. Жаңаева");
  await admin.locator("[name=login]").fill(login);
  await admin.getByLabel("Администратор органа").check();
  await send(admin);
  const shown = admin.locator("#one-time-password");
  await expect(shown).toBeVisible();
  const password = await shown.innerText();
  await admin.reload();
  await expect(shown).toHaveCount(0);
  return password;
}

test("an administrator adds an official, who sets up a telephone, comes in, and is shut out", async ({ page, browser }) => {
  const login = `j.${Date.now().toString(36)}`;
  const admin = await openAs(browser, "admin");
  await inspect(admin, "people-new", at(admin, "/staff/people/new"));
  await inspect(admin, "people-new-error", sent(admin, "/staff/people/new", FORM), 422);
  const oneTime = await add(admin, login);
  const account = new URL(admin.url()).pathname.replace(/^\/\w\w/, "");
  await inspect(admin, "people-person", at(admin, account));

  await begin(page, login, oneTime);
  await expect(page).toHaveURL(/\/staff\/login\/password$/);
  await inspect(page, "staff-password", at(page, "/staff/login/password"));
  await inspect(page, "staff-password-error", sent(page, "/staff/login/password", FORM), 422);
  for (const name of ["password", "password-again"]) await page.locator(`[name=${name}]`).fill(PASSWORD);
  await send(page);
  await expect(page).toHaveURL(/\/staff\/login\/enrol$/);
  await inspect(page, "staff-enrol", at(page, "/staff/login/enrol"));
  await inspect(page, "staff-enrol-error", sent(page, "/staff/login/enrol", FORM), 422);
  await expect(page.locator(".qr svg")).toBeVisible();
  const secret = await page.locator("main li strong").innerText();
  await page.locator("[name=code]").fill(totp(secret));
  await send(page);
  await expect(page).toHaveURL(/\/staff\/login\/codes$/);
  await inspect(page, "staff-codes", at(page, "/staff/login/codes"));
  const code = await page.locator("main code").first().innerText();
  await send(page);
  await expect(page).toHaveURL(/\/staff$/);
  await inspect(page, "staff-second-factor", at(page, "/staff/second-factor"));

  const again = await (await browser.newContext()).newPage();
  await begin(again, login, PASSWORD);
  await expect(again).toHaveURL(/\/staff\/login\/code$/);
  await inspect(again, "staff-code", at(again, "/staff/login/code"));
  await inspect(again, "staff-code-error", sent(again, "/staff/login/code", FORM), 422);
  await again.locator("[name=code]").fill(totp(secret, 1));
  await send(again);
  await expect(again).toHaveURL(/\/staff$/);

  const third = await (await browser.newContext()).newPage();
  await begin(third, login, PASSWORD);
  await third.locator("[name=code]").fill(code);
  await send(third);
  await expect(third).toHaveURL(/\/staff$/);

  await inspect(admin, "people", at(admin, "/staff/people"));
  await admin.goto(`/ru${account}`);
  await inspect(admin, "people-person-factor", at(admin, account));
  await admin.goto(`/ru${account}`);
  await admin.locator("form[action$='/disable'] button").click();
  await expect(admin.locator("main [role=status]")).toContainText("Вход закрыт");
  for (const shutOut of [page, again, third]) {
    await shutOut.goto("/ru/staff");
    await expect(shutOut).toHaveURL(/\/staff\/login\?next=/);
  }
  await inspect(admin, "people-person-disabled", at(admin, account));
});
