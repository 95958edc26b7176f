//! A task that goes to another office, is taken there by name, and comes back with its result.

use server::store::case::OpenWork;

use crate::{
    common::{Browser, Server, journey},
    office_acts::task_of,
};

/// What an old page is told.
const OLD_PAGE: &str = "Осы бетті ашқаныңыздан бері іс өзгерді";
const WHY: &str = "Өтініш беруші сол ауданда тұрады.";
const APPLICANT: &str = "Үлгібаева";

/// A case at the registry, its page for officials, and the id of another office of the provider.
async fn received(server: &Server) -> (Browser, String, String, String) {
    let (citizen, case) = journey::submitted(server, 0).await;
    let store = server.store().await;
    let other = store.staff_by_login("registrar-other").await.unwrap();
    store.close().await;
    let work = format!("/kk/staff/cases/{case}");
    (citizen, case, work, other.unwrap().office)
}

pub(crate) async fn handed(server: &Server, work: &str, other: &str) {
    let registrar = server.login_staff("registrar").await;
    let page = format!("{work}/hand-over");
    let task = task_of(&registrar, &page).await;
    let given = [("task", task.as_str()), ("to", other), ("reason", WHY)];
    let form = journey::form_of(&registrar, &page, &given).await;
    for _ in 0..2 {
        let done = journey::post(&registrar, &page, &form).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let list = registrar.get(done.location()).await.body;
        assert!(list.contains("басқа мекемеге берілді"), "{list}");
    }
}

async fn work_of(server: &Server, case: &str) -> OpenWork {
    let store = server.store().await;
    let work = store.work_of(case).await.unwrap();
    store.close().await;
    work
}

#[tokio::test]
async fn a_task_is_handed_to_another_office_for_a_reason() {
    let server = Server::start().await;
    let (citizen, case, work, other) = received(&server).await;
    let registrar = server.login_staff("registrar").await;
    let page = format!("{work}/hand-over");
    assert!(registrar.get(&work).await.body.contains(&page));
    let task = task_of(&registrar, &page).await;
    for wrong in [
        [("task", task.as_str()), ("to", ""), ("reason", WHY)],
        [("task", task.as_str()), ("to", "nowhere"), ("reason", WHY)],
        [("task", "77"), ("to", other.as_str()), ("reason", WHY)],
    ] {
        let answer = journey::act(&registrar, &page, &wrong).await;
        assert_eq!(answer.status, 422, "{wrong:?}");
        assert!(answer.body.contains(WHY), "what was typed stays");
        assert!(
            !answer.body.contains("төменде"),
            "such a page shows no state below"
        );
    }
    let silent = [("task", task.as_str()), ("to", other.as_str())];
    assert_eq!(journey::act(&registrar, &page, &silent).await.status, 422);
    for (login, wanted) in [("executor2", 404), ("head-other", 404)] {
        let stranger = server.login_staff(login).await;
        let given = [("task", task.as_str()), ("to", &other), ("reason", WHY)];
        let answer = journey::act(&stranger, &page, &given).await;
        assert_eq!(answer.status, wanted, "{login}");
    }
    assert_eq!(work_of(&server, &case).await.tasks[0].handed, 0);

    handed(&server, &work, &other).await;
    let row = work_of(&server, &case).await.tasks[0].clone();
    assert_eq!((row.handed, row.office.as_str()), (1, other.as_str()));
    let shown = registrar.get(&work).await.body;
    assert!(shown.contains("ешкім қабылдаған жоқ"), "{shown}");
    let mine = registrar.get("/kk/staff").await.body;
    assert!(!mine.contains(&work), "not theirs any more");
    let all = registrar.get("/kk/staff?list=all").await.body;
    assert!(all.contains(&work) && all.contains("қабылдауды күтіп тұр"));
    let step = format!("{work}/steps/check-documents");
    let accepted = [("task", task.as_str()), ("outcome", "accepted")];
    let early = registrar.post_form(&step, &accepted).await;
    assert_eq!(early.status, 422, "it is with the other office");
    assert!(!early.body.contains(OLD_PAGE), "{}", early.body);
    let told = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    let course = "қадамын басқа мекеме орындайды: ";
    assert_eq!(told.matches(course).count(), 1, "{told}");
    assert!(
        told.contains("ол жақта әлі ешкім қабылдаған жоқ: "),
        "{told}"
    );
    assert!(!told.contains(WHY), "between the offices");
}

