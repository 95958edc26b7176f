//! The workplace of officials over HTTP: who sees what, what a step takes, and what the citizen learns of it.

use crate::common::{
    Answer, Browser, Server, Wanted,
    files::PDF,
    journey::{
        accepted, act, assigned, at_step, complete, post, step, submitted, up_to_commission,
        visit_day,
    },
};

async fn open(server: &Server, login: &str, case: &str) -> (Browser, Answer) {
    let browser = server.login_staff(login).await;
    let page = browser.get(&format!("/ru/staff/cases/{case}")).await;
    (browser, page)
}

#[tokio::test]
async fn a_step_waits_in_the_queue_of_its_role_and_office_only() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    let link = format!("/ru/staff/cases/{case}");
    for (login, sees) in [
        ("registrar", true),
        ("all", true),
        ("head", false),
        ("registrar-other", false),
        ("akim", false),
    ] {
        let queue = server.login_staff(login).await.get("/ru/staff").await;
        assert_eq!(queue.status, 200);
        assert_eq!(queue.body.contains(&link), sees, "{login}");
    }
}

#[tokio::test]
async fn a_case_is_not_there_for_another_office_or_a_role_outside_its_procedure() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    for login in [
        "registrar-other",
        "head-other",
        "akim",
        "akim-specialist",
        "akim-executor",
    ] {
        let (browser, page) = open(&server, login, &case).await;
        assert_eq!(page.status, 404, "{login}");
        assert!(
            page.body.contains("href=\"/ru/staff\"") && page.body.contains("/ru/logout"),
            "the way out is the official's own"
        );
        let path = format!("/ru/staff/cases/{case}/steps/check-documents");
        assert_eq!(
            browser
                .post_form(&path, &[("outcome", "accepted")])
                .await
                .status,
            404,
            "{login}"
        );
        assert_eq!(
            browser
                .post_form(&format!("/ru/staff/cases/{case}/term"), &[])
                .await
                .status,
            404,
            "{login}"
        );
    }
    let (_, page) = open(&server, "head", &case).await;
    assert_eq!(page.status, 200, "a later performer may read");
    assert!(
        !page.body.contains("/steps/check-documents"),
        "but gets no form of another's step"
    );
}

#[tokio::test]
async fn what_is_missing_is_named_and_what_was_typed_stays() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let path = format!("/ru/staff/cases/{case}/steps/check-documents");
    let no_outcome = complete(&registrar, &path, &[("comment", "Проверяю")]).await;
    assert_eq!(no_outcome.status, 422);
    assert!(
        no_outcome.body.contains("Выберите результат")
            && no_outcome.body.contains("<title>Ошибка: ")
    );
    assert!(no_outcome.body.contains(">Проверяю</textarea>"));
    let no_reason = complete(
        &registrar,
        &path,
        &[
            ("outcome", "violations"),
            ("violations--explanation", "</textarea><script>"),
        ],
    )
    .await;
    assert_eq!(no_reason.status, 422);
    assert!(
        no_reason.body.contains("&lt;/textarea&gt;&lt;script&gt;"),
        "typed text comes back, escaped"
    );
    assert!(
        no_reason.body.contains("href=\"#violations--ground\""),
        "the summary leads to the field"
    );
}

#[tokio::test]
async fn the_second_official_is_told_who_was_first() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    accepted(&server, &case).await;
    let second = server.login_staff("all").await;
    let path = format!("/ru/staff/cases/{case}/steps/check-documents");
    let typed = [("outcome", "accepted"), ("comment", "Всё <проверено> мной")];
    let late = second.post_form(&path, &typed).await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("Г. Тіркеуова"), "{}", late.body);
    let shown = "<dd class=\"as-typed\">Всё &lt;проверено&gt; мной</dd>";
    assert!(late.body.contains(shown) && late.body.matches("проверено").count() == 1);
    let kept = second
        .post_form(&path, &[typed[1], ("switch-language", "yes")])
        .await;
    assert!(kept.body.contains(shown));
}

#[tokio::test]
async fn of_many_at_once_one_does_the_step() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    let path = format!("/ru/staff/cases/{case}/steps/check-documents");
    let officials = [
        server.login_staff("registrar").await,
        server.login_staff("all").await,
    ];
    let mut fields = at_step(&officials[0], &path).await;
    fields.push(("outcome".to_owned(), "accepted".to_owned()));
    let posts = (0..8).map(|n| post(&officials[n % 2], &path, &fields));
    let answers = futures::future::join_all(posts).await;
    let case = format!("/ru/staff/cases/{case}");
    let done = answers.iter().filter(|answer| answer.status == 303);
    let done = done.filter(|answer| answer.location() != case);
    assert_eq!(done.count(), 1, "the others are second clicks");
    let answers: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert!(
        answers.iter().all(|status| [303, 422].contains(status)),
        "{answers:?}"
    );
}

