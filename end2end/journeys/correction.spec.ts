import { expect, test } from "@playwright/test";
import { send, submitted } from "../support/citizen.js";
import { at, behindLanguage, inspect } from "../support/page-checks.js";
import { openAs, openCase } from "../support/staff.js";

test.describe.configure({ timeout: 300_000 });

test("an official asks for a correction and the applicant answers", async ({ page, browser }) => {
  const { number, path } = await submitted(page, "kk");
  const registrar = await openAs(browser, "registrar");
  await openCase(registrar, number);
  const there = behindLanguage(registrar.url());
  for (const act of ["correction", "assign", "stop"]) {
    await inspect(registrar, `staff-${act}`, at(registrar, `${there}/${act}`));
  }

  await registrar.setViewportSize({ width: 360, height: 780 });
  await registrar.goto(`/kk${there}/correction`);
  // Each label stands beside its box, also the first one.
  for (const label of await registrar.locator(".choice__label").all()) {
    expect((await label.boundingBox())?.width).toBeGreaterThan(60);
  }
  await registrar.locator("[name=to]").first().check();
  await registrar.locator("[name=reason]").fill("Анықтаманың екінші беті көрінбейді.");
  await send(registrar);
  await expect(registrar.locator("main [role=status]")).toContainText(number);

  const own = behindLanguage(new URL(path, page.url()).href);
  await inspect(page, "case-asked", at(page, own));
  await page.goto(`/kk${own}`);
  await page.locator('main a[href*="/tasks/"]').first().click();
  await expect(page).toHaveURL(/\/tasks\//);
  const task = behindLanguage(page.url());
  await inspect(page, "case-task", at(page, task));
  await page.goto(`/kk${task}`);
  await expect(page.locator("main")).toContainText("Анықтаманың екінші беті көрінбейді.");
  await page.locator("[name=reason]").fill("Екінші бетін қайта түсірдім.");
  await page.locator("main form#act button[type=submit]").click();
  await openCase(registrar, number);
  await expect(registrar.locator("main")).toContainText("Екінші бетін қайта түсірдім.");
});