/// Where nobody else could do a step, it is not offered to hand it over, and the page says why.
#[tokio::test]
async fn a_step_that_nobody_else_could_do_stays_where_it_is() {
    let server = Server::start().await;
    let (_, case, work, _) = received(&server).await;
    let hand_over = format!("{work}/hand-over");
    let nowhere = "Беретін ешкім жоқ";
    let registrar = server.login_staff("registrar").await;
    let offered = registrar.get(&work).await.body;
    assert!(offered.contains(&hand_over) && !offered.contains(nowhere));
    journey::accepted(&server, &case).await;
    let store = server.store().await;
    journey::assigned(&server, &store, &case, "executor").await;
    store.close().await;
    let executor = server.login_staff("executor").await;
    let alone = executor.get(&work).await.body;
    assert!(
        !alone.contains(&hand_over) && alone.contains(nowhere),
        "{alone}"
    );
    let page = executor.get(&hand_over).await;
    assert!(
        page.status == 200 && page.body.contains(nowhere),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn whoever_takes_it_reads_the_case_from_then_on() {
    let server = Server::start().await;
    let (citizen, case, work, other) = received(&server).await;
    handed(&server, &work, &other).await;
    let taker = server.login_staff("registrar-other").await;
    let page = format!("{work}/accept");
    let list = taker.get("/kk/staff").await.body;
    assert!(list.contains(&format!("{page}?task=1")), "{list}");
    assert!(!list.contains(APPLICANT), "not read yet");
    assert_eq!(taker.get(&work).await.status, 404, "not read yet");
    let step = format!("{work}/steps/check-documents");
    let accepted = [("outcome", "accepted")];
    assert_eq!(taker.post_form(&step, &accepted).await.status, 404);
    let shown = taker.get(&page).await;
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains(WHY) && !shown.body.contains(APPLICANT));
    for login in ["head-other", "executor", "taraz-executor"] {
        let stranger = server.login_staff(login).await;
        assert_eq!(stranger.get(&page).await.status, 404, "{login}");
        let taken = journey::act(&stranger, &page, &[("task", "1")]).await;
        assert_eq!(taken.status, 404, "{login}");
    }
    let old = journey::act(&taker, &page, &[("task", "77")]).await;
    assert_eq!(old.status, 422);
    assert!(!old.body.contains(APPLICANT));

    let form = journey::form_of(&taker, &page, &[("task", "1")]).await;
    for _ in 0..2 {
        let taken = journey::post(&taker, &page, &form).await;
        assert_eq!((taken.status, taken.location()), (303, work.as_str()));
    }
    assert!(taker.get(&work).await.body.contains(APPLICANT));
    let list = taker.get("/kk/staff").await.body;
    assert!(list.contains(&format!("{work}?task=1")) && list.contains(APPLICANT));
    let told = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert!(!told.contains("ол жақта әлі ешкім"), "{told}");
    assert_eq!(told.matches("Қабылдаған: ").count(), 1, "{told}");

    let done = journey::complete(&taker, &step, &accepted).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let head = server.login_staff("head").await;
    assert!(
        head.get("/kk/staff").await.body.contains(&work),
        "home again"
    );
    assert_eq!(taker.get(&work).await.status, 200, "they had a step of it");
    let all = taker.get("/kk/staff?list=all").await.body;
    assert!(all.contains(&work), "and see where it is");
    let late = journey::act(&taker, &page, &[("task", "1")]).await;
    assert_eq!(late.status, 422, "the step is done");
}

#[tokio::test]
async fn the_head_takes_back_what_nobody_took() {
    let server = Server::start().await;
    let (citizen, case, work, other) = received(&server).await;
    handed(&server, &work, &other).await;
    let there = server.login_staff("registrar-other").await;
    let accept = format!("{work}/accept");
    let open = journey::form_of(&there, &accept, &[("task", "1")]).await;
    let head = server.login_staff("head").await;
    let page = format!("{work}/hand-over");
    let back = [("task", "1"), ("to", "uralsk"), ("reason", "Қате берілді.")];
    let done = journey::act(&head, &page, &back).await;
    assert_eq!(done.status, 303, "{}", done.body);

    let row = work_of(&server, &case).await.tasks[0].clone();
    assert_eq!((row.handed, row.office.as_str()), (0, "uralsk"), "at home");
    let registrar = server.login_staff("registrar").await;
    let list = registrar.get("/kk/staff").await.body;
    assert!(list.contains(&work) && list.contains(APPLICANT), "{list}");
    let shown = registrar.get(&work).await.body;
    assert!(!shown.contains(&accept), "nobody has to accept it: {shown}");
    for body in [
        shown,
        citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body,
    ] {
        assert!(body.contains("қадамы қайтып келді"), "{body}");
        assert!(!body.contains("ешкім қабылдаған жоқ"), "{body}");
        assert_eq!(body.matches("басқа мекеме орындайды").count(), 1, "{body}");
    }
    let late = journey::post(&there, &accept, &open).await;
    assert_eq!(late.status, 422, "{}", late.body);
    assert!(late.body.contains("кері алды"), "{}", late.body);
    let stranger = server.login_staff("executor").await;
    assert_eq!(
        journey::post(&stranger, &accept, &open).await.status,
        404,
        "who could not have accepted it hears nothing"
    );
    journey::accepted(&server, &case).await;
}
