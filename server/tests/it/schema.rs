//! Databases that are not as the program makes them: older ones are brought up to date, all others are refused in words
//! that say what to do, and nothing is written to them.

use domain::case::log;
use server::store::{Expect, Store, StoreError, migrations, sql::query};

use crate::common::{Server, Wanted, fresh_postgres};

const MIGRATIONS: [&str; 3] = [
    include_str!("../../migrations/0001_first.sql"),
    include_str!("../../migrations/0002_queue_marks.sql"),
    include_str!("../../migrations/0003_prepared.sql"),
];
/// Taken from a database of the program of that time.
const ROWS: &str = include_str!("fixtures/version-1.sql");
const CASE_NUMBER: &str = "27-2026-000001";

/// An SQLite file as the program of `version` left it.
fn old_file(folder: &std::path::Path, version: usize) -> String {
    let connection = rusqlite::Connection::open(folder.join("otinish.sqlite")).unwrap();
    connection.execute_batch(MIGRATIONS[0]).unwrap();
    connection.execute_batch(ROWS).unwrap();
    for migration in &MIGRATIONS[1..version] {
        connection.execute_batch(migration).unwrap();
    }
    connection
        .pragma_update(None, "user_version", i64::try_from(version).unwrap())
        .unwrap();
    Store::embedded_url(folder)
}

async fn run(url: &str, sql: impl Into<String>) {
    let pool = sqlx::PgPool::connect(url).await.unwrap();
    let sql = sqlx::AssertSqlSafe(sql.into());
    sqlx::raw_sql(sql).execute(&pool).await.unwrap();
    pool.close().await;
}

/// A PostgreSQL database as the program of `version` left it.
async fn old_postgres(version: usize) -> Option<String> {
    let url = fresh_postgres().await?;
    let mut sql = format!("{}\n{ROWS}\n", MIGRATIONS[0]);
    for migration in &MIGRATIONS[1..version] {
        sql.push_str(migration);
    }
    sql.push_str(
        "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, \
         installed_on TIMESTAMPTZ NOT NULL DEFAULT now(), success BOOLEAN NOT NULL, checksum BYTEA NOT NULL, \
         execution_time BIGINT NOT NULL);",
    );
    for (version, checksum) in migrations::known().into_iter().take(version) {
        sql.push_str(&format!(
            "INSERT INTO _sqlx_migrations VALUES ({version}, '', now(), true, decode('{checksum}', 'hex'), 0);"
        ));
    }
    run(&url, sql).await;
    Some(url)
}

async fn is_up_to_date(store: &Store) {
    let case = store.case_by_number(CASE_NUMBER).await.unwrap().unwrap();
    let entries = store.events(&case.id).await.unwrap();
    log::verify(&entries).unwrap();
    log::decode_all(&entries).unwrap();
    assert_eq!((entries.len(), case.seq, case.added), (4, 4, 0));
    let message = "SELECT lane, kind FROM job WHERE done = 0 AND payload LIKE $1";
    let message = query(message).bind(format!("%{CASE_NUMBER}%"));
    let message = message.fetch_one(store).await.unwrap();
    let (lane, kind): (String, String) = (message.get(0).unwrap(), message.get(1).unwrap());
    assert_eq!((lane.as_str(), kind.as_str()), ("messages", "case-news"));
    store.sweep_prepared(0).await.unwrap();
    assert_eq!(store.installation().await.unwrap(), None);
}

#[test]
fn every_file_of_the_folder_is_a_migration() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(migrations::known().len(), files);
}

#[tokio::test]
async fn a_database_of_each_older_version_is_brought_up_to_date() {
    for version in 1..=MIGRATIONS.len() {
        let folder = tempfile::tempdir().unwrap();
        let mut urls = vec![old_file(folder.path(), version)];
        urls.extend(old_postgres(version).await);
        for url in urls {
            for _ in 0..2 {
                let opened = Store::open_with(&url, &Default::default(), Expect::Existing).await;
                let store = opened.unwrap_or_else(|error| panic!("{version} {url}: {error}"));
                is_up_to_date(&store).await;
                store.close().await;
            }
        }
    }
}

#[tokio::test]
async fn a_server_goes_on_with_a_database_of_the_first_version() {
    let mut urls = vec![None];
    urls.extend(old_postgres(1).await.map(Some));
    for url in urls {
        let server = Server::on_folder(
            |folder| {
                old_file(folder, 1);
            },
            Wanted {
                database_url: url,
                ..Wanted::default()
            },
        )
        .await;
        let store = server.store().await;
        let case = store.case_by_number(CASE_NUMBER).await.unwrap().unwrap();
        let page = server
            .browser()
            .get(&format!("/kk/status/{}", case.code))
            .await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(store.installation().await.unwrap().is_some());
        store.close().await;
        server.stop().await;
    }
}

async fn refused(url: &str, expect: Expect) -> String {
    match Store::open_with(url, &Default::default(), expect).await {
        Err(StoreError::Refused(why)) => why,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("{url} was opened"),
    }
}

#[tokio::test]
async fn a_migration_that_is_missing_in_the_middle_is_applied() {
    let folder = tempfile::tempdir().unwrap();
    let url = old_file(folder.path(), 3);
    Store::open(&url).await.unwrap().close().await;
    let connection = rusqlite::Connection::open(folder.path().join("otinish.sqlite")).unwrap();
    connection
        .execute_batch("DROP TABLE prepared; DELETE FROM schema_migration WHERE version = 3")
        .unwrap();
    drop(connection);
    let store = Store::open(&url).await.unwrap();
    store.sweep_prepared(0).await.unwrap();
    store.close().await;
}

