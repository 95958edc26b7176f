//! What the applicant is asked for while a case is under way: documents that the act wants later, until when, and what
//! follows.

use tempfile::TempDir;

use crate::{
    case_registers::shows,
    common::{Browser, Server, accounts, files::PDF, journey, until},
    regulation_files::{change, folder, wanted},
};

/// The last digits of the applicant's telephone.
const END: &str = "0001";

/// What the act wants of the applicant after the check of documents.
const TURN: &str = r#"
[[procedure.step]]
id = "wait-proof"
n = ""
line = 479
performer = "registrar"
applicant = { bring = ["category-proof"], overdue = "never" }
limit = { value = 10, unit = "working_days", quote = "10 (десяти) минут" }
action = { kk = "растайтын құжатты береді", ru = "представляет подтверждающий документ", en = "hands in the proof" }
title = { kk = "Растауды күту", ru = "Ожидание подтверждения", en = "Waiting for the proof" }
[[procedure.step.outcome]]
id = "brought"
to = "assign"
label = { kk = "Берілді", ru = "Представлено", en = "Brought" }
[[procedure.step.outcome]]
id = "never"
closes = "refused"
output = "reasoned-refusal"
label = { kk = "Бас тарту", ru = "Отказ", en = "Refusal" }
"#;

/// What a turn has where its end is stated.
pub(crate) const OVERDUE: &str = ", overdue = \"never\"";
pub(crate) const NEVER: &str = r#"[[procedure.step.outcome]]
id = "never"
closes = "refused"
output = "reasoned-refusal"
label = { kk = "Бас тарту", ru = "Отказ", en = "Refusal" }
"#;

const CHECK: &str = "[[procedure.step]]\nid = \"check-documents\"\nn = \"условие 3\"";

pub(crate) fn with_turn() -> TempDir {
    let folder = folder();
    change(&folder, |text| {
        let (before, check) = text.split_once(CHECK).unwrap();
        let check = check.replacen("to = \"assign\"", "to = \"wait-proof\"", 1);
        format!("{before}{TURN}\n{CHECK}{check}")
    });
    folder
}

/// What is asked beside the proof, and the document that a register has by it.
const NUMBER: &str = r#"
[evidence.ask]
id = "payment-number"
kind = "text"
longest = 20
required = false
label = { kk = "Төлемнің нөмірі", ru = "Номер платежа", en = "Number of the payment" }

[[evidence]]
id = "levy"
supply = "register"
from = { register = "levy-payments", by = "payment-number", compare = { entry = "payment-number" } }
required = true
status = "confirmed"
name = { kk = "Алым", ru = "Сбор", en = "Levy" }
source = { kk = "сынақ", ru = "проба", en = "test" }

"#;

#[tokio::test]
async fn what_the_applicant_names_beside_the_proof_is_asked_of_a_register() {
    let folder = with_turn();
    let form = "# --- The application form.";
    change(&folder, |text| {
        text.replacen(form, &format!("{NUMBER}{form}"), 1)
    });
    let server = Server::start_with(wanted(&folder, 0)).await;
    for (n, number, said) in [
        (0, "150340990012-137", "Поступило 02.11.2026"),
        (
            1,
            "12",
            "Номер платежа: в деле – 12, а записи в реестре нет",
        ),
    ] {
        let (citizen, case) = journey::submitted(&server, n).await;
        journey::accepted(&server, &case).await;
        let page = request_page(&citizen, &case).await;
        let shown = citizen.get(&page).await.body;
        assert!(shown.contains("type=\"text\"") && !shown.contains("<textarea"));
        let course = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
        assert!(course.contains("сіз · қазір осында"), "{course}");
        let slot = format!("/kk/cabinet/cases/{case}/documents/category-proof");
        let kept = citizen.post_multipart(&slot, &[("files", "растау.pdf", PDF)]);
        assert_eq!(kept.await.status, 303);
        // The way to the document takes along what is typed.
        let reader = journey::hidden(&shown);
        let reader = reader.iter().find(|(name, _)| name == "typed-by").unwrap();
        let open = [
            ("reason", number),
            ("open", "slot-category-proof"),
            ("typed-by", reader.1.as_str()),
        ];
        assert!(
            shown.contains("name=\"open\" value=\"slot-category-proof\""),
            "{shown}"
        );
        let opened = citizen.post_form(&page, &open).await;
        assert_eq!((opened.status, opened.location()), (303, slot.as_str()));
        let typed = format!("value=\"{number}\"");
        assert!(citizen.get(&page).await.body.contains(&typed));
        let long = [("reason", "123456789012345678901")];
        let wrong = citizen.post_form(&page, &long).await;
        assert_eq!(wrong.status, 422, "{}", wrong.body);
        assert!(wrong.body.contains("Төлемнің нөмірі"), "{}", wrong.body);
        let sent = citizen.post_form(&page, &[("reason", number)]).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let head = server.login_staff("head").await;
        shows(&head, &format!("/ru/staff/cases/{case}"), said).await;
    }
}

