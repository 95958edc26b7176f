import { expect, test } from "@playwright/test";
import { Album } from "../support/album.js";
import { register, submit } from "../support/citizen.js";
import { attachMissing, begin, fillIn } from "../support/form.js";
import { newPerson } from "../support/people.js";
import { inDays, today, work, type Deed } from "../support/staff.js";

const ANSWERS = {
  address: "Ақтау қ., 1-шағын аудан, 1-үй, 1-пәтер",
  office: "aktau",
  "works-now": "no",
  "worked-before": "yes",
  "out-of-work-since": inDays(-20),
  "education-level": "vocational",
  speciality: "дәнекерлеуші",
  "wanted-job": "дәнекерлеуші",
  purpose: "permanent",
  measure: "job",
  "consent-personal-data": "yes",
  "consent-secret": "yes",
  "report-changes": "yes",
};

/** The five steps of the department, of which the third decides. */
const worked = (decision: Omit<Deed, "login">): Deed[] => [
  { login: "aktau-executor" },
  { login: "aktau-executor" },
  { login: "aktau-executor", ...decision },
  { login: "aktau-head" },
  { login: "aktau-executor" },
];

test("a man registers as unemployed, gets the certificate and is referred, by telephone and without scripts", async ({
  page,
  browser,
}) => {
  test.setTimeout(420_000);
  const album = new Album(browser);
  await register(page, "kk", "", newPerson("man"));
  const apply = async (service: string): Promise<{ number: string; path: string }> => {
    const draft = await begin(page, "kk", `mangystau-2014/${service}`);
    await fillIn(page, draft, ANSWERS, [], album);
    await attachMissing(page, draft, album);
    await page.goto(`${draft}/check`);
    await album.look(page, `${service}-check`);
    return submit(page, draft);
  };
  const result = async (path: string, name: string, words: string): Promise<void> => {
    await page.goto(`${path}/result`);
    await album.look(page, name);
    await expect(page.locator(".deed").first()).toContainText(words);
  };

  const registered = { "registered-on": today(), "next-visit": inDays(14) };
  const registration = await apply("unemployed-registration");
  await work(browser, registration.number, worked({ way: "done~grant", answers: registered }), album);
  await result(registration.path, "registered", "Жұмыссыз ретінде тіркеу туралы хабарлама");

  const certificate = await apply("unemployed-certificate");
  await work(browser, certificate.number, [{ login: "aktau-executor" }], album);
  // The register has answered meanwhile: its answer is no reason for the applicant to bring anything.
  await page.goto(certificate.path);
  await album.look(page, "certificate-case");
  await expect(page.locator("main")).not.toContainText("Көшірме қосу");
  const says = { "registered-since": today(), basis: "Бөлімнің есеп карточкасы." };
  const certified: Deed[] = [
    { login: "aktau-executor", sees: "Учёт безработных", way: "done~grant~certificate~yes", answers: says },
    { login: "aktau-head", sees: "Жұмыссыз ретінде тіркелгені туралы анықтама" },
    { login: "aktau-executor" },
  ];
  await work(browser, certificate.number, certified, album);
  await result(certificate.path, "certificate", "Жұмыссыз ретінде тіркелгені туралы анықтама");

  const job = { addressee: "«Үлгі» ЖШС", job: "дәнекерлеуші", place: "Ақтау қ., 5-шағын аудан", "appear-by": inDays(5) };
  const referral = await apply("employment-referral");
  await work(browser, referral.number, worked({ way: "done~grant", answers: job }), album);
  await result(referral.path, "referral", "Жұмысқа орналасуға жолдама");
});
