import { expect, test, type Browser, type Page } from "@playwright/test";
import { firefox } from "../playwright.config.js";
import { SERVICE, submitted } from "../support/citizen.js";
import { FACES, setFace, unsetFace } from "../support/layout.js";
import { plain, printed } from "../support/printed.js";
import { workToTheEnd } from "../support/staff.js";

const LANGS = ["kk", "ru", "en"];
/** The widest face and the one of the design. */
const PRINTED = ["DejaVu Sans", "Noto Sans"];

/** What a person prints and signs stands on one sheet, its heading whole and its code beside it. */
async function expectOneSheet(page: Page, address: string, number: string, where: string): Promise<void> {
  await page.goto(address);
  const heading = plain(await page.locator("main :is(.receipt h1, .deed h2)").first().innerText());
  for (const face of PRINTED) {
    await setFace(page, face);
    const { sheets, black } = await printed(page);
    expect.soft(sheets.length, `${where} in ${face}: sheets`).toBe(1);
    expect.soft(sheets[0], `${where} in ${face}`).toContain(heading);
    expect.soft(sheets[0], `${where} in ${face}`).toContain(`№ ${number}`);
    // The code: 28 mm wide, at the left of its column.
    const code = await black(130, 19, 24, 24);
    expect.soft(code, `${where} in ${face}: the code is whole`).toBeGreaterThan(0.3);
    expect.soft(code, `${where} in ${face}: the code is whole`).toBeLessThan(0.7);
  }
}

/** The case begins on its first sheet, and each sheet says whose it is. */
async function expectCase(page: Page, address: string, number: string, where: string): Promise<void> {
  await page.goto(address);
  const step = await page.locator(".timeline__title").first().evaluate((one) => one.lastChild?.textContent ?? "");
  const { sheets } = await printed(page);
  expect.soft(sheets.length, `${where}: sheets`).toBeLessThanOrEqual(2);
  for (const sheet of sheets) expect.soft(sheet, `${where}: each sheet`).toContain(`№ ${number}`);
  expect.soft(sheets[0], `${where}: the first sheet is used`).toContain(plain(step));
  expect.soft(sheets[0].length, `${where}: the first sheet is used`).toBeGreaterThan(600);
  const all = sheets.join(" ");
  expect.soft(all, `${where}: an address that leads nowhere`).not.toMatch(/\(\/(kk|ru|en)\//);
}

/** What is folded on the screen is read on paper. */
async function expectUnfolded(page: Page): Promise<void> {
  await page.goto(`/ru/${SERVICE}`);
  const folded = await page.evaluate(() =>
    [...document.querySelectorAll("details:not([open], :has(form)) li:not(.no-print *)")].map(
      (item) => item.textContent ?? "",
    ),
  );
  expect(folded.length).toBeGreaterThan(3);
  const text = (await printed(page)).sheets.join(" ").replace(/\s/g, "");
  for (const item of folded) {
    const begins = plain(item).replace(/\s/g, "").slice(0, 24);
    expect.soft(text, "what was folded").toContain(begins);
  }
}

async function expectPaper(browser: Browser, engine: string, made: { state: string; path: string; number: string }) {
  const context = await browser.newContext({ storageState: made.state, baseURL: test.info().project.use.baseURL });
  const page = await context.newPage();
  for (const lang of LANGS) {
    const address = made.path.replace("/kk/", `/${lang}/`);
    await expectOneSheet(page, `${address}/receipt`, made.number, `receipt, ${lang}, ${engine}`);
    await expectOneSheet(page, `${address}/result`, made.number, `decision, ${lang}, ${engine}`);
    await expectCase(page, address, made.number, `case, ${lang}, ${engine}`);
  }
  await expectUnfolded(page);
  await context.close();
}

test("receipt, decision and case come out of the printer whole, in Chromium and in Firefox", async ({
  page,
  browser,
  playwright,
}, info) => {
  test.setTimeout(300_000);
  const { number, path } = await submitted(page, "kk");
  await workToTheEnd(browser, number, "refused");
  const state = info.outputPath("session.json");
  await page.context().storageState({ path: state });

  // Room to spare: the receipt of a person with more papers or longer names still is one sheet.
  await page.emulateMedia({ media: "print" });
  for (const lang of LANGS) {
    await page.goto(path.replace("/kk/", `/${lang}/`) + "/receipt");
    // What A4 leaves between the margins, 174 mm and 261 mm.
    await page.setViewportSize({ width: 658, height: 986 });
    for (const face of FACES) {
      await setFace(page, face);
      const high = await page.locator(".receipt").evaluate((one) => one.getBoundingClientRect().height);
      expect.soft(high, `receipt, ${lang}, in ${face}: height`).toBeLessThan(0.8 * 986);
    }
    await unsetFace(page);
  }

  await expectPaper(browser, "Chromium", { state, path, number });
  const other = await playwright.firefox.launch({ channel: firefox.channel, ...firefox.launchOptions });
  await expectPaper(other, "Firefox", { state, path, number });
  await other.close();
});

test("an engine that cannot unfold by the style sheet opens what is folded for the printer", async ({ page }) => {
  await page.addInitScript(() => {
    CSS.supports = () => false;
  });
  await page.goto(`/ru/${SERVICE}`);
  const folded = page.locator("details:not([open])");
  const count = await folded.count();
  expect(count).toBeGreaterThan(1);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(folded).toHaveCount(0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(folded).toHaveCount(count);
});
