//! What seals are good for: nothing is believed without its key, and nothing that was sealed goes unseen.

use std::path::PathBuf;

use server::store::{Store, sql::query};

use crate::{
    common::{Server, journey, program::Program, until},
    integrity::run,
};

async fn execute(store: &Store, sql: &'static str, case: &str) -> u64 {
    query(sql).bind(case).execute(store).await.unwrap()
}

/// A portal with two cases, both sealed.
async fn sealed() -> (Server, Store, [String; 2]) {
    let server = Server::start().await;
    let (_, first) = journey::submitted(&server, 0).await;
    let (_, second) = journey::submitted(&server, 1).await;
    let store = server.store().await;
    // What the portal adds to a log later would be sealed later too.
    for case in [&first, &second] {
        journey::registers_asked(&store, case).await;
    }
    let (fine, said) = run(&server, &["seal"]).await;
    assert!(fine && said.contains("sealed: 2"), "{said}");
    (server, store, [first, second])
}

#[tokio::test]
async fn a_seal_that_names_an_unknown_key_is_told() {
    let (server, store, [case, _]) = sealed().await;
    let sql = "UPDATE seal SET key = '000000000000' WHERE case_id = $1";
    assert_eq!(execute(&store, sql, &case).await, 1);
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(!fine, "{said}");
    assert!(
        said.contains("1 seals (1 to 1) are of the key 000000000000, which is not at hand"),
        "{said}"
    );
    store.close().await;
}

/// Puts the key of the server aside, as a change of keys does.
fn set_aside(server: &Server) -> PathBuf {
    let old = server.data_dir().join("old-key");
    std::fs::rename(server.data_dir().join("seal-key"), &old).unwrap();
    old
}

#[tokio::test]
async fn a_key_that_was_changed_is_believed_if_it_is_named() {
    let (server, store, [case, _]) = sealed().await;
    let old = set_aside(&server);
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(
        !fine && said.contains("2 seals (1 to 2)"),
        "without any key: {said}"
    );
    journey::accepted(&server, &case).await;
    let (fine, said) = run(&server, &["seal"]).await;
    assert!(fine && said.contains("sealed: 1"), "{said}");
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(!fine && said.contains("2 seals (1 to 2)"), "{said}");
    let named = ["verify", "--old-seal-key-file", old.to_str().unwrap()];
    let (fine, said) = run(&server, &named).await;
    assert!(fine && said.contains("3 seals (0 of a key"), "{said}");
    // Whoever has the old key makes no new seals with it.
    journey::assigned(&server, &store, &case, "executor").await;
    let new = server.data_dir().join("new-key");
    let present = server.data_dir().join("seal-key");
    std::fs::rename(&present, &new).unwrap();
    std::fs::copy(&old, &present).unwrap();
    let (fine, said) = run(&server, &["seal"]).await;
    assert!(fine, "{said}");
    std::fs::rename(&new, &present).unwrap();
    let (fine, said) = run(&server, &named).await;
    assert!(!fine && said.contains("seal 4 is of an old key"), "{said}");
    let lost = ["verify", "--old-seal-key-file", "/nowhere/key"];
    let (fine, said) = run(&server, &lost).await;
    assert!(
        !fine && said.contains("there is no old seal key /nowhere/key"),
        "{said}"
    );
    store.close().await;
}

#[tokio::test]
async fn a_case_that_was_removed_whole_is_told_by_its_seals() {
    let (server, store, [case, other]) = sealed().await;
    let number = store.case(&case).await.unwrap().unwrap().number;
    execute(&store, "DELETE FROM cases WHERE id = $1", &case).await;
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(
        !fine && said.contains(&format!("no-row: {number} {case}")),
        "{said}"
    );
    execute(&store, "DELETE FROM event WHERE case_id = $1", &case).await;
    for words in [&["verify"][..], &["verify", "--case", &case]] {
        let (fine, said) = run(&server, words).await;
        assert!(
            !fine && said.contains(&format!("no-case:  {case}")),
            "{said}"
        );
    }
    let (fine, said) = run(&server, &["verify", "--case", &other]).await;
    assert!(fine, "{said}");
    let (fine, said) = run(&server, &["verify", "--case", "27-2026-999999"]).await;
    assert!(!fine && said.contains("there is no case"), "{said}");
    store.close().await;
}

