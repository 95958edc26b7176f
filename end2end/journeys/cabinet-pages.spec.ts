import { expect, test, type Page } from "@playwright/test";
import { SERVICE, register, submitted } from "../support/citizen.js";
import { at, behindLanguage, inspect } from "../support/page-checks.js";
import { complete, openAs, openCase } from "../support/staff.js";

test.describe.configure({ timeout: 120_000 });

/** Submits `count` applications of whoever is logged in, by the requests that the forms send. */
async function submitMany(page: Page, count: number): Promise<void> {
  const wrong = await page.evaluate(
    async ({ service, count }) => {
      const pdf = () => new File(["%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n"], "құжат.pdf");
      const post = (path: string, fields: Record<string, string>) =>
        fetch(path, { method: "POST", body: new URLSearchParams(fields) });
      for (let n = 0; n < count; n += 1) {
        const draft = (await post(`/kk/${service}/apply`, { "person.disability": "yes" })).url;
        await post(`${draft}/applicant`, { address: "Орал қ., Үлгі көшесі, 1-үй", office: "uralsk", phone: "+77010000099" });
        await post(`${draft}/situation`, { disability: "yes", description: "Емделуге қаражат жоқ." });
        await post(`${draft}/family`, { do: "continue" });
        await post(`${draft}/income`, { "own-income": "60 000" });
        for (const slot of ["identity", "family", "income", "difficult-situation", "category-proof"]) {
          const files = new FormData();
          files.append("files", pdf());
          await fetch(`${draft}/documents/${slot}`, { method: "POST", body: files });
        }
        const sign = await (await fetch(`${draft}/sign`)).text();
        const hash = new DOMParser().parseFromString(sign, "text/html").querySelector<HTMLInputElement>("[name=sha256]");
        if (!hash) return sign;
        const receipt = await post(`${draft}/sign`, { sha256: hash.value });
        if (!receipt.url.endsWith("/receipt")) return receipt.url;
      }
      return "";
    },
    { service: SERVICE, count },
  );
  expect(wrong).toBe("");
}

test("the pages of a cabinet with a long history", async ({ page }) => {
  await register(page, "kk");
  await submitMany(page, 21);
  await inspect(page, "cabinet-many", at(page, "/cabinet"));
  await inspect(page, "cabinet-many-end", at(page, "/cabinet?page=2"));
  await page.goto("/kk/cabinet");
  await page.locator('main nav a[href$="page=2"]').first().click();
  await expect(page).toHaveURL(/\/kk\/cabinet\?page=2$/);
});

test("the pages of papers that were refused at intake", async ({ page, browser }) => {
  const { number, path } = await submitted(page, "kk");
  const registrar = await openAs(browser, "registrar");
  await openCase(registrar, number);
  await complete(registrar, number, {
    outcome: "violations",
    fields: { "violations--explanation": "Нет второй страницы справки о доходах." },
    choose: { "violations--ground": "package-violations" },
  });
  await registrar.context().close();
  const own = behindLanguage(new URL(path, page.url()).href);
  await inspect(page, "case-turned-away", at(page, own));
  await inspect(page, "result-turned-away", at(page, `${own}/result`));
});
