//! What offices and applicants do beside the steps of a route: send back, note, withdraw.

use crate::common::{Browser, Server, journey};

const REASON: &str = "Сома есепке сәйкес келмейді.";

/// Up to the signature of the head, who alone has the case then.
async fn to_signature(server: &Server) -> (Browser, String) {
    let (citizen, case) = journey::at_commission(server).await;
    let today = journey::visit_day();
    let fields = journey::award(&today);
    journey::step(server, "special", &case, "special-commission", &fields).await;
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
    let nothing = journey::act(&head, &back, &[task, ("reason", REASON)]).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains(REASON), "what was typed stays");
    let silent = [task, ("to", "special-commission"), ("reason", "  ")];
    assert_eq!(journey::act(&head, &back, &silent).await.status, 422);
    let ahead = [task, ("to", "issue"), ("reason", REASON)];
    assert_eq!(
        journey::act(&head, &back, &ahead).await.status,
        422,
        "never forward"
    );

    let fields = [task, ("to", "special-commission"), ("reason", REASON)];
    let form = journey::form_of(&head, &back, &fields).await;
    for click in 1..=2 {
        let done = journey::post(&head, &back, &form).await;
        assert_eq!(done.status, 303, "click {click}: {}", done.body);
        assert!(head.get(done.location()).await.body.contains("қайтарылды"));
    }

    let special = server.login_staff("special").await;
    let list = special.get("/kk/staff").await.body;
    assert!(list.contains("Қайтарылды"), "{list}");
    let shown = special.get(&page).await.body;
    let (top, _) = shown.split_once("columns").unwrap();
    let told = "істі осы әрекетке қайтарды";
    assert!(top.contains(told) && top.contains(REASON), "{shown}");
    let own = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert!(own.contains("Алдыңғы қадамға қайтарылды") && !own.contains(REASON));
    let today = journey::visit_day();
    let fresh = journey::award(&today);
    journey::step(&server, "special", &case, "special-commission", &fresh).await;
    for login in ["head", "special"] {
        let official = server.login_staff(login).await;
        let list = official.get("/kk/staff").await.body;
        assert!(!list.contains("Қайтарылды"), "{login}: {list}");
    }
    assert!(!head.get(&page).await.body.contains(told));
    let old = journey::act(&head, &back, &fields).await;
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
    let task = task_of(&registrar, &page).await;
    let fields = [
        ("task", task.as_str()),
        ("to", "special-commission"),
        ("reason", REASON),
    ];
    assert_eq!(journey::act(&registrar, &back, &fields).await.status, 422);

    let own = format!("/kk/cabinet/cases/{case}");
    let withdraw = format!("{own}/withdraw");
    assert!(!citizen.get(&own).await.body.contains(&withdraw));
    assert_eq!(citizen.get(&withdraw).await.location(), own);
    assert_eq!(citizen.post_form(&withdraw, &[]).await.status, 422);
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
    // A tab is kept as a blank.
    for _ in 0..2 {
        let pasted = [("reason", "Жауабы:\tертең айтады.")];
        assert_eq!(head.post_form(&path, &pasted).await.status, 303);
    }
    let own = head.get(&page).await.body;
    assert_eq!(own.matches("Жауабы: ертең айтады.").count(), 1);
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
    assert!(page.contains("Өтініш қайтарып алынды<"), "{page}");
    assert!(!page.contains(&format!("{own}/result")) && !page.contains(&path));
    assert_eq!(citizen.get(&format!("{own}/result")).await.status, 404);
    assert_eq!(citizen.post_form(&path, &[]).await.location(), own);

    let registrar = server.login_staff("registrar").await;
    let step = format!("/kk/staff/cases/{case}/steps/check-documents");
    let accepted = [("task", "1"), ("outcome", "accepted")];
    let late = registrar.post_form(&step, &accepted).await;
    assert_eq!(late.status, 422, "nobody works it any more");
    assert!(
        late.body.contains("Бұл қадам енді ашық емес"),
        "{}",
        late.body
    );
}

#[tokio::test]
async fn whoever_withdraws_too_late_is_told_and_keeps_the_reason() {
    let server = Server::start().await;
    let (citizen, case) = to_signature(&server).await;
    let path = format!("/kk/cabinet/cases/{case}/withdraw");
    let reason = [("reason", "Жұмысқа тұрдым.")];
    let sign = [("outcome", "signed")];
    journey::step(&server, "head", &case, "sign", &sign).await;
    let late = citizen.post_form(&path, &reason).await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("шешімге қол қойылды") && late.body.contains("Жұмысқа тұрдым."));
    let issue = [("outcome", "issued")];
    journey::step(&server, "registrar", &case, "issue", &issue).await;
    let late = citizen.post_form(&path, &reason).await;
    assert!(late.status == 422 && late.body.contains("Осы арада іс аяқталды"));
}

#[tokio::test]
async fn nobody_is_awarded_nothing() {
    let server = Server::start().await;
    let (_, case) = journey::at_commission(&server).await;
    let special = server.login_staff("special").await;
    let path = format!("/kk/staff/cases/{case}/steps/special-commission");
    let today = journey::visit_day();
    let mut fields = journey::award(&today);
    for amount in ["0", "00", "0 ₸"] {
        fields[3].1 = amount;
        let answer = journey::complete(&special, &path, &fields).await;
        assert_eq!(answer.status, 422, "{amount}");
    }
    journey::granted(&server, &case).await;
}

#[tokio::test]
async fn a_survey_is_made_after_the_application_and_not_ahead() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::up_to_survey(&server, &store, &case).await;
    store.close().await;
    let surveyor = server.login_staff("survey").await;
    let path = format!("/kk/staff/cases/{case}/steps/survey");
    let today = journey::visit_day();
    let other = |days| {
        let day = domain::calendar::local(chrono::Utc::now()) + chrono::TimeDelta::days(days);
        day.format("%d.%m.%Y").to_string()
    };
    let (before, ahead) = (other(-1), other(1));
    for (day, status) in [
        ("01.01.1900", 422),
        (before.as_str(), 422),
        (ahead.as_str(), 422),
        (today.as_str(), 303),
    ] {
        let survey = [
            ("outcome", "need"),
            ("visit-date", day),
            ("composition", "Бір адам"),
            ("living-conditions", "Үй өрттен зардап шеккен"),
            ("need-reasons", "Басқа табыс жоқ"),
        ];
        let done = journey::complete(&surveyor, &path, &survey).await;
        assert_eq!(done.status, status, "{day}: {}", done.body);
    }
}
