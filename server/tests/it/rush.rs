//! Two hundred officials on one office's tasks at once: none is done twice, none is lost.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use domain::case::{CaseState, log};
use server::store::{Store, new_id, sql::query};
use sha2::{Digest, Sha256};
use tokio::sync::Barrier;

use crate::common::{Answer, Browser, Server, accounts::in_session, journey};

const OFFICIALS: usize = 200;
const CASES: usize = 8;

const ADD_STAFF: &str = "INSERT INTO staff (id, login, password, name, office, active, demo, administrator, one_time, \
     last_login) VALUES ($1, $2, '-', $2, 'uralsk', 1, 1, 0, 0, 0)";
const ADD_ROLE: &str = "INSERT INTO staff_role (staff, role) VALUES ($1, 'registrar')";
const ADD_SESSION: &str = "INSERT INTO session (key, former, former_until, id, kind, account, name, demo, created, entered, \
     seen, expires, place, agent, data) VALUES ($1, '', 0, $2, 'staff', $2, '', 1, $3, $3, $3, $4, '', '', '{}')";

/// Officials of the registry, each in a browser of their own. That many logins would only measure Argon2.
async fn officials(server: &Server, store: &Store) -> Vec<Browser> {
    let now = server::core::machine_clock();
    let mut browsers = Vec::new();
    for n in 0..OFFICIALS {
        let (id, token) = (new_id(), format!("{n:064x}"));
        let add = query(ADD_STAFF).bind(id.as_str()).bind(format!("rush-{n}"));
        add.execute(store).await.unwrap();
        let add = query(ADD_ROLE).bind(id.as_str());
        add.execute(store).await.unwrap();
        let key = hex::encode(Sha256::digest(token.as_bytes()));
        let add = query(ADD_SESSION).bind(key).bind(id.as_str()).bind(now);
        add.bind(now + 3_600_000_000).execute(store).await.unwrap();
        let browser = server.browser();
        in_session(&browser, &token);
        browsers.push(browser);
    }
    browsers
}

/// Each request on a connection of its own: one that was idle for long the server may close while the next is sent.
async fn ask(browser: &Browser, method: &str, path: &str, body: &str) -> Answer {
    let form = "application/x-www-form-urlencoded";
    loop {
        let request = browser.request(method, path).header("connection", "close");
        let answer = browser
            .send(request.header("content-type", form).body(body.to_owned()))
            .await;
        // A database that has no place for so many says so: whoever reads it presses again.
        if answer.status != 503 {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// Opens the list and tries to end a task in it, as some two dozen others do; which it was, and how that was answered.
async fn rush(browser: Browser, n: usize, start: Arc<Barrier>) -> Option<(String, u16)> {
    start.wait().await;
    let list = ask(&browser, "GET", "/kk/staff", "").await.body;
    let links = list.split("href=\"/kk/staff/cases/").skip(1);
    let links = links.filter_map(|rest| rest.split('"').next()?.split_once('?'));
    let tasks: Vec<(&str, &str)> = links.collect();
    let (case, task) = tasks.get(n % tasks.len().max(1))?;
    let page = format!("/kk/staff/cases/{case}?{task}");
    let shown = journey::hidden(&ask(&browser, "GET", &page, "").await.body);
    // Whose turn it is not any more has nothing to send.
    let seen = shown.iter().find(|(name, _)| name == "seen");
    let seen = seen.map_or("", |(_, seen)| seen);
    let step = format!("/kk/staff/cases/{case}/steps/check-documents");
    let body = format!("outcome=accepted&{task}&seen={seen}");
    let done = ask(&browser, "POST", &step, &body).await;
    Some(((*case).to_owned(), done.status))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_officials_do_each_task_once() {
    let server = Server::start().await;
    let store = server.store().await;
    let mut cases = Vec::new();
    for _ in 0..CASES {
        cases.push(journey::submitted(&server, 0).await.1);
    }
    let browsers = officials(&server, &store).await;
    let start = Arc::new(Barrier::new(OFFICIALS));
    let rushing = browsers
        .into_iter()
        .enumerate()
        .map(|(n, browser)| tokio::spawn(rush(browser, n, start.clone())));
    let answers = futures::future::join_all(rushing).await;
    let mut done: BTreeMap<String, usize> = BTreeMap::new();
    for (case, status) in answers.into_iter().flat_map(Result::unwrap) {
        assert!(matches!(status, 303 | 422), "{case}: {status}");
        *done.entry(case).or_default() += usize::from(status == 303);
    }
    for case in &cases {
        // Of one whose answer was lost the log alone knows.
        assert!(done.get(case).is_none_or(|times| *times < 2), "{case}");
        let entries = store.events(case).await.unwrap();
        log::verify(&entries).unwrap();
        let state = CaseState::fold(&log::decode_all(&entries).unwrap());
        let times = state
            .done
            .iter()
            .filter(|done| done.step == "check-documents");
        assert_eq!(times.count(), 1, "{case}");
        let tasks = store.work_of(case).await.unwrap().tasks;
        let waits: Vec<&str> = tasks.iter().map(|task| task.step.as_str()).collect();
        assert_eq!(waits, ["assign"], "{case} goes on");
    }
    store.close().await;
    server.stop().await;
}
