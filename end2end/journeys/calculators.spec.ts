import { expect, test } from "@playwright/test";

const COUNT = 'button[value="count"]:not(.hidden)';
const ADD = 'button[value="add"]';

test("from a service to the income a head, and back", async ({ page }) => {
  await page.goto("/kk/services/zhambyl-2014/targeted-social-assistance");
  await page.locator('main a[href*="/calculators/income"]').click();
  await page.locator("#date").fill("02.04.2014");
  await page.locator("#income-1").fill("60 000");
  await page.locator(ADD).click();
  await expect(page).toHaveURL(/\/kk\/calculators\/income#income-2$/);
  await expect(page.locator("#income-1")).toHaveValue("60 000");

  // Enter counts and takes no row away; what is missing is said.
  await page.locator("#income-1").press("Enter");
  await expect(page.locator("#error-summary")).toBeVisible();
  await page.locator('#error-summary a[href="#income-2"]').click();
  await page.locator("#income-2").fill("0");
  await page.locator(COUNT).click();
  const main = page.locator("main");
  await expect(main).toContainText(/10.000.₸/);
  await expect(main).toContainText("01.01.2014 – 31.03.2014");
  await expect(page.locator("#income-2")).toHaveValue("0");
  expect(page.url()).not.toContain("60");

  await page.locator('button[value="remove-1"]').click();
  await expect(page.locator("#income-1")).toHaveValue("0");
  await page.locator(".back").click();
  await expect(page).toHaveURL(/\/kk\/services\/zhambyl-2014\/targeted-social-assistance$/);
});

test("residence in two zones", async ({ page }) => {
  await page.goto("/kk/services/zhambyl-2014/semipalatinsk-victims");
  await page.locator('main a[href*="/calculators/semipalatinsk"]').click();
  await page.locator("#zone-1").selectOption("maximum");
  await page.locator("#from-1").fill("1955");
  await page.locator("#to-1").fill("31.12.1970");
  await page.locator(ADD).click();
  await page.locator("#zone-2").selectOption("increased");
  await page.locator("#from-2").fill("1970");
  await page.locator("#to-2").fill("1972");
  await page.locator("#date").fill("01.06.2023");
  await page.locator(COUNT).click();
  await page.locator('#error-summary a[href="#from-2"]').click();
  await page.locator("#from-2").fill("1971");
  await page.locator(COUNT).click();
  // 11 · 2,62 + 5 · 1,05
  await expect(page.locator("main")).toContainText("34,07 АЕК");
  await expect(page.locator("main")).toContainText("есепке алынбады");
});
