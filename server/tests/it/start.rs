//! What keeps the program from starting is said in one line for a person, and what to do.

use std::{fs, net::TcpListener};

use crate::common::program::{Ended, Program, ended, free_address};

/// Ends with one plain line that holds each of `words`.
#[track_caller]
fn says(ended: &Ended, words: &[&str]) {
    assert!(!ended.status.success(), "{}", ended.stderr);
    let line = match ended.said.as_slice() {
        [line] => line,
        // The parser of the command line adds where its help is.
        [line, ..] if line.starts_with("error: ") => line,
        _ => panic!("not one line:\n{}", ended.stderr),
    };
    for word in words {
        assert!(line.contains(word), "no {word:?} in {line:?}");
    }
    assert!(!line.contains("os error"), "{line}");
}

async fn refused(words: &[&str]) -> Ended {
    let data = tempfile::tempdir().unwrap();
    let listen = free_address().to_string();
    let mut all = vec!["--listen", &listen];
    all.extend(words);
    ended(data.path(), &all, &[]).await
}

#[tokio::test]
async fn a_port_in_use_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let data = tempfile::tempdir().unwrap();
    let words = ["--listen", address.as_str()];
    let end = ended(data.path(), &words, &[]).await;
    says(&end, &[&address, "is in use", "--listen"]);
    let end = refused(&["--metrics-listen", &address]).await;
    says(&end, &[&address, "is in use", "--metrics-listen"]);
}

#[tokio::test]
async fn a_closed_port_of_postgres_is_told_at_once() {
    let address = free_address();
    let url = format!("postgres://someone:secret-word@{address}/otinish");
    let began = std::time::Instant::now();
    let end = refused(&["--database-url", &url]).await;
    says(&end, &[&address.to_string(), "refused", "--database-url"]);
    assert!(!end.stderr.contains("secret-word"), "{}", end.stderr);
    // The pool alone asks for half a minute.
    assert!(began.elapsed() < std::time::Duration::from_secs(20));
}

#[tokio::test]
async fn another_kind_of_database_is_refused() {
    let end = refused(&["--database-url", "mysql://root:secret-word@127.0.0.1/a"]).await;
    says(
        &end,
        &["mysql", "not supported", "postgres://", "sqlite://"],
    );
    assert!(!end.stderr.contains("secret-word"), "{}", end.stderr);
    let end = refused(&["--database-url", "otinish.sqlite"]).await;
    says(&end, &["--database-url", "sqlite://"]);
}

#[tokio::test]
async fn a_file_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letters.sqlite");
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch("CREATE TABLE letter (text TEXT)")
        .unwrap();
    other.close().unwrap();
    let before = fs::read(&path).unwrap();
    let url = format!("sqlite://{}", path.display());
    let end = refused(&["--database-url", &url]).await;
    says(&end, &["letters.sqlite", "not a database of otinish"]);
    assert_eq!(fs::read(&path).unwrap(), before, "nothing was written");

    let text = folder.path().join("notes.txt");
    fs::write(&text, "these are notes, and they stay notes").unwrap();
    let url = format!("sqlite://{}", text.display());
    let end = refused(&["--database-url", &url]).await;
    says(&end, &["notes.txt", "not a database of otinish"]);
}

#[tokio::test]
async fn a_start_without_the_key_that_seals_logs_is_refused() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let key = file.path().join("seal-key");
    let ended = refused(&["--seal-key-file", &key.display().to_string(), "--new"]).await;
    says(&ended, &["logs cannot be sealed", "--seal-key-file"]);
}

#[tokio::test]
async fn a_nonsense_origin_is_refused() {
    for origin in [
        "otinish.example",
        "ftp://otinish.example",
        "https://",
        "https://otinish.example/portal",
        "https://otinish.example?a=b",
        "https://someone@otinish.example",
        "https://otinish example",
        "https://otinish.example:http",
        "https://otinish..example",
    ] {
        let end = refused(&["--origin", origin]).await;
        says(&end, &["--origin", "https://otinish.example"]);
    }
}

#[test]
fn a_sensible_origin_is_taken() {
    use server::config::operation::origin;
    for (given, kept) in [
        ("https://otinish.example", "https://otinish.example"),
        ("https://otinish.example/", "https://otinish.example"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("http://[::1]:3000", "http://[::1]:3000"),
        (
            "https://xn--80ak6aa92e.kz:8443",
            "https://xn--80ak6aa92e.kz:8443",
        ),
    ] {
        assert_eq!(origin(given).as_deref(), Ok(kept));
    }
}

#[tokio::test]
async fn a_log_filter_that_cannot_be_read_is_told() {
    for wrong in ["verbose", "info,server=loud", "=debug="] {
        let data = tempfile::tempdir().unwrap();
        let listen = free_address().to_string();
        let words = ["--listen", listen.as_str()];
        let end = ended(data.path(), &words, &[("RUST_LOG", wrong)]).await;
        says(&end, &["RUST_LOG", "RUST_LOG=info,sqlx=warn"]);
    }
}

#[tokio::test]
async fn a_page_of_memory_that_is_touched_is_a_small_one() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path(), &[]).await;
    assert_eq!(program.status("THP_enabled").as_deref(), Some("0"));
}
