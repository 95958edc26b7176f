//! A task whose official works in its office no more.

use server::store::sql::query;

use crate::{
    common::{Server, journey, official},
    hand_over::handed,
};

/// What is said of a task that its official cannot do, in the notice and on the page.
const GONE: &str = "енді орында";

#[tokio::test]
async fn the_office_sees_what_a_disabled_official_has_left_and_gives_it_to_another() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::accepted(&server, &case).await;
    journey::assigned(&server, &store, &case, "executor").await;
    let gone = store.staff_by_login("executor").await.unwrap().unwrap();
    let other = store.staff_by_login("executor2").await.unwrap().unwrap();
    let head = server.login_staff("head").await;
    let said = GONE;
    for path in ["/kk/staff".to_owned(), format!("/kk/staff/cases/{case}")] {
        assert!(!head.get(&path).await.body.contains(said), "{path}");
    }
    let administrator = server.login_staff("admin").await;
    let disable = format!("/kk/staff/people/{}/disable", gone.id);
    assert_eq!(administrator.post_form(&disable, &[]).await.status, 303);

    let assign = format!("/kk/staff/cases/{case}/assign");
    for path in ["/kk/staff".to_owned(), "/kk/staff?list=all".to_owned()] {
        let list = head.get(&path).await.body;
        assert!(list.contains(said) && list.contains(&gone.name), "{list}");
        assert!(list.contains(&format!("href=\"{assign}?task=")), "{list}");
    }
    let page = head.get(&format!("/kk/staff/cases/{case}")).await.body;
    assert!(page.contains(said) && page.contains(&gone.name), "{page}");
    let special = server.login_staff("special").await;
    let list = special.get("/kk/staff").await.body;
    assert!(!list.contains(said), "who leads nothing: {list}");
    let elsewhere = server.login_staff("head-other").await;
    assert!(!elsewhere.get("/kk/staff").await.body.contains(said));

    let given = [("to", other.id.as_str()), ("reason", "Жұмыстан кетті.")];
    let done = journey::act(&head, &assign, &given).await;
    assert_eq!(done.status, 303, "{}", done.body);
    for path in ["/kk/staff".to_owned(), format!("/kk/staff/cases/{case}")] {
        assert!(!head.get(&path).await.body.contains(said), "{path}");
    }
    let fields = [("outcome", "sent")];
    journey::step(&server, "executor2", &case, "send-to-survey", &fields).await;

    // The same of whoever went to another office.
    let (_, case) = journey::submitted(&server, 1).await;
    journey::accepted(&server, &case).await;
    journey::assigned(&server, &store, &case, "executor2").await;
    official::goes_elsewhere(&store, &other.id).await;
    for path in ["/kk/staff".to_owned(), format!("/kk/staff/cases/{case}")] {
        let page = head.get(&path).await.body;
        assert!(page.contains(said) && page.contains(&other.name), "{page}");
    }
    store.close().await;
}

/// An account that is still there does nothing without the role.
#[tokio::test]
async fn a_role_that_was_taken_away_leaves_its_tasks_to_be_given_to_others() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::accepted(&server, &case).await;
    journey::assigned(&server, &store, &case, "executor").await;
    let gone = store.staff_by_login("executor").await.unwrap().unwrap();
    store.close().await;
    let administrator = server.login_staff("admin").await;
    let fields = [("name", gone.name.as_str()), ("role--registrar", "yes")];
    let path = format!("/kk/staff/people/{}", gone.id);
    let set = administrator.post_form(&path, &fields).await;
    assert_eq!(set.status, 303, "{}", set.body);

    let head = server.login_staff("head").await;
    let work = format!("/kk/staff/cases/{case}");
    let way_out = format!("href=\"{work}/assign?task=");
    let list = head.get("/kk/staff").await.body;
    assert!(list.contains(GONE) && list.contains(&way_out), "{list}");
    let page = head.get(&work).await.body;
    assert!(page.contains(GONE) && page.contains(&gone.name), "{page}");
    let all = head.get("/kk/staff?list=all").await.body;
    assert_eq!(all.matches("енді орындамайды").count(), 1, "{all}");
    let registrar = server.login_staff("registrar").await;
    let list = registrar.get("/kk/staff").await.body;
    assert!(!list.contains(GONE), "who cannot give it: {list}");
}

/// In an office that was handed the task the head there gives it to another; the head at home takes it back.
#[tokio::test]
async fn a_task_that_was_handed_over_is_freed_on_either_side() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let work = format!("/kk/staff/cases/{case}");
    let store = server.store().await;
    let taker = store.staff_by_login("registrar-other").await.unwrap();
    let taker = taker.unwrap();
    handed(&server, &work, &taker.office).await;
    let official = server.login_staff("registrar-other").await;
    let accept = format!("{work}/accept");
    let taken = journey::act(&official, &accept, &[("task", "1")]).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    let there = server.login_staff("head-other").await;
    let assign = format!("{work}/assign");
    assert_eq!(there.get(&assign).await.status, 404, "it is in good hands");
    assert!(!there.get("/kk/staff").await.body.contains(GONE));

    let gone = query("UPDATE staff SET active = 0 WHERE id = $1").bind(taker.id.as_str());
    gone.execute(&store).await.unwrap();
    let other = store.staff_by_login("executor2").await.unwrap().unwrap();
    let moved = query("UPDATE staff SET office = $1 WHERE id = $2").bind(taker.office.as_str());
    moved.bind(other.id.as_str()).execute(&store).await.unwrap();
    let role = query("INSERT INTO staff_role (staff, role) VALUES ($1, 'registrar')");
    role.bind(other.id.as_str()).execute(&store).await.unwrap();

    let home = server.login_staff("head").await;
    for (head, way_out) in [(&home, "hand-over"), (&there, "assign")] {
        let list = head.get("/kk/staff").await.body;
        let way_out = format!("{work}/{way_out}");
        let link = format!("href=\"{way_out}?task=1\"");
        assert!(list.contains(GONE) && list.contains(&link), "{list}");
        let page = head.get(&format!("{way_out}?task=1")).await;
        assert_eq!(page.status, 200);
        let form = format!("action=\"{way_out}\"");
        assert!(page.body.contains(&form), "{}", page.body);
    }
    let page = there.get(&assign).await.body;
    assert!(!page.contains("Үлгібаева"), "nothing of the case: {page}");
    assert_eq!(there.get(&work).await.status, 404);
    let stranger = server.login_staff("executor").await;
    assert_eq!(stranger.get(&assign).await.status, 404);
    let given = [
        ("task", "1"),
        ("to", other.id.as_str()),
        ("reason", "Жұмыстан кетті."),
    ];
    let done = journey::act(&there, &assign, &given).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(!there.get("/kk/staff").await.body.contains(GONE));
    assert!(!home.get("/kk/staff").await.body.contains(GONE));
    let list = server.login_staff("executor2").await.get("/kk/staff").await;
    assert!(list.body.contains(&format!("{work}?task=1")));
    store.close().await;
}
