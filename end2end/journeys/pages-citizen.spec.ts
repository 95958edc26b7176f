import { expect, test } from "@playwright/test";
import { SERVICE, apply, attachAll, fillTopics, handIn, register } from "../support/citizen.js";
import { at, inspect, sent } from "../support/page-checks.js";
import { workToTheEnd } from "../support/staff.js";

test("the pages of a citizen: empty, wrong and done", async ({ page, browser }) => {
  test.setTimeout(300_000);
  await register(page, "kk");
  await inspect(page, "cabinet-empty", at(page, "/cabinet"));
  await inspect(page, "apply", at(page, `/${SERVICE}/apply?person.disability=yes`));
  const address = await apply(page, "kk");
  const draft = new URL(address).pathname.slice("/kk".length);

  await test.step("empty, and wrong", async () => {
    await inspect(page, "draft-begun", at(page, draft));
    await inspect(page, "family-empty", at(page, `${draft}/family`));
    for (const topic of ["applicant", "situation", "family/1", "income"]) {
      const name = topic.replace("/", "-");
      await inspect(page, name, at(page, `${draft}/${topic}`));
      await inspect(page, `${name}-error`, sent(page, `${draft}/${topic}`, "#topic", async () => empty(page)), 422);
    }
    await inspect(page, "documents", at(page, `${draft}/documents`));
    await inspect(page, "document", at(page, `${draft}/documents/identity`));
    const form = "form:has(input[type=file])";
    await inspect(page, "document-error", sent(page, `${draft}/documents/identity`, form), 422);
    await inspect(page, "check-missing", at(page, `${draft}/check`));
  });

  await fillTopics(page, address);
  await attachAll(page, address);
  await test.step("done", async () => {
    await inspect(page, "draft-done", at(page, draft));
    await inspect(page, "family", at(page, `${draft}/family`));
    await inspect(page, "document-done", at(page, `${draft}/documents/identity`));
    await inspect(page, "check", at(page, `${draft}/check`));
    await inspect(page, "sign", at(page, `${draft}/sign`));
  });

  const { number, path } = await handIn(page, address);
  const own = path.slice("/kk".length);
  await page.goto(path + "/receipt");
  const code = new URL((await page.locator("a.receipt__url").getAttribute("href")) ?? "").pathname.slice("/kk".length);
  await inspect(page, "receipt", at(page, `${own}/receipt`));
  await inspect(page, "cabinet", at(page, "/cabinet"));
  await inspect(page, "case", at(page, own));
  await inspect(page, "status", at(page, code));

  await workToTheEnd(browser, number, "refused");
  await page.goto(path);
  await expect(page.locator("#case-live")).toBeVisible();
  await inspect(page, "case-refused", at(page, own));
  await inspect(page, "result-refused", at(page, `${own}/result`));
});

/** Takes out what is filled in, so that the form is wrong. */
async function empty(page: import("@playwright/test").Page): Promise<void> {
  for (const field of await page.locator("#topic input.input, #topic textarea").all()) await field.fill("");
}
