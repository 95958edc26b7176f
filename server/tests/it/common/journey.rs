//! A citizen on the way from the service page to the receipt, and the officials after them.

use server::store::Store;

use super::{Answer, Browser, Server, citizen_iin, files::PDF, until};

/// The service of these journeys.
pub const SERVICE: &str = "west-kazakhstan-2018/local-social-assistance";

/// Begins a draft and fills in all of it, as demonstration citizen `n`; returns its id.
pub async fn filled_draft(browser: &Browser, n: usize) -> String {
    let begun = browser
        .post_form(&format!("/kk/services/{SERVICE}/apply"), &[])
        .await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let draft = begun.location().rsplit('/').next().unwrap().to_owned();
    let iin = citizen_iin(n);
    let applicant = [
        ("name", "Үлгібаева Айсұлу Сынаққызы"),
        ("iin", iin.as_str()),
        ("birth-date", "14.03.1984"),
        ("address", "Орал қ., Үлгі көшесі, 12-үй"),
        ("office", "uralsk"),
        ("phone", "+7 701 000 00 01"),
    ];
    topic(browser, &draft, "applicant", &applicant).await;
    let situation = [
        ("disability", "yes"),
        ("description", "Үйіміз өрттен зардап шекті."),
    ];
    topic(browser, &draft, "situation", &situation).await;
    topic(browser, &draft, "family", &[]).await;
    topic(browser, &draft, "income", &[("own-income", "90 000")]).await;
    for (slot, name) in [
        ("income", "анықтама.pdf"),
        ("difficult-situation", "акт.pdf"),
    ] {
        let path = format!("/kk/drafts/{draft}/documents/{slot}");
        let kept = browser.post_multipart(&path, &[("files", name, PDF)]).await;
        assert_eq!(kept.status, 303, "{}", kept.body);
    }
    draft
}

/// Posts one page of the form, which must be accepted.
pub async fn topic(browser: &Browser, draft: &str, topic: &str, fields: &[(&str, &str)]) {
    let kept = browser
        .post_form(&format!("/kk/drafts/{draft}/{topic}"), fields)
        .await;
    assert_eq!(kept.status, 303, "{topic}: {}", kept.body);
}

/// The hash that the page of confirmation shows.
pub async fn shown_hash(browser: &Browser, draft: &str) -> String {
    let page = browser.get(&format!("/kk/drafts/{draft}/sign")).await;
    assert_eq!(page.status, 200, "{} {}", page.location(), page.body);
    let (_, rest) = page
        .body
        .split_once("name=\"sha256\" value=\"")
        .expect("the hash is posted back");
    rest.split('"').next().unwrap().to_owned()
}

/// Confirms and submits; returns the id of the case.
pub async fn submit(browser: &Browser, draft: &str) -> String {
    let hash = shown_hash(browser, draft).await;
    let done = browser
        .post_form(&format!("/kk/drafts/{draft}/sign"), &[("sha256", &hash)])
        .await;
    assert_eq!(done.status, 303, "{}", done.body);
    case_of(done.location())
}

/// The id of the case in an address.
pub fn case_of(location: &str) -> String {
    let rest = location
        .strip_prefix("/kk/cabinet/cases/")
        .unwrap_or_else(|| panic!("{location}"));
    rest.split('/').next().unwrap().to_owned()
}

/// A case of demonstration citizen `n`, just submitted.
pub async fn submitted(server: &Server, n: usize) -> (Browser, String) {
    let browser = server.login_citizen(n).await;
    let draft = filled_draft(&browser, n).await;
    let case = submit(&browser, &draft).await;
    (browser, case)
}

