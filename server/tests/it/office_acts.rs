//! What an office needs daily: a correction by the applicant, a colleague who takes over, a clock that stands still, a wrong
//! end that is undone.

use crate::common::{Browser, Server, Wanted, accounts, files::PDF, journey};
use crate::requests::request_page;

/// The last digits of the applicant's telephone.
const END: &str = "0001";
const WANTED: &str = "Тамыз айының анықтамасы оқылмайды.";

/// For which task a page was made.
pub(crate) async fn task_of(official: &Browser, page: &str) -> String {
    let hidden = journey::hidden(&official.get(page).await.body).into_iter();
    let mut tasks = hidden.filter_map(|(name, value)| (name == "task").then_some(value));
    tasks.next().unwrap()
}

/// Has the registry ask for a correction; returns the page on which the applicant answers.
pub(crate) async fn asked(server: &Server, citizen: &Browser, case: &str) -> String {
    let registrar = server.login_staff("registrar").await;
    let page = format!("/kk/staff/cases/{case}/correction");
    let task = task_of(&registrar, &page).await;
    let fields = [
        ("task", task.as_str()),
        ("to", "5"),
        ("slots.income", "yes"),
        ("reason", WANTED),
    ];
    let form = journey::form_of(&registrar, &page, &fields).await;
    for click in 1..=2 {
        let done = journey::post(&registrar, &page, &form).await;
        assert_eq!(done.status, 303, "click {click}: {}", done.body);
    }
    request_page(citizen, case).await
}

#[tokio::test]
async fn an_official_asks_and_the_applicant_answers_with_text_and_files() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let work = format!("/kk/staff/cases/{case}");
    let page = format!("{work}/correction");
    let form = registrar.get(&page).await.body;
    assert!(form.contains("қазақша жазыңыз"), "which language they read");
    let russian = registrar.get(&page.replace("/kk/", "/ru/")).await.body;
    assert!(russian.contains("3 рабочих дня") && russian.contains("5 рабочих дней"));
    let task = task_of(&registrar, &page).await;
    let no_days = [("task", task.as_str()), ("reason", WANTED)];
    let no_days = journey::act(&registrar, &page, &no_days).await;
    assert_eq!(no_days.status, 422);
    assert!(no_days.body.contains(WANTED), "what was typed stays");
    let old = [("task", "77"), ("to", "5"), ("reason", WANTED)];
    assert_eq!(journey::act(&registrar, &page, &old).await.status, 422);
    for stranger in ["head", "akim"] {
        let stranger = server.login_staff(stranger).await;
        let fields = [("task", task.as_str()), ("to", "5"), ("reason", "x")];
        let status = journey::act(&stranger, &page, &fields).await.status;
        assert!(status == 422 || status == 404, "{status}");
    }

    let answer = asked(&server, &citizen, &case).await;
    accounts::told(&server.browser(), END, "құжатыңыз не жауабыңыз керек").await;
    let own = format!("/kk/cabinet/cases/{case}");
    let told = citizen.get(&own).await.body;
    assert_eq!(
        told.matches(&format!("href=\"{own}/tasks/")).count(),
        1,
        "asked once"
    );
    assert!(told.contains(WANTED) && told.contains("Мекеме түзетуді сұрайды"));

    let stranger = server.login_citizen(1).await;
    assert_eq!(stranger.get(&answer).await.status, 404);
    assert_eq!(stranger.post_form(&answer, &[]).await.status, 404);
    let hint = "id=\"slot-income-hint\"";
    let list = citizen.get(&format!("{own}/documents")).await.body;
    let request = citizen.get(&answer).await.body;
    assert!(list.contains(hint), "{list}");
    assert!(request.contains("slot-income") && !request.contains(hint));
    let nothing = citizen.post_form(&answer, &[("reason", " ")]).await;
    assert_eq!(nothing.status, 422);
    let slot = format!("{own}/documents/income");
    let kept = citizen.post_multipart(&slot, &[("files", "тамыз.pdf", PDF)]);
    assert_eq!(kept.await.status, 303);
    let said = [("reason", "Қайта сканерледім.")];
    let sent = citizen.post_form(&answer, &said).await;
    assert_eq!((sent.status, sent.location()), (303, own.as_str()));
    let again = citizen.post_form(&answer, &said).await;
    assert_eq!((again.status, again.location()), (303, own.as_str()));
    let other = [("reason", "Тағы бір сөз.")];
    let other = citizen.post_form(&answer, &other).await;
    assert_eq!(other.status, 422, "nothing happens twice");
    assert!(other.body.contains("жауап беріп қойғансыз") && other.body.contains("Тағы бір сөз."));

    let seen = registrar.get(&work).await.body;
    assert!(seen.contains("Өтініш беруші жауап берді") && seen.contains("тамыз.pdf"));
    assert!(seen.contains("Қайта сканерледім."));
    let theirs = citizen.get(&own).await.body;
    assert!(theirs.contains("Сіз жауап бердіңіз") && !theirs.contains("Өтініш беруші жауап берді"));
    journey::accepted(&server, &case).await;
}

