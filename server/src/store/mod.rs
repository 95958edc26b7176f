//! SQL as constants and typed functions; one file a noun. One SQL text serves SQLite and PostgreSQL.
//!
//! Reads go to a pool. Writes go through [`Store::write`]: on SQLite one writer groups the writes that wait
//! into one commit, so that many small durable writes share one sync of the disk.

use std::{future::Future, path::Path, pin::Pin};

pub mod account;
pub mod account_change;
pub mod application;
pub mod case_view;
pub mod draft;
mod error;
pub mod factor;
pub mod file;
pub mod outbox;
mod postgres;
pub mod prepared;
pub mod session;
pub mod sql;
mod sqlite;
pub mod staff;
pub mod verification;
mod writer;

pub use error::{Outage, Result, StoreError};
use sql::{Connection, Pool, query};

use crate::config::database::Database;

/// A future that borrows the connection of a transaction.
pub type InTransaction<'c, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'c>>;

/// The database.
#[derive(Clone)]
pub struct Store {
    pool: Pool,
    writer: writer::Writer,
}

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

impl Store {
    /// Opens the database at `url` (`sqlite:…` or `postgres:…`) and brings its schema up to date.
    pub async fn open(url: &str) -> Result<Store> {
        Store::open_with(url, &Database::default()).await
    }

    /// As [`Store::open`], with other settings than the usual ones.
    pub async fn open_with(url: &str, settings: &Database) -> Result<Store> {
        if url.starts_with("sqlite:") {
            let path = sqlite::path_of(url);
            let limit = settings.statement_timeout();
            let mut connection = sqlite::open(&path, limit)?;
            sqlite::migrate(&mut connection, &MIGRATIONS)?;
            return Ok(Store {
                pool: Pool::Sqlite(sqlite::Readers::new(&path, limit)),
                writer: writer::Writer::grouped(connection, limit)?,
            });
        }
        let mut first = postgres::connect(url).await?;
        MIGRATIONS
            .run_direct(None, &mut first, false)
            .await
            .map_err(|error| StoreError::Database(error.to_string()))?;
        let _ = sqlx::Connection::close(first).await;
        let postgres = postgres::Postgres::new(url, settings)?;
        Ok(Store {
            pool: Pool::Postgres(postgres.clone()),
            writer: writer::Writer::Pooled(postgres),
        })
    }

    /// The URL of the embedded database file in `data_dir`.
    pub fn embedded_url(data_dir: &Path) -> String {
        format!("sqlite://{}", data_dir.join("otinish.sqlite").display())
    }

    /// Runs `job` in a transaction and returns after its commit. If `job` fails, nothing of it is kept.
    pub async fn write<T, F>(&self, job: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> InTransaction<'c, T> + Send + 'static,
    {
        self.writer.write(job).await
    }

    /// Connections to PostgreSQL that are open, and how many of them wait for work; nothing on SQLite.
    pub fn connections(&self) -> Option<(u32, usize)> {
        match &self.pool {
            Pool::Sqlite(_) => None,
            Pool::Postgres(postgres) => Some(postgres.connections()),
        }
    }

    /// Whether the database answers.
    pub async fn is_up(&self) -> bool {
        query("SELECT CAST(1 AS BIGINT)")
            .fetch_all(self)
            .await
            .is_ok()
    }

    /// Waits for the writes under way and closes all connections.
    pub async fn close(&self) {
        self.writer.close().await;
        match &self.pool {
            Pool::Sqlite(readers) => readers.close(),
            Pool::Postgres(postgres) => postgres.close().await,
        }
    }
}

/// A new id: UUIDv7 as text, so that ids sort by time.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