/// Has the official `login` do a step, which must be accepted.
pub async fn step(server: &Server, login: &str, case: &str, step: &str, fields: &[(&str, &str)]) {
    let browser = server.login_staff(login).await;
    let path = format!("/kk/staff/cases/{case}/steps/{step}");
    let mut done = complete(&browser, &path, fields).await;
    // Whoever issues a paper has it before them first.
    if done.body.contains("class=\"deed\"") {
        let seen = paper_of(&done.body);
        let seen = [fields, &[("paper", seen.as_str())]].concat();
        done = complete(&browser, &path, &seen).await;
    }
    assert_eq!(done.status, 303, "{step}: {}", done.body);
}

/// Posts the form of a step as the page has it that the official opens first, and once more where doubts are said of it. Where
/// a register answers between the two, they look again.
pub async fn complete(official: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = complete_once(official, path, fields).await;
    let told = REGISTER_ANSWERED
        .iter()
        .any(|told| answer.body.contains(told));
    match answer.status == 422 && told {
        true => complete_once(official, path, fields).await,
        false => answer,
    }
}

/// What an official reads then, in the languages of the tests.
const REGISTER_ANSWERED: [&str; 2] = ["Тіркелім жауап берді (", "Ответил реестр ("];

async fn complete_once(official: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    let shown = at_step(official, path).await;
    let shown = shown
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let mut fields: Vec<(&str, &str)> = shown.chain(fields.iter().copied()).collect();
    let answer = official.post_form(path, &fields).await;
    let told = hidden(&answer.body);
    let Some((name, mark)) = told.iter().find(|(name, _)| name == "doubts") else {
        return answer;
    };
    fields.push((name, mark));
    official.post_form(path, &fields).await
}

/// By what the paper is known that the page shows.
pub fn paper_of(page: &str) -> String {
    let mut hidden = hidden(page).into_iter();
    let (_, mark) = hidden.find(|(name, _)| name == "paper").expect("a paper");
    mark
}

/// Posts the form of an act as the page has it that the official opens first.
pub async fn act(official: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    post(official, path, &form_of(official, path, fields).await).await
}

/// The form of an act as the page has it that the official opens, with what is typed into it: what a second click posts too.
pub async fn form_of(
    official: &Browser,
    path: &str,
    fields: &[(&str, &str)],
) -> Vec<(String, String)> {
    let page = path.strip_suffix("/term").unwrap_or(path);
    let mut shown = hidden(&official.get(page).await.body);
    let typed = |name: &str| fields.iter().any(|(own, _)| *own == name);
    shown.retain(|(name, _)| ["task", "seen"].contains(&name.as_str()) && !typed(name));
    let fields = fields
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()));
    shown.extend(fields);
    shown
}

/// By what the form of a step says when its page was made: its task, and the paper that it shows.
pub async fn at_step(official: &Browser, path: &str) -> Vec<(String, String)> {
    let (case, _) = path.split_once("/steps/").expect("a step of a case");
    let mut hidden = hidden(&official.get(case).await.body);
    hidden.retain(|(name, _)| ["task", "seen", "paper"].contains(&name.as_str()));
    hidden
}

/// Has the registry find the documents in order.
pub async fn accepted(server: &Server, case: &str) {
    let fields = [("outcome", "accepted")];
    step(server, "registrar", case, "check-documents", &fields).await;
}

/// Has the head appoint the executor with this login.
pub async fn assigned(server: &Server, store: &Store, case: &str, executor: &str) {
    let id = store.staff_by_login(executor).await.unwrap().unwrap().id;
    let fields = [("outcome", "assigned"), ("executor", id.as_str())];
    step(server, "head", case, "assign", &fields).await;
}

/// The day of what is done about an application of today: a survey, a conclusion. It is that of Kazakhstan.
pub fn visit_day() -> String {
    let here = domain::calendar::local(chrono::Utc::now());
    here.format("%d.%m.%Y").to_string()
}

/// From the submission to the survey, by `executor`.
pub async fn up_to_survey(server: &Server, store: &Store, case: &str) {
    accepted(server, case).await;
    assigned(server, store, case, "executor").await;
    let fields = [("outcome", "sent")];
    step(server, "executor", case, "send-to-survey", &fields).await;
}