#[tokio::test]
async fn only_the_appointed_executor_does_the_executors_steps() {
    let server = Server::start().await;
    let store = server.store().await;
    let (_, case) = submitted(&server, 0).await;
    accepted(&server, &case).await;
    let head = server.login_staff("head").await;
    let path = format!("/ru/staff/cases/{case}/steps/assign");
    let stranger = store.staff_by_login("survey").await.unwrap().unwrap().id;
    let wrong = complete(
        &head,
        &path,
        &[("outcome", "assigned"), ("executor", &stranger)],
    )
    .await;
    assert_eq!(wrong.status, 422, "who is no executor cannot be appointed");
    assigned(&server, &store, &case, "executor2").await;
    let (_, page) = open(&server, "executor", &case).await;
    assert_eq!(page.status, 404, "a case of another executor");
    // An executor too, and of the registry, which may read it.
    let (browser, page) = open(&server, "all", &case).await;
    assert!(page.body.contains("Н. Исполнителев") && !page.body.contains("/steps/send-to-survey"));
    let path = format!("/ru/staff/cases/{case}/steps/send-to-survey");
    assert_eq!(
        browser
            .post_form(&path, &[("outcome", "sent")])
            .await
            .status,
        422
    );
    let attached = browser
        .post_multipart(&format!("{path}/files"), &[("file", "акт.pdf", PDF)])
        .await;
    assert_eq!(attached.status, 422, "nor attaches anything to them");
    let fields = [("outcome", "sent")];
    step(&server, "executor2", &case, "send-to-survey", &fields).await;
}

#[tokio::test]
async fn the_term_is_replaced_once_for_a_reason_and_the_citizen_is_told() {
    let server = Server::start().await;
    let (citizen, case) = submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let page = registrar.get(&format!("/ru/staff/cases/{case}")).await.body;
    let (_, rest) = page
        .split_once("name=\"term\" value=\"")
        .expect("the form for 20 working days");
    let term = rest.split('"').next().unwrap().to_owned();
    let path = format!("/ru/staff/cases/{case}/term");
    let silent = act(&registrar, &path, &[("term", &term), ("reason", "  ")]).await;
    assert_eq!(silent.status, 422);
    assert!(silent.body.contains("Напишите причину"));
    let long = "а".repeat(20_000);
    let answer = act(&registrar, &path, &[("term", &term), ("reason", &long)]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("href=\"#reason\""), "{}", answer.body);
    let told = act(
        &registrar,
        &path,
        &[("term", &term), ("reason", "Утеряна справка о доходах")],
    )
    .await;
    assert_eq!(told.status, 303, "{}", told.body);
    let seen = citizen.get(&format!("/ru/cabinet/cases/{case}")).await.body;
    assert!(seen.contains("Утеряна справка о доходах") && seen.contains("20 рабочих дней"));
    let again = act(&registrar, &path, &[("term", &term), ("reason", "Ещё раз")]).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("уже заменялся"));
}

#[tokio::test]
async fn files_of_a_step_join_the_case_and_stay_in_the_office() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let path = format!("/ru/staff/cases/{case}/steps/check-documents/files");
    let wrong = registrar
        .post_multipart(&path, &[("file", "акт.pdf", b"not a pdf")])
        .await;
    assert_eq!(wrong.status, 422);
    let kept = registrar
        .post_multipart(&path, &[("file", "акт.pdf", PDF)])
        .await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    accepted(&server, &case).await;
    let (head, page) = open(&server, "head", &case).await;
    let (_, attached) = page
        .body
        .split_once("Приложенные файлы")
        .expect("the attached file is part of the case");
    let (_, rest) = attached.split_once("href=\"").unwrap();
    let href = rest.split('"').next().unwrap().to_owned();
    let file = head.get(&href).await;
    assert_eq!((file.status, file.body.as_bytes()), (200, PDF));
    assert_eq!(
        server
            .login_staff("head-other")
            .await
            .get(&href)
            .await
            .status,
        404
    );
    assert_eq!(
        server.login_citizen(1).await.get(&href).await.status,
        303,
        "a citizen has to log in as an official"
    );
}

