//! The lists of officials over HTTP: tasks side by side, the three lists, and what they tell whom.

use tempfile::TempDir;

use server::store::case::TaskRow;

use crate::{
    common::{Server, journey},
    office_acts::asked,
    regulation_files::{change, folder, wanted},
    store_application::registered,
    store_queue::put,
};

const APPLICANT: &str = "Үлгібаева";
/// Beside the appointment, the registry files the papers; the survey waits for both.
const ARCHIVE: &str = r#"
[[procedure.step]]
id = "archive"
n = ""
line = 479
performer = "registrar"
action = { kk = "құжаттарды тігеді", ru = "подшивает документы", en = "files the papers" }
title = { kk = "Құжаттарды тігу", ru = "Подшивка документов", en = "Filing of the papers" }
[[procedure.step.outcome]]
id = "filed"
to = "send-to-survey"
label = { kk = "Тігілді", ru = "Подшито", en = "Filed" }
"#;
const CHECK: &str = "[[procedure.step]]\nid = \"check-documents\"\nn = \"условие 3\"";
const SEND: &str = "id = \"send-to-survey\"\nn = \"3\"\nline = 343\n";

fn side_by_side() -> TempDir {
    let folder = folder();
    change(&folder, |text| {
        let (before, check) = text.split_once(CHECK).unwrap();
        let check = check.replacen("to = \"assign\"", "to = [\"assign\", \"archive\"]", 1);
        let text = format!("{before}{ARCHIVE}\n{CHECK}{check}");
        text.replacen(SEND, &format!("{SEND}join = true\n"), 1)
    });
    folder
}

#[tokio::test]
async fn tasks_side_by_side_are_rows_of_their_own_and_each_opens_its_own() {
    let folder = side_by_side();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (_, case) = journey::submitted(&server, 0).await;
    journey::accepted(&server, &case).await;
    let work = format!("/kk/staff/cases/{case}");
    let (assign, archive) = (format!("{work}?task=2"), format!("{work}?task=3"));
    let registrar = server.login_staff("registrar").await;
    let head = server.login_staff("head").await;
    let of_registrar = registrar.get("/kk/staff").await.body;
    assert!(of_registrar.contains(&archive) && !of_registrar.contains(&assign));
    let of_head = head.get("/kk/staff").await.body;
    assert!(of_head.contains(&assign) && !of_head.contains(&archive));
    let all = head.get("/kk/staff?list=all").await.body;
    assert!(all.contains(&assign) && all.contains(&archive));
    // Whoever may do either is led to the one that they open.
    let both = server.login_staff("all").await;
    for (page, step) in [(&assign, "assign"), (&archive, "archive")] {
        let form = format!("{work}/steps/{step}\"");
        assert!(both.get(page).await.body.contains(&form), "{page}");
    }
    let acts = both.get(&archive).await.body;
    assert!(acts.contains(&format!("{work}/correction?task=3")));

    let store = server.store().await;
    journey::assigned(&server, &store, &case, "executor").await;
    let tasks = store.work_of(&case).await.unwrap().tasks;
    let waits: Vec<&str> = tasks.iter().map(|task| task.step.as_str()).collect();
    assert_eq!(waits, ["archive"], "the survey waits for both");
    let filed = [("outcome", "filed")];
    journey::step(&server, "registrar", &case, "archive", &filed).await;
    let tasks = store.work_of(&case).await.unwrap().tasks;
    assert_eq!(tasks[0].step, "send-to-survey");
    store.close().await;
    let step = format!("{work}/steps/archive");
    let filed = [("task", "3"), ("outcome", "filed")];
    let again = both.post_form(&step, &filed).await;
    assert_eq!(again.status, 422, "another one did it");
    assert!(again.body.contains("орындап қойған"), "{}", again.body);
}

#[tokio::test]
async fn the_list_of_the_office_says_whose_a_task_is_and_keeps_names_from_others() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::accepted(&server, &case).await;
    journey::assigned(&server, &store, &case, "executor").await;
    let number = store.case(&case).await.unwrap().unwrap().number;
    store.close().await;
    let other = server.login_staff("executor2").await;
    let mine = other.get("/kk/staff").await.body;
    assert!(!mine.contains(&number));
    let office = other.get("/kk/staff?list=office").await.body;
    assert!(office.contains(&number) && office.contains("А. Орындаушиева"));
    assert!(!office.contains(&case) && !office.contains(APPLICANT));
    let all = other.get("/kk/staff?list=all").await.body;
    assert!(!all.contains(&number), "not theirs to read");
    for (login, list) in [
        ("executor", "mine"),
        ("registrar", "all"),
        ("head", "office"),
    ] {
        let official = server.login_staff(login).await;
        let list = official.get(&format!("/kk/staff?list={list}")).await.body;
        let row = format!("/kk/staff/cases/{case}?task=3");
        assert!(list.contains(&row) && list.contains(APPLICANT), "{login}");
    }
    let elsewhere = server.login_staff("registrar-other").await;
    for list in ["mine", "office", "all", "nonsense"] {
        let list = elsewhere.get(&format!("/kk/staff?list={list}")).await;
        assert!(list.status == 200 && !list.body.contains(&number));
    }
}