#[tokio::test]
async fn a_document_is_asked_for_only_where_its_box_is_ticked() {
    let server = Server::start().await;
    let registrar = server.login_staff("registrar").await;
    for (n, box_says, asked) in [(0, "no", false), (1, "yes", true)] {
        let (citizen, case) = journey::submitted(&server, n).await;
        let page = format!("/kk/staff/cases/{case}/correction");
        let fields = [("to", "5"), ("slots.income", box_says), ("reason", WANTED)];
        let done = journey::act(&registrar, &page, &fields).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let request = citizen.get(&request_page(&citizen, &case).await).await.body;
        // What is not asked for is offered with what the form said of it.
        assert_eq!(!request.contains("slot-income-hint"), asked, "{request}");
    }
}

#[tokio::test]
async fn one_request_at_a_time_and_what_the_office_needs_no_more_is_told() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let answer = asked(&server, &citizen, &case).await;
    let all = server.login_staff("all").await;
    let work = format!("/kk/staff/cases/{case}");
    let page = format!("{work}/correction");
    let shown = all.get(&work).await.body;
    assert!(shown.contains("жауап керек болмайды") && !shown.contains(&page));
    let more = [("task", "1"), ("to", "3"), ("reason", "Тағы бірі.")];
    let more = journey::act(&all, &page, &more).await;
    assert_eq!(more.status, 422);
    assert!(more.body.contains("сұралып қойған") && more.body.contains("Тағы бірі."));

    journey::accepted(&server, &case).await;
    accounts::told(&server.browser(), END, "жауабыңыз енді керек емес").await;
    let own = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert!(own.contains("жауап енді керек емес"), "{own}");
    let late = citizen.post_form(&answer, &[("reason", "Міне.")]).await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("Мекеме істі жауапсыз жалғастырды") && late.body.contains("Міне."));
}

#[tokio::test]
async fn a_head_gives_a_step_to_a_colleague_who_then_has_it() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::accepted(&server, &case).await;
    journey::assigned(&server, &store, &case, "executor").await;
    let other = store.staff_by_login("executor2").await.unwrap().unwrap().id;
    store.close().await;
    let work = format!("/kk/staff/cases/{case}");
    let page = format!("{work}/assign");
    let second = server.login_staff("executor2").await;
    assert_eq!(second.get(&work).await.status, 404, "not theirs yet");
    let head = server.login_staff("head").await;
    assert!(head.get(&work).await.body.contains(&page));
    let task = task_of(&head, &page).await;
    let silent = [("task", task.as_str()), ("to", other.as_str())];
    assert_eq!(
        journey::act(&head, &page, &silent).await.status,
        422,
        "why?"
    );
    let wrong = [("task", task.as_str()), ("to", "nobody"), ("reason", "x")];
    assert_eq!(journey::act(&head, &page, &wrong).await.status, 422);
    let given = [
        ("task", task.as_str()),
        ("to", other.as_str()),
        ("reason", "Орындаушы демалыста."),
    ];
    let form = journey::form_of(&head, &page, &given).await;
    for click in 1..=2 {
        let done = journey::post(&head, &page, &form).await;
        assert_eq!(done.status, 303, "click {click}: {}", done.body);
        assert!(head.get(done.location()).await.body.contains("тапсырылды"));
    }

    assert!(second.get("/kk/staff").await.body.contains(&work));
    let first = server.login_staff("executor").await;
    assert!(!first.get("/kk/staff").await.body.contains(&work));
    let own = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert_eq!(own.matches("Қадам тапсырылды").count(), 1, "{own}");
    assert!(!own.contains("Орындаушы демалыста."));
    let sent = [("outcome", "sent")];
    journey::step(&server, "executor2", &case, "send-to-survey", &sent).await;
    let old = journey::act(&head, &page, &given).await;
    assert_eq!(old.status, 422, "the page was of a step that is done");
}

