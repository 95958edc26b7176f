import { expect, test, type Page } from "@playwright/test";
import { send, submitted } from "../support/citizen.js";
import { at, behindLanguage, inspect, sent } from "../support/page-checks.js";
import { complete, department, openAs, openCase } from "../support/staff.js";

test.describe.configure({ timeout: 300_000 });

const form = "main form#act";

/** Fills the one text of such a page. */
async function say(page: Page, text: string) {
  await page.locator("[name=reason]").fill(text);
}

test("a head sends a decision back, officials note something, and the applicant withdraws", async ({ page, browser }) => {
  const { number, path } = await submitted(page, "kk");
  const own = behindLanguage(new URL(path, page.url()).href);
  await inspect(page, "application", at(page, `${own}/application`));

  for (const [login, entry] of department("granted").slice(0, 6)) {
    const official = await openAs(browser, login);
    await openCase(official, number);
    await complete(official, number, entry);
    await official.context().close();
  }

  const head = await openAs(browser, "head");
  await openCase(head, number);
  const there = behindLanguage(head.url());
  await inspect(head, "staff-note", at(head, `${there}/note`));
  await inspect(head, "staff-note-error", sent(head, `${there}/note`, form, async () => {}), 422);
  await head.goto(`/ru${there}`);
  await head.getByRole("link", { name: "Добавить внутреннюю заметку" }).click();
  await say(head, "Позвонил в комиссию, пересчитают.");
  await send(head);
  await expect(head.locator("#notes ~ ul")).toContainText("пересчитают");
  await inspect(head, "staff-case-note", at(head, there));

  await inspect(head, "staff-return", at(head, `${there}/return`));
  await inspect(head, "staff-return-error", sent(head, `${there}/return`, form, async () => {}), 422);
  await head.goto(`/ru${there}/return`);
  await head.locator("[name=to][value=special-commission]").check();
  await say(head, "Сумма не сходится с расчётом.");
  await send(head);
  await expect(head.getByRole("status").filter({ hasText: number })).toContainText("возвращено");

  const special = await openAs(browser, "special");
  await openCase(special, number);
  await expect(special.locator("main")).toContainText("Сумма не сходится с расчётом.");
  await inspect(page, "case-returned", at(page, own));
  await expect(page.locator("main")).not.toContainText("Сумма не сходится");

  await inspect(page, "withdraw", at(page, `${own}/withdraw`));
  await page.goto(`/kk${own}/withdraw`);
  await say(page, "Жұмысқа тұрдым.");
  await send(page);
  await expect(page).toHaveURL(new RegExp(`${own}$`));
  await expect(page.locator("main")).toContainText("Қайта өтініш беру");
  await inspect(page, "case-withdrawn", at(page, own));
  await inspect(page, "cabinet-withdrawn", at(page, "/cabinet"));
});
