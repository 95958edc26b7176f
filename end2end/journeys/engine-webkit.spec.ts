import { test } from "@playwright/test";
import { register } from "../support/citizen.js";
import { journey } from "../support/engine-journey.js";
import { webkit } from "../support/webkit.js";

test("a citizen finds the whole way from the login to the logout in WebKit", async ({ page, browser, baseURL }) => {
  test.setTimeout(180_000);
  // Chromium makes the account and is the official's browser.
  const person = await register(page, "kk");
  const engine = await webkit(baseURL ?? "");
  try {
    await journey(engine, person, browser);
  } finally {
    await engine.close();
  }
});