#[tokio::test]
async fn a_head_appoints_somebody_for_all_steps_of_a_role() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::accepted(&server, &case).await;
    journey::assigned(&server, &store, &case, "executor").await;
    let other = store.staff_by_login("executor2").await.unwrap().unwrap().id;
    let work = format!("/kk/staff/cases/{case}");
    let page = format!("{work}/appoint");
    let head = server.login_staff("head").await;
    let task = task_of(&head, &page).await;
    let why = "Осы ауданды ол жүргізеді.";
    for wrong in [
        [
            ("task", task.as_str()),
            ("to", other.as_str()),
            ("reason", ""),
        ],
        [("task", task.as_str()), ("to", "nobody"), ("reason", why)],
        [("task", "77"), ("to", other.as_str()), ("reason", why)],
    ] {
        let answer = journey::act(&head, &page, &wrong).await;
        assert_eq!(answer.status, 422, "{wrong:?}");
    }
    let given = [("task", task.as_str()), ("to", &other), ("reason", why)];
    for (login, status) in [("registrar", 422), ("executor", 422), ("head-other", 404)] {
        let stranger = server.login_staff(login).await;
        let answer = journey::act(&stranger, &page, &given).await;
        assert_eq!(answer.status, status, "{login}");
    }
    let form = journey::form_of(&head, &page, &given).await;
    for _ in 0..2 {
        let done = journey::post(&head, &page, &form).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let list = head.get(done.location()).await.body;
        assert!(list.contains("қызметкерге бекітілді"));
    }
    let sent = [("outcome", "sent")];
    journey::step(&server, "executor2", &case, "send-to-survey", &sent).await;
    let survey = [
        ("outcome", "need"),
        ("visit-date", &journey::visit_day()),
        ("composition", "Бір адам"),
        ("living-conditions", "Үй өрттен зардап шеккен"),
        ("need-reasons", "Басқа табыс жоқ"),
    ];
    journey::step(&server, "survey", &case, "survey", &survey).await;
    let next = store.work_of(&case).await.unwrap().tasks.remove(0);
    assert_eq!((next.step.as_str(), next.assignee), ("income", other));
    store.close().await;
}

#[tokio::test]
async fn the_clock_stands_still_for_a_reason_that_both_sides_see() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let work = format!("/kk/staff/cases/{case}");
    let (stop, resume) = (format!("{work}/stop"), format!("{work}/resume"));
    assert_eq!(
        journey::act(&registrar, &stop, &[]).await.status,
        422,
        "why?"
    );
    let reason = [("reason", "Прокуратура істі сұратты.")];
    let stranger = server.login_staff("registrar-other").await;
    assert_eq!(journey::act(&stranger, &stop, &reason).await.status, 404);
    let form = journey::form_of(&registrar, &stop, &reason).await;
    for _ in 0..2 {
        let done = journey::post(&registrar, &stop, &form).await;
        assert_eq!((done.status, done.location()), (303, work.as_str()));
    }
    let own = format!("/kk/cabinet/cases/{case}");
    for seen in [citizen.get(&own).await, registrar.get(&work).await] {
        assert_eq!(seen.body.matches("мерзімі тоқтатылды").count(), 1);
        assert!(seen.body.contains("Прокуратура істі сұратты."));
    }
    accounts::told(&server.browser(), END, "мерзімі тоқтатылды").await;
    let page = registrar.get(&work).await.body;
    assert!(page.contains(&resume) && page.contains("күнінен бастап тоқтатылған"));
    let form = journey::form_of(&registrar, &resume, &[]).await;
    for _ in 0..2 {
        let done = journey::post(&registrar, &resume, &form).await;
        assert_eq!(done.status, 303, "{}", done.body);
    }
    let told = citizen.get(&own).await.body;
    assert_eq!(told.matches("мерзімі қайта жүре бастады").count(), 1);
    accounts::told(&server.browser(), END, "мерзімі қайта жүре бастады").await;

    assert_eq!(journey::act(&registrar, &stop, &reason).await.status, 303);
    let second = server.login_staff("all").await;
    let own_reason = [("reason", "Сот хаты келді.")];
    let told = journey::act(&second, &stop, &own_reason).await;
    assert_eq!(told.status, 422);
    assert!(told.body.contains("әріптесіңіз тоқтатып қойған"));
    assert!(told.body.contains("Сот хаты келді."));
    let told = journey::act(&registrar, &stop, &own_reason).await;
    assert_eq!(told.status, 422);
    assert!(told.body.contains("өзіңіз тоқтатып қойғансыз"));
    assert_eq!(journey::act(&registrar, &resume, &[]).await.status, 303);
    let told = journey::act(&second, &resume, &[]).await;
    assert!(told.status == 422 && told.body.contains("Мерзім жүріп тұр"));
    journey::accepted(&server, &case).await;
}

