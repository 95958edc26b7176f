//! Messages: a sender that is down delays them and nothing else.

use std::time::Duration;

use server::store::sql::query;

use crate::common::{Server, Wanted, journey, messages_waiting};

async fn until_waiting(server: &Server, wanted: i64) {
    let store = server.store().await;
    for _ in 0..200 {
        if messages_waiting(&store).await == wanted {
            store.close().await;
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("there should be {wanted} messages waiting");
}

/// How many messages were ever put in the queue.
async fn queued(server: &Server) -> i64 {
    let store = server.store().await;
    let rows = query("SELECT COUNT(*) FROM outbox").fetch_one(&store).await;
    store.close().await;
    rows.unwrap().get(0).unwrap()
}

#[tokio::test]
async fn a_message_goes_out_soon_after_the_submission() {
    let server = Server::start().await;
    assert_eq!(queued(&server).await, 0);
    journey::submitted(&server, 0).await;
    // In one transaction with the case: it is there, sent or not.
    assert_eq!(queued(&server).await, 1);
    until_waiting(&server, 0).await;
    assert_eq!(queued(&server).await, 1, "sent, not lost");
}

#[tokio::test]
async fn with_the_sender_down_submissions_work_and_the_message_goes_out_later() {
    let server = Server::start_with(Wanted {
        faults: vec!["messages=down".to_owned()],
        ..Wanted::default()
    })
    .await;
    let (browser, case) = journey::submitted(&server, 0).await;
    assert_eq!(
        browser
            .get(&format!("/kk/cabinet/cases/{case}/receipt"))
            .await
            .status,
        200
    );
    tokio::time::sleep(Duration::from_secs(5)).await;
    until_waiting(&server, 1).await;
    let server = server.restart_with(Wanted::default()).await;
    until_waiting(&server, 0).await;
}
