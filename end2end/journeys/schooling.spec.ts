import { expect, test } from "@playwright/test";
import { Album } from "../support/album.js";
import { register } from "../support/citizen.js";
import { begin, fileIt } from "../support/form.js";
import { newPerson } from "../support/people.js";
import { inDays, today, work, type Deed } from "../support/staff.js";

const SERVICE = "pavlodar-2015/home-schooling-support";

const ANSWERS = {
  address: "Павлодар қ., Үлгі көшесі, 1-үй",
  office: "pavlodar-city",
  "child-role": "parent",
  "child-name": "Сынақов Ару Үлгіұлы",
  "child-iin": newPerson().iin,
  school: "№ 1 жалпы орта білім беретін мектеп",
  "schooling-period.from": "09.2026",
  "schooling-period.to": "05.2027",
  "child-state-care": "no",
  iban: "KZ86 125K ZT50 0410 0100",
  "consent-personal-data": "yes",
  "consent-secret": "yes",
  "report-changes": "yes",
};

test("a mother is granted the costs of schooling at home, by telephone and without scripts", async ({ page, browser }) => {
  test.setTimeout(300_000);
  const album = new Album(browser);
  await register(page, "kk");
  const draft = await begin(page, "kk", SERVICE);
  const { number, path } = await fileIt(page, draft, ANSWERS, [], album);

  const award = {
    "decision-number": "17",
    "decision-date": today(),
    amount: "32 000",
    "amount-per": "quarter",
    from: inDays(1),
    to: inDays(180),
  };
  const steps: Deed[] = [
    { login: "pavlodar-specialist", way: "approved", answers: award },
    { login: "pavlodar-head" },
    { login: "pavlodar-specialist" },
  ];
  await work(browser, number, steps, album);
  await page.goto(path);
  await album.look(page, "granted");
  await page.goto(`${path}/result`);
  await album.look(page, "notification");
  await expect(page.locator(".deed").first()).toContainText(/32\s000/);
});
