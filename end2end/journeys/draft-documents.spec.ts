import { expect, test } from "@playwright/test";
import { apply, attachAll, fillTopics, register, submit } from "../support/citizen.js";
import { jpeg, pdf, type GivenFile } from "../support/files.js";
import { at, behindLanguage, inspect, sent } from "../support/page-checks.js";
import { ownServer } from "../support/server.js";

test.describe.configure({ timeout: 180_000 });

const named = (name: string, text: string): GivenFile => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from(text),
});

/** What nobody can read is refused by its content, whatever it is called. */
const REFUSED: [page: string, file: GivenFile, status?: number][] = [
  ["document-wrong-type", named("келісім.pdf", "MZ this is a program\n")],
  ["document-empty-file", named("бос.pdf", "")],
  ["document-heic", named("сурет.jpg", "\0\0\0\x18ftypheic\0\0\0\0mif1heic")],
  ["document-broken", named("анықтама.pdf", "%PDF-1.7\n1 0 obj<</Type/Catalog")],
  ["document-too-large", pdf("кітап.pdf", 10 * 1024 * 1024), 413],
];

test("the pages of the documents, of the check and of the confirmation", async ({ page }) => {
  // The form by itself: what the island adds is tried elsewhere.
  await page.route(/\/app\.[0-9a-f]+\.js$/, (route) => route.abort());
  await register(page, "kk");
  const address = await apply(page, "kk");
  const draft = behindLanguage(address);
  await fillTopics(page, address);

  await inspect(page, "documents-empty", at(page, `${draft}/documents`));
  await inspect(page, "document-from-register", at(page, `${draft}/documents/identity`));
  const slot = `${draft}/documents/difficult-situation`;
  await inspect(page, "document", at(page, slot));
  const upload = "main form:has(input[type=file])";
  await inspect(page, "document-none", sent(page, slot, upload), 422);
  const choose = (...files: GivenFile[]) => page.locator("input[type=file]").setInputFiles(files);
  for (const [name, file, status = 422] of REFUSED) {
    await inspect(page, name, sent(page, slot, upload, () => choose(file)), status);
  }
  // One that is refused does not harm the others.
  const oneGood = () => choose(jpeg("сурет.jpg"), named("бос.pdf", ""));
  await inspect(page, "document-partly-refused", sent(page, slot, upload, oneGood), 422);
  await expect(page.locator("main .rows > .row")).toHaveCount(3);
  await page.locator('main form[action$="/remove"] button').first().click();
  await expect(page.locator("main .rows > .row")).toHaveCount(2);
  await inspect(page, "document-attached", at(page, slot));

  await attachAll(page, address);
  await inspect(page, "documents-done", at(page, `${draft}/documents`));
  await inspect(page, "tasks-done", at(page, draft));
  await inspect(page, "check", at(page, `${draft}/check`));
  await inspect(page, "sign", at(page, `${draft}/sign`));
  // Another window changed the application meanwhile: what was not seen is not confirmed.
  const unseen = async () =>
    page.locator("main [name=sha256]").evaluate((field) => field.setAttribute("value", "0".repeat(64)));
  await inspect(page, "sign-changed", sent(page, `${draft}/sign`, "main form", unseen), 422);

  const { path } = await submit(page, address);
  await inspect(page, "receipt", at(page, `${path.replace(/^\/\w\w/, "")}/receipt`));
});

test("while the register does not answer, and where the password is asked for again", async ({ browser }) => {
  const server = await ownServer(["--fault", "persons=down", "--password-minutes", "0"]);
  const page = await browser.newPage({ baseURL: server.address });
  try {
    await page.route(/\/app\.[0-9a-f]+\.js$/, (route) => route.abort());
    await page.goto("/kk/");
    await register(page, "kk", "/kk/services");
    await inspect(page, "registered-unchecked", at(page, "/register/done?next=%2Fkk%2Fservices"));
    const address = await apply(page, "kk");
    const draft = behindLanguage(address);
    await inspect(page, "tasks-register-down", at(page, draft));
    await inspect(page, "applicant-register-down", at(page, `${draft}/applicant`));
    await fillTopics(page, address);
    await attachAll(page, address);

    await inspect(page, "sign-asks", at(page, `${draft}/sign`));
    await inspect(page, "sign-no-password", sent(page, `${draft}/sign`, "main form"), 422);
    const wrong = () => page.locator("main [name=password]").fill("құпиясөз емес");
    await inspect(page, "sign-wrong-password", sent(page, `${draft}/sign`, "main form", wrong), 422);
  } finally {
    await page.close();
    await server.stop();
  }
});
