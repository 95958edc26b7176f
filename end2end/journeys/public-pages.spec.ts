import { expect, test } from "@playwright/test";
import { bytesToUse, expectAccessible, saveHtml } from "../support/page-checks";

const SERVICE = "/services/west-kazakhstan-2018/local-social-assistance";

/** What everybody may read, without a session. */
const PAGES: [name: string, path: string][] = [
  ["home", "/"],
  ["services", "/services"],
  ["services-nothing-found", "/services?q=zzzz"],
  ["service", SERVICE],
  ["guide", `${SERVICE}/check`],
  ["login", "/login"],
  ["register", "/register"],
  ["staff-login", "/staff/login"],
  ["accessibility", "/accessibility"],
  ["privacy", "/privacy"],
  ["data", "/data"],
];

for (const lang of ["kk", "ru", "en"]) {
  for (const [name, path] of PAGES) {
    test(`${name} in ${lang} is valid, accessible, light and fits the screen`, async ({ page }, { project }) => {
      const address = `/${lang}${path}`;
      const bytes = await bytesToUse(page, address);
      expect(bytes, "bytes to read and use the page").toBeLessThanOrEqual(60_000);

      const answer = await page.goto(address);
      expect(answer?.status()).toBe(200);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, "pixels that do not fit").toBeLessThanOrEqual(0);
      await expectAccessible(page);
      if (project.name === "desktop-js") await saveHtml(answer, `${name}-${lang}`);
    });
  }
}

test("the address without a language leads to Kazakh", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/kk\/$/);
});
