import { expect, test } from "@playwright/test";
import { SERVICE, apply, attachAll, fillTopics, register, send, submit } from "../support/citizen.js";
import { workToTheEnd } from "../support/staff.js";

test("a citizen with a phone and without scripts gets the award that the officials decided", async ({ page, browser }) => {
  test.setTimeout(120_000);
  // From the words of the person to the service.
  await page.goto("/kk/");
  await page.locator("main [name=q]").first().fill("әлеуметтік көмек");
  await page.locator("main form button[type=submit]").first().click();
  await expect(page).toHaveURL(/\/kk\/services\?/);
  await page.locator(`main a[href$="/${SERVICE}"]`).first().click();
  await expect(page.locator("main h1")).toBeVisible();
  await expect(page.locator("body")).toContainText("Күші жойылған акт бойынша");

  // The guide asks one thing a page and ends in a verdict with citations.
  await page.locator(`main a[href*="/check"]`).first().click();
  for (const [fact, answer] of [
    ["person.resident", "yes"],
    ["person.natural", "yes"],
    ["person.disability", "yes"],
    ["person.category", "yes"],
  ]) {
    await page.locator(`main [name="${fact}"][value=${answer}]`).check();
    await send(page);
  }
  await expect(page.locator("main")).toContainText("Порталда өтініш бере аласыз");

  // Whoever is not logged in is asked to, and comes back to where they were.
  await page.locator('main form[action$="/apply"] button').first().click();
  await expect(page).toHaveURL(/\/kk\/login\?next=/);
  const next = new URL(page.url()).searchParams.get("next") ?? "";
  const person = await register(page, "kk", next);
  await expect(page).toHaveURL(/\/apply/);
  await page.context().clearCookies();
  await page.goto(`/kk/login?next=${encodeURIComponent(next)}`);
  await page.locator("[name=login]").fill(person.iin);
  await page.locator("[name=password]").fill("дұрыс емес құпиясөз");
  await send(page);
  await expect(page).toHaveTitle(/^Қате/);
  await page.locator("[name=password]").fill(person.password);
  await send(page);
  await expect(page).toHaveURL(/\/apply/);

  const draft = await apply(page, "kk");
  await fillTopics(page, draft);
  await page.goto(`${draft}/income`);
  // (60 000 + 120 000 + 0) ÷ 3 people ÷ 3 months.
  await expect(page.locator("main")).toContainText(/20\s000\s₸/);
  await attachAll(page, draft);
  const { number, path } = await submit(page, draft);

  // A repeated submission is the same case.
  await page.goto(`${draft}/sign`);
  await expect(page).toHaveURL(new RegExp(`${path}/receipt$`));

  await page.goto("/kk/cabinet");
  await page.getByRole("link", { name: number }).first().click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(page.locator("main")).toContainText("Қаралуда");

  await workToTheEnd(browser, number, "granted");

  await page.reload();
  await expect(page.locator("main")).toContainText(/184\s500\s₸/);
  await page.locator(`main a[href$="${path}/result"]`).first().click();
  await expect(page.locator("main")).toContainText(number);
  await expect(page.locator("main")).toContainText(/184\s500\s₸/);
});
