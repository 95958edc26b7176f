import { test } from "@playwright/test";
import { at, inspect, sent } from "../support/page-checks.js";
import { newPerson } from "../support/people.js";

test("the pages to come in by", async ({ page }) => {
  test.setTimeout(120_000);
  await inspect(page, "register", at(page, "/register"));
  await inspect(page, "register-error", sent(page, "/register", "main form"), 422);
  const oddBirthDate = async () => {
    const person = newPerson();
    await page.locator("[name=iin]").fill(person.iin);
    await page.locator("[name=name]").fill(person.name);
    await page.locator("[name=birth-date]").fill("01.01.2001");
    await page.locator("[name=phone]").fill(person.phone);
    for (const name of ["password", "password-again"]) await page.locator(`[name=${name}]`).fill(person.password);
  };
  await inspect(page, "register-warned", sent(page, "/register", "main form", oddBirthDate), 422);
  await inspect(page, "login", at(page, "/login"));
  await inspect(page, "login-error", sent(page, "/login", "main form"), 422);
  const wrong = async () => {
    await page.locator("[name=login]").fill("000101000000");
    await page.locator("[name=password]").fill("құпиясөз емес");
  };
  await inspect(page, "login-refused", sent(page, "/login", "main form", wrong), 422);
  await inspect(page, "staff-login", at(page, "/staff/login"));
  await inspect(page, "staff-login-refused", sent(page, "/staff/login", "main form", wrong), 422);
});
