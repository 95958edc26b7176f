//! What an office needs daily: a correction by the applicant, a colleague who takes over, a clock that stands still, a wrong
//! end that is undone.

use crate::common::{Browser, Server, accounts, files::PDF, journey};
use crate::requests::request_page;

/// The last digits of the applicant's telephone.
const END: &str = "0001";
const WANTED: &str = "Тамыз айының анықтамасы оқылмайды.";

/// For which task a page was made.
async fn task_of(official: &Browser, page: &str) -> String {
    let hidden = journey::hidden(&official.get(page).await.body).into_iter();
    let mut tasks = hidden.filter_map(|(name, value)| (name == "task").then_some(value));
    tasks.next().unwrap()
}

/// Has the registry ask for a correction; returns the page on which the applicant answers.
pub(crate) async fn asked(server: &Server, citizen: &Browser, case: &str) -> String {
    let registrar = server.login_staff("registrar").await;
    let page = format!("/kk/staff/cases/{case}/correction");
    let task = task_of(&registrar, &page).await;
    let fields = [
        ("task", task.as_str()),
        ("to", "5"),
        ("slots.income", "yes"),
        ("reason", WANTED),
    ];
    let done = registrar.post_form(&page, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let twice = registrar.post_form(&page, &fields).await;
    assert_eq!(twice.status, 303, "a second click");
    request_page(citizen, case).await
}

#[tokio::test]
async fn an_official_asks_and_the_applicant_answers_with_text_and_files() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let work = format!("/kk/staff/cases/{case}");
    let page = format!("{work}/correction");
    let form = registrar.get(&page).await.body;
    assert!(form.contains("қазақша жазыңыз"), "which language they read");
    let task = task_of(&registrar, &page).await;
    let no_days = [("task", task.as_str()), ("reason", WANTED)];
    let no_days = registrar.post_form(&page, &no_days).await;
    assert_eq!(no_days.status, 422);
    assert!(no_days.body.contains(WANTED), "what was typed stays");
    let old = [("task", "77"), ("to", "5"), ("reason", WANTED)];
    assert_eq!(registrar.post_form(&page, &old).await.status, 422);
    for stranger in ["head", "akim"] {
        let stranger = server.login_staff(stranger).await;
        let fields = [("task", task.as_str()), ("to", "5"), ("reason", "x")];
        let status = stranger.post_form(&page, &fields).await.status;
        assert!(status == 422 || status == 404, "{status}");
    }

    let answer = asked(&server, &citizen, &case).await;
    accounts::told(&server.browser(), END, "құжат не жауап керек").await;
    let own = format!("/kk/cabinet/cases/{case}");
    let told = citizen.get(&own).await.body;
    assert_eq!(
        told.matches(&format!("href=\"{own}/tasks/")).count(),
        1,
        "asked once"
    );
    assert!(told.contains(WANTED) && told.contains("Бөлім түзетуді сұрайды"));

    let stranger = server.login_citizen(1).await;
    assert_eq!(stranger.get(&answer).await.status, 404);
    assert_eq!(stranger.post_form(&answer, &[]).await.status, 404);
    let nothing = citizen.post_form(&answer, &[("reason", " ")]).await;
    assert_eq!(nothing.status, 422);
    let slot = format!("{own}/documents/income");
    let kept = citizen.post_multipart(&slot, &[("files", "тамыз.pdf", PDF)]);
    assert_eq!(kept.await.status, 303);
    let said = [("reason", "Қайта сканерледім.")];
    let sent = citizen.post_form(&answer, &said).await;
    assert_eq!((sent.status, sent.location()), (303, own.as_str()));
    let again = citizen.post_form(&answer, &said).await;
    assert_eq!(again.status, 422, "nothing happens twice");
    assert!(again.body.contains("Қайта сканерледім."));

    let seen = registrar.get(&work).await.body;
    assert!(seen.contains("Өтініш беруші жауап берді") && seen.contains("тамыз.pdf"));
    assert!(seen.contains("Қайта сканерледім."));
    journey::accepted(&server, &case).await;
}

