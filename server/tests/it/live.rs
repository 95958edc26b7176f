//! Server-sent events: an open page of a case hears of every change.

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
