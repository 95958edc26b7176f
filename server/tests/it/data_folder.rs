//! The data folder: for one server, and readable where nothing can be written.

use std::{
    fs::Permissions,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output},
};

use server::store::Store;

use crate::common::{Server, Wanted, journey, program::ended};

async fn on_sqlite() -> Server {
    Server::start_with(Wanted {
        sqlite: true,
        ..Wanted::default()
    })
    .await
}

#[tokio::test]
async fn a_second_server_on_one_sqlite_is_refused_until_the_first_has_ended() {
    let server = on_sqlite().await;
    let words = ["--listen", "127.0.0.1:0"];
    let end = ended(server.data_dir(), &words, &[]).await;
    assert!(!end.status.success());
    assert!(
        end.stderr.contains("another otinish serves"),
        "{}",
        end.stderr
    );
    // Commands work beside it.
    let (fine, said) = crate::integrity::run(&server, &["verify"]).await;
    assert!(fine, "{said}");
    let server = server.restart().await;
    assert_eq!(server.browser().get("/readyz").await.status, 200);
}

/// For a user to whom modes mean something.
fn run(data: &Path, words: &[&str]) -> Output {
    use std::os::unix::process::CommandExt;
    let mut command = Command::new(env!("CARGO_BIN_EXE_otinish"));
    command.args(words).arg("--data-dir").arg(data);
    command.arg("--seal-key-file").arg(data.join("seal-key"));
    command
        .env("RUST_LOG", "error")
        .current_dir(data.parent().unwrap());
    if is_root() {
        command.uid(65534).gid(65534);
    }
    command.output().unwrap()
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap().stdout;
    id.trim_ascii() == b"0"
}

fn set_modes(folder: &Path, of_folder: u32, of_file: u32) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => set_modes(&path, of_folder, of_file),
            false => std::fs::set_permissions(&path, Permissions::from_mode(of_file)).unwrap(),
        }
    }
    std::fs::set_permissions(folder, Permissions::from_mode(of_folder)).unwrap();
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

#[tokio::test]
async fn where_nothing_can_be_written_it_is_checked_and_backed_up_but_not_served() {
    let server = on_sqlite().await;
    journey::submitted(&server, 0).await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).unwrap();
    let data = folder.path().join("data");
    let mut copy = Command::new("cp");
    copy.arg("-a").arg(server.data_dir()).arg(&data);
    assert!(copy.status().unwrap().success());
    // A copy of a running portal: what its log holds cannot be read without a place to write.
    let wal = data.join("otinish.sqlite-wal");
    assert!(std::fs::metadata(&wal).unwrap().len() > 0);
    std::fs::remove_file(data.join("otinish.sqlite-shm")).unwrap();
    set_modes(&data, 0o555, 0o444);
    for words in [&["verify"][..], &["backup", "backup"]] {
        let output = run(&data, words);
        assert!(!output.status.success());
        let said = text(&output);
        assert!(said.contains("copy the data folder"), "{words:?}: {said}");
    }
    set_modes(&data, 0o755, 0o644);
    // Once whole, it is read.
    let store = Store::open(&Store::embedded_url(&data)).await.unwrap();
    store.checkpoint().await.unwrap();
    store.close().await;
    assert!(!wal.exists());
    set_modes(&data, 0o555, 0o444);
    let output = run(&data, &["verify", "--files"]);
    assert!(output.status.success(), "{}", text(&output));
    assert!(text(&output).contains("1 cases"), "{}", text(&output));
    let backup = folder.path().join("backup");
    let output = run(&data, &["backup", backup.to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output));
    let output = run(&data, &["--listen", "127.0.0.1:0"]);
    assert!(!output.status.success());
    assert!(
        text(&output).contains("cannot be written"),
        "{}",
        text(&output)
    );
    set_modes(&data, 0o755, 0o644);
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_neither_opened_nor_backed_up() {
    for sql in [
        "PRAGMA user_version = 9999",
        "INSERT INTO schema_migration VALUES (9999, '00')",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let url = Store::embedded_url(folder.path());
        Store::open(&url).await.unwrap().close().await;
        let path = folder.path().join("otinish.sqlite");
        let file = rusqlite::Connection::open(&path).unwrap();
        file.execute_batch(sql).unwrap();
        drop(file);
        let backup = folder.path().join("backup");
        for words in [
            &["--listen", "127.0.0.1:0"][..],
            &["verify"],
            &["backup", backup.to_str().unwrap()],
        ] {
            let end = ended(folder.path(), words, &[]).await;
            assert!(!end.status.success(), "{words:?}");
            assert!(end.stderr.contains("newer program"), "{}", end.stderr);
        }
        assert!(!backup.join("database.jsonl").exists());
    }
}
