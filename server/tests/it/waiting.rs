//! A case that waits for the applicant where the act does not say how long.

use server::store::sql::query;
use tempfile::TempDir;

use crate::applicant_reads::asked;
use crate::common::{Browser, Server, accounts, files::PDF, journey, messages_waiting, until};
use crate::regulation_files::{change, wanted};
use crate::requests::{NEVER, OVERDUE, request_page, with_turn};

/// The last digits of the applicant's telephone.
const END: &str = "0001";

/// As the act has it that names no end.
fn endless() -> TempDir {
    let folder = with_turn();
    change(&folder, |text| text.replace(OVERDUE, "").replace(NEVER, ""));
    folder
}

/// Waits until the list of an official has the case.
async fn listed(official: &Browser, work: &str) {
    until::holds("the case is in the list", async || {
        official.get("/kk/staff").await.body.contains(work)
    })
    .await;
}

/// Does an act of the office with a reason; what it answers.
async fn act(official: &Browser, page: &str, more: &[(&str, &str)]) -> u16 {
    let mut fields = vec![("reason", "Құжат әлі келген жоқ.")];
    fields.extend(more);
    journey::act(official, page, &fields).await.status
}

#[tokio::test]
async fn the_office_sees_reminds_and_ends_what_the_applicant_never_brings() {
    let folder = endless();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    journey::accepted(&server, &case).await;
    let page = request_page(&citizen, &case).await;
    assert!(citizen.get(&page).await.body.contains("істі аяқтай алады"));
    let work = format!("/kk/staff/cases/{case}");
    let (prolong, abandon) = (format!("{work}/prolong"), format!("{work}/abandon"));
    let registrar = server.login_staff("registrar").await;
    assert!(!registrar.get("/kk/staff").await.body.contains(&work));
    assert_eq!(act(&registrar, &abandon, &[]).await, 422, "there is time");

    let server = server.restart_with(wanted(&folder, 30)).await;
    let registrar = server.login_staff("registrar").await;
    listed(&registrar, &work).await;
    let late = server.login_citizen(0).await.get("/kk/cabinet").await.body;
    assert!(late.contains("Сізден құжат немесе жауап күттік"), "{late}");
    let list = registrar.get("/kk/staff").await.body;
    assert!(
        list.contains("Өтініш берушіде, бақылайтын") && !list.contains("Әлі ешкім алмаған"),
        "{list}"
    );
    let shown = registrar.get(&work).await.body;
    assert!(shown.contains(&prolong) && shown.contains(&abandon));
    assert!(!shown.contains("/steps/wait-proof"), "it is not theirs");
    asked(&registrar, &prolong, 1).await;
    asked(&registrar, &abandon, 1).await;
    assert_eq!(act(&registrar, &prolong, &[]).await, 422, "how long?");
    let more = [("reason", "Құжат әлі келген жоқ."), ("to", "5")];
    let form = journey::form_of(&registrar, &prolong, &more).await;
    for _ in 0..2 {
        let done = journey::post(&registrar, &prolong, &form).await;
        assert_eq!(done.status, 303, "{}", done.body);
    }
    accounts::told(&server.browser(), END, "құжатыңыз не жауабыңыз керек").await;
    assert!(!registrar.get("/kk/staff").await.body.contains(&work));
    let citizen = server.login_citizen(0).await;
    let own = format!("/kk/cabinet/cases/{case}");
    let told = citizen.get(&own).await.body;
    assert_eq!(told.matches("Еске салынды").count(), 1, "{told}");
    assert!(told.contains("Құжат әлі келген жоқ."));

    let server = server.restart_with(wanted(&folder, 60)).await;
    let registrar = server.login_staff("registrar").await;
    listed(&registrar, &work).await;
    assert_eq!(act(&registrar, &abandon, &[]).await, 303);
    accounts::told(&server.browser(), END, "мекеме істі аяқтады").await;
    let citizen = server.login_citizen(0).await;
    let told = citizen.get(&own).await.body;
    assert!(told.contains("Мекеме істі аяқтады") && told.contains("Құжат әлі келген жоқ."));
    assert!(told.contains("Мекеме істі аяқтады<"), "the course: {told}");
    assert!(told.contains("порталдың өз ережесі") && told.contains("Қайта өтініш беру"));
    assert_eq!(citizen.get(&format!("{own}/result")).await.status, 404);
    let list = citizen.get("/kk/cabinet").await.body;
    assert!(list.contains("Аяқталды"), "{list}");
}