#[tokio::test]
async fn a_log_that_was_cut_makes_no_row_anew() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    journey::accepted(&server, &case).await;
    let store = server.store().await;
    let row = store.case(&case).await.unwrap().unwrap();
    let work = store.work_of(&case).await.unwrap();
    let cut = "DELETE FROM event WHERE case_id = $1 AND seq > 2";
    // Without a seal the row knows; with one that is not believed either.
    let log = store.events(&case).await.unwrap();
    execute(&store, cut, &case).await;
    let (fine, said) = run(&server, &["rebuild"]).await;
    assert!(
        !fine && said.contains("left alone") && said.contains("from a backup"),
        "{said}"
    );
    for entry in &log[2..] {
        let sql = "INSERT INTO event (case_id, seq, at, body, prev, hash) VALUES ($1, $2, $3, $4, $5, $6)";
        let add = query(sql).bind(case.as_str()).bind(entry.seq.cast_signed());
        let add = add
            .bind(entry.at.timestamp_micros())
            .bind(entry.body.as_str());
        let add = add.bind(entry.prev.as_str()).bind(entry.hash.as_str());
        add.execute(&store).await.unwrap();
    }
    let (fine, said) = run(&server, &["seal"]).await;
    assert!(fine, "{said}");
    execute(&store, cut, &case).await;
    execute(&store, "UPDATE cases SET seq = 2 WHERE id = $1", &case).await;
    let (fine, said) = run(&server, &["rebuild"]).await;
    assert!(
        !fine && said.contains("not the one that was sealed"),
        "{said}"
    );
    let left = store.case(&case).await.unwrap().unwrap();
    assert_eq!((left.state, left.due), (row.state, row.due));
    assert_eq!(store.work_of(&case).await.unwrap(), work);
    store.close().await;
}

/// What a server logs of damage within the first rounds of its check, once all that is wanted is there.
async fn told(data: &std::path::Path, words: &[&str], wanted: &[&str]) -> String {
    let _program = Program::again(data, words).await;
    until::found(&format!("{wanted:?} in the log"), async || {
        let log = Program::log(data);
        wanted.iter().all(|word| log.contains(word)).then_some(log)
    })
    .await
}

#[tokio::test]
async fn the_server_finds_by_itself_what_the_command_finds() {
    let (server, store, [gone, case]) = sealed().await;
    let number = store.case(&case).await.unwrap().unwrap().number;
    execute(&store, "DELETE FROM cases WHERE id = $1", &gone).await;
    execute(&store, "DELETE FROM event WHERE case_id = $1", &gone).await;
    execute(&store, "DELETE FROM cases WHERE id = $1", &case).await;
    let sql = "UPDATE seal SET key = '000000000000' WHERE case_id = $1";
    execute(&store, sql, &case).await;
    let url = server.database_url();
    let data = server.into_data().await;
    let key = data.path().join("seal-key").display().to_string();
    let words = ["--database-url", &url, "--seal-key-file", &key];
    let wanted = [
        "which is not at hand",
        "NoCase",
        &gone,
        "NoRow",
        &case,
        &number,
    ];
    told(data.path(), &words, &wanted).await;
    // On PostgreSQL the claims of a server that was killed run out by themselves, minutes later.
    let claims = "UPDATE job SET locked_until = 0, due = 0 WHERE done = 0 AND kind <> $1";
    execute(&store, claims, "").await;
    // The next start goes on after what was looked at.
    store.set_place_of_check(&gone).await.unwrap();
    let log = told(data.path(), &words, &["NoRow"]).await;
    for word in ["NoCase", "not at hand"] {
        assert!(!log.contains(word), "{log}");
    }
    store.close().await;
}
