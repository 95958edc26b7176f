import { expect, test, type Page } from "@playwright/test";
import { newPerson } from "../support/people.js";

/** A number whose check digit does not fit. */
function wrongIin(): string {
  const { iin } = newPerson();
  return iin.slice(0, -1) + ((Number(iin.at(-1)) + 1) % 10);
}

async function awake(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
}

test("a field is checked when it is left, in the words of the server", async ({ page }) => {
  await page.goto("/ru/register");
  await awake(page);
  await page.locator("#iin").fill(wrongIin());
  await expect(page.locator("#iin-live")).toBeEmpty();
  await page.locator("#iin").press("Tab");
  await expect(page.locator("#iin-live")).toContainText("контрольная цифра не сходится");
  const said = await page.locator("#iin-live").innerText();

  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("#iin-error")).toContainText(said);
});

test("a message does not push away the button that is being pressed", async ({ page }) => {
  await page.goto("/ru/register");
  await awake(page);
  await page.locator("#iin").fill(wrongIin());
  const button = page.locator("main form button[type=submit]");
  await button.scrollIntoViewIfNeeded();
  await page.locator("#iin").evaluate((field: HTMLElement) => field.focus({ preventScroll: true }));
  const before = await button.boundingBox();
  if (!before) throw new Error("the button is not on the page");
  await page.mouse.move(before.x + 5, before.y + 5);
  await page.mouse.down();
  await expect(page.locator("#iin")).not.toBeFocused();
  expect(await button.boundingBox()).toEqual(before);
  await page.mouse.up();
  await expect(page.locator("#iin-error")).toBeVisible();
});

test("without WebAssembly nothing is loaded in vain and the form works", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto("/ru/register");
  await page.locator("#iin").fill(wrongIin());
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("#iin-error")).toBeVisible();
  expect(loaded.filter((path) => /\/app\./.test(path))).toEqual([]);
});

test("a Wasm that cannot be had leaves the form as it is", async ({ page }) => {
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.route(/\/app\.[0-9a-f]+\.wasm$/, (route) => route.abort());
  const given = page.waitForEvent("console", (message) => message.text().includes("stays as it was served"));
  await page.goto("/ru/register");
  await given;
  await page.locator("#iin").fill(wrongIin());
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("#iin-error")).toBeVisible();
  expect(errors).toEqual([]);
});
