import { expect, test } from "@playwright/test";
import { submitted } from "../support/citizen.js";
import { at, inspect } from "../support/page-checks.js";
import { complete, department, openAs, openCase } from "../support/staff.js";

/** Who has the case after each step of the department, as the citizen reads it; nobody after the last. */
const HOLDERS = [
  "көрсетілетін қызметті берушінің басшысы",
  "А. Орындаушиева",
  "учаскелік комиссия",
  "А. Орындаушиева",
  "арнайы комиссия",
  "көрсетілетін қызметті берушінің басшысы",
  "көрсетілетін қызметті беруші кеңсесінің маманы",
];

/** What the live region says after a change. */
const CHANGED = "Өтініштің барысы жаңартылды.";

test("the open page of a case follows the officials to the reasoned refusal by itself", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const { number, path } = await submitted(page, "kk");
  await page.goto(path);
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  let loads = 0;
  page.on("load", () => (loads += 1));
  // The answers of registers change it soon: that it says nothing before a change shows the page as it was sent.
  const sent = await (await page.request.get(path)).text();
  const silent = (html: string) =>
    new DOMParser().parseFromString(html, "text/html").querySelector("main [role=status] p")?.textContent;
  expect(await page.evaluate(silent, sent)).toBe("");
  const now = page.locator(".now");
  const said = page.locator("main [role=status] p").first();
  await expect(now).toContainText("көрсетілетін қызметті беруші кеңсесінің маманы");

  for (const [n, [login, entry]] of department("refused").entries()) {
    const official = await openAs(browser, login);
    await openCase(official, number);
    await complete(official, number, entry);
    await official.context().close();
    const holder = HOLDERS[n];
    if (holder) await expect(now).toContainText(holder);
    await expect(said).toHaveText(CHANGED);
  }

  const main = page.locator("main");
  await expect(now).toHaveCount(0);
  await expect(main.locator(".notice--bad")).toContainText("Дәлелді бас тарту");
  await expect(main).toContainText("арнайы комиссияның әлеуметтік көмек көрсетуден бас тарту туралы қорытындысы");
  await expect(main).toContainText("Доход семьи выше порога.");
  // The way to complain is a link away, on a long page too.
  await main.getByRole("link", { name: "Шағымдану" }).click();
  await expect(page.locator("#appeal")).toBeInViewport();
  await expect(page.locator("#appeal")).toContainText("Стандарттың 3-бөліміне сәйкес");
  await expect(main.locator(`aside a[href$="${path}/result"]`)).toBeVisible();
  expect(loads, "the page was never loaded anew").toBe(0);

  await main.locator(`.notice a[href$="${path}/result"]`).click();
  await expect(main.locator(".deed h2").first()).toHaveText("Әлеуметтік көмектен дәлелді бас тарту");
  await expect(main).toContainText("Доход семьи выше порога.");
  await page.goto("/kk/cabinet");
  await expect(page.locator("main li", { hasText: number })).toContainText("Бас тартылды");

  const inAnyLanguage = path.replace(/^\/kk/, "");
  await inspect(page, "case-refused", at(page, inAnyLanguage));
  await inspect(page, "result-refused", at(page, `${inAnyLanguage}/result`));
  await inspect(page, "cabinet-refused", at(page, "/cabinet"));
});