#[tokio::test]
async fn who_attaches_too_late_is_told_who_did_the_step() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    accepted(&server, &case).await;
    let second = server.login_staff("all").await;
    let path = format!("/ru/staff/cases/{case}/steps/check-documents/files");
    let late = second
        .post_multipart(&path, &[("file", "акт.pdf", PDF)])
        .await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("Г. Тіркеуова"), "{}", late.body);
}

#[tokio::test]
async fn an_award_has_an_amount() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    up_to_commission(&server, &server.store().await, &case).await;
    let special = server.login_staff("special").await;
    let path = format!("/ru/staff/cases/{case}/steps/special-commission");
    let conclusion = [
        ("outcome", "granted"),
        ("conclusion-number", "12"),
        ("conclusion-date", &visit_day()),
    ];
    let no_amount = complete(&special, &path, &conclusion).await;
    assert_eq!(no_amount.status, 422);
    assert!(
        no_amount.body.contains("href=\"#granted--amount\""),
        "the summary leads to the amount"
    );
    assert!(
        no_amount.body.contains("value=\"12\""),
        "what was typed stays"
    );
}

#[tokio::test]
async fn the_executor_gets_the_income_that_the_portal_computed_to_confirm_or_correct() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    let store = server.store().await;
    accepted(&server, &case).await;
    assigned(&server, &store, &case, "executor").await;
    let fields = [("outcome", "sent")];
    step(&server, "executor", &case, "send-to-survey", &fields).await;
    let visited = visit_day();
    let survey = [
        ("outcome", "no-need"),
        ("visit-date", &visited),
        ("composition", "Один человек"),
        ("living-conditions", "Дом цел"),
        ("need-reasons", "Есть другой доход"),
    ];
    step(&server, "survey", &case, "survey", &survey).await;
    let (executor, page) = open(&server, "executor", &case).await;
    // 90 000 of one person in three months.
    assert!(page.body.contains("value=\"30000\""), "{}", page.body);
    let formula = "90\u{202f}000\u{202f}₸ ÷ 1 чел. ÷ 3 мес.";
    assert!(page.body.contains(formula), "{}", page.body);
    let path = format!("/ru/staff/cases/{case}/steps/income");
    let emptied = complete(
        &executor,
        &path,
        &[("outcome", "computed"), ("per-capita-income", "")],
    )
    .await;
    assert_eq!(emptied.status, 422, "what was taken out is not put back");
    assert!(!emptied.body.contains("value=\"30000\""));
    let corrected = [
        ("outcome", "computed"),
        ("per-capita-income", "31 500"),
        ("income-comment", "Учтена надбавка"),
        ("comment", "Справка сверена"),
    ];
    step(&server, "executor", &case, "income", &corrected).await;
    // The special commission decides on the full package: act, conclusion on need, income, remarks.
    let (_, page) = open(&server, "special", &case).await;
    for shown in [
        "Дать заключение: не нуждается",
        &visited,
        "Дом цел",
        "Есть другой доход",
        "31\u{202f}500\u{202f}₸",
        "Учтена надбавка",
        "Справка сверена",
        "А. Орындаушиева",
    ] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    store.close().await;
}

#[tokio::test]
async fn what_is_overdue_stands_first_and_is_called_so_everywhere() {
    let server = Server::start().await;
    let (_, first) = submitted(&server, 0).await;
    let (_, second) = submitted(&server, 2).await;
    // The second is due later: it has passed the registry.
    accepted(&server, &second).await;
    let ahead = Wanted {
        days_ahead: 40,
        ..Wanted::default()
    };
    let server = server.restart_with(ahead).await;
    let (official, queue) = {
        let official = server.login_staff("all").await;
        let queue = official.get("/ru/staff").await.body;
        (official, queue)
    };
    let place = |case: &str| queue.find(&format!("/ru/staff/cases/{case}")).unwrap();
    assert!(place(&first) < place(&second));
    assert!(
        queue.contains("tag tag--bad") && queue.contains("опоздание"),
        "{queue}"
    );
    let page = official.get(&format!("/ru/staff/cases/{first}")).await;
    assert!(page.body.contains("опоздание"), "{}", page.body);
    let citizen = server.login_citizen(0).await;
    let page = citizen.get(&format!("/kk/cabinet/cases/{first}")).await;
    for shown in ["мерзімі өтті", "кешіктіруге шағымдана аласыз"]
    {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    let list = citizen.get("/kk/cabinet").await;
    assert!(list.body.contains("мерзімі"), "{}", list.body);
    let store = server.store().await;
    let code = store.case(&first).await.unwrap().unwrap().code;
    store.close().await;
    let check = server.browser().get(&format!("/kk/status/{code}")).await;
    assert!(check.body.contains("Мерзім өтіп кетті"), "{}", check.body);
}
