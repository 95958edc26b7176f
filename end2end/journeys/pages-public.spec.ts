import { test } from "@playwright/test";
import { SERVICE } from "../support/citizen.js";
import { at, inspect, sent } from "../support/page-checks.js";

test("the pages for everyone", async ({ page }) => {
  test.setTimeout(180_000);
  const service = `/${SERVICE}`;
  const all = "person.resident=yes&person.natural=yes&person.category=yes";
  await inspect(page, "home", at(page, "/"));
  await inspect(page, "services", at(page, "/services"));
  await inspect(page, "services-none", at(page, "/services?q=zzzz"));
  await inspect(page, "service", at(page, service));
  await inspect(page, "guide", at(page, `${service}/check`));
  await inspect(page, "guide-error", sent(page, `${service}/check`, "main form"), 422);
  await inspect(page, "verdict-open", at(page, `${service}/check?${all}&person.disability=yes`));
  const closed = `${all}&person.disability=no&person.socially_significant_disease=no`;
  await inspect(page, "verdict-elsewhere", at(page, `${service}/check?${closed}`));
  await inspect(page, "verdict-not-entitled", at(page, `${service}/check?${all.replace("category=yes", "category=no")}&person.disability=yes`));
  for (const info of ["accessibility", "privacy", "data"]) await inspect(page, info, at(page, `/${info}`));
  await inspect(page, "not-found", at(page, "/nothing-here"), 404);
});
