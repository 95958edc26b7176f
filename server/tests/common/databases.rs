//! A fresh database of each kind, for tests of the store.

use server::store::{Store, new_id};
use sqlx::{AnyPool, any::install_default_drivers};
use tempfile::TempDir;

/// A fresh store and what it runs on.
pub(crate) struct Database {
    /// `SQLite` or `PostgreSQL`.
    pub(crate) kind: &'static str,
    /// The store.
    pub(crate) store: Store,
    _folder: TempDir,
}

/// SQLite, and PostgreSQL where `OTINISH_TEST_POSTGRES` names a server.
pub(crate) async fn databases() -> Vec<Database> {
    let folder = tempfile::tempdir().unwrap();
    let url = Store::embedded_url(folder.path());
    let mut all = vec![Database { kind: "SQLite", store: Store::open(&url).await.unwrap(), _folder: folder }];
    match std::env::var("OTINISH_TEST_POSTGRES") {
        Ok(server) => all.push(postgres(&server).await),
        Err(_) => println!("OTINISH_TEST_POSTGRES is not set: tested on SQLite only"),
    }
    all
}

async fn postgres(server: &str) -> Database {
    install_default_drivers();
    let name = format!("otinish_{}", new_id().replace('-', ""));
    let pool = AnyPool::connect(server).await.unwrap();
    let create = format!("CREATE DATABASE {name}");
    sqlx::query(sqlx::AssertSqlSafe(create)).execute(&pool).await.unwrap();
    pool.close().await;
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let base = address.rsplit_once('/').unwrap().0;
    let url = if options.is_empty() { format!("{base}/{name}") } else { format!("{base}/{name}?{options}") };
    let folder = tempfile::tempdir().unwrap();
    Database { kind: "PostgreSQL", store: Store::open(&url).await.unwrap(), _folder: folder }
}
