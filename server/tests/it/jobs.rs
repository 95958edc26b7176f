//! Jobs: each is done, whatever is down or killed meanwhile, and no lane waits for another.

use std::{os::unix::fs::PermissionsExt, path::Path, time::Duration};

use domain::{
    case::{
        ActorRef, CaseState, Closed, CorrectionDropped, Event, Issued, StepOpened, TermBegun, apply,
    },
    ids::TaskNo,
    limit::{Limit, Unit},
    regulation::Closing,
};
use server::{
    flow::notification::{self, Notification, Occasion},
    store::{
        Store,
        case::Case,
        job::{ClaimedJob, Lane, NewJob, Settlement},
        sql::query,
    },
};

use crate::common::{
    Server, Wanted, accounts, fresh_postgres, journey, messages_waiting, on_each_database, until,
};

async fn until_waiting(server: &Server, wanted: i64) {
    let store = server.store().await;
    until::holds(&format!("{wanted} messages wait"), async || {
        messages_waiting(&store).await == wanted
    })
    .await;
    store.close().await;
}

#[test]
fn a_result_is_told_unless_another_message_of_that_moment_says_it() {
    let (at, task) = (chrono::Utc::now(), TaskNo(1));
    let by = || ActorRef {
        id: "s".into(),
        name: "S".to_owned(),
        role: "head".into(),
    };
    let issued = Event::Issued(Issued {
        at,
        output: None,
        document: String::new(),
    });
    let dropped = Event::CorrectionDropped(CorrectionDropped { at, task, by: by() });
    let closed = Event::Closed(Closed {
        at,
        closing: Closing::Granted,
        output: None,
        ground: None,
        amount: None,
        reason: None,
        by: None,
    });
    for (beside, wanted) in [
        (dropped, vec![Occasion::AskedNoMore, Occasion::Issued]),
        (closed, vec![Occasion::Granted]),
    ] {
        let events = [beside, issued.clone()];
        let told = notification::jobs(&Case::default(), &CaseState::default(), &events);
        let told = told.iter().filter(|job| job.kind == notification::KIND);
        let told = told.map(|job| serde_json::from_str::<Notification>(&job.payload).unwrap());
        assert_eq!(told.map(|one| one.what).collect::<Vec<_>>(), wanted);
    }
}

#[test]
fn a_stage_that_begins_on_another_day_than_was_said_is_told_with_its_date() {
    let now = chrono::Utc::now();
    let due = now + chrono::TimeDelta::days(17);
    let begun = TermBegun {
        term: "stage-2".to_owned(),
        limit: Limit::new(11, Unit::WorkingDays),
        due,
    };
    let opened = Event::StepOpened(StepOpened {
        at: now,
        step: "wait".into(),
        performer: "registrar".into(),
        task: TaskNo(2),
        who: None,
        since: now,
        due: None,
        begins: Some(begun),
    });
    for (was_due, told) in [(now + chrono::TimeDelta::days(29), true), (due, false)] {
        let before = CaseState {
            due: Some(was_due),
            ..CaseState::default()
        };
        let state = apply(before, &opened);
        let jobs = notification::jobs(&Case::default(), &state, std::slice::from_ref(&opened));
        let messages = jobs.iter().filter(|job| job.kind == notification::KIND);
        let read = |job: &NewJob| serde_json::from_str::<Notification>(&job.payload).unwrap();
        let messages: Vec<_> = messages.map(read).map(|one| (one.what, one.due)).collect();
        let wanted = (Occasion::StageBegun, Some(due.timestamp_micros()));
        assert_eq!(
            messages,
            told.then_some(wanted).into_iter().collect::<Vec<_>>()
        );
    }
}

