import { expect, test } from "@playwright/test";
import { submitted } from "../support/citizen.js";

/** Pages of a PDF, by its page objects. */
function pages(pdf: Uint8Array): number {
  return [...new TextDecoder("latin1").decode(pdf).matchAll(/\/Type\s*\/Page(?!s)/g)].length;
}

test("the receipt prints on one sheet of A4, and its code leads to a page without the person", async ({ page, browser }) => {
  const { person, number, path } = await submitted(page, "kk");
  for (const lang of ["kk", "ru", "en"]) {
    await page.goto(path.replace("/kk/", `/${lang}/`) + "/receipt");
    expect(pages(await page.pdf({ format: "A4", preferCSSPageSize: true }))).toBe(1);
  }
  const address = await page.locator("a.receipt__url").getAttribute("href");
  const stranger = await browser.newContext();
  const check = await stranger.newPage();
  await check.goto(address ?? "");
  await expect(check.locator("main")).toContainText(number);
  const text = await check.locator("body").innerText();
  for (const secret of [person.iin, ...person.name.split(" ")]) expect(text).not.toContain(secret);
  await stranger.close();
});
