import { test } from "@playwright/test";
import { fillRegistration, register, send } from "../support/citizen.js";
import { at, inspect, sent } from "../support/page-checks.js";
import { newPerson } from "../support/people.js";

test.describe.configure({ timeout: 180_000 });

const CODE_FORM = "main form:has([name=code])";

test("the pages of codes and of a forgotten password", async ({ page }) => {
  await inspect(page, "demo-messages", at(page, "/demo/messages"));
  const begin = () => fillRegistration(page, newPerson());
  await page.goto("/kk/register");
  await begin();
  await send(page);
  await inspect(page, "register-code", at(page, "/register/code"));
  await inspect(page, "register-code-empty", sent(page, "/register/code", CODE_FORM), 422);
  const child = async () => {
    await begin();
    await page.locator("[name=birth-date]").fill("03.02.2023");
  };
  await inspect(page, "register-child", sent(page, "/register", "main form", child), 422);

  await inspect(page, "recovery", at(page, "/recovery"));
  await inspect(page, "recovery-error", sent(page, "/recovery", "main form"), 422);
  await page.goto("/kk/recovery");
  await page.locator("[name=iin]").fill(newPerson().iin);
  await send(page);
  await inspect(page, "recovery-code", at(page, "/recovery/code"));
  await inspect(page, "recovery-code-error", sent(page, "/recovery/code", CODE_FORM), 422);
  const wrong = async () => {
    await page.locator("[name=code]").fill("000000");
    for (const name of ["password", "password-again"]) await page.locator(`[name=${name}]`).fill("ұмытпайтын басқа тіркес");
  };
  await inspect(page, "recovery-code-wrong", sent(page, "/recovery/code", CODE_FORM, wrong), 422);
  await inspect(page, "recovery-done", at(page, "/recovery/done"));
  await inspect(page, "demo-messages-some", at(page, "/demo/messages"));
});

test("the pages of the own account", async ({ page }) => {
  const person = await register(page, "kk");
  await inspect(page, "profile", at(page, "/cabinet/profile"));
  await inspect(page, "profile-done", at(page, "/cabinet/profile?done=phone"));
  for (const what of ["password", "phone", "email"]) {
    const path = `/cabinet/profile/${what}`;
    await inspect(page, `profile-${what}`, at(page, path));
    await inspect(page, `profile-${what}-error`, sent(page, path, "main form"), 422);
  }
  await page.goto("/kk/cabinet/profile/phone");
  await page.locator("[name=phone]").fill(newPerson().phone);
  await page.locator("[name=current]").fill(person.password);
  await send(page);
  await inspect(page, "profile-phone-code", at(page, "/cabinet/profile/phone/code"));
  await page.goto("/kk/cabinet/profile/email");
  await page.locator("[name=email]").fill("umit@example.kz");
  await send(page);
  await inspect(page, "profile-email-code", at(page, "/cabinet/profile/email/code?sent=again"));
});
