import { test } from "@playwright/test";
import { register } from "../support/citizen.js";
import { driven } from "../support/engine.js";
import { journey } from "../support/engine-journey.js";

test("a citizen finds the whole way from the login to the logout in Firefox", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const person = await register(page, "kk");
  await page.context().clearCookies();
  await journey(driven(page), person, browser);
});
