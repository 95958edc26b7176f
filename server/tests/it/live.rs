//! Server-sent events: an open page of a case hears of every change.
#![allow(clippy::print_stdout, reason = "a test that did not run says so")]

use std::time::Duration;

use crate::common::{Server, journey};

/// Reads the stream until it says something that holds `wanted`.
async fn hear(response: &mut reqwest::Response, wanted: &str) {
    let listen = async {
        let mut heard = String::new();
        while let Some(chunk) = response.chunk().await.unwrap() {
            heard.push_str(&String::from_utf8_lossy(&chunk));
            if heard.contains(wanted) {
                return;
            }
        }
        panic!("the stream ended with {heard}");
    };
    tokio::time::timeout(Duration::from_secs(10), listen)
        .await
        .expect("nothing was said in ten seconds");
}

#[tokio::test]
async fn an_open_page_hears_of_a_step() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let path = format!("/kk/cabinet/cases/{case}/events");
    let mut stream = browser.request("GET", &path).send().await.unwrap();
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let store = server.store().await;
    let before = store.case(&case).await.unwrap().unwrap().seq;
    hear(
        &mut stream,
        &format!("event: seq\nid: open\ndata: {before}\n"),
    )
    .await;
    journey::accepted(&server, &case).await;
    let after = store.case(&case).await.unwrap().unwrap().seq;
    assert!(after > before);
    hear(&mut stream, &format!("data: {after}\n")).await;
    store.close().await;
}

#[tokio::test]
async fn open_pages_do_not_keep_the_server_from_stopping() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let path = format!("/kk/cabinet/cases/{case}/events");
    let mut stream = browser.request("GET", &path).send().await.unwrap();
    hear(&mut stream, "event: seq").await;
    tokio::time::timeout(Duration::from_secs(10), server.stop())
        .await
        .expect("the server stops");
    while stream.chunk().await.unwrap().is_some() {}
}

/// Two servers on one PostgreSQL, the second of which is watched.
async fn two() -> Option<(Server, Server)> {
    let Some(url) = crate::common::fresh_postgres().await else {
        println!("OTINISH_TEST_POSTGRES is not set: news between processes were not tested");
        return None;
    };
    let first = Server::start_with(crate::common::Wanted {
        database_url: Some(url),
        ..Default::default()
    })
    .await;
    let second = first.beside().await;
    Some((first, second))
}

/// Does the first step in `first` while a page of `second` listens: it hears before it would look by itself.
async fn told(first: &Server, second: &Server, n: usize) {
    let (_, case) = journey::submitted(first, n).await;
    let official = first.login_staff("registrar").await;
    let browser = second.login_citizen(n).await;
    let path = format!("/kk/cabinet/cases/{case}/events");
    let mut stream = browser.request("GET", &path).send().await.unwrap();
    let began = std::time::Instant::now();
    hear(&mut stream, "event: seq").await;
    let step = format!("/kk/staff/cases/{case}/steps/check-documents");
    let done = journey::complete(&official, &step, &[("outcome", "accepted")]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    hear(&mut stream, "event: seq").await;
    assert!(
        began.elapsed() < Duration::from_secs(14),
        "found by looking, not by hearing"
    );
}

#[tokio::test]
async fn a_page_hears_of_a_step_in_another_process() {
    let Some((first, second)) = two().await else {
        return;
    };
    told(&first, &second, 0).await;
}

#[tokio::test]
async fn a_process_listens_again_after_its_connection_was_cut() {
    let Some((first, second)) = two().await else {
        return;
    };
    told(&first, &second, 0).await;
    let admin = sqlx::PgPool::connect(&first.database_url()).await.unwrap();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE datname = current_database() AND query LIKE 'LISTEN%'";
    let cut = sqlx::raw_sql(cut).execute(&admin).await.unwrap();
    assert!(cut.rows_affected() >= 2, "both were listening");
    admin.close().await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    told(&first, &second, 1).await;
}
