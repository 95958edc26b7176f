import { test } from "@playwright/test";
import { submitted } from "../support/citizen.js";
import { at, inspect, sent } from "../support/page-checks.js";
import { complete, department, openAs, openCase } from "../support/staff.js";

test("the pages of the officials", async ({ page, browser }) => {
  test.setTimeout(300_000);
  const { number } = await submitted(page, "kk");
  const other = await openAs(browser, "head-other");
  await inspect(other, "queue-empty", at(other, "/staff"));

  for (const [login, entry] of department("granted")) {
    const official = await openAs(browser, login);
    await openCase(official, number);
    const path = new URL(official.url()).pathname.slice("/ru".length);
    if (login === "registrar" || login === "survey" || login === "special") {
      const name = `staff-${login}`;
      await inspect(official, name, at(official, path));
      if (entry.outcome) {
        const form = 'main form[action*="/steps/"]:not([action$="/files"])';
        await inspect(official, `${name}-error`, sent(official, path, form), 422);
      } else if (login === "registrar") {
        await inspect(official, "queue", at(official, "/staff"));
      }
      await official.setViewportSize({ width: 1280, height: 900 });
      await official.goto(`/ru${path}`);
    }
    await complete(official, number, entry);
    if (login === "survey") await inspect(official, "staff-not-mine", at(official, path));
    await official.context().close();
  }
});