#[tokio::test]
async fn a_database_of_a_newer_program_or_of_another_build_is_refused() {
    for (change, said) in [
        ("INSERT INTO {table} VALUES (9999, {other})", "newer"),
        (
            "UPDATE {table} SET checksum = {other2} WHERE version = 2",
            "2",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let url = Store::embedded_url(folder.path());
        Store::open(&url).await.unwrap().close().await;
        let file = rusqlite::Connection::open(folder.path().join("otinish.sqlite")).unwrap();
        let sql = change
            .replace("{table}", "schema_migration")
            .replace("{other}", "'00'")
            .replace("{other2}", "'00'");
        file.execute_batch(&sql).unwrap();
        let why = refused(&url, Expect::Existing).await;
        assert!(why.contains(said), "{why}");
        let Some(url) = fresh_postgres().await else {
            continue;
        };
        Store::open(&url).await.unwrap().close().await;
        let sql = change
            .replace("{table}", "_sqlx_migrations")
            .replace("{other}", "'', now(), true, '\\x00', 0")
            .replace("{other2}", "'\\x00'");
        run(&url, sql).await;
        let why = refused(&url, Expect::Existing).await;
        assert!(why.contains(said), "{why}");
    }
}

#[tokio::test]
async fn a_file_that_only_counted_more_migrations_than_are_known_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let url = old_file(folder.path(), 3);
    let path = folder.path().join("otinish.sqlite");
    let file = rusqlite::Connection::open(&path).unwrap();
    file.pragma_update(None, "user_version", 9999).unwrap();
    drop(file);
    let why = refused(&url, Expect::Existing).await;
    assert!(why.contains("newer program"), "{why}");
}

#[tokio::test]
async fn what_belongs_to_another_program_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let url = Store::embedded_url(folder.path());
    let path = folder.path().join("otinish.sqlite");
    let file = rusqlite::Connection::open(&path).unwrap();
    file.execute_batch(
        "CREATE TABLE song (id INTEGER); PRAGMA user_version = 3; PRAGMA application_id = 7",
    )
    .unwrap();
    drop(file);
    let before = std::fs::read(&path).unwrap();
    for expect in [Expect::Existing, Expect::New, Expect::Any] {
        let why = refused(&url, expect).await;
        assert!(why.contains("another program"), "{why}");
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
    std::fs::write(
        &path,
        "a letter to the editor, which is no database".repeat(40),
    )
    .unwrap();
    let why = refused(&url, Expect::Existing).await;
    assert!(why.contains("no database"), "{why}");
    if let Some(url) = fresh_postgres().await {
        run(&url, "CREATE TABLE song (id BIGINT)").await;
        let why = refused(&url, Expect::New).await;
        assert!(why.contains("another program"), "{why}");
    }
}

#[tokio::test]
async fn an_empty_place_needs_to_be_called_new_and_a_full_one_must_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut urls = vec![Store::embedded_url(folder.path())];
    urls.extend(fresh_postgres().await);
    for url in urls {
        let why = refused(&url, Expect::Existing).await;
        assert!(why.contains("--new") && why.contains("mount"), "{why}");
        let new = Store::open_with(&url, &Default::default(), Expect::New).await;
        new.unwrap().close().await;
        let why = refused(&url, Expect::New).await;
        assert!(why.contains("already"), "{why}");
    }
    assert!(!folder.path().join("else").exists());
}

#[tokio::test]
async fn two_servers_on_one_database_with_folders_of_their_own_are_refused() {
    let Some(url) = fresh_postgres().await else {
        return;
    };
    let wanted = Wanted {
        database_url: Some(url.clone()),
        ..Wanted::default()
    };
    let server = Server::start_with(wanted.clone()).await;
    let why = Server::refused(|_| {}, wanted.clone()).await;
    assert!(
        why.contains("the files of this database are not there"),
        "{why}"
    );
    // Those of a third portal are no better.
    let other = Server::start().await;
    let marker = "files/_otinish/installation";
    let foreign = std::fs::read(other.data_dir().join(marker)).unwrap();
    let why = Server::refused(
        |folder| {
            std::fs::create_dir_all(folder.join("files/_otinish")).unwrap();
            std::fs::write(folder.join(marker), foreign).unwrap();
        },
        wanted,
    )
    .await;
    assert!(why.contains("another portal"), "{why}");
    assert_eq!(server.browser().get("/readyz").await.status, 200);
}

#[tokio::test]
async fn nothing_of_a_start_that_was_refused_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    refused(&Store::embedded_url(folder.path()), Expect::Existing).await;
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn the_log_of_sqlite_is_short_again_after_somebody_read_for_long() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Store::embedded_url(folder.path()))
        .await
        .unwrap();
    let reader = rusqlite::Connection::open(folder.path().join("otinish.sqlite")).unwrap();
    reader
        .execute_batch("BEGIN; SELECT COUNT(*) FROM counter")
        .unwrap();
    let long = "x".repeat(1_000_000);
    for n in 0..24 {
        query("INSERT INTO prepared (id, body, expires) VALUES ($1, $2, 0)")
            .bind(n.to_string())
            .bind(long.as_str())
            .execute(&store)
            .await
            .unwrap();
    }
    let log = folder.path().join("otinish.sqlite-wal");
    let bytes = || std::fs::metadata(&log).unwrap().len();
    store.checkpoint().await.unwrap();
    assert!(bytes() > 20_000_000, "the reader holds it: {}", bytes());
    reader.execute_batch("COMMIT").unwrap();
    store.checkpoint().await.unwrap();
    assert!(bytes() < 17_000_000, "{}", bytes());
    store.close().await;
}
