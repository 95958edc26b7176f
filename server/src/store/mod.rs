//! SQL as constants and typed functions; one file a noun. One SQL text serves SQLite and PostgreSQL.
//!
//! Reads go to a pool. Writes go through [`Store::write`]: on SQLite one writer groups the writes that wait
//! into one commit, so that many small durable writes share one sync of the disk.

use std::{future::Future, path::Path, pin::Pin};

use sqlx::{
    AnyConnection, AnyPool,
    any::{AnyPoolOptions, install_default_drivers},
};

pub mod account;
pub mod application;
pub mod draft;
pub mod file;
pub mod outbox;
pub mod session;
mod writer;

/// A failure of the store.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// Someone else wrote first: the row exists or the version moved on.
    #[error("a concurrent write came first")]
    Conflict,
    /// The database did not answer or refused.
    #[error("the database failed: {0}")]
    Database(String),
    /// A row does not read as what it should be.
    #[error("a stored row is damaged: {0}")]
    Damaged(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(cause) if cause.is_unique_violation() => StoreError::Conflict,
            _ => StoreError::Database(error.to_string()),
        }
    }
}

/// What a store function returns.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// A future that borrows the connection of a transaction.
pub type InTransaction<'c, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'c>>;

/// The database.
#[derive(Clone)]
pub struct Store {
    pool: AnyPool,
    writer: writer::Writer,
}

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// Readers of an SQLite file; each is a thread.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL of one server process.
const POSTGRES_CONNECTIONS: u32 = 16;

impl Store {
    /// Opens the database at `url` (`sqlite:…` or `postgres:…`) and brings its schema up to date.
    pub async fn open(url: &str) -> Result<Store> {
        install_default_drivers();
        let sqlite = url.starts_with("sqlite:");
        let readers = if sqlite {
            SQLITE_READERS
        } else {
            POSTGRES_CONNECTIONS
        };
        let options = || {
            // A file does not go away between two requests; a server may.
            let options = AnyPoolOptions::new().test_before_acquire(!sqlite);
            options.after_connect(move |connection, _| {
                Box::pin(async move {
                    if sqlite {
                        tune_sqlite(connection).await
                    } else {
                        Ok(())
                    }
                })
            })
        };
        let pool = options().max_connections(readers).connect(url).await?;
        MIGRATIONS
            .run(&pool)
            .await
            .map_err(|error| StoreError::Database(error.to_string()))?;
        let writer = if sqlite {
            writer::Writer::grouped(options().max_connections(1).connect(url).await?)
        } else {
            writer::Writer::pooled(pool.clone())
        };
        Ok(Store { pool, writer })
    }

    /// The URL of the embedded database file in `data_dir`.
    pub fn embedded_url(data_dir: &Path) -> String {
        format!(
            "sqlite://{}?mode=rwc",
            data_dir.join("otinish.sqlite").display()
        )
    }

    /// Runs `job` in a transaction and returns after its commit. If `job` fails, nothing of it is kept.
    pub async fn write<T, F>(&self, job: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut AnyConnection) -> InTransaction<'c, T> + Send + 'static,
    {
        self.writer.write(job).await
    }

    /// The pool for reads.
    pub(crate) fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Whether the database answers.
    pub async fn is_up(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.pool).await.is_ok()
    }

    /// Waits for the writes under way and closes all connections.
    pub async fn close(&self) {
        self.writer.close().await;
        self.pool.close().await;
    }
}

/// WAL with a sync at every commit: an answered write survives a power cut.
async fn tune_sqlite(connection: &mut AnyConnection) -> std::result::Result<(), sqlx::Error> {
    for pragma in [
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA busy_timeout = 5000",
        "PRAGMA foreign_keys = ON",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA cache_size = -4000",
    ] {
        sqlx::query(pragma).execute(&mut *connection).await?;
    }
    Ok(())
}

/// A new id: UUIDv7 as text, so that ids sort by time.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
