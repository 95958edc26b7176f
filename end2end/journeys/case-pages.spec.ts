import { expect, test, type Page } from "@playwright/test";
import { apply, attachAll, fillTopics, register, submit } from "../support/citizen.js";
import { pdf } from "../support/files.js";
import { at, inspect, sent } from "../support/page-checks.js";
import { complete, department, openAs, openCase, stepForm } from "../support/staff.js";

test.describe.configure({ timeout: 600_000 });

/** The path of an address without its language. */
function behind(address: string): string {
  return new URL(address).pathname.replace(/^\/(kk|ru|en)/, "");
}

/** A case that was just submitted, with what leads to it. */
async function submitted(page: Page, draft: string) {
  await fillTopics(page, draft);
  await attachAll(page, draft);
  const { number, path } = await submit(page, draft);
  const code = await page.locator("a.receipt__url").getAttribute("href");
  return { number, own: behind(new URL(path, page.url()).href), status: behind(code ?? "") };
}

/** A folded part of the page, by what is in it. */
const files = "main details:has([name=file])";
const term = "main details:has([name=reason])";

/** Opens a folded part of the page and gives it. */
async function unfold(page: Page, part: string) {
  await page.locator(part).locator("summary").click();
  return page.locator(part);
}

/** Looks at the step in hand: as it comes, and sent as nobody may send it. */
async function inspectStep(official: Page, name: string, path: string, wrong?: () => Promise<void>) {
  await inspect(official, name, at(official, path));
  if (wrong) {
    const form = 'main form[action*="/steps/"]:not([action$="/files"])';
    await inspect(official, `${name}-error`, sent(official, path, form, wrong), 422);
  }
  await official.setViewportSize({ width: 1280, height: 900 });
  await official.goto(`/ru${path}`);
}

test("the pages of a case on its way to the award, for the citizen and for each official", async ({ page, browser }) => {
  await register(page, "kk");
  await inspect(page, "cabinet-empty", at(page, "/cabinet"));
  const draft = await apply(page, "kk");
  await inspect(page, "cabinet-draft", at(page, "/cabinet"));
  const { number, own, status } = await submitted(page, draft);
  await inspect(page, "receipt", at(page, `${own}/receipt`));
  await inspect(page, "case-new", at(page, own));
  await inspect(page, "case-views-none", at(page, `${own}/views`));
  await inspect(page, "cabinet-open", at(page, "/cabinet"));
  await inspect(page, "status-open", at(page, status));
  await inspect(page, "status-unknown", at(page, "/status/aaaaaaaaaaaaaaaaaaaaaaaaaa"), 404);

  const other = await openAs(browser, "head-other");
  await inspect(other, "queue-empty", at(other, "/staff"));

  for (const [n, [login, entry]] of department("granted").entries()) {
    const official = await openAs(browser, login);
    if (n === 0) await inspect(official, "queue", at(official, "/staff"));
    await openCase(official, number);
    const path = behind(official.url());
    const name = `staff-step-${n + 1}`;
    if (n === 0) {
      await inspect(other, "staff-case-of-others", at(other, path), 404);
      await inspectStep(official, name, path, async () => {});
      await replaceTerm(official, path);
      await inspect(page, "case-replaced", at(page, own));
      await attach(official, path);
    } else {
      const wrong = async () => {
        if (entry.outcome) await stepForm(official).locator(`[name=outcome][value=${entry.outcome}]`).check();
        for (const field of Object.keys(entry.fields ?? {})) await stepForm(official).locator(`[name="${field}"]`).fill("");
      };
      await inspectStep(official, name, path, entry.fields || entry.choose ? wrong : undefined);
    }
    await complete(official, number, entry);
    if (n === 0) await inspect(official, "queue-done", (lang) => official.goto(`/${lang}/staff?done=${number}`));
    if (n === 2) await inspect(official, "staff-not-mine", at(official, path));
    if (n === 4) await inspect(page, "case-half", at(page, own));
    if (n === 7) await inspect(official, "staff-case-done", at(official, path));
    await official.context().close();
  }
  await inspect(page, "case-granted", at(page, own));
  await inspect(page, "case-views", at(page, `${own}/views`));
  const head = await openAs(browser, "head");
  await inspect(head, "office-views", at(head, "/staff/views"));
  await inspect(page, "result-granted", at(page, `${own}/result`));
  await inspect(page, "cabinet-closed", at(page, "/cabinet"));
  await inspect(page, "status-closed", at(page, status));
});

/** Twenty working days, first without a reason. */
async function replaceTerm(official: Page, path: string): Promise<void> {
  const open = async () => void (await unfold(official, term));
  await inspect(official, "staff-term-error", sent(official, path, term, open), 422);
  await official.setViewportSize({ width: 1280, height: 900 });
  await official.goto(`/ru${path}`);
  const form = await unfold(official, term);
  await form.locator("[name=reason]").fill("Не хватает справки о доходах за квартал.");
  await form.locator("button[type=submit]").click();
  await expect(official).toHaveURL(/news=term/);
  await inspect(official, "staff-term-replaced", (lang) => official.goto(`/${lang}${path}?news=term`));
  await official.setViewportSize({ width: 1280, height: 900 });
  await official.goto(`/ru${path}`);
}

/** A file at the step in hand, first one that is none. */
async function attach(official: Page, path: string): Promise<void> {
  const wrong = async () => {
    const form = await unfold(official, files);
    const text = { name: "акт.pdf", mimeType: "application/pdf", buffer: Buffer.from("no PDF at all") };
    await form.locator("input[type=file]").setInputFiles(text);
  };
  await inspect(official, "staff-file-error", sent(official, path, files, wrong), 422);
  await official.setViewportSize({ width: 1280, height: 900 });
  await official.goto(`/ru${path}`);
  const form = await unfold(official, files);
  await form.locator("input[type=file]").setInputFiles(pdf("акт.pdf"));
  await form.locator("button[type=submit]").click();
  await expect(official.getByRole("link", { name: "акт.pdf" })).toBeVisible();
  await inspect(official, "staff-file", at(official, path));
  await official.setViewportSize({ width: 1280, height: 900 });
  await official.goto(`/ru${path}`);
}