/// A case whose applicant is to bring a proof, and the page that says so.
async fn waiting(server: &Server) -> (Browser, String, String) {
    let (citizen, case) = journey::submitted(server, 0).await;
    journey::accepted(server, &case).await;
    let page = request_page(&citizen, &case).await;
    (citizen, case, page)
}

/// The first request of the page of a case.
pub(crate) async fn request_page(citizen: &Browser, case: &str) -> String {
    let own = format!("/kk/cabinet/cases/{case}");
    let body = citizen.get(&own).await.body;
    let (_, rest) = body
        .split_once(&format!("href=\"{own}/tasks/"))
        .unwrap_or_else(|| panic!("{body}"));
    let task = rest.split('"').next().unwrap();
    format!("{own}/tasks/{task}")
}

#[tokio::test]
async fn the_applicant_brings_what_the_act_wants_and_the_case_goes_on() {
    let folder = with_turn();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (citizen, case, page) = waiting(&server).await;
    let own = format!("/kk/cabinet/cases/{case}");
    let told = citizen.get(&own).await.body;
    assert!(
        told.contains("әкеліңіз") && told.contains("Кезек сізде"),
        "{told}"
    );
    assert!(told.contains("Үлгермесеңіз: бас тарту."), "what follows");
    let receipt = citizen.get(&format!("{own}/receipt")).await.body;
    for said in [
        "Қарау барысында сізден мына құжат керек болады",
        "10 жұмыс күні",
    ] {
        assert!(receipt.contains(said), "{said}: {receipt}");
    }
    let list = citizen.get("/kk/cabinet").await.body;
    assert!(list.contains("құжат не жауап күтеміз"));

    let official = server.login_staff("registrar").await;
    let work = format!("/kk/staff/cases/{case}");
    let seen = official.get(&work).await.body;
    assert!(seen.contains("Кезек өтініш берушіде"), "{seen}");
    let queue = official.get("/kk/staff").await.body;
    assert!(!queue.contains(&work), "nobody's task, and late for nobody");
    let step = format!("{work}/steps/wait-proof");
    let store = server.store().await;
    let task = store.work_of(&case).await.unwrap().tasks[0].no.to_string();
    store.close().await;
    let forced = [("task", task.as_str()), ("outcome", "never")];
    let forced = official.post_form(&step, &forced).await;
    assert_eq!(forced.status, 422, "an official does not end the turn");
    let why = "Бұл әрекет қазір мүмкін емес";
    assert!(forced.body.contains(why), "{}", forced.body);

    let stranger = server.login_citizen(1).await;
    assert_eq!(stranger.get(&page).await.status, 404);
    assert_eq!(stranger.post_form(&page, &[]).await.status, 404);
    assert_eq!(citizen.get(&format!("{own}/tasks/99")).await.status, 404);
    let empty = citizen.post_form(&page, &[]).await;
    assert_eq!(empty.status, 422, "nothing was brought");
    assert!(empty.body.contains("Алдымен мынаны тіркеңіз"));

    let slot = format!("{own}/documents/category-proof");
    assert!(citizen.get(&page).await.body.contains(&slot));
    let kept = citizen.post_multipart(&slot, &[("files", "растау.pdf", PDF)]);
    assert_eq!(kept.await.status, 303);
    assert!(
        citizen.get(&slot).await.body.contains(&page),
        "the way back"
    );
    let sent = citizen.post_form(&page, &[]).await;
    assert_eq!((sent.status, sent.location()), (303, own.as_str()));
    let again = citizen.post_form(&page, &[]).await;
    assert_eq!((again.status, again.location()), (303, own.as_str()));
    let other = citizen.post_form(&page, &[("reason", "Тағы.")]).await;
    assert_eq!(other.status, 422, "a second answer does nothing");
    assert!(other.body.contains("Ештеңе өзгерген жоқ"));
    assert_eq!(citizen.get(&page).await.location(), own);

    let seen = server.login_staff("head").await.get(&work).await.body;
    assert!(
        seen.contains("растау.pdf"),
        "the next official sees what came"
    );
    let store = server.store().await;
    let row = store.case(&case).await.unwrap().unwrap();
    assert_eq!((row.late, row.added), (0, 1));
    let work = store.work_of(&case).await.unwrap();
    assert_eq!(work.tasks[0].step, "assign");
    store.close().await;
}

