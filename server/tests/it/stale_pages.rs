//! A page that was opened before the case changed: nothing is done that it does not show.

use crate::common::{Browser, Server, files::PDF, journey};

/// Has the official send the case back, as their page offers it.
async fn send_back(official: &Browser, case: &str, to: &str) {
    let page = format!("/kk/staff/cases/{case}/return");
    let hidden = journey::hidden(&official.get(&page).await.body);
    let task = hidden.iter().find(|(name, _)| name == "task").unwrap();
    let fields = [
        ("task", task.1.as_str()),
        ("to", to),
        ("reason", "Сома қате."),
    ];
    let done = journey::act(official, &page, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
}

const CHANGED: &str = "ашқаныңыздан бері іс өзгерді";

#[tokio::test]
async fn nobody_signs_a_paper_that_their_page_did_not_show() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    journey::decided(&server, &case).await;
    let head = server.login_staff("head").await;
    let path = format!("/kk/staff/cases/{case}/steps/sign");
    let old = journey::at_step(&head, &path).await;
    assert!(old.iter().any(|(name, _)| name == "paper"), "{old:?}");
    send_back(&head, &case, "special-commission").await;
    let decision = [
        ("outcome", "granted"),
        ("conclusion-number", "15"),
        ("conclusion-date", &journey::visit_day()),
        ("granted--amount", "999 999"),
        ("granted--how-often", "once"),
    ];
    journey::step(&server, "special", &case, "special-commission", &decision).await;

    let sign = |shown: &[(String, String)]| {
        let mut fields = shown.to_vec();
        fields.push(("outcome".to_owned(), "signed".to_owned()));
        fields.push(("comment".to_owned(), "184 500 дұрыс".to_owned()));
        fields
    };
    let fresh = journey::at_step(&head, &path).await;
    let mut mixed = fresh.clone();
    let paper = |shown: &[(String, String)]| {
        let mut shown = shown.iter();
        shown.find(|(name, _)| name == "paper").unwrap().clone()
    };
    mixed.retain(|(name, _)| name != "paper");
    let bare = mixed.clone();
    mixed.push(paper(&old));
    for stale in [&old, &mixed, &bare] {
        let refused = journey::post(&head, &path, &sign(stale)).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.body.contains(CHANGED) && refused.body.contains("184 500 дұрыс"));
        assert!(refused.body.contains("999\u{202f}999"), "{}", refused.body);
    }
    let work = store.work_of(&case).await.unwrap();
    assert_eq!(work.tasks[0].step, "sign");
    let done = journey::post(&head, &path, &sign(&fresh)).await;
    assert_eq!(done.status, 303, "{}", done.body);
    store.close().await;
}

#[tokio::test]
async fn an_old_form_does_not_end_a_step_that_came_back() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    let registrar = server.login_staff("registrar").await;
    let path = format!("/kk/staff/cases/{case}/steps/check-documents");
    let old = journey::at_step(&registrar, &path).await;
    journey::accepted(&server, &case).await;
    send_back(&server.login_staff("head").await, &case, "check-documents").await;
    let mut fields = old;
    fields.push(("outcome".to_owned(), "accepted".to_owned()));
    fields.push(("comment".to_owned(), "Ескі мәтін".to_owned()));
    let refused = journey::post(&registrar, &path, &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains(CHANGED) && refused.body.contains("Ескі мәтін"));
    journey::accepted(&server, &case).await;
    store.close().await;
}

#[tokio::test]
async fn nobody_decides_over_a_document_that_their_page_did_not_show() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    let special = server.login_staff("special").await;
    let path = format!("/kk/staff/cases/{case}/steps/special-commission");
    let decision = [
        ("outcome", "refused"),
        ("conclusion-number", "16"),
        ("conclusion-date", &journey::visit_day()),
        ("refused--ground", "commission-conclusion"),
        ("refused--explanation", journey::REASON),
    ];
    let with = |made_for: Vec<(String, String)>| {
        let decision = decision.iter();
        let decision = decision.map(|(name, value)| (name.to_string(), value.to_string()));
        made_for.into_iter().chain(decision).collect::<Vec<_>>()
    };
    let old = with(journey::at_step(&special, &path).await);
    let back = format!("/kk/staff/cases/{case}/return");
    let reason = [("to", "survey"), ("reason", "Қайта қараңыз.")];
    let given_back = journey::form_of(&special, &back, &reason).await;
    let slot = format!("/kk/cabinet/cases/{case}/documents/income");
    let brought = [("files", "соңғы бет.pdf", PDF)];
    assert_eq!(citizen.post_multipart(&slot, &brought).await.status, 303);

    let before = store.events(&case).await.unwrap().len();
    let refused = journey::post(&special, &path, &old).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    let (told, _) = refused.body.split_once("id=\"step\"").unwrap();
    for said in [CHANGED, "Өтініш беруші құжат қосты (", "соңғы бет.pdf"]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(refused.body.contains(journey::REASON), "{}", refused.body);
    let returned = journey::post(&special, &back, &given_back).await;
    assert_eq!(returned.status, 422);
    for said in ["Сіз жазып жатқанда іс өзгерді", "соңғы бет.pdf"]
    {
        assert!(returned.body.contains(said), "{said}: {}", returned.body);
    }
    assert_eq!(store.events(&case).await.unwrap().len(), before);
    store.close().await;

    // What is sent again goes through: the page shows it now.
    let mut hidden = journey::hidden(&refused.body);
    hidden.retain(|(name, _)| ["task", "seen", "paper"].contains(&name.as_str()));
    let done = journey::post(&special, &path, &with(hidden)).await;
    assert!([200, 303].contains(&done.status), "{}", done.body);
}
