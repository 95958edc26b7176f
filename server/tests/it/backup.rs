//! A drill: back up while the portal works, lose it, restore, go on.

use std::{collections::BTreeSet, path::Path};

use tokio::process::Command;

use crate::common::{Server, Wanted, fresh_postgres, journey};

async fn run(command: &str, backup: &Path, data: &Path, url: &str) -> (bool, String) {
    let ended = Command::new(env!("CARGO_BIN_EXE_otinish"))
        .arg(command)
        .arg(backup)
        .arg("--data-dir")
        .arg(data)
        .args(["--database-url", url])
        .env("RUST_LOG", "error")
        .output()
        .await
        .unwrap();
    let said = [ended.stdout, ended.stderr].concat();
    (ended.status.success(), String::from_utf8(said).unwrap())
}

async fn numbers(server: &Server, n: usize, cases: usize) -> Vec<String> {
    let store = server.store().await;
    let mut numbers = Vec::new();
    for _ in 0..cases {
        let (_, case) = journey::submitted(server, n).await;
        numbers.push(store.case(&case).await.unwrap().unwrap().number);
    }
    store.close().await;
    numbers
}

/// On the database at `url` and, restored, at `url_after`; SQLite in the data folder if there are none.
async fn drill(url: Option<String>, url_after: Option<String>) {
    let wanted = Wanted {
        database_url: url,
        ..Wanted::default()
    };
    let server = Server::start_with(wanted).await;
    let before = numbers(&server, 0, 2).await;
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup");
    let url = server.database_url();
    let (fine, said) = run("backup", &backup, server.data_dir(), &url).await;
    assert!(fine, "{said}");
    let after = numbers(&server, 0, 2).await;
    server.stop().await;

    let restored = Server::on_restored(
        Wanted {
            database_url: url_after,
            ..Wanted::default()
        },
        async |data, url| {
            let (fine, said) = run("restore", &backup, data, url).await;
            assert!(fine, "{said}");
            // Twice into one place is refused.
            let (fine, said) = run("restore", &backup, data, url).await;
            assert!(!fine && said.contains("already"), "{said}");
        },
    )
    .await;
    let store = restored.store().await;
    let kept = store.cases_after("", 100).await.unwrap();
    let kept: Vec<_> = kept.into_iter().map(|case| case.number).collect();
    assert_eq!(
        kept, before,
        "what was given out before the backup is there"
    );
    store.close().await;
    let new = numbers(&restored, 0, 2).await;
    let all: Vec<_> = [before, after, new].concat();
    let different: BTreeSet<_> = all.iter().collect();
    assert_eq!(
        different.len(),
        all.len(),
        "a number was given out twice: {all:?}"
    );
    let verified = Command::new(env!("CARGO_BIN_EXE_otinish"))
        .args(["verify", "--files", "--data-dir"])
        .arg(restored.data_dir())
        .args(["--database-url", &restored.database_url()])
        .arg("--seal-key-file")
        .arg(restored.data_dir().join("seal-key"))
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&verified.stdout);
    assert!(verified.status.success(), "{said}");
    assert!(
        said.contains("4 cases") && said.contains("8 files"),
        "{said}"
    );
    restored.stop().await;
}

#[tokio::test]
async fn no_number_is_given_out_twice_after_a_restoration() {
    drill(None, None).await;
}

#[tokio::test]
async fn no_number_is_given_out_twice_after_a_restoration_on_postgres() {
    let (Some(before), Some(after)) = (fresh_postgres().await, fresh_postgres().await) else {
        return;
    };
    drill(Some(before), Some(after)).await;
}

#[tokio::test]
async fn a_backup_of_sqlite_can_be_restored_on_postgres() {
    let Some(after) = fresh_postgres().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let before = server::store::Store::embedded_url(folder.path());
    drill(Some(before), Some(after)).await;
}

#[tokio::test]
async fn a_backup_that_was_cut_is_refused_before_anything_is_written() {
    let server = Server::start().await;
    let folder = tempfile::tempdir().unwrap();
    let (backup, data) = (folder.path().join("backup"), folder.path().join("data"));
    let url = server.database_url();
    let (fine, said) = run("backup", &backup, server.data_dir(), &url).await;
    assert!(fine, "{said}");
    let (fine, said) = run("backup", &backup, server.data_dir(), &url).await;
    assert!(!fine && said.contains("not empty"), "{said}");
    let path = backup.join("database.jsonl");
    let whole = std::fs::read_to_string(&path).unwrap();
    let cut: Vec<&str> = whole.lines().collect();
    std::fs::write(&path, cut[..cut.len() - 1].join("\n")).unwrap();
    let to = server::store::Store::embedded_url(&data);
    let (fine, said) = run("restore", &backup, &data, &to).await;
    assert!(!fine && said.contains("cut"), "{said}");
    assert!(!data.join("otinish.sqlite").exists());
}
