//! How an official finds a case: by its number, and among the ended ones of the office.

use server::store::{
    Store,
    case::{EndedPlace, LIST_ENDED},
    sql::query,
};

use crate::common::{Browser, Server, journey};

#[tokio::test]
async fn an_ended_case_is_found_and_opened_again() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    let number = store.case(&case).await.unwrap().unwrap().number;
    let work = format!("/kk/staff/cases/{case}");
    let find = format!("/kk/staff/cases?q={number}");
    let head = server.login_staff("head").await;
    let open = head.get("/kk/staff/cases").await.body;
    assert!(!open.contains(&number), "under way: {open}");
    assert_eq!(head.get(&find).await.location(), work, "by its number");
    journey::up_to_commission(&server, &store, &case).await;
    journey::refused(&server, &case).await;

    // By the links, from the first page of the workplace.
    assert!(
        head.get("/kk/staff")
            .await
            .body
            .contains("\"/kk/staff/cases\"")
    );
    for login in ["head", "registrar", "executor"] {
        let official = server.login_staff(login).await;
        let list = official.get("/kk/staff/cases").await.body;
        let row = format!("href=\"{work}\"");
        assert!(
            list.contains(&row) && list.contains("Бас тартылды"),
            "{login}: {list}"
        );
    }
    let copied = format!("/kk/staff/cases?q=%E2%84%96%20{}", number.to_lowercase());
    assert_eq!(head.get(&copied).await.location(), work);
    let done = head.get(&format!("/kk/staff?done={number}")).await.body;
    assert!(done.contains(&format!("href=\"{find}\"")), "{done}");
    let views = head.get("/kk/staff/views").await.body;
    assert!(views.contains(&format!("href=\"{find}\"")), "{views}");
    assert!(
        head.get(&work)
            .await
            .body
            .contains(&format!("{work}/reopen"))
    );

    // What another office may not know, and who has no part in it, reads as of a number that does not exist.
    for login in ["head-other", "registrar-other", "executor2"] {
        let stranger = server.login_staff(login).await;
        let list = stranger.get("/kk/staff/cases").await.body;
        assert!(!list.contains(&number), "{login}: {list}");
        let known = asked(&stranger, &number).await;
        let unknown = asked(&stranger, "27-2026-999999").await;
        assert_eq!(known, unknown, "{login}");
        assert!(known.0 == 200 && known.1.contains("ол сізге ашық емес"));
    }
    a_page_begins_after_a_place(&store, &case).await;
    store.close().await;
}

/// The answer to a number, without the number.
async fn asked(official: &Browser, number: &str) -> (u16, String) {
    let page = official.get(&format!("/kk/staff/cases?q={number}")).await;
    (page.status, page.body.replace(number, "N"))
}

async fn a_page_begins_after_a_place(store: &Store, id: &str) {
    let case = store.case(id).await.unwrap().unwrap();
    let list = store.ended_cases(&case.office, None, 5).await.unwrap();
    assert_eq!(list, std::slice::from_ref(&case));
    let place = EndedPlace::of(&case);
    let next = store.ended_cases(&case.office, Some(&place), 5).await;
    assert_eq!(next.unwrap(), []);
    let before = EndedPlace {
        closed: case.closed + 1,
        ..place
    };
    let again = store.ended_cases(&case.office, Some(&before), 5).await;
    assert_eq!(again.unwrap(), [case]);
}

#[tokio::test]
async fn the_list_is_read_from_its_index_in_its_order() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Store::embedded_url(folder.path()))
        .await
        .unwrap();
    let sql = format!("EXPLAIN QUERY PLAN {LIST_ENDED}");
    let plan = query(Box::leak(sql.into_boxed_str()));
    let plan = plan.bind("x").bind(1_i64).bind("x").bind(1_i64);
    let rows = plan.fetch_all(&store).await.unwrap();
    let steps: Vec<String> = rows.iter().map(|row| row.get(3).unwrap()).collect();
    assert!(
        steps.len() == 1 && steps[0].contains("cases_ended"),
        "{steps:#?}"
    );
    store.close().await;
}
