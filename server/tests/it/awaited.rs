//! An answer of the applicant that an official waits for: until when, against the day of the decision, and that it has come.

use crate::{
    common::{Server, journey},
    office_acts::task_of,
    requests::request_page,
};

const WANTED: &str = "Справка за август не читается.";

#[tokio::test]
async fn an_answer_after_the_decision_is_awaited_by_nobody_unawares() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let page = format!("/ru/staff/cases/{case}/correction");
    let form = registrar.get(&page).await.body;
    let beyond = "ответа к этому дню может не быть";
    assert_eq!(
        form.matches(beyond).count(),
        2,
        "of 3, 5, 10 and 15 days within a term of 7: {form}"
    );
    let task = task_of(&registrar, &page).await;
    let fields = [("task", task.as_str()), ("to", "15"), ("reason", WANTED)];
    let done = journey::act(&registrar, &page, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);

    let own = format!("/ru/cabinet/cases/{case}");
    let answer = request_page(&citizen, &case).await;
    let answer_ru = answer.replace("/kk/", "/ru/");
    for path in [&own, &answer_ru] {
        let told = citizen.get(path).await.body;
        assert!(told.contains("Решение примут до"), "{path}: {told}");
    }
    let list = registrar.get("/ru/staff").await.body;
    assert!(list.contains("Ждём ответа до"), "{list}");
    let said = [("reason", "Отсканировал заново.")];
    let sent = citizen.post_form(&answer, &said).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let list = registrar.get("/ru/staff").await.body;
    assert!(
        !list.contains("Ждём ответа до") && list.contains("документы или ответ"),
        "{list}"
    );
    journey::accepted(&server, &case).await;
    let head = server.login_staff("head").await;
    let list = head.get("/ru/staff").await.body;
    assert!(!list.contains("документы или ответ"), "seen: {list}");
}

#[tokio::test]
async fn no_page_says_that_a_clock_runs_which_stands() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let work = format!("/ru/staff/cases/{case}");
    let registrar = server.login_staff("registrar").await;
    let runs = "Срок органа при этом идёт";
    let page = format!("{work}/correction");
    assert!(registrar.get(&page).await.body.contains(runs));
    let head = server.login_staff("head").await;
    let stop = [("reason", "Ждём ответа акимата.")];
    let done = journey::act(&head, &format!("{work}/stop"), &stop).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let form = registrar.get(&page).await.body;
    assert!(
        form.contains("Срок органа сейчас стоит") && !form.contains(runs),
        "{form}"
    );
    assert!(!form.contains("ответа к этому дню"), "{form}");
    let goes_on = "Если вы выполните это действие";
    assert!(registrar.get(&work).await.body.contains(goes_on));
    let seen = head.get(&work).await.body;
    assert!(
        seen.contains("Срок остановлен с") && !seen.contains(goes_on),
        "the head has nothing to do here: {seen}"
    );
}