/// How many messages were ever put in the queue.
async fn queued(server: &Server) -> i64 {
    let store = server.store().await;
    let rows = query("SELECT COUNT(*) FROM job WHERE lane IN ('codes', 'messages')")
        .fetch_one(&store)
        .await;
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

fn job(lane: Lane, created: i64) -> NewJob {
    NewJob {
        kind: "kind",
        lane,
        payload: "{}".to_owned(),
        created,
        due: created,
    }
}

fn ids(jobs: &[ClaimedJob]) -> Vec<String> {
    jobs.iter().map(|job| job.id.clone()).collect()
}

async fn claim(store: &Store, lane: Lane, now: i64, lease: i64) -> Vec<ClaimedJob> {
    store.claim_jobs(lane, now, lease, 100).await.unwrap()
}

#[tokio::test]
async fn a_job_is_claimed_once_until_its_lease_ends() {
    on_each_database(|store| async move {
        let store = &store;
        let jobs = (0..8).map(|n| job(Lane::Messages, n)).collect();
        store.add_jobs(jobs).await.unwrap();
        let claims = (0..4).map(|_| claim(store, Lane::Messages, 100, 1_000));
        let mut all: Vec<String> = futures::future::join_all(claims)
            .await
            .iter()
            .flat_map(|claimed| ids(claimed))
            .collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 8);
        assert_eq!(claim(store, Lane::Messages, 999, 2_000).await, []);
        assert_eq!(store.next_job(Lane::Messages, 999).await.unwrap(), None);
        let again = claim(store, Lane::Messages, 1_000, 2_000).await;
        assert_eq!((again.len(), again[0].attempts), (8, 2));
        store.renew_jobs(&again[..4], 3_000).await.unwrap();
        assert_eq!(claim(store, Lane::Messages, 2_000, 2_500).await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn a_job_is_settled_by_whoever_holds_it() {
    on_each_database(|store| async move {
        let store = &store;
        let jobs = (0..4).map(|n| job(Lane::Upkeep, n)).collect();
        store.add_jobs(jobs).await.unwrap();
        let first = claim(store, Lane::Upkeep, 10, 20).await;
        let settled = [
            Settlement::Removed,
            Settlement::Recorded,
            Settlement::Again(50),
            Settlement::Retried(60),
        ];
        let settled = first.clone().into_iter().zip(settled).collect();
        store.settle_jobs(settled).await.unwrap();
        let count = query("SELECT COUNT(*) FROM job")
            .fetch_one(store)
            .await
            .unwrap();
        assert_eq!(count.get::<i64>(0).unwrap(), 3, "one is gone");
        assert_eq!(store.next_job(Lane::Upkeep, 10).await.unwrap(), Some(50));
        let second = claim(store, Lane::Upkeep, 60, 100).await;
        let attempts: Vec<i64> = second.iter().map(|job| job.attempts).collect();
        assert_eq!(ids(&second), ids(&first[2..]));
        assert_eq!(attempts, [1, 2], "counted anew after success");
        // A claim that has ended says nothing any more.
        let late = vec![(first[3].clone(), Settlement::Retried(70))];
        store.settle_jobs(late).await.unwrap();
        assert_eq!(claim(store, Lane::Upkeep, 99, 200).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_recurring_job_stands_once_and_comes_forward_at_a_start() {
    on_each_database(|store| async move {
        let store = &store;
        let schedule = |now| store.schedule_job("sweep", Lane::Upkeep, now);
        schedule(100).await.unwrap();
        schedule(200).await.unwrap();
        let claimed = claim(store, Lane::Upkeep, 100, 1_000).await;
        assert_eq!(ids(&claimed), ["sweep"]);
        let again = vec![(claimed[0].clone(), Settlement::Again(9_000))];
        store.settle_jobs(again).await.unwrap();
        schedule(300).await.unwrap();
        assert_eq!(
            claim(store, Lane::Upkeep, 300, 1_000).await.len(),
            1,
            "and the next start"
        );
    })
    .await;
}

#[tokio::test]
async fn processes_beside_each_other_claim_different_jobs() {
    let Some(url) = fresh_postgres().await else {
        return;
    };
    let stores = [
        Store::open(&url).await.unwrap(),
        Store::open(&url).await.unwrap(),
    ];
    let jobs = (0..200).map(|n| job(Lane::Messages, n)).collect();
    stores[0].add_jobs(jobs).await.unwrap();
    let mut all = Vec::new();
    while all.len() < 200 {
        let claim = |store: &Store| {
            let store = store.clone();
            async move { store.claim_jobs(Lane::Messages, 1_000, 9_000, 20).await }
        };
        let (one, other) = tokio::join!(claim(&stores[0]), claim(&stores[1]));
        let claimed = [ids(&one.unwrap()), ids(&other.unwrap())].concat();
        assert!(!claimed.is_empty());
        all.extend(claimed);
    }
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 200);
}

/// A gateway that takes codes at once and hangs on every other message; it keeps what it took.
fn slow_gateway(folder: &Path) -> String {
    let (program, out) = (folder.join("gateway"), folder.join("out"));
    let text = format!(
        "#!/bin/sh\nread -r line\ncase \"$line\" in *код*) echo \"$line\" >> '{}';; *) sleep 60;; esac\n",
        out.display()
    );
    std::fs::write(&program, text).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    format!("'{}'", program.display())
}

#[tokio::test]
async fn a_message_that_hangs_delays_no_code() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_with(Wanted {
        settings: vec!["--sms-command".to_owned(), slow_gateway(folder.path())],
        ..Wanted::default()
    })
    .await;
    journey::submitted(&server, 0).await;
    until_locked(&server, Lane::Messages).await;
    accounts::begun(&server.browser()).await;
    let out = folder.path().join("out");
    until::holds("the code has gone out", async || out.is_file()).await;
}

async fn until_locked(server: &Server, lane: Lane) {
    let store = server.store().await;
    let locked = "SELECT COUNT(*) FROM job WHERE lane = $1 AND locked_until > 0";
    until::holds(&format!("a job of {lane:?} is under way"), async || {
        let row = query(locked).bind(lane.id()).fetch_one(&store).await;
        row.unwrap().get::<i64>(0).unwrap() > 0
    })
    .await;
    store.close().await;
}

#[tokio::test]
async fn a_job_of_unknown_kind_waits_and_holds_up_nobody() {
    let server = Server::start().await;
    let store = server.store().await;
    store.add_jobs(vec![job(Lane::Messages, 1)]).await.unwrap();
    journey::submitted(&server, 0).await;
    until_waiting(&server, 1).await;
    let row =
        query("SELECT kind, attempts, due - $1 FROM job WHERE lane = 'messages' AND done = 0")
            .bind(server::core::machine_clock())
            .fetch_one(&store)
            .await
            .unwrap();
    let (kind, attempts) = (row.get::<String>(0).unwrap(), row.get::<i64>(1).unwrap());
    assert_eq!((kind.as_str(), attempts), ("kind", 1));
    assert!(
        row.get::<i64>(2).unwrap() > 3_000_000_000,
        "in about an hour"
    );
    store.close().await;
}

#[tokio::test]
async fn what_a_killed_process_had_claimed_is_done_at_the_next_start() {
    let server = Server::start_with(Wanted {
        faults: vec!["messages=down".to_owned()],
        sqlite: true,
        ..Wanted::default()
    })
    .await;
    journey::submitted(&server, 0).await;
    // As if it were under way when the process was killed, with the lease of a minute from now.
    let store = server.store().await;
    let lease = server::core::machine_clock() + 60_000_000;
    let claim = "UPDATE job SET due = 0, locked_until = $1, attempts = attempts + 1 WHERE lane = 'messages'";
    query(claim).bind(lease).execute(&store).await.unwrap();
    store.close().await;
    let server = server.restart_with(Wanted::default()).await;
    until_waiting(&server, 0).await;
}

#[tokio::test]
async fn every_recurring_job_runs_at_the_start_and_is_due_again() {
    let server = Server::start().await;
    let store = server.store().await;
    let recurring = "SELECT COUNT(*) FROM job WHERE id = kind AND locked_until = 0 AND due > $1";
    until::holds("six jobs recur", async || {
        let row = query(recurring).bind(server::core::machine_clock());
        row.fetch_one(&store).await.unwrap().get::<i64>(0).unwrap() == 6
    })
    .await;
    store.close().await;
}
