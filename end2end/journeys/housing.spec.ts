import { expect, test } from "@playwright/test";
import { Album } from "../support/album.js";
import { register } from "../support/citizen.js";
import { begin, fileIt } from "../support/form.js";
import { newPerson } from "../support/people.js";
import { inDays, today, work, type Deed } from "../support/staff.js";

const SERVICE = "mangystau-2014/housing-assistance";

const ANSWERS = {
  applies: "self",
  address: "Ақтау қ., 1-шағын аудан, 1-үй, 1-пәтер",
  office: "aktau",
  "dwelling-kind": "own",
  area: "54",
  "other-dwelling": "no",
  "own-occupation": "works",
  "own-income": "70 000",
  "pay-electricity": "6 000",
  "pay-heating": "12 000",
  "pay-cold-water": "2 500",
  "pay-upkeep": "4 000",
  iban: "KZ86 125K ZT50 0410 0100",
  "consent-adult-family": "yes",
  "consent-personal-data": "yes",
  "consent-secret": "yes",
  "report-changes": "yes",
};

const FAMILY = [
  { name: "Сынақов Ерлан Үлгіұлы", relation: "spouse", occupation: "unemployed" },
  { name: "Сынақова Ару Ерланқызы", relation: "child", occupation: "pupil" },
].map((one) => ({ ...one, iin: newPerson().iin, income: "0" }));

test("a family is told how much housing assistance it gets, by telephone and without scripts", async ({ page, browser }) => {
  test.setTimeout(300_000);
  const album = new Album(browser);
  await register(page, "en");
  const draft = await begin(page, "en", SERVICE);
  const { number, path } = await fileIt(page, draft, ANSWERS, FAMILY, album);

  const notification = {
    "decision-number": "17",
    "decision-date": today(),
    "payments-in-norms": "20 500",
    share: "10",
    amount: "13 500",
    from: inDays(1),
    to: inDays(92),
  };
  const steps: Deed[] = [
    { login: "aktau-executor" },
    { login: "aktau-executor", way: "done~grant", answers: notification },
    { login: "aktau-head" },
    { login: "aktau-executor" },
  ];
  await work(browser, number, steps, album);
  await page.goto(path);
  await album.look(page, "granted");
  await page.goto(`${path}/result`);
  await album.look(page, "notification");
  await expect(page.locator(".deed").first()).toContainText(/13\s500/);
});
