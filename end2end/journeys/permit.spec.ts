import { expect, test } from "@playwright/test";
import { Album } from "../support/album.js";
import { register } from "../support/citizen.js";
import { attach, begin, fileIt } from "../support/form.js";
import { newBin } from "../support/people.js";
import { inDays, work, type Deed } from "../support/staff.js";


const SERVICE = "pavlodar-2015/foreign-labour-permit";

const ANSWERS = {
  asker: "organisation",
  bin: newBin(),
  "organisation-name": "ТОО «Үлгі 99001»",
  capacity: "proxy",
  address: "г. Павлодар, ул. Примерная, 1",
  "request-kind": "issue",
  months: "12",
  territory: "Павлодарская область",
  oked: "Строительство",
  transfer: "no",
  "leaders-local": "8",
  "leaders-foreign": "1",
  "others-local": "40",
  "others-foreign": "2",
  "consent-personal-data": "yes",
  "consent-secret": "yes",
};

const WORKERS = [
  ["Иванова Тест Образцовна", "Россия", "third", "инженер-технолог"],
  ["Ли Вэй", "Китай", "first", "главный инженер"],
  ["Умаров Синов", "Узбекистан", "fourth", "сварщик"],
].map(([name, country, category, job], n) => ({
  "worker-name": name,
  "worker-birth-date": `1${n}.03.198${n}`,
  "worker-country": country,
  "worker-passport": `N 000 00${n}`,
  "worker-category": category,
  "worker-job": job,
}));

test("an employer gets a permit for three workers after proving the levy", async ({ page, browser }) => {
  test.setTimeout(420_000);
  const album = new Album(browser);
  await register(page, "ru");
  const draft = await begin(page, "ru", SERVICE);
  const { number, path } = await fileIt(page, draft, ANSWERS, WORKERS, album);

  const permit = {
    "permit-number": "KZ-55-001",
    from: inDays(10),
    until: inDays(375),
    territory: "Павлодарская область",
    count: "3",
  };
  const levy = { levy: "1 200 000", "pay-to": "УГД по г. Павлодару, КБК 105 424" };
  const chief = { executor: "А. Речная" };
  const decided: Deed[] = [
    { login: "irtysh-head", answers: chief },
    { login: "irtysh-chief", way: "approved" },
    { login: "irtysh-head", way: "approved", answers: { ...permit, ...levy } },
    { login: "irtysh-head" },
    { login: "irtysh-chief" },
  ];
  await work(browser, number, decided, album);

  await page.goto(path);
  await album.look(page, "levy-asked");
  await page.locator('main a[href*="/tasks/"]').first().click();
  await expect(page).toHaveURL(/\/tasks\//);
  const turn = page.url();
  await album.look(page, "levy-task");
  await page.locator("main button[name=open]").first().click();
  await attach(page, "түбіртек.pdf");
  await page.goto(turn);
  await album.look(page, "levy-proved");
  await page.locator("main form#act button[type=submit]").click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));

  const checked: Deed[] = [{ login: "irtysh-head", answers: chief }, { login: "irtysh-chief", way: "electronic" }];
  await work(browser, number, checked, album);
  await page.goto(path);
  await album.look(page, "granted");
  await page.goto(`${path}/result`);
  await album.look(page, "permit");
  await expect(page.locator(".deed").first()).toContainText("KZ-55-001");
});
