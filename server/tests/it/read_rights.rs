//! Which official reads a case in which of its states, and that whoever reads it is written down.

use crate::common::{
    Browser, Server,
    journey::{accepted, assigned, granted, step, submitted, visit_day},
};
use domain::regulation::ChannelKind;
use server::{flow::read_rights::reads_channel, store::sql::query};

/// Each demonstration official, and whether they read a case in each state of [`walk`], `+` or `-`. The columns: handed
/// in, taken in, appointed, at the survey, at the income, at the commission, ended.
const MATRIX: [(&str, &str); 18] = [
    ("registrar", "+++++++"),
    ("head", "+++++++"),
    ("executor", "--+++++"),
    ("executor2", "-------"),
    ("survey", "---++++"),
    ("survey2", "---++++"),
    ("special", "-----++"),
    ("all", "+++++++"),
    ("akim-specialist", "-------"),
    ("akim", "-------"),
    ("akim-executor", "-------"),
    ("registrar-other", "-------"),
    ("head-other", "-------"),
    ("counter-zhambyl", "-------"),
    ("counter-mangystau", "-------"),
    ("counter-pavlodar", "-------"),
    ("admin", "-------"),
    ("admin-other", "-------"),
];

const APPLICANT: &str = "Үлгібаева";

/// The first document of the case, as its applicant sees it.
async fn file_of(owner: &Browser, case: &str) -> String {
    let page = owner.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    let mark = format!("/kk/cabinet/cases/{case}/files/");
    let (_, rest) = page.split_once(&mark).expect("a document");
    rest.split('"').next().unwrap().to_owned()
}

/// Takes the case to its next state.
async fn walk(server: &Server, case: &str, state: usize) {
    let store = server.store().await;
    match state {
        0 => {}
        1 => accepted(server, case).await,
        2 => assigned(server, &store, case, "executor").await,
        3 => {
            step(
                server,
                "executor",
                case,
                "send-to-survey",
                &[("outcome", "sent")],
            )
            .await
        }
        4 => {
            let survey = [
                ("outcome", "need"),
                ("visit-date", &visit_day()),
                ("composition", "Бір адам"),
                ("living-conditions", "Үй өрттен зардап шеккен"),
                ("need-reasons", "Басқа табыс жоқ"),
            ];
            step(server, "survey", case, "survey", &survey).await;
        }
        5 => {
            let income = [("outcome", "computed"), ("per-capita-income", "30000")];
            step(server, "executor", case, "income", &income).await;
        }
        _ => granted(server, case).await,
    }
    store.close().await;
}

#[tokio::test]
async fn an_official_reads_a_case_when_its_step_is_or_was_theirs_and_no_sooner() {
    let server = Server::start().await;
    let mut officials = Vec::new();
    for (login, expected) in MATRIX {
        officials.push((login, expected, server.login_staff(login).await));
    }
    let (owner, case) = submitted(&server, 0).await;
    let file = file_of(&owner, &case).await;
    for state in 0..MATRIX[0].1.len() {
        walk(&server, &case, state).await;
        for (login, expected, browser) in &officials {
            let reads = expected.as_bytes()[state] == b'+';
            let status = if reads { 200 } else { 404 };
            for address in [
                format!("/ru/staff/cases/{case}"),
                format!("/ru/staff/cases/{case}/files/{file}"),
            ] {
                let answer = browser.get(&address).await;
                assert_eq!(answer.status, status, "{login} in state {state}: {address}");
            }
            if !reads {
                let term = format!("/ru/staff/cases/{case}/term");
                assert_eq!(browser.post_form(&term, &[]).await.status, 404, "{login}");
            }
        }
    }
}

#[tokio::test]
async fn whoever_did_a_step_reads_on_as_long_as_they_have_its_role() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    let store = server.store().await;
    // In two roles: takes the case in, and is not the executor of it.
    step(
        &server,
        "all",
        &case,
        "check-documents",
        &[("outcome", "accepted")],
    )
    .await;
    assigned(&server, &store, &case, "executor").await;
    let all = server.login_staff("all").await;
    let page = format!("/ru/staff/cases/{case}");
    let list = "/ru/staff?list=all";
    for (taken, reads) in [("executor", true), ("registrar", false)] {
        query("DELETE FROM staff_role WHERE (role <> 'registrar' AND role <> 'executor' OR role = $1) AND staff IN (SELECT id FROM staff WHERE login = 'all')")
            .bind(taken)
            .execute(&store)
            .await
            .unwrap();
        let status = if reads { 200 } else { 404 };
        assert_eq!(all.get(&page).await.status, status, "without {taken}");
        let listed = all.get(list).await.body.contains(&case);
        assert_eq!(listed, reads, "without {taken}");
    }
    store.close().await;
}

#[tokio::test]
async fn whoever_changes_to_another_office_takes_no_case_along() {
    let server = Server::start().await;
    let store = server.store().await;
    let (_, case) = submitted(&server, 0).await;
    accepted(&server, &case).await;
    assigned(&server, &store, &case, "executor").await;
    let work = format!("/ru/staff/cases/{case}");
    for login in ["registrar", "executor"] {
        let official = server.login_staff(login).await;
        let all = official.get("/ru/staff?list=all").await.body;
        assert!(all.contains(&work) && all.contains(APPLICANT), "{login}");
        query("UPDATE staff SET office = 'akzhaik' WHERE login = $1")
            .bind(login)
            .execute(&store)
            .await
            .unwrap();
        assert_eq!(official.get(&work).await.status, 404, "{login}");
        for list in ["mine", "office", "all"] {
            let list = official.get(&format!("/ru/staff?list={list}")).await;
            assert_eq!(list.status, 200);
            let told = list.body.contains(&case) || list.body.contains(APPLICANT);
            assert!(!told, "{login}: {}", list.body);
        }
    }
    store.close().await;
}

