//! Acts of an office from pages that are old, that somebody else was faster than, or that are not offered.

use crate::common::{Browser, Server, journey};

const WHY: &str = "Өтініш беруші сол ауданда тұрады.";
const CHANGED: &str = "Сіз жазып жатқанда іс өзгерді.";
const FORM: &str = "<form method=\"post\" action=\"/kk/staff/cases/";

/// What the form of an act holds, with what is typed into it.
async fn filled(official: &Browser, page: &str, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let shown = official.get(page).await;
    assert_eq!(shown.status, 200, "{page}");
    let mut fields = journey::hidden(&shown.body);
    fields.retain(|(name, _)| ["task", "seen"].contains(&name.as_str()));
    assert!(!fields.is_empty(), "{page}: {}", shown.body);
    let typed = typed.iter();
    fields.extend(typed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

/// Whether the form comes back with what was typed, and says that the case changed.
async fn is_old(official: &Browser, page: &str, fields: &[(String, String)]) {
    let refused = journey::post(official, page, fields).await;
    assert_eq!(refused.status, 422, "{page}: {}", refused.body);
    assert!(refused.body.contains(CHANGED), "{page}: {}", refused.body);
    let (_, typed) = fields.iter().find(|(name, _)| name == "reason").unwrap();
    assert!(refused.body.contains(typed.as_str()), "{page}");
}

async fn other_office(server: &Server) -> String {
    let store = server.store().await;
    let other = store.staff_by_login("registrar-other").await.unwrap();
    store.close().await;
    other.unwrap().office
}

#[tokio::test]
async fn an_old_page_does_none_of_them_again() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let other = other_office(&server).await;
    let work = format!("/kk/staff/cases/{case}");
    let registrar = server.login_staff("registrar").await;
    let taker = server.login_staff("registrar-other").await;

    let stop = format!("{work}/stop");
    let stopping = filled(&registrar, &stop, &[("reason", WHY)]).await;
    for _ in 0..2 {
        let done = journey::post(&registrar, &stop, &stopping).await;
        assert_eq!(done.status, 303, "a second click: {}", done.body);
    }
    let resumed = journey::act(&registrar, &format!("{work}/resume"), &[]).await;
    assert_eq!(resumed.status, 303);
    is_old(&registrar, &stop, &stopping).await;

    let page = format!("{work}/hand-over");
    let given = filled(
        &registrar,
        &page,
        &[("to", other.as_str()), ("reason", WHY)],
    )
    .await;
    assert_eq!(journey::post(&registrar, &page, &given).await.status, 303);
    let accept = format!("{work}/accept");
    assert_eq!(journey::act(&taker, &accept, &[]).await.status, 303);
    let back = [("to", "uralsk"), ("reason", "Қате берілді.")];
    // At home it is accepted as it is.
    assert_eq!(journey::act(&taker, &page, &back).await.status, 303);
    is_old(&registrar, &page, &given).await;

    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    journey::granted(&server, &case).await;
    let head = server.login_staff("head").await;
    let page = format!("{work}/reopen");
    let again = [("to", "special-commission"), ("reason", WHY)];
    let opening = filled(&head, &page, &again).await;
    for _ in 0..2 {
        let done = journey::post(&head, &page, &opening).await;
        assert_eq!(done.status, 303, "a second click: {}", done.body);
    }
    journey::granted(&server, &case).await;
    is_old(&head, &page, &opening).await;
    let ended = store.case(&case).await.unwrap().unwrap();
    assert_eq!(ended.state, "granted");
    store.close().await;
}

#[tokio::test]
async fn whoever_was_slower_keeps_the_reason_and_hears_who_has_it() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let other = other_office(&server).await;
    let work = format!("/kk/staff/cases/{case}");
    let page = format!("{work}/hand-over");
    let (first, second) = (
        server.login_staff("registrar").await,
        server.login_staff("all").await,
    );
    let given = filled(&first, &page, &[("to", &other), ("reason", WHY)]).await;
    let mine = [("to", other.as_str()), ("reason", "Менің себебім.")];
    let mine = filled(&second, &page, &mine).await;
    let (one, two) = tokio::join!(
        journey::post(&first, &page, &given),
        journey::post(&first, &page, &given)
    );
    assert_eq!((one.status, two.status), (303, 303), "both clicks");
    let refused = journey::post(&second, &page, &mine).await;
    assert_eq!(refused.status, 422);
    let told = refused.body.contains("мекемесіне берілді");
    assert!(
        told && refused.body.contains("Менің себебім."),
        "{}",
        refused.body
    );

    let step = format!("{work}/steps/check-documents");
    let early = journey::complete(&first, &step, &[("outcome", "accepted")]).await;
    assert_eq!(early.status, 422);
    assert!(
        early.body.contains("әлі ешкім қабылдаған жоқ"),
        "{}",
        early.body
    );
}

/// The official of another office who took the step that it was handed, and its form with what they typed.
async fn typed_by_taker(server: &Server, work: &str) -> (Browser, Vec<(String, String)>) {
    let other = other_office(server).await;
    let registrar = server.login_staff("registrar").await;
    let given = [("to", other.as_str()), ("reason", WHY)];
    let handed = journey::act(&registrar, &format!("{work}/hand-over"), &given).await;
    assert_eq!(handed.status, 303);
    let taker = server.login_staff("registrar-other").await;
    let taken = journey::act(&taker, &format!("{work}/accept"), &[]).await;
    assert_eq!(taken.status, 303);
    let step = format!("{work}/steps/check-documents");
    let mut form = journey::at_step(&taker, &step).await;
    let typed = [("outcome", "accepted"), ("comment", "Бәрі дұрыс.")];
    form.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    (taker, form)
}

