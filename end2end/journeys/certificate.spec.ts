import { expect, test, type Browser } from "@playwright/test";
import { goOn, handIn, openTopic, register, send } from "../support/citizen.js";
import { openAs, openCase, stepForm } from "../support/staff.js";

const SERVICE = "services/mangystau-2014/unemployed-certificate";

/** Does the step in hand; where there is a choice, the way with these words. */
async function work(browser: Browser, login: string, number: string, way?: string) {
  const official = await openAs(browser, login);
  await openCase(official, number);
  if (way) await stepForm(official).getByLabel(way).check();
  await stepForm(official).locator("button[type=submit]:not([formaction])").click();
  await expect(official.locator("main [role=status]")).toContainText(number);
  await official.context().close();
}

test("somebody who is not registered gets a certificate that says so, by telephone and without scripts", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await register(page, "kk");
  await page.goto(`/kk/${SERVICE}/apply`);
  await send(page);
  const draft = page.url();

  // Nothing is asked but where the application goes.
  await openTopic(page, draft, "office");
  await page.locator("main [name=office]").first().check();
  await goOn(page);
  const { number, path } = await handIn(page, draft);

  await work(browser, "aktau-executor", number);
  // The register has answered meanwhile: its answer is no reason for the applicant to bring anything.
  const official = await openAs(browser, "aktau-executor");
  await openCase(official, number);
  await expect(official.locator("main")).toContainText("Учёт безработных");
  await official.context().close();
  await page.goto(path);
  await expect(page.locator("main")).not.toContainText("Көшірме қосу");

  await work(browser, "aktau-executor", number, "Выдать справку: не состоит на учёте");
  const head = await openAs(browser, "aktau-head");
  await openCase(head, number);
  await expect(head.locator(".deed")).toContainText("Жұмыссыз ретінде тіркелмегені туралы анықтама");
  await head.context().close();
  await work(browser, "aktau-head", number);
  await work(browser, "aktau-executor", number);

  await page.reload();
  await expect(page.locator("main .notice")).toContainText("Қызмет көрсетілді");
  await page.locator(`main .notice a[href$="${path}/result"]`).click();
  const paper = page.locator(".deed");
  await expect(paper).toContainText("Жұмыссыз ретінде тіркелмегені туралы анықтама");
  await expect(paper).toContainText(number);
});
