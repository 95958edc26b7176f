import { expect, test } from "@playwright/test";
import { SERVICE } from "../support/citizen.js";
import { at, inspect, sent } from "../support/page-checks.js";

test.describe.configure({ timeout: 120_000 });

const GUIDE = `/${SERVICE}/check`;

/** The guide with these answers; `person.` is left out. */
function answered(answers: Record<string, string>): string {
  const query = Object.entries(answers).map(([fact, answer]) => `person.${fact}=${answer}`);
  return `${GUIDE}?${query.join("&")}`;
}

/** Somebody who lives here, asks for themselves and belongs to a category. */
const HERE = { resident: "yes", natural: "yes", category: "yes" };

test("the address without a language leads to Kazakh", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/kk\/$/);
});

test("the catalogue", async ({ page }) => {
  await inspect(page, "home", at(page, "/"));
  await inspect(page, "services", at(page, "/services"));
  await inspect(page, "services-by-life", at(page, "/services?life=low-income&region=270000000"));
  await inspect(page, "services-none-here", at(page, "/services?life=work&region=270000000"));
  await inspect(page, "services-nothing-found", at(page, "/services?q=zzzz&life=disability"));
  await inspect(page, "service", at(page, `/${SERVICE}`));
});

test("a service over all regions, and the provider of a district", async ({ page }) => {
  await inspect(page, "compare", at(page, "/services/home-schooling-support"));
  await inspect(page, "compare-ended", at(page, "/services/child-allowance"));
  await inspect(page, "compare-alone", at(page, "/services/housing-assistance"));
  await inspect(page, "service-ended", at(page, "/services/mangystau-2014/child-allowance"));
  await inspect(page, "service-provider", at(page, "/services/pavlodar-2015/wheelchair?district=554800000"));
  await inspect(page, "service-provider-unknown", at(page, "/services/zhambyl-2014/wheelchair?district=311000000"));
  await inspect(page, "service-one-provider", at(page, "/services/mangystau-2014/oralman-status"));

  await page.goto("/ru/services/home-schooling-support");
  await page.locator("main select").selectOption("554800000");
  await page.locator("main form button").click();
  await expect(page).toHaveURL(/\/ru\/services\/pavlodar-2015\/home-schooling-support\?district=554800000#provider$/);
  await expect(page.locator(".office")).toContainText("Качирского района");
});

test("the guide, question by question", async ({ page }) => {
  await inspect(page, "guide", at(page, GUIDE));
  await inspect(page, "guide-unanswered", sent(page, GUIDE, "main form"), 422);
  // The disease is asked after «no»; its hint is the longest.
  await inspect(page, "guide-disease", at(page, answered({ resident: "yes", natural: "yes", disability: "no" })));
  await inspect(page, "guide-category", at(page, answered({ resident: "yes", natural: "yes", disability: "yes" })));
  await inspect(page, "guide-changed", at(page, `${answered({ ...HERE, disability: "yes" })}&edit=person.disability`));
});

test("the verdicts of the guide", async ({ page }) => {
  const main = page.locator("main");
  await inspect(page, "verdict-open", at(page, answered({ ...HERE, disability: "yes" })));
  await expect(page.locator('main form[action$="/apply"]')).toBeVisible();

  await inspect(page, "verdict-elsewhere", at(page, answered({ ...HERE, disability: "no", socially_significant_disease: "no" })));
  await expect(main).toContainText("Where to go");
  await expect(page.locator('main form[action$="/apply"]')).toHaveCount(0);

  await inspect(
    page,
    "verdict-unknown",
    at(page, answered({ ...HERE, disability: "unknown", socially_significant_disease: "unknown" })),
  );
  await expect(main).toContainText("Where to go");

  await inspect(page, "verdict-not-entitled", at(page, answered({ ...HERE, resident: "no", disability: "yes" })));
  await expect(page.locator('main form[action$="/apply"]')).toHaveCount(0);
});

test("what explains the portal, and what is not there", async ({ page }) => {
  for (const name of ["accessibility", "privacy", "data"]) await inspect(page, name, at(page, `/${name}`));
  await inspect(page, "not-found", at(page, "/no-such-page"), 404);
  await inspect(page, "service-not-found", at(page, "/services/no-such-act/no-such-service"), 404);
});
