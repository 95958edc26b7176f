//! A task whose official works in its office no more.

use server::store::sql::query;

use crate::common::{Server, journey};

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
    let said = "енді мұнда жұмыс істемейді";
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
    let office = store
        .staff_by_login("head-other")
        .await
        .unwrap()
        .unwrap()
        .office;
    let moved = query("UPDATE staff SET office = $1 WHERE id = $2").bind(office);
    moved.bind(other.id.as_str()).execute(&store).await.unwrap();
    for path in ["/kk/staff".to_owned(), format!("/kk/staff/cases/{case}")] {
        let page = head.get(&path).await.body;
        assert!(page.contains(said) && page.contains(&other.name), "{page}");
    }
    store.close().await;
}
