//! The server is killed in the middle of submissions: every number that was answered is there afterwards, none twice.

use std::{
    net::TcpListener,
    path::Path,
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};

use crate::common::{Browser, accounts, fresh_iin, journey, until};
use domain::case::log;
use rand::Rng;
use server::store::{Store, sql::query};
use tokio::process::{Child, Command};

const CLIENTS: u16 = 8;
const ROUNDS: usize = 3;
/// Answers to wait for in each round before the kill.
const ANSWERS: usize = 12;
const PASSWORD: &str = "a phrase for this test";

/// A number that a citizen has read, and where.
#[derive(Clone)]
pub(crate) struct Answered {
    pub(crate) client: usize,
    pub(crate) case: String,
    /// None if the server was killed before the receipt was read.
    pub(crate) number: Option<String>,
}

/// The program on the SQLite file in `data`, or as `more` says.
pub(crate) async fn start(port: u16, data: &Path, new: bool, more: &[&str]) -> Child {
    let mut server = Command::new(env!("CARGO_BIN_EXE_otinish"));
    if new {
        server.arg("--new");
    }
    let server = server
        .args([
            "--listen",
            &format!("127.0.0.1:{port}"),
            "--no-rate-limit",
            "--demo",
            "--data-dir",
        ])
        .arg(data)
        .arg("--seal-key-file")
        .arg(data.join("seal-key"))
        .args(more)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    until::answers(&format!("http://127.0.0.1:{port}/healthz")).await;
    server
}

/// Makes an account of its own for each `n`.
pub(crate) async fn register(browser: &Browser, n: u16) {
    let iin = fresh_iin((1980, 1, 1 + u32::from(n)), 200);
    let born = format!("{:02}.01.1980", 1 + n);
    let phone = format!("+7 701 000 {:02} 99", 10 + n);
    let fields = [
        ("iin", iin.as_str()),
        ("name", "Сынақова Үміт Үлгіқызы"),
        ("birth-date", &born),
        ("phone", &phone),
        ("password", PASSWORD),
        ("password-again", PASSWORD),
    ];
    let answer = accounts::register(browser, "kk", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// Submits one application after the other, until the server is gone and a request fails.
pub(crate) async fn submit_on(
    client: usize,
    browser: Browser,
    answered: Arc<Mutex<Vec<Answered>>>,
) {
    loop {
        let draft = journey::filled_draft(&browser, 0).await;
        let case = journey::submit(&browser, &draft).await;
        let place = {
            let mut answered = answered.lock().unwrap();
            answered.push(Answered {
                client,
                case: case.clone(),
                number: None,
            });
            answered.len() - 1
        };
        let number = number_on_receipt(&browser, &case).await;
        answered.lock().unwrap()[place].number = Some(number);
    }
}

pub(crate) async fn number_on_receipt(browser: &Browser, case: &str) -> String {
    let receipt = browser
        .get(&format!("/kk/cabinet/cases/{case}/receipt"))
        .await;
    assert_eq!(receipt.status, 200, "{}", receipt.body);
    let (_, heading) = receipt.body.split_once("<h1>").expect("a heading");
    let heading = heading.split("</h1>").next().unwrap();
    heading
        .chars()
        .filter(|char| char.is_ascii_digit() || *char == '-')
        .collect()
}

#[tokio::test]
async fn what_was_answered_survives_a_kill() {
    let data = tempfile::tempdir().unwrap();
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let mut server = start(port, data.path(), true, &[]).await;
    let browsers: Vec<_> = (0..CLIENTS)
        .map(|_| Browser::new(format!("http://127.0.0.1:{port}")))
        .collect();
    for (browser, n) in browsers.iter().zip(0..) {
        register(browser, n).await;
    }
    let answered = Arc::new(Mutex::new(Vec::new()));
    for round in 1..=ROUNDS {
        let clients: Vec<_> = browsers
            .iter()
            .enumerate()
            .map(|(n, browser)| tokio::spawn(submit_on(n, browser.clone(), answered.clone())))
            .collect();
        until::holds("so many are answered", async || {
            let failed = clients.iter().any(tokio::task::JoinHandle::is_finished);
            assert!(!failed, "a client failed before the kill");
            answered.lock().unwrap().len() >= round * ANSWERS
        })
        .await;
        let moment = rand::rng().random_range(0..300);
        tokio::time::sleep(Duration::from_millis(moment)).await;
        server.kill().await.unwrap();
        for client in clients {
            assert!(
                client.await.is_err(),
                "a client goes on until its request fails"
            );
        }
        server = start(port, data.path(), false, &[]).await;
        let known = answered.lock().unwrap().clone();
        for one in &known {
            let number = number_on_receipt(&browsers[one.client], &one.case).await;
            assert!(
                one.number.as_ref().is_none_or(|read| *read == number),
                "another number than was answered"
            );
        }
        assert!(
            known.iter().any(|one| one.number.is_some()),
            "no receipt was read before the kill"
        );
        check_store(data.path(), &known).await;
    }
    server.kill().await.unwrap();
}

/// Every answered case is in the store, no number is there twice, and every log is whole.
async fn check_store(data: &Path, known: &[Answered]) {
    check_database(&Store::embedded_url(data), known).await;
}

pub(crate) async fn check_database(url: &str, known: &[Answered]) {
    let store = Store::open(url).await.unwrap();
    let rows = query("SELECT id, number FROM cases")
        .fetch_all(&store)
        .await
        .unwrap();
    let column =
        |at: usize| -> Vec<String> { rows.iter().map(|row| row.get(at).unwrap()).collect() };
    let (ids, mut numbers) = (column(0), column(1));
    assert!(
        known.iter().all(|one| ids.contains(&one.case)),
        "an answered case is lost"
    );
    numbers.sort();
    let count = numbers.len();
    numbers.dedup();
    assert_eq!(numbers.len(), count, "a number was given twice");
    for id in &ids {
        let entries = store.events(id).await.unwrap();
        assert!(!entries.is_empty(), "a case without a log");
        log::verify(&entries).unwrap();
    }
    store.close().await;
}