#[tokio::test]
async fn a_head_gives_a_step_to_a_colleague_who_then_has_it() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::accepted(&server, &case).await;
    journey::assigned(&server, &store, &case, "executor").await;
    let other = store.staff_by_login("executor2").await.unwrap().unwrap().id;
    store.close().await;
    let work = format!("/kk/staff/cases/{case}");
    let page = format!("{work}/assign");
    let second = server.login_staff("executor2").await;
    assert_eq!(second.get(&work).await.status, 404, "not theirs yet");
    let head = server.login_staff("head").await;
    assert!(head.get(&work).await.body.contains(&page));
    let task = task_of(&head, &page).await;
    let silent = [("task", task.as_str()), ("to", other.as_str())];
    assert_eq!(head.post_form(&page, &silent).await.status, 422, "why?");
    let wrong = [("task", task.as_str()), ("to", "nobody"), ("reason", "x")];
    assert_eq!(head.post_form(&page, &wrong).await.status, 422);
    let given = [
        ("task", task.as_str()),
        ("to", other.as_str()),
        ("reason", "Орындаушы демалыста."),
    ];
    let done = head.post_form(&page, &given).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(head.get(done.location()).await.body.contains("тапсырылды"));
    assert_eq!(head.post_form(&page, &given).await.status, 303, "twice");

    assert!(second.get("/kk/staff").await.body.contains(&work));
    let first = server.login_staff("executor").await;
    assert!(!first.get("/kk/staff").await.body.contains(&work));
    let own = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert_eq!(own.matches("Әрекет тапсырылды").count(), 1, "{own}");
    assert!(!own.contains("Орындаушы демалыста."));
    let sent = [("outcome", "sent")];
    journey::step(&server, "executor2", &case, "send-to-survey", &sent).await;
    let old = head.post_form(&page, &given).await;
    assert_eq!(old.status, 422, "the page was of a step that is done");
}

#[tokio::test]
async fn the_clock_stands_still_for_a_reason_that_both_sides_see() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let work = format!("/kk/staff/cases/{case}");
    let (stop, resume) = (format!("{work}/stop"), format!("{work}/resume"));
    assert_eq!(registrar.post_form(&stop, &[]).await.status, 422, "why?");
    let reason = [("reason", "Прокуратура істі сұратты.")];
    let stranger = server.login_staff("registrar-other").await;
    assert_eq!(stranger.post_form(&stop, &reason).await.status, 404);
    for _ in 0..2 {
        let done = registrar.post_form(&stop, &reason).await;
        assert_eq!((done.status, done.location()), (303, work.as_str()));
    }
    let own = format!("/kk/cabinet/cases/{case}");
    for seen in [citizen.get(&own).await, registrar.get(&work).await] {
        assert_eq!(seen.body.matches("мерзімі тоқтатылды").count(), 1);
        assert!(seen.body.contains("Прокуратура істі сұратты."));
    }
    assert!(registrar.get(&work).await.body.contains(&resume));
    for _ in 0..2 {
        assert_eq!(registrar.post_form(&resume, &[]).await.status, 303);
    }
    let told = citizen.get(&own).await.body;
    assert_eq!(told.matches("мерзімі қайта жүрді").count(), 1);
}

#[tokio::test]
async fn a_head_undoes_a_wrong_end_and_the_applicant_is_told() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    store.close().await;
    journey::refused(&server, &case).await;
    let page = format!("/kk/staff/cases/{case}/reopen");
    let fields = [("to", "special-commission"), ("reason", "Қате есептелді.")];
    let registrar = server.login_staff("registrar").await;
    assert_eq!(registrar.post_form(&page, &fields).await.status, 422);
    let head = server.login_staff("head").await;
    let nowhere = [("to", "nowhere"), ("reason", "Қате есептелді.")];
    let nowhere = head.post_form(&page, &nowhere).await;
    assert!(nowhere.status == 422 && nowhere.body.contains("Қате есептелді."));
    let done = head.post_form(&page, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(head.post_form(&page, &fields).await.status, 422, "twice");
    accounts::told(&server.browser(), END, "қайта қаралуда").await;
    let own = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert!(own.contains("Іс қайта ашылды") && own.contains("Қате есептелді."));
    journey::granted(&server, &case).await;

    let (citizen, taken_back) = journey::submitted(&server, 1).await;
    let withdraw = format!("/kk/cabinet/cases/{taken_back}/withdraw");
    assert_eq!(citizen.post_form(&withdraw, &[]).await.status, 303);
    let page = format!("/kk/staff/cases/{taken_back}/reopen");
    let again = [("to", "check-documents"), ("reason", "x")];
    let refused = head.post_form(&page, &again).await;
    assert_eq!(refused.status, 422, "the applicant ended it");
}
