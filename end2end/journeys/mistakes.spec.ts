import { expect, test } from "@playwright/test";
import { apply, attachAll, fillTopics, openTopic, receipt, register, send } from "../support/citizen.js";

test("a lost session, a double click and the way back cost nothing and make no second case", async ({ page }) => {
  test.setTimeout(120_000);
  const person = await register(page, "kk");
  const draft = await apply(page, "kk");

  await openTopic(page, draft, "situation");
  await page.context().clearCookies();
  await page.locator("[name=disability][value=yes]").check();
  await page.locator("[name=description]").fill("Су басып, үй құлады. «Көмек» керек <шұғыл>.");
  await page.locator("main button[name=do][value=continue]").click();
  await expect(page.locator("main")).toContainText("жазғаныңыз жоғалған жоқ");
  // A slip on the way in loses nothing either.
  await page.locator("main [name=login]").fill(person.iin);
  await page.locator("main [name=password]").fill("басқа құпиясөз");
  await send(page);
  await expect(page).toHaveTitle(/^Қате/);
  await page.locator("main [name=password]").fill(person.password);
  await send(page);
  await expect(page).toHaveURL(new RegExp(`${draft}/situation$`));
  await expect(page.locator("[name=description]")).toHaveValue("Су басып, үй құлады. «Көмек» керек <шұғыл>.");
  await expect(page.locator("[name=disability][value=yes]")).toBeChecked();

  await fillTopics(page, draft);
  await attachAll(page, draft);
  await page.goto(`${draft}/check`);
  await page.locator('main a.button[href$="/sign"]').click();
  await page.locator("main form button[type=submit]").first().dblclick();
  const { number, path } = await receipt(page);

  await page.goBack();
  await page.goto(`${draft}/sign`);
  await expect(page).toHaveURL(new RegExp(`${path}/receipt$`));
  await page.goto(draft);
  await expect(page).not.toHaveURL(draft);

  await page.goto("/kk/cabinet");
  await expect(page.locator('main a[href*="/cabinet/cases/"]')).toHaveCount(1);
  await expect(page.getByRole("link", { name: number })).toBeVisible();
  await expect(page.locator('main a[href*="/drafts/"]')).toHaveCount(0);
});
