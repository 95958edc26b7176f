import { expect, test } from "@playwright/test";
import { apply, fillTopics, goOn, handIn, openTopic, attachAll, register } from "../support/citizen.js";
import { pdf } from "../support/files.js";
import { complete, department, openAs, openCase } from "../support/staff.js";

test("a citizen sees the refusal come in on the open page", async ({ page, browser }) => {
  await register(page, "ru");
  const draft = await apply(page, "ru");

  await test.step("what is typed is saved without a button", async () => {
    await openTopic(page, draft, "situation");
    const description = page.locator("[name=description]");
    await expect(page.locator(".autosave")).toBeAttached();
    await page.waitForLoadState("networkidle");
    const saved = page.waitForResponse((answer) => answer.url().endsWith("/autosave"));
    await description.fill("Нет средств на лечение.");
    await description.blur();
    expect((await saved).status()).toBe(204);
    await expect(page.locator(".autosave")).toContainText(/Сохранено в \d\d:\d\d/);
    await page.goto(`${draft}/situation`);
    await expect(description).toHaveValue("Нет средств на лечение.");
    await goOn(page);
  });

  await fillTopics(page, draft);

  await test.step("a file shows how far it is", async () => {
    await page.goto(`${draft}/documents/identity`);
    await page.waitForLoadState("networkidle");
    // Held up, so that the bar can be seen.
    await page.route("**/documents/identity", async (route) => {
      if (route.request().method() === "POST") await new Promise((done) => setTimeout(done, 500));
      await route.continue();
    });
    await page.locator("input[type=file]").setInputFiles(pdf("удостоверение.pdf", 3_000_000));
    await page.locator("form:has(input[type=file]) button[type=submit]").click();
    await expect(page.locator("main progress")).toBeVisible();
    await expect(page.getByRole("link", { name: "удостоверение.pdf" })).toBeVisible();
    await page.unroute("**/documents/identity");
  });

  await attachAll(page, draft);
  const { number, path } = await handIn(page, draft);
  await page.goto(path);
  await page.waitForLoadState("load");

  await test.step("each step of the officials appears by itself", async () => {
    for (const [login, entry] of department("refused")) {
      const live = page.locator("#case-live");
      const before = await live.getAttribute("data-seq");
      const official = await openAs(browser, login);
      await openCase(official, number);
      await complete(official, number, entry);
      await official.context().close();
      await expect(live).not.toHaveAttribute("data-seq", before ?? "", { timeout: 15_000 });
    }
  });
  // Never reloaded, and the refusal with its ground stands on the page.
  await expect(page.locator("#case-live")).toContainText("Основание");
  await page.locator(`main a[href$="${path}/result"]`).first().click();
  await expect(page.locator("main")).toContainText("Доход семьи выше порога.");
});