#[tokio::test]
async fn a_step_that_is_taken_back_leaves_what_its_holder_wrote() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let work = format!("/kk/staff/cases/{case}");
    let (page, step) = (
        format!("{work}/hand-over"),
        format!("{work}/steps/check-documents"),
    );
    let (taker, fields) = typed_by_taker(&server, &work).await;

    let head = server.login_staff("head").await;
    let back = [("to", "uralsk"), ("reason", "Қате берілді.")];
    assert_eq!(journey::act(&head, &page, &back).await.status, 303);
    for path in [&step, &page] {
        let mut fields = fields.clone();
        fields.push(("reason".to_owned(), "Өз себебім.".to_owned()));
        let refused = journey::post(&taker, path, &fields).await;
        assert_eq!(refused.status, 422, "{path}: {}", refused.body);
        for kept in ["кері алды", "Бәрі дұрыс.", "Өз себебім."] {
            assert!(refused.body.contains(kept), "{path}: {}", refused.body);
        }
        assert!(!refused.body.contains("Үлгібаева"), "nothing of the case");
    }
    let stranger = server.login_staff("head-other").await;
    let nothing = journey::post(&stranger, &step, &fields).await;
    assert_eq!(nothing.status, 404, "who never had it");
}

#[tokio::test]
async fn what_was_typed_beside_ones_own_hand_over_is_no_second_click_of_it() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let work = format!("/kk/staff/cases/{case}");
    let (page, step) = (
        format!("{work}/hand-over"),
        format!("{work}/steps/check-documents"),
    );
    let (taker, beside) = typed_by_taker(&server, &work).await;
    let back = [("to", "uralsk"), ("reason", "Қате берілді.")];
    let form = journey::form_of(&taker, &page, &back).await;
    for click in 1..=2 {
        let answer = journey::post(&taker, &page, &form).await;
        assert_eq!(answer.status, 303, "click {click}: {}", answer.body);
    }
    let told = journey::post(&taker, &step, &beside).await;
    assert_eq!(told.status, 422, "{}", told.body);
    assert!(told.body.contains("Бәрі дұрыс.") && told.body.contains("өзіңіз басқа мекемеге"));
}

#[tokio::test]
async fn a_second_click_ends_no_step_twice_and_back_leads_to_the_case() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let work = format!("/kk/staff/cases/{case}");
    let step = format!("{work}/steps/check-documents");
    let mut fields = journey::at_step(&registrar, &step).await;
    fields.push(("outcome".to_owned(), "accepted".to_owned()));
    fields.push(("comment".to_owned(), "Құжат\tтүгел\u{a0}".to_owned()));
    let done = journey::post(&registrar, &step, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let again = journey::post(&registrar, &step, &fields).await;
    assert_eq!((again.status, again.location()), (303, work.as_str()));
    fields.pop();
    fields.push(("comment".to_owned(), "Тағы бір сөз".to_owned()));
    let more = journey::post(&registrar, &step, &fields).await;
    assert_eq!(more.status, 422, "what was not recorded is told");

    let back = registrar.get(&step).await;
    assert_eq!((back.status, back.location()), (303, work.as_str()));
    let stranger = server.login_staff("registrar-other").await;
    assert_eq!(stranger.get(&step).await.status, 404);
}

#[tokio::test]
async fn a_page_that_is_not_offered_says_why_and_has_no_form() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let work = format!("/kk/staff/cases/{case}");
    let offered = registrar.get(&format!("{work}/stop")).await.body;
    assert!(offered.contains(FORM), "{offered}");
    for (act, why) in [
        ("resume", "Мерзім жүріп тұр"),
        ("reopen", "Бұл іс аяқталған жоқ"),
        ("appoint", "сіздің рөліңізге жатпайды"),
        ("vote", "Қазір мұны істеуге болмайды"),
        ("return", "Қазір мұны істеуге болмайды"),
        ("extend", "Қазір мұны істеуге болмайды"),
    ] {
        let page = registrar.get(&format!("{work}/{act}")).await;
        assert_eq!(page.status, 200, "{act}");
        assert!(page.body.contains(why), "{act}: {}", page.body);
        assert!(!page.body.contains(FORM), "{act}: {}", page.body);
    }
    // Back after an own act: nobody else did it, and nothing was lost.
    let stop = format!("{work}/stop");
    let stopped = journey::act(&registrar, &stop, &[("reason", WHY)]).await;
    assert_eq!(stopped.status, 303);
    let back = registrar.get(&stop).await.body;
    assert!(back.contains("Қазір мұны істеуге болмайды"), "{back}");
}

#[tokio::test]
async fn a_step_goes_only_to_an_office_that_could_do_it() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let other = other_office(&server).await;
    let registrar = server.login_staff("registrar").await;
    let page = format!("/kk/staff/cases/{case}/hand-over");
    let shown = registrar.get(&page).await.body;
    assert_eq!(shown.matches("name=\"to\"").count(), 1, "{shown}");
    assert!(shown.contains(&format!("value=\"{other}\"")));
    let catalogue = catalogue::Catalogue::builtin().unwrap();
    let regulation = catalogue.get(journey::SERVICE).unwrap();
    let offices = regulation.provider.offices.iter();
    let mut empty = offices.filter(|one| one.id != other && one.id != "uralsk");
    let empty = empty.next().unwrap().id.to_string();
    let given = [("to", empty.as_str()), ("reason", WHY)];
    let refused = journey::act(&registrar, &page, &given).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("орындайтын ешкім жоқ") && refused.body.contains(WHY));
}
