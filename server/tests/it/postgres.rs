//! The whole journey on PostgreSQL: what the servers of the other tests do on SQLite.

use crate::common::{Server, Wanted, files::PDF, journey, postgres_or_skip};

#[tokio::test]
async fn a_case_goes_from_the_application_to_the_award_on_postgres() {
    let Some(url) = postgres_or_skip().await else {
        return;
    };
    // It comes up only if the check of its health finds the database.
    let server = Server::start_with(Wanted {
        database_url: Some(url),
        ..Wanted::default()
    })
    .await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let page = format!("/kk/cabinet/cases/{case}");
    let brought = citizen
        .post_multipart(
            &format!("{page}/documents/income"),
            &[("files", "екінші бет.pdf", PDF)],
        )
        .await;
    assert_eq!(brought.status, 303, "{}", brought.body);
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    journey::granted(&server, &case).await;
    store.close().await;
    for path in [
        "/kk/cabinet",
        &page,
        &format!("{page}/receipt"),
        &format!("{page}/result"),
    ] {
        let answer = citizen.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    }
    assert!(citizen.get(&page).await.body.contains("екінші бет.pdf"));
    server.stop().await;
}
