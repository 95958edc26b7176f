//! Damage is found, and nobody is shown what nobody decided.

use std::process::Output;

use server::store::{Store, sql::query};
use tokio::process::Command;

use crate::common::{Server, journey};

/// What a command of the program says about the portal of `server`.
pub(crate) async fn run(server: &Server, words: &[&str]) -> (bool, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_otinish"))
        .args(words)
        .arg("--data-dir")
        .arg(server.data_dir())
        .args(["--database-url", &server.database_url()])
        .arg("--seal-key-file")
        .arg(server.data_dir().join("seal-key"))
        .env("RUST_LOG", "error")
        .output()
        .await
        .unwrap();
    let said = [stdout, stderr].concat();
    (status.success(), String::from_utf8(said).unwrap())
}

async fn change(store: &Store, sql: &'static str, case: &str) {
    assert_eq!(
        query(sql).bind(case).execute(store).await.unwrap(),
        1,
        "{sql}"
    );
}

#[tokio::test]
async fn a_portal_as_it_was_written_is_found_in_order() {
    let server = Server::start().await;
    journey::submitted(&server, 0).await;
    let (fine, said) = run(&server, &["seal"]).await;
    assert!(fine, "{said}");
    let (fine, said) = run(&server, &["verify", "--files"]).await;
    assert!(fine, "{said}");
    assert!(
        said.contains("1 cases") && said.contains("2 files"),
        "{said}"
    );
    assert!(said.contains("1 seals (0 of a key"), "{said}");
}

#[tokio::test]
async fn a_row_that_says_what_its_log_does_not_is_shown_to_nobody_and_can_be_made_anew() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    // What the portal adds to a log makes its row anew.
    journey::registers_asked(&store, &case).await;
    let row = store.case(&case).await.unwrap().unwrap();
    let status = format!("/ru/status/{}", row.code);
    let before = server.browser().get(&status).await.body;
    change(
        &store,
        "UPDATE cases SET state = 'granted', closed = 5 WHERE id = $1",
        &case,
    )
    .await;
    assert_eq!(server.browser().get(&status).await.body, before);
    for path in [
        "/ru/cabinet".to_owned(),
        format!("/ru/cabinet/cases/{case}"),
    ] {
        let page = citizen.get(&path).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("Услуга оказана"), "{path}");
    }
    let (fine, said) = run(&server, &["verify", "--case", &row.number]).await;
    assert!(!fine, "{said}");
    assert!(
        said.contains("row:") && said.contains("state, closed"),
        "{said}"
    );
    let (fine, said) = run(&server, &["rebuild"]).await;
    assert!(fine && said.contains("rebuilt: 1 rows"), "{said}");
    assert_eq!(store.case(&case).await.unwrap().unwrap(), row);
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(fine, "{said}");
    store.close().await;
}

#[tokio::test]
async fn a_changed_byte_of_a_log_gives_a_page_that_says_what_to_do() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    let row = store.case(&case).await.unwrap().unwrap();
    change(&store, "UPDATE event SET body = replace(body, 'submitted', 'submittee') WHERE case_id = $1 AND seq = 1", &case).await;
    for path in [
        format!("/ru/cabinet/cases/{case}"),
        format!("/ru/status/{}", row.code),
    ] {
        let page = citizen.get(&path).await;
        assert_eq!(page.status, 500);
        let (_, after) = page
            .body
            .split_once("назовите этот код: ")
            .expect("what to do");
        // Signs around a value keep its direction.
        let reference: String = after
            .chars()
            .filter(char::is_ascii_hexdigit)
            .take(8)
            .collect();
        assert_eq!(reference.len(), 8, "{path}");
    }
    // The others of the list are still there, and this one claims nothing.
    let list = citizen.get("/ru/cabinet").await;
    assert_eq!(list.status, 200);
    assert!(list.body.contains("Проверяется"), "{}", list.body);
    let (fine, said) = run(&server, &["verify", "--json"]).await;
    assert!(!fine);
    assert!(
        said.contains("\"fault\": \"log\"") && said.contains(&case),
        "{said}"
    );
    let (fine, said) = run(&server, &["rebuild"]).await;
    assert!(!fine && said.contains("left alone"), "{said}");
    store.close().await;
}

