import { expect, test, type Page } from "@playwright/test";
import { apply, openTopic, register } from "../support/citizen.js";

// Nothing here waits for what a script of the page does between a key and the next click: people do not either.

async function awake(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
}

const story = (page: Page) => page.locator("[name=description]");

const language = (page: Page, lang: string) => page.locator(`.header__langs [lang=${lang}]`);

test("the language changes straight after typing, and the text is there", async ({ page }) => {
  await register(page, "kk");
  const draft = await apply(page, "kk");
  await openTopic(page, draft, "situation");
  await awake(page);
  await story(page).pressSequentially("Өрттен кейін");
  await language(page, "ru").click();
  await expect(page).toHaveURL(/\/ru\/drafts\/[0-9a-f-]+\/situation$/);
  await expect(story(page)).toHaveValue("Өрттен кейін");
  await story(page).press("End");
  await story(page).pressSequentially(" қалдық");
  await language(page, "kk").click();
  await expect(page).toHaveURL(/\/kk\/drafts/);
  await expect(story(page)).toHaveValue("Өрттен кейін қалдық");
});

test("a reload straight after typing shows what was typed", async ({ page }) => {
  await register(page, "kk");
  const draft = await apply(page, "kk");
  await openTopic(page, draft, "situation");
  let typed = "";
  for (const text of ["бірінші", "екінші", "үшінші"]) {
    await awake(page);
    await story(page).press("End");
    await story(page).pressSequentially(` ${text}`);
    typed += ` ${text}`;
    await page.reload();
    await expect(story(page)).toHaveValue(typed);
  }
});

test("what is typed before the script is there is saved all the same", async ({ page }) => {
  await register(page, "kk");
  const draft = await apply(page, "kk");
  let comes = () => {};
  const waited = new Promise<void>((resolve) => (comes = resolve));
  await page.route(/\/app\.[0-9a-f]+\.wasm$/, async (route) => {
    await waited;
    await route.continue();
  });
  await openTopic(page, draft, "situation");
  await story(page).pressSequentially("Ерте жазылған");
  comes();
  await awake(page);
  await expect(page.locator(".autosave")).toContainText("Сақталды");
  await page.unroute(/\/app\.[0-9a-f]+\.wasm$/);
  await openTopic(page, draft, "situation");
  await expect(story(page)).toHaveValue("Ерте жазылған");
});

test("the registration keeps its text in another language, also after a mistake", async ({ page }) => {
  await page.goto("/ru/register");
  await page.locator("[name=name]").pressSequentially("Үлгібаева Айсұлу");
  await language(page, "kk").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "kk");
  await expect(page.locator("[name=name]")).toHaveValue("Үлгібаева Айсұлу");
  // Enter sends the form and is not a language.
  await page.locator("[name=phone]").pressSequentially("12");
  await page.locator("[name=phone]").press("Enter");
  await expect(page).toHaveTitle(/^Қате/);
  await expect(page.locator("html")).toHaveAttribute("lang", "kk");
  await language(page, "en").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("[name=name]")).toHaveValue("Үлгібаева Айсұлу");
  await expect(page.locator("[name=phone]")).toHaveValue("12");
});

test("the link of the error summary leaves the question in sight", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto("/ru/register");
  await page.locator("main form button[type=submit]").click();
  await page.locator(".error-summary a[href='#phone']").click();
  await expect(page.locator("#phone")).toBeFocused();
  await expect(page.locator("label[for=phone]")).toBeInViewport();
});