#[tokio::test]
async fn nobody_ends_a_case_without_having_seen_what_lies_there() {
    let folder = endless();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (_, case) = journey::submitted(&server, 0).await;
    journey::accepted(&server, &case).await;
    let server = server.restart_with(wanted(&folder, 30)).await;
    let registrar = server.login_staff("registrar").await;
    let work = format!("/kk/staff/cases/{case}");
    listed(&registrar, &work).await;
    let page = format!("{work}/abandon");
    let empty = registrar.get(&page).await.body;
    assert!(
        empty.contains("өтініш беруші ештеңе тіркеген жоқ"),
        "{empty}"
    );
    let before = [("reason", "Құжат жоқ.")];
    let before = journey::form_of(&registrar, &page, &before).await;

    let citizen = server.login_citizen(0).await;
    let slot = format!("/kk/cabinet/cases/{case}/documents/category-proof");
    let kept = citizen.post_multipart(&slot, &[("files", "растау.pdf", PDF)]);
    assert_eq!(kept.await.status, 303);
    let refused = journey::post(&registrar, &page, &before).await;
    assert_eq!(refused.status, 422, "the page did not show it");
    for shown in ["растау.pdf", "«Жіберу» батырмасын баспаған", "Құжат жоқ."]
    {
        assert!(refused.body.contains(shown), "{shown}: {}", refused.body);
    }
    let file = format!("href=\"{work}/files/");
    assert!(refused.body.contains(&file), "{}", refused.body);
    assert_eq!(act(&registrar, &page, &[]).await, 303);
    let told = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert!(!told.contains("құжат келген жоқ"), "{told}");
}

/// How many days after now it is due, whole ones.
async fn days_to(server: &Server, case: &str) -> u16 {
    let store = server.store().await;
    let due = store.work_of(case).await.unwrap().tasks[0].due;
    store.close().await;
    let left = due - chrono::Utc::now().timestamp_micros();
    u16::try_from(left / 86_400_000_000).unwrap()
}

#[tokio::test]
async fn whoever_got_more_time_is_reminded_before_its_end_alone() {
    let folder = endless();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (_, case) = journey::submitted(&server, 0).await;
    journey::accepted(&server, &case).await;
    let first = days_to(&server, &case).await;
    let server = server.restart_with(wanted(&folder, first - 3)).await;
    let registrar = server.login_staff("registrar").await;
    let prolong = format!("/kk/staff/cases/{case}/prolong");
    assert_eq!(act(&registrar, &prolong, &[("to", "10")]).await, 303);
    let second = days_to(&server, &case).await;
    // The reminder of before has come and the other one has not.
    let server = server.restart_with(wanted(&folder, first)).await;
    let store = server.store().await;
    until::holds("one message waits", async || {
        messages_waiting(&store).await == 1
    })
    .await;
    store.close().await;
    let messages = accounts::messages_to(&server.browser(), END).await;
    let reminded = |text: &String| text.contains("Еске саламыз");
    assert!(!messages.iter().any(reminded), "{messages:?}");
    let server = server.restart_with(wanted(&folder, second)).await;
    accounts::told(&server.browser(), END, "Еске саламыз").await;
}

#[tokio::test]
async fn a_case_whose_end_was_missed_is_ended_by_the_office_and_comes_back_with_an_upgrade() {
    let folder = endless();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (_, case) = journey::submitted(&server, 0).await;
    journey::accepted(&server, &case).await;
    let store = server.store().await;
    let spent = "DELETE FROM job WHERE kind = 'applicant-time-over'";
    assert_eq!(query(spent).execute(&store).await.unwrap(), 1);
    store.close().await;

    let server = server.restart_with(wanted(&folder, 30)).await;
    let registrar = server.login_staff("registrar").await;
    let work = format!("/kk/staff/cases/{case}");
    let abandon = format!("{work}/abandon");
    assert!(registrar.get(&work).await.body.contains(&abandon));
    assert!(!registrar.get("/kk/staff").await.body.contains(&work));
    let store = server.store().await;
    let upgrade = "INSERT INTO case_to_rebuild (case_id) SELECT id FROM cases";
    query(upgrade).execute(&store).await.unwrap();
    store.close().await;
    let server = server.restart_with(wanted(&folder, 30)).await;
    let registrar = server.login_staff("registrar").await;
    listed(&registrar, &work).await;
}
