import { expect, test, type Browser, type Page } from "@playwright/test";
import { expectNarrowLayout } from "./layout.js";
import { expectAccessible } from "./page-checks.js";

const TELEPHONE = { width: 360, height: 780 };
const DESKTOP = { width: 1280, height: 900 };

/** Pictures of the pages of a journey, kept with the output of its test. axe looks at each, and its width is measured. */
export class Album {
  private taken = new Set<string>();

  constructor(private readonly browser: Browser) {}

  /** The page as it stands, on a telephone; and what is at its address on a desk, with scripts. Once a name. */
  async look(page: Page, name: string): Promise<void> {
    if (this.taken.has(name)) return;
    this.taken.add(name);
    await test.step(`picture of ${name}`, async () => {
      const label = `${String(this.taken.size).padStart(2, "0")}-${name}`;
      const before = page.viewportSize() ?? DESKTOP;
      await expectNarrowLayout(page, name, [TELEPHONE.width], ["DejaVu Sans"]);
      await page.setViewportSize(TELEPHONE);
      await keep(page, `${label}-360`);
      await page.setViewportSize(before);
      await this.atDesk(page, name, label);
    });
  }

  /** axe needs scripts, which the journey does without. */
  private async atDesk(page: Page, name: string, label: string): Promise<void> {
    const desk = await this.browser.newContext({ viewport: DESKTOP, javaScriptEnabled: true });
    await desk.addCookies(await page.context().cookies());
    const other = await desk.newPage();
    const answer = await other.goto(page.url());
    expect(answer?.status(), name).toBe(200);
    await keep(other, `${label}-1280`);
    await expectAccessible(other, `${name} at ${DESKTOP.width} px`);
    await desk.close();
  }
}

async function keep(page: Page, name: string): Promise<void> {
  const path = test.info().outputPath(`${name}.png`);
  await page.screenshot({ path, fullPage: true });
  await test.info().attach(name, { path, contentType: "image/png" });
}
