//! SQL as constants and typed functions; one file a noun. One SQL text serves SQLite and PostgreSQL.
//!
//! Reads go to a pool. Writes go through [`Store::write`]: on SQLite one writer groups the writes that wait
//! into one commit, so that many small durable writes share one sync of the disk.

use std::{collections::BTreeSet, future::Future, path::Path, pin::Pin};

pub mod account;
pub mod case;
pub mod case_view;
pub mod check;
mod columns;
mod demo;
pub mod document;
pub mod draft;
pub mod dump;
pub mod edition;
mod error;
pub mod factor;
pub mod figures;
pub mod file;
pub mod installation;
pub mod job;
pub mod listener;
pub mod login;
mod migration_files;
pub mod migrations;
pub mod person;
mod postgres;
pub mod prepared;
pub mod retention;
mod run;
pub mod seal;
mod secret;
pub mod session;
pub mod sql;
mod sqlite;
pub mod staff;
pub(crate) mod tally;
pub mod upload_day;
pub mod verification;
pub(crate) use sqlite::{look, path_of};
mod writer;

pub use error::{Outage, Result, StoreError};
pub use migrations::Expect;
use migrations::Found;
use run::Pool;
use sql::{Connection, Query};

use crate::config::database::Database;

/// A future that borrows the connection of a transaction.
pub type InTransaction<'c, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'c>>;

/// The database.
#[derive(Clone)]
pub struct Store {
    pool: Pool,
    writer: writer::Writer,
    found: Found,
    writes: figures::WriteCounts,
}

impl Store {
    /// Opens the database at `url` (`sqlite:…` or `postgres:…`), new or old, and brings its schema up to date.
    pub async fn open(url: &str) -> Result<Store> {
        Store::open_with(url, &Database::default(), Expect::Any).await
    }

    /// As [`Store::open`], with other settings than the usual ones and only if it is what is expected.
    pub async fn open_with(url: &str, settings: &Database, expect: Expect) -> Result<Store> {
        Store::open_at(url, settings, expect, None).await
    }

    /// As [`Store::open_with`], with the migrations in `only`: the schema of a backup.
    pub(crate) async fn open_at(
        url: &str,
        settings: &Database,
        expect: Expect,
        only: Option<&BTreeSet<i64>>,
    ) -> Result<Store> {
        if url.starts_with("sqlite:") {
            let path = sqlite::path_of(url);
            let found = migrations::look_at_file(&path, expect)?;
            let limit = settings.statement_timeout();
            let writable = found == Found::Empty || sqlite::is_writable(&path);
            let mut connection = match writable {
                true => sqlite::open(&path, limit)?,
                false => sqlite::open_for_reading(&path)?,
            };
            migrations::bring_up(&mut connection, only)?;
            return Ok(Store {
                pool: Pool::Sqlite(sqlite::Readers::new(&path, limit, writable)),
                writer: writer::Writer::grouped(connection, limit)?,
                found,
                writes: figures::WriteCounts::default(),
            });
        }
        let mut first = postgres::connect(url).await?;
        let found = migrations::look_at_postgres(&mut first, expect).await?;
        migrations::bring_up_postgres(&mut first, only).await?;
        let _ = sqlx::Connection::close(first).await;
        let postgres = postgres::Postgres::new(url, settings)?;
        Ok(Store {
            pool: Pool::Postgres(postgres.clone()),
            writer: writer::Writer::Pooled(postgres),
            found,
            writes: figures::WriteCounts::default(),
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
        tally::write();
        let outcome = self.writer.write(job).await;
        self.writes.count(&outcome);
        outcome
    }

    /// Runs one statement that writes, and returns after its commit.
    async fn execute(&self, query: Query) -> Result<u64> {
        tally::write();
        let outcome = self.writer.execute(query).await;
        self.writes.count(&outcome);
        outcome
    }

    /// Connections to PostgreSQL that are open, and how many of them wait for work; nothing on SQLite.
    pub fn connections(&self) -> Option<(u32, usize)> {
        match &self.pool {
            Pool::Sqlite(_) => None,
            Pool::Postgres(postgres) => Some(postgres.connections()),
        }
    }

    /// Whether the database was made just now.
    pub fn is_new(&self) -> bool {
        self.found == Found::Empty
    }

    /// Has SQLite bring its log into its file. PostgreSQL does so by itself.
    pub async fn checkpoint(&self) -> Result<()> {
        let Pool::Sqlite(readers) = &self.pool else {
            return Ok(());
        };
        let readers = readers.clone();
        tokio::task::spawn_blocking(move || readers.checkpoint())
            .await
            .map_err(|error| StoreError::Database(error.to_string()))?
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
