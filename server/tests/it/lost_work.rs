//! What officials and applicants type about a case outlives their session, and the right to the case.

use server::store::sql::query;

use crate::common::{
    Answer, Browser, Server, citizen_iin,
    files::PDF,
    journey::{self, hidden, post},
    official::{self, add, code, first_login},
};
use crate::office_acts::asked;

const TEXT: &str = "Бұл мәтінді қайта теру қиын: </textarea>";
/// The same on a page.
const SHOWN: &str = "Бұл мәтінді қайта теру қиын: &lt;/textarea&gt;";

/// The form of a page as it is sent, with what is typed into it.
async fn filled(browser: &Browser, page: &str, name: &str) -> Vec<(String, String)> {
    let mut form = hidden(&browser.get(page).await.body);
    let own = ["asked-by", "at-step", "task", "seen", "typed-by"];
    form.retain(|(name, _)| own.contains(&name.as_str()));
    form.push((name.to_owned(), TEXT.to_owned()));
    form
}

/// Sends a form after the session has ended, and logs in on the page that answers.
async fn logged_in_again(
    browser: &Browser,
    (path, form): (&str, &[(String, String)]),
    (login, name, password): (&str, &str, &str),
) -> Answer {
    browser.lose_session();
    let asked = post(browser, path, form).await;
    assert_eq!(asked.status, 403, "{path}: {}", asked.location());
    assert!(asked.body.contains("жазғаныңыз жоғалған жоқ"), "{path}");
    let mut fields = hidden(&asked.body);
    let typed = [("login", name), ("password", password)];
    fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    post(browser, login, &fields).await
}

/// The form to which a login leads, as it was typed. An answer to the password itself would send that again from the history
/// of the browser.
async fn drawn(browser: &Browser, entered: &Answer) -> Answer {
    assert_eq!(entered.status, 303, "{}", entered.body);
    assert!(
        entered.location().ends_with("/typed"),
        "{}",
        entered.location()
    );
    let drawn = browser.get(entered.location()).await;
    let again = browser.get(entered.location()).await;
    assert_eq!((drawn.status, again.status), (200, 200), "{}", drawn.body);
    assert!(again.body.contains(SHOWN), "a second look loses nothing");
    for (lang, said) in [("kk", "әлі жіберілген жоқ"), ("ru", "ещё не отправлено")]
    {
        let page = browser.get(&format!("/{lang}/typed")).await.body;
        assert!(page.contains(&format!("<html lang=\"{lang}\"")), "{page}");
        assert!(page.contains(SHOWN) && page.contains(said), "{page}");
    }
    drawn
}

async fn events(server: &Server, case: &str) -> usize {
    let store = server.store().await;
    journey::registers_asked(&store, case).await;
    let events = store.events(case).await.unwrap().len();
    store.close().await;
    events
}

#[tokio::test]
async fn what_an_official_types_comes_back_after_the_login_and_nothing_is_done() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let before = events(&server, &case).await;
    let work = format!("/kk/staff/cases/{case}");
    let registrar = server.login_staff("registrar").await;
    let forms = [
        (work.clone(), "steps/check-documents", "comment"),
        (work.clone(), "term", "reason"),
        (format!("{work}/correction"), "correction", "reason"),
        (format!("{work}/hand-over"), "hand-over", "reason"),
        (format!("{work}/assign"), "assign", "reason"),
        (format!("{work}/stop"), "stop", "reason"),
        (format!("{work}/note"), "note", "reason"),
    ];
    for (page, action, field) in forms {
        let form = filled(&registrar, &page, field).await;
        let path = format!("{work}/{action}");
        let who = ("/kk/staff/login", "registrar", server::demo::PASSWORD);
        let back = logged_in_again(&registrar, (&path, &form), who).await;
        let back = drawn(&registrar, &back).await;
        assert!(back.body.contains(SHOWN), "{action}: {}", back.body);
        let sends = format!("action=\"{path}\"");
        assert!(back.body.contains(&sends), "{action}: {}", back.body);
    }
    assert_eq!(events(&server, &case).await, before);

    // Whoever else logs in at this browser does not get it.
    let page = format!("{work}/note");
    let form = filled(&registrar, &page, "reason").await;
    let who = ("/kk/staff/login", "head", server::demo::PASSWORD);
    let other = logged_in_again(&registrar, (&page, &form), who).await;
    assert_eq!((other.status, other.location()), (303, page.as_str()));
}

#[tokio::test]
async fn the_second_step_of_a_login_keeps_it_too_and_sealed() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let administrator = server.login_staff("admin").await;
    let (_, one_time) = add(&administrator, "n.janaeva", &["registrar"]).await;
    let entered = first_login(&server, "n.janaeva", &one_time).await;
    let page = format!("/kk/staff/cases/{case}/note");
    let form = filled(&entered.browser, &page, "reason").await;
    let who = ("/ru/staff/login", "n.janaeva", official::OWN_PASSWORD);
    let asked = logged_in_again(&entered.browser, (&page, &form), who).await;
    assert_eq!(asked.location(), "/ru/staff/login/code", "{}", asked.body);
    let store = server.store().await;
    let pending =
        query("SELECT data FROM session WHERE data LIKE '%n.janaeva%' OR data LIKE '%pending%'");
    for row in pending.fetch_all(&store).await.unwrap() {
        let data: String = row.get(0).unwrap();
        assert!(!data.contains("қайта теру"), "{data}");
    }
    store.close().await;
    let code = code(&entered.secret, 1);
    let back = official::post(&entered.browser, "code", &[("code", &code)]).await;
    let back = drawn(&entered.browser, &back).await;
    assert!(back.body.contains(SHOWN) && back.body.contains("<html lang=\"ru\""));
}

