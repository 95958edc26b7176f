import { expect, test, type Page } from "@playwright/test";
import { SERVICE, apply, openTopic, register, send } from "../support/citizen.js";
import { pdf } from "../support/files.js";
import { newPerson } from "../support/people.js";

/** Waits until the islands of the page listen. */
async function awake(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
}

/** The same number with another check digit. */
const broken = (iin: string) => iin.slice(0, 11) + ((Number(iin[11]) + 1) % 10);

test("the guide says at once what an answer means", async ({ page }) => {
  await page.goto(`/kk/${SERVICE}/check?person.resident=yes&person.natural=yes`);
  await awake(page);
  const said = page.locator("main .preview");
  await expect(said).toBeEmpty();
  await page.locator("[name='person.disability'][value=yes]").check();
  await expect(said).toContainText("Порталда өтініш бере аласыз.");
  await page.locator("[name='person.disability'][value=no]").check();
  await expect(said).toContainText("әзірге белгісіз");
  await send(page);
  await awake(page);
  await page.locator("[name='person.socially_significant_disease'][value=no]").check();
  await expect(said).toContainText("Порталда емес, басқа жерде өтініш бересіз");
});

test("a wrong number is told when it is left, and one press of the button still sends the page", async ({ page }) => {
  const { iin } = newPerson();
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto("/kk/register");
  await awake(page);
  const [field, told] = [page.locator("[name=iin]"), page.locator(".field:has([name=iin]) .live-error")];
  await field.pressSequentially(broken(iin).slice(0, 11));
  await expect(told).toBeEmpty();
  await field.press("Tab");
  // Too short: the person may be looking for the rest.
  await expect(told).toBeEmpty();
  await field.fill(broken(iin));
  await field.press("Tab");
  await expect(told).toContainText("бақылау цифры");
  await field.fill(iin);
  await expect(told).toBeEmpty();
  await field.fill(broken(iin));
  await send(page);
  await expect(page).toHaveTitle(/^Қате/);
});

test("what is typed is saved before any button is pressed", async ({ page }) => {
  await register(page, "kk");
  const draft = await apply(page, "kk");
  await openTopic(page, draft, "situation");
  await awake(page);
  const [story, saved] = [page.locator("[name=description]"), page.locator(".autosave")];
  await story.fill("Өрттен кейін баспанасыз қалдық.");
  await story.blur();
  await expect(saved).toHaveText(/^Сақталды: \d\d:\d\d$/);
  const kept = page.waitForResponse(/\/autosave$/);
  await page.locator("[name=disability][value=no]").check();
  await kept;
  await page.reload();
  await expect(story).toHaveValue("Өрттен кейін баспанасыз қалдық.");
  await expect(page.locator("[name=disability][value=no]")).toBeChecked();

  // Without a connection it says so, and the page keeps what was typed.
  await awake(page);
  await page.context().setOffline(true);
  await story.fill("Өрттен кейін баспанасыз қалдық. Көмек керек.");
  await story.blur();
  await expect(saved).toContainText("Сақталмады");
  await page.context().setOffline(false);
  await page.locator("main button[name=do][value=later]").click();
  await openTopic(page, draft, "situation");
  await expect(story).toHaveValue("Өрттен кейін баспанасыз қалдық. Көмек керек.");
});

test("a file is sent with its progress, can be stopped, and what is wrong with it is said on the page", async ({ page }) => {
  await register(page, "kk");
  const draft = await apply(page, "kk");
  await page.goto(`${draft}/documents/difficult-situation`);
  await awake(page);
  const [chooser, told] = [page.locator("input[type=file]"), page.locator("#upload .live-error")];
  const submit = page.locator("#upload button[type=submit]");

  await chooser.setInputFiles(pdf("кітап.pdf", 10 * 1024 * 1024));
  await submit.click();
  await expect(told).toContainText("10 МБ");
  await chooser.setInputFiles({ name: "бағдарлама.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ") });
  await submit.click();
  await expect(told).toContainText("түрі сәйкес емес");

  // A slow line, so that there is something to see.
  const line = await page.context().newCDPSession(page);
  const speed = (uploadThroughput: number) =>
    line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await speed(300_000);
  await chooser.setInputFiles(pdf("анықтама.pdf", 900_000));
  await submit.click();
  const bar = page.locator("#upload progress");
  await expect(bar).toBeVisible();
  await expect.poll(async () => Number(await bar.getAttribute("value"))).toBeGreaterThan(0);
  await page.locator("#upload .upload button").click();
  await expect(told).toContainText("тоқтатылды");
  await expect(bar).toBeHidden();

  await speed(-1);
  await submit.click();
  await expect(page.getByRole("link", { name: "анықтама.pdf" })).toBeVisible();
  await expect(page.locator("main .rows > .row")).toHaveCount(1);
});
