//! The public check page: the status by an unguessable code, and nothing of the person.

use crate::common::{Server, Wanted, journey};

#[tokio::test]
async fn the_code_shows_the_status_only() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    let row = store.case(&case).await.unwrap().unwrap();
    store.close().await;
    assert_eq!(row.code.len(), 26);
    let page = server
        .browser()
        .get(&format!("/kk/status/{}", row.code))
        .await;
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains(&row.number) && page.body.contains("Қаралуда"),
        "{}",
        page.body
    );
    for secret in [
        row.person_name.as_str(),
        "Үлгібаева",
        "Айсұлу",
        &row.id,
        &row.person,
        &row.draft,
        "акт.pdf",
    ] {
        assert!(!page.body.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_code_that_does_not_exist_is_not_found() {
    let server = Server::start().await;
    for code in [
        "aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "27-2026-000001",
        "%00",
        "%FF",
        "'--",
    ] {
        let answer = server.browser().get(&format!("/kk/status/{code}")).await;
        assert!(
            matches!(answer.status, 400 | 404),
            "{code}: {}",
            answer.status
        );
    }
}

#[tokio::test]
async fn trying_codes_is_slowed_down() {
    let server = Server::start_with(Wanted {
        rate_limit: true,
        ..Wanted::default()
    })
    .await;
    let browser = server.browser();
    let mut last = 0;
    for n in 0..200 {
        last = browser.get(&format!("/kk/status/{n}")).await.status;
        if last == 429 {
            break;
        }
    }
    assert_eq!(last, 429);
}
