import { expect, test } from "@playwright/test";
import { expectFaces, expectNarrowLayout } from "../support/layout.js";

test("the browser has the faces in which the layout is measured", async ({ page }) => {
  await page.goto("/kk/");
  await expectFaces(page);
});

for (const lang of ["kk", "ru", "en"]) {
  test(`every service fits into the narrowest window, whatever its name is (${lang})`, async ({ page, request }) => {
    test.setTimeout(180_000);
    const regulations: { id: string }[] = await (await request.get("/api/v1/catalogue")).json();
    expect(regulations.length).toBeGreaterThan(50);
    // The other kinds of pages are looked at where `inspect` comes to them, in all faces.
    for (const { id } of regulations) {
      await page.goto(`/${lang}/services/${id}`);
      await expectNarrowLayout(page, `${lang} ${id}`, [320], ["DejaVu Sans"]);
    }
  });
}
