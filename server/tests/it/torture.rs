//! Power cuts and processes that die, under load: one round each here, as many as `OTINISH_TORTURE_ROUNDS` says by
//! `cargo xtask torture`. What was answered is always there afterwards, no number twice, and every log is whole.
#![allow(
    clippy::print_stdout,
    reason = "the counts are what the command is for"
)]

use std::{
    net::TcpListener,
    path::Path,
    process::Command as Plain,
    sync::{Arc, Mutex},
    time::Duration,
};

use rand::Rng;
use tokio::{process::Child, task::JoinHandle};

use crate::{
    common::{Browser, fresh_postgres},
    kill::{Answered, check_database, number_on_receipt, register, start, submit_on},
};

fn rounds() -> usize {
    std::env::var("OTINISH_TORTURE_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(1)
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

type Shared = Arc<Mutex<Vec<Answered>>>;

/// Clients at `ports`, each registered at the first server with an account of its own.
async fn clients(ports: &[u16], each: u16) -> Vec<Browser> {
    let mut browsers = Vec::new();
    for n in 0..each * u16::try_from(ports.len()).unwrap() {
        let port = ports[usize::from(n) % ports.len()];
        let browser = Browser::new(format!("http://127.0.0.1:{port}"));
        register(&browser, n).await;
        browsers.push(browser);
    }
    browsers
}

fn submit(browsers: &[Browser], answered: &Shared) -> Vec<JoinHandle<()>> {
    let one = |(n, browser): (usize, &Browser)| {
        tokio::spawn(submit_on(n, browser.clone(), answered.clone()))
    };
    browsers.iter().enumerate().map(one).collect()
}

async fn until_answered(answered: &Shared, many: usize) {
    let wait = async {
        while answered.lock().unwrap().len() < many {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(120), wait)
        .await
        .expect("answers");
    let moment = rand::rng().random_range(0..300);
    tokio::time::sleep(Duration::from_millis(moment)).await;
}

fn signal(server: &Child, name: &str) {
    let id = server.id().unwrap().to_string();
    assert!(
        Plain::new("kill")
            .args([name, &id])
            .status()
            .unwrap()
            .success()
    );
}

fn copy(from: &Path, to: &Path) {
    let done = Plain::new("cp").arg("-a").arg(from).arg(to).status();
    assert!(done.unwrap().success());
}

/// A copy of the folder of a process that stands still is what a power cut leaves of what was written.
#[tokio::test]
async fn what_was_answered_is_in_a_copy_of_the_folder_of_any_moment() {
    let data = tempfile::tempdir().unwrap();
    let port = free_port();
    let mut server = start(port, data.path(), true, &[]).await;
    let browsers = clients(&[port], 4).await;
    let answered = Shared::default();
    let clients = submit(&browsers, &answered);
    for round in 1..=rounds() {
        until_answered(&answered, round * 4).await;
        let known = answered.lock().unwrap().clone();
        let copies = tempfile::tempdir().unwrap();
        signal(&server, "-STOP");
        copy(data.path(), &copies.path().join("data"));
        signal(&server, "-CONT");
        let copied = copies.path().join("data");
        let port = free_port();
        let mut second = start(port, &copied, false, &[]).await;
        second.kill().await.unwrap();
        check_database(&server::store::Store::embedded_url(&copied), &known).await;
        println!("power cut {round}: {} answered before it", known.len());
    }
    server.kill().await.unwrap();
    for client in clients {
        assert!(client.await.is_err(), "it goes on until its request fails");
    }
}

#[tokio::test]
async fn of_two_processes_on_one_postgres_one_dies_and_nothing_is_lost() {
    let Some(url) = fresh_postgres().await else {
        return;
    };
    let data = tempfile::tempdir().unwrap();
    let more = ["--database-url", url.as_str()];
    let ports = [free_port(), free_port()];
    let mut servers = vec![start(ports[0], data.path(), true, &more).await];
    servers.push(start(ports[1], data.path(), false, &more).await);
    let browsers = clients(&ports, 3).await;
    let answered = Shared::default();
    for round in 1..=rounds() {
        let before = answered.lock().unwrap().len();
        let clients = submit(&browsers, &answered);
        until_answered(&answered, before + 8).await;
        let dies = round % 2;
        servers[dies].kill().await.unwrap();
        let alone = answered.lock().unwrap().len();
        until_answered(&answered, alone + 3).await;
        servers[1 - dies].kill().await.unwrap();
        for client in clients {
            assert!(client.await.is_err(), "it goes on until its request fails");
        }
        for (at, port) in ports.iter().enumerate() {
            servers[at] = start(*port, data.path(), false, &more).await;
        }
        let known = answered.lock().unwrap().clone();
        for one in &known {
            let number = number_on_receipt(&browsers[one.client], &one.case).await;
            assert!(one.number.as_ref().is_none_or(|read| *read == number));
        }
        check_database(&url, &known).await;
        println!("two processes {round}: {} answered", known.len());
    }
}