#[tokio::test]
async fn an_applicants_answer_and_withdrawal_come_back_after_the_login() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let request = asked(&server, &citizen, &case).await;
    let iin = citizen_iin(0);
    let who = ("/kk/login", iin.as_str(), server::demo::PASSWORD);
    let withdraw = format!("/kk/cabinet/cases/{case}/withdraw");
    for page in [&request, &withdraw] {
        let form = filled(&citizen, page, "reason").await;
        let back = logged_in_again(&citizen, (page, &form), who).await;
        let back = drawn(&citizen, &back).await;
        assert!(back.body.contains(SHOWN), "{page}: {}", back.body);
    }
    // Files are not kept, and that is said.
    let slot = format!("/kk/cabinet/cases/{case}/documents/income");
    citizen.lose_session();
    let sent = citizen
        .post_multipart(&slot, &[("files", "a.pdf", PDF)])
        .await;
    assert_eq!(sent.status, 303);
    let login = citizen.get(sent.location()).await.body;
    assert!(login.contains("файл сақталған жоқ"), "{login}");
}

#[tokio::test]
async fn an_address_that_only_takes_forms_leads_to_the_page_above() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let work = format!("/kk/staff/cases/{case}");
    let registrar = server.login_staff("registrar").await;
    let step = format!("{work}/steps/check-documents");
    for (address, page) in [
        (format!("{step}/files"), step.as_str()),
        (format!("{work}/term"), &work),
        (
            "/kk/staff/sessions/others/end".to_owned(),
            "/kk/staff/sessions",
        ),
    ] {
        let answer = registrar.get(&address).await;
        assert_eq!((answer.status, answer.location()), (303, page), "{address}");
        let found = registrar.get(page).await;
        assert!(found.status == 200 || found.location() == work, "{page}");
    }
    registrar.lose_session();
    let sent = registrar
        .post_multipart(&format!("{step}/files"), &[("files", "a.pdf", PDF)])
        .await;
    let login = registrar.get(sent.location()).await.body;
    let mut fields = hidden(&login);
    let typed = [("login", "registrar"), ("password", server::demo::PASSWORD)];
    fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let back = post(&registrar, "/kk/staff/login", &fields).await;
    let back = registrar.get(back.location()).await;
    assert_eq!((back.status, back.location()), (303, step.as_str()));
}

/// A case whose executor is `executor`, who has its page open and a remark typed.
async fn at_work(server: &Server) -> (String, Browser, Vec<(String, String)>) {
    let (_, case) = journey::submitted(server, 0).await;
    let store = server.store().await;
    journey::accepted(server, &case).await;
    journey::assigned(server, &store, &case, "executor").await;
    store.close().await;
    let executor = server.login_staff("executor").await;
    let work = format!("/kk/staff/cases/{case}");
    let form = filled(&executor, &work, "comment").await;
    (case, executor, form)
}

/// Sends the form of whoever may not read the case any more.
async fn told(case: &str, (executor, form): (&Browser, &[(String, String)]), why: &str) {
    let work = format!("/kk/staff/cases/{case}");
    assert_eq!(executor.get(&work).await.status, 404);
    let step = format!("{work}/steps/send-to-survey");
    let page = post(executor, &step, form).await;
    assert_eq!(page.status, 422, "{}", page.body);
    assert!(page.body.contains(why), "{}", page.body);
    assert!(page.body.contains(SHOWN), "{}", page.body);
    assert!(!page.body.contains("Үлгібаева"), "nothing of the case");
}

#[tokio::test]
async fn whoever_lost_the_work_while_typing_hears_why_and_keeps_the_text() {
    let server = Server::start().await;
    let (case, executor, form) = at_work(&server).await;
    let store = server.store().await;
    let other = store.staff_by_login("executor2").await.unwrap().unwrap();
    let head = server.login_staff("head").await;
    let page = format!("/kk/staff/cases/{case}/appoint");
    let fields = [("to", other.id.as_str()), ("reason", "Демалыста.")];
    let done = journey::act(&head, &page, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    told(&case, (&executor, &form), &other.name).await;
    let files = format!("/kk/staff/cases/{case}/steps/send-to-survey/files");
    let file = executor
        .post_multipart(&files, &[("files", "сауалнама.pdf", PDF)])
        .await;
    assert_eq!(file.status, 422, "{}", file.body);
    assert!(file.body.contains(&other.name), "{}", file.body);

    let stranger = server.login_staff("head-other").await;
    let step = format!("/kk/staff/cases/{case}/steps/send-to-survey");
    let mine = filled(&stranger, "/kk/staff/prepared", "comment").await;
    let page = post(&stranger, &step, &mine).await;
    assert_eq!(page.status, 404, "they never had it");
    assert!(page.body.contains(SHOWN), "their own words: {}", page.body);
    assert!(!page.body.contains(&other.name), "{}", page.body);
    store.close().await;
}

#[tokio::test]
async fn a_role_or_an_office_that_ended_while_typing_is_said() {
    let server = Server::start().await;
    let (case, executor, form) = at_work(&server).await;
    let store = server.store().await;
    let staff = store.staff_by_login("executor").await.unwrap().unwrap();
    let roles =
        query("UPDATE staff_role SET role = 'survey' WHERE staff = $1").bind(staff.id.as_str());
    roles.execute(&store).await.unwrap();
    told(&case, (&executor, &form), "рөліңіз енді сізде жоқ").await;
    official::goes_elsewhere(&store, &staff.id).await;
    told(&case, (&executor, &form), "басқа мекемеде жұмыс істейсіз").await;
    store.close().await;
}