#[tokio::test]
async fn a_log_that_was_written_anew_with_all_its_hashes_is_found_by_its_seal() {
    use domain::case::log;
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let (fine, said) = run(&server, &["seal"]).await;
    assert!(fine, "{said}");
    let store = server.store().await;
    let mut prev = log::GENESIS.to_owned();
    for entry in store.events(&case).await.unwrap() {
        let body = entry
            .body
            .replace("\u{4e9}\u{440}\u{442}\u{442}\u{435}\u{43d}", "судан");
        let hash = log::chain(&prev, entry.seq, &body);
        let sql =
            "UPDATE event SET body = $1, prev = $2, hash = $3 WHERE case_id = $4 AND seq = $5";
        let rewritten = query(sql).bind(body).bind(prev).bind(hash.as_str());
        let seq = i64::try_from(entry.seq).unwrap();
        rewritten
            .bind(case.as_str())
            .bind(seq)
            .execute(&store)
            .await
            .unwrap();
        prev = hash;
    }
    log::verify(&store.events(&case).await.unwrap()).unwrap();
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(!fine && said.contains("sealed:"), "{said}");
    // Whoever also writes the hash into the seal has no key; whoever takes the seal away is told of it too.
    let sql = "UPDATE seal SET hash = (SELECT hash FROM event WHERE case_id = $1 AND event.seq = seal.seq) WHERE case_id = $1";
    change(&store, sql, &case).await;
    for words in [&["verify"][..], &["verify", "--case", &case]] {
        let (fine, said) = run(&server, words).await;
        assert!(!fine && said.contains("seals:"), "{said}");
    }
    change(&store, "DELETE FROM seal WHERE case_id = $1", &case).await;
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(!fine && said.contains("seals:"), "{said}");
    store.close().await;
}

#[tokio::test]
async fn changed_shortened_missing_and_left_over_files_are_found() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    let draft = store.case(&case).await.unwrap().unwrap().draft;
    store.close().await;
    let home = server.data_dir().join("files").join(draft);
    let files: Vec<_> = std::fs::read_dir(&home)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    let bytes = std::fs::read(&files[0]).unwrap();
    std::fs::write(&files[0], &bytes[..bytes.len() - 1]).unwrap();
    std::fs::remove_file(&files[1]).unwrap();
    std::fs::write(home.join("nobodys"), "x").unwrap();
    age(&home.join("nobodys"), 25);
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(fine, "the bytes are read only when asked for: {said}");
    let (fine, said) = run(&server, &["verify", "--files"]).await;
    assert!(!fine);
    for fault in ["file-changed:", "file-missing:", "orphan:", "3 things"] {
        assert!(said.contains(fault), "{fault} {said}");
    }
}

fn age(path: &std::path::Path, hours: u64) {
    let then = std::time::SystemTime::now() - std::time::Duration::from_secs(hours * 3600);
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(then).unwrap();
}

#[tokio::test]
async fn bytes_of_an_upload_under_way_are_told_apart_and_are_no_fault() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    let draft = store.case(&case).await.unwrap().unwrap().draft;
    store.close().await;
    let path = server.data_dir().join("files").join(draft).join("coming");
    std::fs::write(&path, "x").unwrap();
    age(&path, 23);
    let (fine, said) = run(&server, &["verify", "--files"]).await;
    assert!(fine && said.contains("under way: "), "{said}");
    assert!(
        said.contains("coming") && !said.contains("orphan"),
        "{said}"
    );
    age(&path, 25);
    let (fine, said) = run(&server, &["verify", "--files"]).await;
    assert!(!fine && said.contains("orphan: "), "{said}");
}
