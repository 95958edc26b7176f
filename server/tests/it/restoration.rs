//! Restorations that break off: nothing of them is taken for a portal, and no number comes twice.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use server::store::{Expect, Store, StoreError};
use tokio::process::Command;

use crate::common::{
    Server, fresh_postgres, journey,
    program::ended,
    schemas::{postgres_of, sqlite_of},
};

async fn run(words: &[&str], data: &Path, url: &str) -> (bool, String) {
    let ended = Command::new(env!("CARGO_BIN_EXE_otinish"))
        .args(words)
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

/// A backup of a portal with a case, whose last row cannot be taken over.
async fn broken_backup(folder: &Path) -> PathBuf {
    let server = Server::start().await;
    journey::submitted(&server, 0).await;
    let backup = folder.join("backup");
    let words = ["backup", backup.to_str().unwrap()];
    let (fine, said) = run(&words, server.data_dir(), &server.database_url()).await;
    assert!(fine, "{said}");
    server.stop().await;
    let path = backup.join("database.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    let (rows, end) = text.trim_end().rsplit_once('\n').unwrap();
    let end: serde_json::Value = serde_json::from_str(end).unwrap();
    let end = end["end"].as_u64().unwrap() + 1;
    let broken = format!("{rows}\n{{\"row\":[{{}}]}}\n{{\"end\":{end}}}\n");
    std::fs::write(&path, broken).unwrap();
    backup
}

/// Every way into a place of a restoration that broke off is closed.
async fn is_closed(backup: &Path, data: &Path, url: &str) {
    let restore = ["restore", backup.to_str().unwrap()];
    for words in [&restore[..], &["verify"], &["rebuild"], &["seal"]] {
        let (fine, said) = run(words, data, url).await;
        assert!(!fine && said.contains("broke off"), "{words:?}: {said}");
    }
    let server = ["--listen", "127.0.0.1:0", "--database-url", url];
    for more in [&[][..], &["--new"]] {
        let end = ended(data, &[&server[..], more].concat(), &[]).await;
        assert!(!end.status.success(), "{}", end.stderr);
        assert!(end.stderr.contains("broke off"), "{}", end.stderr);
    }
}

async fn breaks_off(url: impl Fn(&Path) -> String) {
    let folder = tempfile::tempdir().unwrap();
    let backup = broken_backup(folder.path()).await;
    let data = folder.path().join("data");
    let url = url(&data);
    let restore = ["restore", backup.to_str().unwrap()];
    let (fine, said) = run(&restore, &data, &url).await;
    assert!(!fine && said.contains("kind that we know"), "{said}");
    // Whatever program opens it: the series is another one, and the files name no portal.
    let store = Store::open(&url).await.unwrap();
    assert_eq!(store.cases_after("", 10).await.unwrap().len(), 1);
    let named = store.installation().await.unwrap().expect("a portal");
    assert!(named.series.starts_with('R'), "{}", named.series);
    store.close().await;
    is_closed(&backup, &data, &url).await;
    // Nor does it help to take the files away alone.
    std::fs::remove_dir_all(data.join("files")).unwrap();
    is_closed(&backup, &data, &url).await;
}

#[tokio::test]
async fn a_restoration_that_breaks_off_is_no_portal() {
    breaks_off(Store::embedded_url).await;
}

#[tokio::test]
async fn a_restoration_that_breaks_off_is_no_portal_on_postgres() {
    let Some(url) = fresh_postgres().await else {
        return;
    };
    breaks_off(|_| url.clone()).await;
}

#[tokio::test]
async fn one_that_breaks_off_among_the_files_is_no_portal_either() {
    let folder = tempfile::tempdir().unwrap();
    let backup = broken_backup(folder.path()).await;
    let data = folder.path().join("data");
    let url = Store::embedded_url(&data);
    let files = backup.join("files");
    let home = std::fs::read_dir(&files).unwrap().next().unwrap().unwrap();
    let file = std::fs::read_dir(home.path()).unwrap().next().unwrap();
    let file = file.unwrap().path();
    // No folder can be made where a file stands: as on a full disk, the copy ends in the middle.
    std::fs::create_dir_all(data.join("files")).unwrap();
    std::fs::write(data.join("files").join(home.file_name()), "x").unwrap();
    let restore = ["restore", backup.to_str().unwrap()];
    let (fine, said) = run(&restore, &data, &url).await;
    assert!(!fine && said.contains("files already"), "{said}");
    std::fs::remove_dir_all(&data).unwrap();
    std::fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("/proc/self/mem", &file).unwrap();
    let (fine, said) = run(&restore, &data, &url).await;
    assert!(!fine, "{said}");
    let (fine, said) = run(&restore, &data, &url).await;
    assert!(!fine && said.contains("broke off"), "{said}");
}

/// What the program before this one left of a restoration that broke off: rows, and no row that names the portal.
#[tokio::test]
async fn what_an_older_program_left_of_one_is_refused() {
    const LEFT: &str = "INSERT INTO counter (name, value) VALUES ('27-2026', 7);";
    let folder = tempfile::tempdir().unwrap();
    let mut urls = vec![sqlite_of(folder.path(), 10, LEFT)];
    urls.extend(postgres_of(10, LEFT).await);
    for url in urls {
        match Store::open_with(&url, &Default::default(), Expect::Existing).await {
            Err(StoreError::Refused(why)) => assert!(why.contains("broke off"), "{why}"),
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("{url} was opened"),
        }
    }
    // Without a row it is a first start that broke off, and goes on.
    let file = rusqlite::Connection::open(folder.path().join("otinish.sqlite")).unwrap();
    file.execute_batch("DELETE FROM counter").unwrap();
    drop(file);
    let store = Store::open(&Store::embedded_url(folder.path())).await;
    store.unwrap().close().await;
}

#[test]
fn no_two_restorations_get_the_same_mark() {
    let marks: Vec<_> = (0..200)
        .map(|_| server::core::installation::series_mark())
        .collect();
    let different: BTreeSet<_> = marks.iter().collect();
    assert_eq!(different.len(), marks.len());
    for mark in &marks {
        assert!(
            !mark.contains(['0', 'O', '1', 'I', 'L', '8', 'B', 'S', 'Z', 'U', 'V']),
            "{mark}"
        );
    }
}

#[tokio::test]
async fn an_official_reads_the_number_of_a_restored_portal() {
    let server = Server::start().await;
    let number = format!(
        "27-2026{}-000001",
        server::core::installation::series_mark()
    );
    let registrar = server.login_staff("registrar").await;
    let queue = registrar.get(&format!("/ru/staff?done={number}")).await;
    assert!(queue.body.contains(&number), "{}", queue.body);
}
