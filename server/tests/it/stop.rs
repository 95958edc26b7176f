//! Whoever begins a request and does not send it holds neither a connection nor the server.

use std::time::{Duration, Instant};

use crate::common::{Server, journey};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

const BEGUN: &[u8] = b"GET /kk/login HTTP/1.1\r\nhost: a\r\nx-never: ";
/// The server waits less than this for the rest.
const LONG: Duration = Duration::from_secs(25);

async fn begin(server: &Server) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(BEGUN).await.unwrap();
    stream
}

#[tokio::test]
async fn a_head_that_does_not_come_ends_the_connection() {
    let server = Server::start().await;
    let mut silent = TcpStream::connect(server.address()).await.unwrap();
    let mut begun = begin(&server).await;
    for stream in [&mut begun, &mut silent] {
        let mut answer = Vec::new();
        let ended = timeout(LONG, stream.read_to_end(&mut answer)).await;
        ended.expect("the server closes it").unwrap();
    }
    assert_eq!(server.browser().get("/kk/login").await.status, 200);
}

#[tokio::test]
async fn the_server_stops_although_a_request_never_comes_and_a_page_listens() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let path = format!("/kk/cabinet/cases/{case}/events");
    let mut listening = browser.request("GET", &path).send().await.unwrap();
    assert!(listening.chunk().await.unwrap().is_some());
    let _begun = begin(&server).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let start = Instant::now();
    timeout(LONG, server.stop())
        .await
        .expect("the server stops");
    assert!(start.elapsed() < LONG);
}
