import { test } from "@playwright/test";
import { at, inspect, sent } from "../support/page-checks.js";

test.describe.configure({ timeout: 120_000 });

test("the amounts", async ({ page }) => {
  await inspect(page, "amounts", at(page, "/amounts"));
});

test("the calculators, empty and with mistakes", async ({ page }) => {
  await inspect(page, "calculator-income", at(page, "/calculators/income"));
  await inspect(page, "calculator-semipalatinsk", at(page, "/calculators/semipalatinsk"));
  await inspect(page, "calculator-income-wrong", sent(page, "/calculators/income", "main form .actions"), 422);
  await inspect(page, "calculator-semipalatinsk-wrong", sent(page, "/calculators/semipalatinsk", "main form .actions"), 422);
});

test("the results", async ({ page }) => {
  await inspect(
    page,
    "calculator-income-result",
    sent(page, "/calculators/income", "main form .actions", async () => {
      await page.locator("#date").fill("01.08.2017");
      await page.locator("#region").selectOption("350000000");
      await page.locator("#income-1").fill("15 000");
    }),
  );
  await inspect(
    page,
    "calculator-semipalatinsk-result",
    sent(page, "/calculators/semipalatinsk", "main form .actions", async () => {
      await page.locator("#zone-1").selectOption("minimum");
      await page.locator("#from-1").fill("15.03.1960");
      await page.locator("#to-1").fill("1995");
    }),
  );
});