#[tokio::test]
async fn the_citizen_sees_who_looked_and_reloading_adds_nothing() {
    let server = Server::start().await;
    let (owner, case) = submitted(&server, 0).await;
    let list = format!("/ru/cabinet/cases/{case}/views");
    let page = owner.get(&format!("/ru/cabinet/cases/{case}")).await;
    assert!(page.body.contains(&format!("href=\"{list}\"")), "a link");
    assert!(
        owner
            .get(&list)
            .await
            .body
            .contains("Пока никто не открывал")
    );

    let file = file_of(&owner, &case).await;
    let registrar = server.login_staff("registrar").await;
    for _ in 0..3 {
        registrar.get(&format!("/ru/staff/cases/{case}")).await;
        registrar
            .get(&format!("/ru/staff/cases/{case}/files/{file}"))
            .await;
    }
    // Who may not read it leaves no mark of having read it.
    let executor = server.login_staff("executor").await;
    executor.get(&format!("/ru/staff/cases/{case}")).await;

    let seen = owner.get(&list).await.body;
    assert_eq!(
        seen.matches("Г. Тіркеуова").count(),
        2,
        "the case and a file"
    );
    assert_eq!(seen.matches("Файл: ").count(), 1, "{seen}");
    assert!(!seen.contains("А. Орындаушиева"));
    let other = server.login_citizen(1).await;
    assert_eq!(other.get(&list).await.status, 404);
}

#[tokio::test]
async fn the_head_sees_what_the_office_opened_and_nobody_else_does() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    registrar.get(&format!("/ru/staff/cases/{case}")).await;
    let store = server.store().await;
    let number = store.case(&case).await.unwrap().unwrap().number;
    store.close().await;

    let head = server.login_staff("head").await;
    assert!(head.get("/ru/staff").await.body.contains("/ru/staff/views"));
    let list = head.get("/ru/staff/views").await;
    assert_eq!(list.status, 200);
    assert!(list.body.contains(&number) && list.body.contains("Г. Тіркеуова"));
    assert_eq!(registrar.get("/ru/staff/views").await.status, 404);
    let other = server.login_staff("head-other").await;
    let list = other.get("/ru/staff/views").await;
    assert_eq!((list.status, list.body.contains(&number)), (200, false));
}

#[tokio::test]
async fn a_long_list_goes_on_where_the_page_ends() {
    let server = Server::start().await;
    let (owner, case) = submitted(&server, 0).await;
    let store = server.store().await;
    for n in 0..51 {
        let viewed = server::store::case_view::CaseViewed {
            case: case.clone(),
            staff: format!("official-{n}"),
            name: format!("№{n}."),
            role: "head".to_owned(),
            office: "uralsk".to_owned(),
            ..Default::default()
        };
        store.add_case_view(viewed).await.unwrap();
    }
    store.close().await;
    let list = format!("/ru/cabinet/cases/{case}/views");
    let first = owner.get(&list).await.body;
    assert!(first.contains("№50.") && !first.contains("№0."));
    let (_, rest) = first
        .split_once(&format!("{list}?before="))
        .expect("a link on");
    let next = rest.split('"').next().unwrap();
    let second = owner.get(&format!("{list}?before={next}")).await.body;
    assert!(second.contains("№0.") && !second.contains("№50."));
    assert!(first.contains("Показать более ранние") && !second.contains("Показать более ранние"));
}

#[tokio::test]
async fn a_case_is_not_shown_when_the_opening_cannot_be_recorded() {
    let server = Server::start().await;
    let (owner, case) = submitted(&server, 0).await;
    let file = file_of(&owner, &case).await;
    let store = server.store().await;
    query("ALTER TABLE case_view RENAME COLUMN role TO was_role")
        .execute(&store)
        .await
        .unwrap();
    store.close().await;
    let registrar = server.login_staff("registrar").await;
    for address in [
        format!("/ru/staff/cases/{case}"),
        format!("/ru/staff/cases/{case}/files/{file}"),
    ] {
        let answer = registrar.get(&address).await;
        assert!(answer.status >= 500, "{address}: {}", answer.status);
        assert!(!answer.body.contains("Үлгібаева"), "nothing of the case");
    }
}

#[tokio::test]
async fn whoever_signs_reads_the_cases_of_the_office_though_they_appoint_nobody() {
    let server = Server::start().await;
    let store = server.store().await;
    let head = store.staff_by_login("mangystau-head").await.unwrap();
    let mut staff = head.unwrap();
    let catalogue = catalogue::Catalogue::builtin().unwrap();
    let regulation = catalogue.get("mangystau-2014/home-schooling-support");
    let regulation = regulation.unwrap();
    let mut routes = regulation.routes(ChannelKind::Portal);
    assert!(routes.all(|route| route.heads().count() == 0));
    assert!(reads_channel(&staff, regulation, ChannelKind::Portal));
    staff.roles.clear();
    assert!(!reads_channel(&staff, regulation, ChannelKind::Portal));
    store.close().await;
}