#[tokio::test]
async fn the_applicants_own_time_is_nobodys_lateness() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    asked(&server, &citizen, &case).await;
    let registrar = server.login_staff("registrar").await;
    let all = registrar.get("/kk/staff?list=all").await.body;
    let rows = all
        .matches(&format!("/kk/staff/cases/{case}?task="))
        .count();
    assert_eq!(rows, 2, "the office's and the applicant's");
    assert!(all.contains("Өтініш берушінің мерзімі"));
    for list in ["mine", "office"] {
        let list = registrar.get(&format!("/kk/staff?list={list}")).await.body;
        assert!(!list.contains("Өтініш берушінің мерзімі"), "{list}");
    }
}

#[tokio::test]
async fn a_list_goes_on_after_its_last_row_and_takes_no_nonsense() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let store = server.store().await;
    let due = store.work_of(&case).await.unwrap().tasks[0].due;
    store.close().await;
    let row = format!("/kk/staff/cases/{case}?task=1");
    for (after, wanted) in [
        (format!("{}.{case}.1", due - 1), true),
        (format!("{due}.{case}.0"), true),
        (format!("{due}.{case}.1"), false),
        ("1.2.3".to_owned(), true),
        ("'".to_owned(), true),
    ] {
        let page = registrar.get(&format!("/kk/staff?after={after}")).await;
        assert_eq!(page.status, 200, "{after}");
        assert_eq!(page.body.contains(&row), wanted, "{after}");
    }
}

#[tokio::test]
async fn a_page_is_full_although_most_of_the_list_is_not_the_officials_to_read() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    let office = store.case(&case).await.unwrap().unwrap().office;
    // Due before it, of a service in which the head leads nothing.
    for _ in 0..60 {
        let task = TaskRow {
            no: 1,
            role: "other".to_owned(),
            step: "step".to_owned(),
            office: office.clone(),
            home: office.clone(),
            due: 1,
            ..TaskRow::default()
        };
        let other = registered(&store, "a").await;
        put(&store, &other, vec![task], &[]).await;
    }
    store.close().await;
    let head = server.login_staff("head").await;
    let list = head.get("/kk/staff?list=all").await.body;
    assert!(list.contains(&format!("{case}?task=1")), "{list}");
    assert!(!list.contains("after="), "there is no other page");
}

/// The whole takes a day, and the appointment alone may take thirty.
fn longer_than_the_whole() -> TempDir {
    let one = "limit = { value = 1, unit = \"working_days\", quote = \"1 (одного) рабочего дня\" }";
    let whole = format!(
        "[[term]]\nid = \"whole\"\nchannel = \"portal\"\nline = 364\n{one}\nwhen = {{ kk = \"барлығы\", ru = \"всего\", en = \"in all\" }}\n\n"
    );
    let folder = folder();
    change(&folder, |text| {
        let (steps, terms) = text.split_once("[[term]]").unwrap();
        let thirty = one.replace("value = 1,", "value = 30,");
        let steps = steps.replace(one, &thirty);
        assert!(steps.contains(&thirty));
        format!("{steps}{whole}[[term]]{terms}")
    });
    folder
}

#[tokio::test]
async fn a_task_is_late_when_the_whole_is_though_its_own_time_goes_on() {
    let folder = longer_than_the_whole();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (_, case) = journey::submitted(&server, 0).await;
    journey::accepted(&server, &case).await;
    let work = format!("/kk/staff/cases/{case}");
    let own = "Қадамның өз мерзімі";
    let server = server.restart_with(wanted(&folder, 9)).await;
    let head = server.login_staff("head").await;
    for list in ["mine", "office", "all"] {
        let list = head.get(&format!("/kk/staff?list={list}")).await.body;
        assert!(list.contains("жұмыс күні кешікті"), "{list}");
    }
    let page = head.get(&work).await.body;
    assert!(page.contains("жұмыс күні кешікті"), "{page}");
    assert!(page.contains("Мерзімі өтті") && page.contains(own));
    let store = server.store().await;
    let now = chrono::Utc::now() + chrono::TimeDelta::days(9);
    let figures = store.figures(now.timestamp_micros()).await.unwrap();
    assert_eq!((figures.overdue, figures.cases_overdue), (1, 1));
    store.close().await;
}