/// The steps of the department up to the special commission.
pub async fn up_to_commission(server: &Server, store: &Store, case: &str) {
    up_to_survey(server, store, case).await;
    let survey = [
        ("outcome", "need"),
        ("visit-date", &visit_day()),
        ("composition", "Бір адам"),
        ("living-conditions", "Үй өрттен зардап шеккен"),
        ("need-reasons", "Басқа табыс жоқ"),
    ];
    step(server, "survey", case, "survey", &survey).await;
    let income = [("outcome", "computed"), ("per-capita-income", "30000")];
    step(server, "executor", case, "income", &income).await;
}

/// A new case that is at the special commission, and its citizen.
pub async fn at_commission(server: &Server) -> (Browser, String) {
    let (citizen, case) = submitted(server, 0).await;
    let store = server.store().await;
    up_to_commission(server, &store, &case).await;
    store.close().await;
    (citizen, case)
}

/// What the special commission enters to award 184 500 ₸.
pub fn award(today: &str) -> [(&str, &str); 5] {
    [
        ("outcome", "granted"),
        ("conclusion-number", "15"),
        ("conclusion-date", today),
        ("granted--amount", "184 500"),
        ("granted--how-often", "once"),
    ]
}

/// The reason that [`refused`] gives.
pub const REASON: &str = "Табыс белгіленген шектен жоғары";

/// From the special commission to the award of 184 500 ₸.
pub async fn granted(server: &Server, case: &str) {
    decided(server, case).await;
    ended(server, case, "sign", "issue").await;
}

/// Has the special commission award 184 500 ₸.
pub async fn decided(server: &Server, case: &str) {
    decided_with(server, case, &[]).await;
}

/// The same, with what else is entered.
pub async fn decided_with(server: &Server, case: &str, more: &[(&str, &str)]) {
    let today = visit_day();
    let decision = [&award(&today)[..], more].concat();
    step(server, "special", case, "special-commission", &decision).await;
}

/// From the special commission to the refusal.
pub async fn refused(server: &Server, case: &str) {
    let decision = [
        ("outcome", "refused"),
        ("conclusion-number", "16"),
        ("conclusion-date", &visit_day()),
        ("refused--ground", "commission-conclusion"),
        ("refused--explanation", REASON),
    ];
    step(server, "special", case, "special-commission", &decision).await;
    ended(server, case, "sign-refusal", "issue-refusal").await;
}

/// Has the head sign and the registry issue.
pub async fn ended(server: &Server, case: &str, sign: &str, issue: &str) {
    step(server, "head", case, sign, &[("outcome", "signed")]).await;
    step(server, "registrar", case, issue, &[("outcome", "issued")]).await;
}

/// The hidden fields of a page.
pub fn hidden(page: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let start = tag
            .find(&format!(" {name}=\""))
            .map(|at| at + name.len() + 3);
        let rest = start.map_or("", |start| &tag[start..]);
        rest[..rest.find('"').unwrap_or_default()]
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    };
    page.split("<input ")
        .skip(1)
        .filter_map(|rest| {
            let tag = format!(" {}", &rest[..rest.find('>')?]);
            (attribute(&tag, "type") == "hidden")
                .then(|| (attribute(&tag, "name"), attribute(&tag, "value")))
        })
        .collect()
}

/// POST of a form whose fields were read from a page.
pub async fn post(browser: &Browser, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post_form(path, &fields).await
}

/// The number of the last event, once the portal has asked the registers: it does so beside the requests.
pub async fn registers_asked(store: &Store, case: &str) -> i64 {
    until::found("the registers are asked", async || {
        let log = store.events(case).await.unwrap();
        let asked = log
            .iter()
            .any(|entry| entry.body.contains("registers-asked"));
        asked.then(|| i64::try_from(log.len()).unwrap())
    })
    .await
}
