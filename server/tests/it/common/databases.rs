//! A fresh store of each kind.

use std::io::Write;

use server::store::{Store, sql::query};

/// Runs `body` on a fresh store of every database at hand: SQLite, and PostgreSQL if `OTINISH_TEST_POSTGRES`
/// names one.
pub async fn on_each_database<F, T>(body: F)
where
    F: Fn(Store) -> T,
    T: Future<Output = ()>,
{
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Store::embedded_url(folder.path()))
        .await
        .unwrap();
    body(store.clone()).await;
    store.close().await;
    let Some(url) = postgres_or_skip().await else {
        return;
    };
    let store = Store::open(&url).await.unwrap();
    body(store.clone()).await;
    store.close().await;
}

/// As [`fresh_postgres`], for a test or the part of one that needs it: says so where there is none, and fails where
/// nothing may be left out (`CI`).
pub async fn postgres_or_skip() -> Option<String> {
    let url = fresh_postgres().await;
    if url.is_none() {
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        let text = format!("SKIPPED on PostgreSQL: {test}: OTINISH_TEST_POSTGRES is not set");
        assert!(
            std::env::var_os("CI").is_none(),
            "{text}, and in CI nothing is left out"
        );
        // Straight to the error stream: the harness would swallow what a passing test prints.
        std::io::stderr()
            .write_all(format!("{text}\n").as_bytes())
            .unwrap();
    }
    url
}

/// The database of a server that wants none: a fresh one of `OTINISH_TEST_POSTGRES` with `OTINISH_TEST_SERVERS=postgres`,
/// else none, which is an SQLite file in the data folder.
pub async fn usual() -> Option<String> {
    match std::env::var("OTINISH_TEST_SERVERS") {
        Ok(on) if on == "postgres" => fresh_postgres().await,
        _ => None,
    }
}

/// The URL of a new, empty PostgreSQL database, if there is a server to make it on.
pub async fn fresh_postgres() -> Option<String> {
    let base = std::env::var("OTINISH_TEST_POSTGRES").ok()?;
    let name = format!("otinish_{}", uuid::Uuid::now_v7().simple());
    let admin = sqlx::PgPool::connect(&base).await.unwrap();
    let create = format!("CREATE DATABASE {name}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(create))
        .execute(&admin)
        .await
        .unwrap();
    admin.close().await;
    Some(with_database(&base, &name))
}

/// `url` with another database name.
fn with_database(url: &str, name: &str) -> String {
    let (address, query) = url
        .split_once('?')
        .map_or((url, None), |(address, query)| (address, Some(query)));
    let authority = address.find("://").map_or(0, |at| at + 3);
    let end = address[authority..]
        .find('/')
        .map_or(address.len(), |at| authority + at);
    match query {
        Some(query) => format!("{}/{name}?{query}", &address[..end]),
        None => format!("{}/{name}", &address[..end]),
    }
}

/// How many messages of this database wait to go out.
pub async fn messages_waiting(store: &Store) -> i64 {
    let count = query("SELECT COUNT(*) FROM job WHERE done = 0 AND lane IN ('codes', 'messages')");
    count.fetch_one(store).await.unwrap().get(0).unwrap()
}
