import { expect, test, type Page } from "@playwright/test";
import { send, submitted } from "../support/citizen.js";
import { at, behindLanguage, inspect, sent } from "../support/page-checks.js";
import { complete, openAs, openCase, stepForm } from "../support/staff.js";

test.describe.configure({ timeout: 300_000 });

const form = "main form#act";

/** Fills the one text of such a page. */
async function say(page: Page, text: string) {
  await page.locator("[name=reason]").fill(text);
}

test("an office stops the clock, hands the step to another office, and the head opens a wrong end again", async ({ page, browser }) => {
  const { number, path } = await submitted(page, "kk");
  const own = behindLanguage(new URL(path, page.url()).href);
  const registrar = await openAs(browser, "registrar");
  await openCase(registrar, number);
  const there = behindLanguage(registrar.url());

  await inspect(registrar, "staff-stop-error", sent(registrar, `${there}/stop`, form), 422);
  await registrar.goto(`/ru${there}/stop`);
  await say(registrar, "Дело запросила прокуратура.");
  await send(registrar);
  await inspect(registrar, "staff-case-stopped", at(registrar, there));
  await registrar.goto("/ru/staff");
  await expect(registrar.getByRole("row").filter({ hasText: number })).toContainText("приостановлено");
  await inspect(page, "case-stopped", at(page, own));
  await inspect(registrar, "staff-resume", at(registrar, `${there}/resume`));
  await registrar.goto(`/ru${there}/resume`);
  await send(registrar);
  await expect(registrar.locator("main")).toContainText("Срок органа снова идёт");

  await inspect(registrar, "staff-hand-over", at(registrar, `${there}/hand-over`));
  await inspect(registrar, "staff-hand-over-error", sent(registrar, `${there}/hand-over`, form), 422);
  await registrar.goto(`/ru${there}/hand-over`);
  await registrar.locator("[name=to]").first().check();
  await say(registrar, "Заявитель живёт в том районе.");
  await send(registrar);
  await expect(registrar.getByRole("status").filter({ hasText: number })).toContainText("в другой орган");
  for (const list of ["office", "all"]) {
    await inspect(registrar, `staff-list-${list}`, at(registrar, `/staff?list=${list}`));
  }
  await registrar.goto("/ru/staff?list=all");
  await expect(registrar.getByRole("row").filter({ hasText: number })).toContainText("ждёт приёма");
  await inspect(registrar, "staff-case-handed", at(registrar, there));
  await inspect(page, "case-handed", at(page, own));
  await expect(page.locator("main")).not.toContainText("Заявитель живёт в том районе.");

  const other = await openAs(browser, "registrar-other");
  await inspect(other, "staff-list-handed", at(other, "/staff"));
  await other.goto("/ru/staff");
  await other.getByRole("link", { name: number }).click();
  const accept = behindLanguage(other.url());
  await inspect(other, "staff-accept", at(other, accept));
  await other.goto(`/ru${accept}`);
  await expect(other.locator("main")).toContainText("Заявитель живёт в том районе.");
  await send(other);
  await expect(stepForm(other)).toBeVisible();
  await complete(other, number, {
    outcome: "violations",
    fields: { "violations--explanation": "Нет справки о доходах." },
    choose: { "violations--ground": "package-violations" },
  });

  const head = await openAs(browser, "head");
  await inspect(head, "staff-reopen", at(head, `${there}/reopen`));
  await inspect(head, "staff-reopen-error", sent(head, `${there}/reopen`, form), 422);
  await head.goto(`/ru${there}/reopen`);
  await head.locator("[name=to]").first().check();
  await say(head, "Справка была в деле.");
  await send(head);
  await inspect(page, "case-reopened", at(page, own));
  await expect(page.locator("main")).toContainText("Справка была в деле.");
  await inspect(head, "staff-appoint", at(head, `${there}/appoint`));
  await openCase(registrar, number);
  await complete(registrar, number, { outcome: "accepted" });
});