#[tokio::test]
async fn nothing_is_late_while_the_clock_stands_still() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let stop = format!("/kk/staff/cases/{case}/stop");
    let reason = [("reason", "Прокуратура істі сұратты.")];
    assert_eq!(journey::act(&registrar, &stop, &reason).await.status, 303);
    let store = server.store().await;
    let code = store.case(&case).await.unwrap().unwrap().code;
    store.close().await;
    let server = server
        .restart_with(Wanted {
            days_ahead: 45,
            ..Wanted::default()
        })
        .await;
    let citizen = server.login_citizen(0).await;
    for path in [
        "/kk/cabinet".to_owned(),
        format!("/kk/cabinet/cases/{case}"),
        format!("/kk/status/{code}"),
    ] {
        let page = citizen.get(&path).await.body;
        assert!(
            page.contains("күнінен бастап тоқтатылған"),
            "{path}: {page}"
        );
        for late in ["өтіп кетті", "мерзімі өтті", "күні өтті", "мерзімі: "]
        {
            assert!(!page.to_lowercase().contains(late), "{path}: {late}");
        }
    }
    let registrar = server.login_staff("registrar").await;
    for path in ["/kk/staff".to_owned(), format!("/kk/staff/cases/{case}")] {
        let page = registrar.get(&path).await.body;
        assert!(
            page.contains("күнінен бастап тоқтатылған"),
            "{path}: {page}"
        );
        for late in ["кешікті", "мерзімі: "] {
            assert!(!page.to_lowercase().contains(late), "{path}: {late}");
        }
    }
}

#[tokio::test]
async fn a_head_undoes_a_wrong_end_and_the_applicant_is_told() {
    let server = Server::start().await;
    let (citizen, case) = journey::at_commission(&server).await;
    journey::refused(&server, &case).await;
    let page = format!("/kk/staff/cases/{case}/reopen");
    let fields = [("to", "special-commission"), ("reason", "Қате есептелді.")];
    let registrar = server.login_staff("registrar").await;
    assert_eq!(journey::act(&registrar, &page, &fields).await.status, 422);
    let head = server.login_staff("head").await;
    let nowhere = [("to", "nowhere"), ("reason", "Қате есептелді.")];
    let nowhere = journey::act(&head, &page, &nowhere).await;
    assert!(nowhere.status == 422 && nowhere.body.contains("Қате есептелді."));
    let form = journey::form_of(&head, &page, &fields).await;
    for click in 1..=2 {
        let done = journey::post(&head, &page, &form).await;
        assert_eq!(done.status, 303, "click {click}: {}", done.body);
    }
    accounts::told(&server.browser(), END, "қайта қаралуда").await;
    let own = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert!(own.contains("Іс қайта ашылды") && own.contains("Қате есептелді."));
    let old = format!("/kk/cabinet/cases/{case}/result");
    let old = citizen.get(&old).await;
    assert_eq!(old.status, 200);
    for page in [&own, &old.body] {
        assert!(page.contains("Бұрынғы шешімнің күші жойылды"), "{page}");
        assert!(page.contains("Қате есептелді."), "{page}");
    }
    journey::granted(&server, &case).await;

    let (citizen, taken_back) = journey::submitted(&server, 1).await;
    let withdraw = format!("/kk/cabinet/cases/{taken_back}/withdraw");
    assert_eq!(citizen.post_form(&withdraw, &[]).await.status, 303);
    let page = format!("/kk/staff/cases/{taken_back}/reopen");
    let again = [("to", "check-documents"), ("reason", "x")];
    let refused = journey::act(&head, &page, &again).await;
    assert_eq!(refused.status, 422, "the applicant ended it");
    let why = "өтініш беруші өзі қайтарып алған";
    assert!(refused.body.contains(why), "{}", refused.body);
    let asked = head.get(&page).await;
    assert!(asked.body.contains(why), "{}", asked.body);
    let slot = format!("/kk/cabinet/cases/{taken_back}/documents/income");
    let late = citizen
        .post_multipart(&slot, &[("files", "a.pdf", PDF)])
        .await;
    assert_eq!(late.status, 422, "{}", late.body);
    assert!(
        late.body.contains("Сіз өтінішті қайтарып алдыңыз"),
        "{}",
        late.body
    );
}