#[tokio::test]
async fn the_portal_goes_the_stated_way_when_the_time_is_over_and_reminds_before() {
    let folder = with_turn();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (_, case, page) = waiting(&server).await;
    accounts::told(&server.browser(), END, "құжатыңыз не жауабыңыз керек").await;
    let store = server.store().await;
    let due = store.work_of(&case).await.unwrap().tasks[0].due;
    let due = domain::calendar::local(chrono::DateTime::from_timestamp_micros(due).unwrap());
    let due = due.format("%d.%m.%Y");
    store.close().await;
    // 10 working days are 12 to 18 days of the calendar.
    let server = server.restart_with(wanted(&folder, 30)).await;
    let store = server.store().await;
    let row = until::found("the case is refused", async || {
        let row = store.case(&case).await.unwrap().unwrap();
        (row.state == "refused").then_some(row)
    })
    .await;
    assert_eq!(row.late, 0);
    store.close().await;
    let citizen = server.login_citizen(0).await;
    let late = citizen.post_form(&page, &[("reason", "Әкелдім.")]).await;
    assert_eq!(late.status, 422, "{}", late.location());
    let told = format!("Мерзім {due} күні бітті. Әрі қарай: бас тарту.");
    assert!(late.body.contains(&told), "{told}: {}", late.body);
    assert!(late.body.contains("Әкелдім."));
    let own = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert!(own.contains("портал: мерзіміңіз өтті"), "{own}");
}

#[tokio::test]
async fn whoever_presses_after_the_portal_took_what_they_brought_comes_to_the_case() {
    let folder = with_turn();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (citizen, case, page) = waiting(&server).await;
    let own = format!("/kk/cabinet/cases/{case}");
    let slot = format!("{own}/documents/category-proof");
    let kept = citizen.post_multipart(&slot, &[("files", "растау.pdf", PDF)]);
    assert_eq!(kept.await.status, 303);
    let server = server.restart_with(wanted(&folder, 30)).await;
    let store = server.store().await;
    until::holds("the case goes on", async || {
        store.work_of(&case).await.unwrap().tasks[0].step == "assign"
    })
    .await;
    let citizen = citizen.moved_to(&server);
    for _ in 0..2 {
        let pressed = citizen.post_form(&page, &[]).await;
        let to = (pressed.status, pressed.location());
        assert_eq!(to, (303, own.as_str()), "{}", pressed.body);
    }
    let said = citizen.post_form(&page, &[("reason", "Әкелдім.")]).await;
    assert_eq!(
        said.status, 422,
        "words that nobody reads are not lost unsaid"
    );
    assert!(said.body.contains("тіркеген құжаттарыңызды қабылдап"));
    assert!(said.body.contains("Әкелдім."));
    let work = store.work_of(&case).await.unwrap();
    assert_eq!(work.tasks[0].step, "assign");
    store.close().await;
}

#[tokio::test]
async fn whoever_has_time_left_is_reminded() {
    let folder = with_turn();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (_, case, _) = waiting(&server).await;
    let store = server.store().await;
    let due = store.work_of(&case).await.unwrap().tasks[0].due;
    store.close().await;
    let now = chrono::Utc::now().timestamp_micros();
    let ahead = (due - now) / 86_400_000_000;
    let server = server
        .restart_with(wanted(&folder, u16::try_from(ahead).unwrap()))
        .await;
    accounts::told(&server.browser(), END, "Еске саламыз").await;
    let store = server.store().await;
    assert_eq!(store.case(&case).await.unwrap().unwrap().state, "open");
    store.close().await;
}
