import { expect, test } from "@playwright/test";
import { submitted } from "../support/citizen.js";
import { complete, openAs, openCase, stepForm } from "../support/staff.js";

test.describe.configure({ timeout: 120_000 });

test("the citizen is told that the term became twenty working days, and why", async ({ page, browser }) => {
  const { number, path } = await submitted(page, "kk");
  const official = await openAs(browser, "registrar");
  await openCase(official, number);

  const replaced = official.locator("button[formaction$='/term']");
  await official.locator("details", { has: replaced }).locator("summary").click();
  await replaced.click();
  // Without a reason it is not done.
  await expect(official.locator("main")).toContainText(number);
  await expect(official).toHaveTitle(/^Ошибка/);

  await official.locator("[name=reason]").fill("Не хватает справки о доходах за квартал.");
  await replaced.click();
  await expect(official).toHaveURL(/news=term/);

  await page.goto(path);
  await expect(page.locator("main")).toContainText("20 жұмыс күні");
  await expect(page.locator("main")).toContainText("Не хватает справки о доходах за квартал.");

  // The case goes on as before.
  await openCase(official, number);
  await complete(official, number, { outcome: "accepted" });
});

test("of two officials on one step the second is told who did it", async ({ page, browser }) => {
  const { number } = await submitted(page, "kk");
  const [first, second] = [await openAs(browser, "registrar"), await openAs(browser, "all")];
  await openCase(first, number);
  await openCase(second, number);
  await complete(first, number, { outcome: "accepted" });
  await stepForm(second).locator("[name=outcome][value=accepted]").check();
  await stepForm(second).locator("button[type=submit]:not([formaction])").click();
  await expect(second.locator("main")).toContainText("Г. Тіркеуова");
});
