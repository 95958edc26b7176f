import { expect, test } from "@playwright/test";
import { SERVICE, addMember, apply, fillApplicant, fillIncome, fillSituation, register } from "../support/citizen.js";
import { at, behindLanguage, inspect, sent } from "../support/page-checks.js";

test.describe.configure({ timeout: 180_000 });

test("the pages of a form that is filled in from nothing to the end", async ({ page }) => {
  await inspect(page, "start", at(page, `/${SERVICE}/apply?person.resident=yes&person.disability=yes`));
  await register(page, "kk");
  const address = await apply(page, "kk");
  const draft = behindLanguage(address);
  await inspect(page, "tasks-empty", at(page, draft));
  await inspect(page, "check-empty", at(page, `${draft}/check`));

  await inspect(page, "applicant", at(page, `${draft}/applicant`));
  const muchTyped = async () => page.locator("[name=phone]").fill("жоқ");
  await inspect(page, "applicant-error", sent(page, `${draft}/applicant`, "main form", muchTyped), 422);
  await inspect(page, "situation", at(page, `${draft}/situation`));
  await inspect(page, "situation-error", sent(page, `${draft}/situation`, "main form"), 422);
  await inspect(page, "income-alone", at(page, `${draft}/income`));
  await inspect(page, "income-error", sent(page, `${draft}/income`, "main form"), 422);

  await fillApplicant(page, address);
  await inspect(page, "tasks-part", at(page, draft));

  await inspect(page, "family-empty", at(page, `${draft}/family`));
  await inspect(page, "member", at(page, `${draft}/family/1`));
  const wrongNumber = async () => page.locator("[name=iin]").fill("880214401236");
  await inspect(page, "member-error", sent(page, `${draft}/family/1`, "main form", wrongNumber), 422);
  // It was kept as it was typed, and the list says so.
  await inspect(page, "family-incomplete", at(page, `${draft}/family`));
  await inspect(page, "family-error", sent(page, `${draft}/family`, "main form:has([name=do])"), 422);

  const remove = page.locator('main form[action$="/remove"] button');
  await remove.click();
  // The old page of somebody who was removed says so, and writes over nobody.
  await inspect(page, "member-gone", at(page, `${draft}/family/1`), 410);
  await addMember(page, address, "Сынақов Ерлан Үлгіұлы", "spouse", "120 000");
  await addMember(page, address, "Сынақова Ару Ерланқызы", "child", "0");
  await inspect(page, "family", at(page, `${draft}/family`));
  await remove.last().click();
  await expect(page).toHaveURL(/\/family$/);
  await expect(page.locator("main .rows > .row")).toHaveCount(1);
  await page.locator("main button[name=do][value=continue]").click();

  await fillIncome(page, address);
  await inspect(page, "income", at(page, `${draft}/income`));
  // (120 000 + 60 000) ÷ 2 people ÷ 3 months.
  await expect(page.locator("main")).toContainText(/30\s000\s₸/);

  // Without a disability and a disease the act closes the portal.
  await fillSituation(page, address, "no");
  await inspect(page, "tasks-closed", at(page, draft));
  await inspect(page, "check-closed", at(page, `${draft}/check`));
  await fillSituation(page, address);
  await inspect(page, "check-missing", at(page, `${draft}/check`));
});
