//! What offices and applicants do beside the steps of a route: send back, note, withdraw.

use crate::common::{Browser, Server, journey};

const REASON: &str = "Сома есепке сәйкес келмейді.";

/// What the special commission enters for an award.
fn granted() -> [(&'static str, &'static str); 5] {
    [
        ("outcome", "granted"),
        ("conclusion-number", "15"),
        ("conclusion-date", "20.11.2026"),
        ("granted--amount", "184 500"),
        ("granted--how-often", "once"),
    ]
}

/// Up to the signature of the head, who alone has the case then.
async fn to_signature(server: &Server) -> (Browser, String) {
    let (citizen, case) = journey::submitted(server, 0).await;
    let store = server.store().await;
    journey::up_to_commission(server, &store, &case).await;
    store.close().await;
    journey::step(server, "special", &case, "special-commission", &granted()).await;
    (citizen, case)
}

/// For which task the page of sending back was made.
async fn task_of(official: &Browser, page: &str) -> String {
    let hidden = journey::hidden(&official.get(page).await.body).into_iter();
    let mut tasks = hidden.filter_map(|(name, value)| (name == "task").then_some(value));
    tasks.next().unwrap()
}

#[tokio::test]
async fn a_head_sends_a_decision_back_and_gets_it_again() {
    let server = Server::start().await;
    let (citizen, case) = to_signature(&server).await;
    let head = server.login_staff("head").await;
    let page = format!("/kk/staff/cases/{case}");
    let back = format!("{page}/return");
    assert!(head.get(&page).await.body.contains(&back));
    assert!(
        head.get(&back)
            .await
            .body
            .contains("value=\"special-commission\"")
    );

    let task = task_of(&head, &back).await;
    let task = ("task", task.as_str());
    let nothing = head.post_form(&back, &[task, ("reason", REASON)]).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains(REASON), "what was typed stays");
    let silent = [task, ("to", "special-commission"), ("reason", "  ")];
    assert_eq!(head.post_form(&back, &silent).await.status, 422);
    let ahead = [task, ("to", "issue"), ("reason", REASON)];
    assert_eq!(
        head.post_form(&back, &ahead).await.status,
        422,
        "never forward"
    );

    let fields = [task, ("to", "special-commission"), ("reason", REASON)];
    let done = head.post_form(&back, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(head.get(done.location()).await.body.contains("қайтарылды"));
    let again = head.post_form(&back, &fields).await;
    assert_eq!(again.status, 422, "an old page changes nothing");

    let special = server.login_staff("special").await;
    assert!(special.get(&page).await.body.contains(REASON));
    let own = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert!(own.contains("Алдыңғы әрекетке қайтарылды") && !own.contains(REASON));
    journey::step(&server, "special", &case, "special-commission", &granted()).await;
    let old = head.post_form(&back, &fields).await;
    assert_eq!(old.status, 422, "the page was of the signature before");
    let signed = [("outcome", "signed")];
    journey::step(&server, "head", &case, "sign", &signed).await;
}

#[tokio::test]
async fn nothing_goes_back_once_the_decision_is_signed() {
    let server = Server::start().await;
    let (citizen, case) = to_signature(&server).await;
    let signed = [("outcome", "signed")];
    journey::step(&server, "head", &case, "sign", &signed).await;
    let registrar = server.login_staff("registrar").await;
    let page = format!("/kk/staff/cases/{case}");
    let back = format!("{page}/return");
    assert!(!registrar.get(&page).await.body.contains(&back));
    let task = task_of(&registrar, &back).await;
    let fields = [
        ("task", task.as_str()),
        ("to", "special-commission"),
        ("reason", REASON),
    ];
    assert_eq!(registrar.post_form(&back, &fields).await.status, 422);

    let own = format!("/kk/cabinet/cases/{case}");
    let withdraw = format!("{own}/withdraw");
    assert!(!citizen.get(&own).await.body.contains(&withdraw));
    assert_eq!(citizen.get(&withdraw).await.location(), own);
    assert_eq!(citizen.post_form(&withdraw, &[]).await.location(), own);
    assert!(!citizen.get(&own).await.body.contains("қайтарып алынды"));
}

#[tokio::test]
async fn a_note_is_for_colleagues_alone() {
    let server = Server::start().await;
    let (citizen, case) = to_signature(&server).await;
    let head = server.login_staff("head").await;
    let page = format!("/kk/staff/cases/{case}");
    let path = format!("{page}/note");
    assert_eq!(head.post_form(&path, &[("reason", "")]).await.status, 422);
    let done = head
        .post_form(&path, &[("reason", "Комиссияға қоңырау шалдым.")])
        .await;
    assert_eq!(done.status, 303, "{}", done.body);
    // A second click.
    let twice = head
        .post_form(&path, &[("reason", "Комиссияға қоңырау шалдым.")])
        .await;
    assert_eq!(twice.status, 303);
    let own = head.get(&page).await.body;
    assert_eq!(own.matches("Комиссияға қоңырау шалдым.").count(), 1);
    let special = server.login_staff("special").await;
    assert!(
        special
            .get(&page)
            .await
            .body
            .contains("Комиссияға қоңырау шалдым.")
    );
    for part in ["", "/application", "/receipt", "/views"] {
        let own = citizen
            .get(&format!("/kk/cabinet/cases/{case}{part}"))
            .await;
        assert_eq!(own.status, 200, "{part}");
        assert!(!own.body.contains("қоңырау шалдым"), "{part}");
    }
    let stranger = server.login_staff("akim").await;
    assert_eq!(
        stranger.post_form(&path, &[("reason", "x")]).await.status,
        404
    );
}

#[tokio::test]
async fn an_applicant_withdraws_an_application() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let own = format!("/kk/cabinet/cases/{case}");
    let path = format!("{own}/withdraw");
    assert!(citizen.get(&own).await.body.contains(&path));
    let stranger = server.login_citizen(1).await;
    assert_eq!(stranger.get(&path).await.status, 404);
    assert_eq!(stranger.post_form(&path, &[]).await.status, 404);
    let long = "ө".repeat(5000);
    let refused = citizen.post_form(&path, &[("reason", &long)]).await;
    assert_eq!(refused.status, 422);

    let done = citizen
        .post_form(&path, &[("reason", "Жұмысқа тұрдым.")])
        .await;
    assert_eq!((done.status, done.location()), (303, own.as_str()));
    let page = citizen.get(&own).await.body;
    assert!(page.contains("Қайта өтініш беру"), "{page}");
    assert!(!page.contains(&format!("{own}/result")) && !page.contains(&path));
    assert_eq!(citizen.get(&format!("{own}/result")).await.status, 404);
    assert_eq!(citizen.post_form(&path, &[]).await.location(), own);

    let registrar = server.login_staff("registrar").await;
    let step = format!("/kk/staff/cases/{case}/steps/check-documents");
    let late = registrar.post_form(&step, &[("outcome", "accepted")]).await;
    assert_eq!(late.status, 422, "nobody works it any more");
}

#[tokio::test]
async fn nobody_is_awarded_nothing() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    store.close().await;
    let special = server.login_staff("special").await;
    let path = format!("/kk/staff/cases/{case}/steps/special-commission");
    let mut fields = granted();
    for amount in ["0", "00", "0 ₸"] {
        fields[3].1 = amount;
        let answer = special.post_form(&path, &fields).await;
        assert_eq!(answer.status, 422, "{amount}");
    }
    journey::granted(&server, &case).await;
}
