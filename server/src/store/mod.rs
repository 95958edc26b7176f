//! SQL as constants and typed functions; one file a noun. One SQL text serves SQLite and PostgreSQL.
//!
//! Reads go to a pool. Writes go through [`Store::write`]: on SQLite one writer groups the writes that wait
//! into one commit, so that many small durable writes share one sync of the disk.

use std::{future::Future, path::Path, pin::Pin};

pub mod account;
pub mod application;
pub mod draft;
pub mod file;
pub mod outbox;
pub mod prepared;
pub mod session;
pub mod sql;
mod sqlite;
mod writer;

use sql::{Connection, Pool, query};

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
    pool: Pool,
    writer: writer::Writer,
}

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// Connections to PostgreSQL of one server process.
const POSTGRES_CONNECTIONS: u32 = 16;

impl Store {
    /// Opens the database at `url` (`sqlite:…` or `postgres:…`) and brings its schema up to date.
    pub async fn open(url: &str) -> Result<Store> {
        if url.starts_with("sqlite:") {
            let path = sqlite::path_of(url);
            let mut connection = sqlite::open(&path)?;
            sqlite::migrate(&mut connection, &MIGRATIONS)?;
            return Ok(Store {
                pool: Pool::Sqlite(sqlite::Readers::new(&path)),
                writer: writer::Writer::grouped(connection)?,
            });
        }
        let options = sqlx::postgres::PgPoolOptions::new().max_connections(POSTGRES_CONNECTIONS);
        let pool = options.connect(url).await?;
        MIGRATIONS
            .run(&pool)
            .await
            .map_err(|error| StoreError::Database(error.to_string()))?;
        Ok(Store {
            pool: Pool::Postgres(pool.clone()),
            writer: writer::Writer::pooled(pool),
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
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

/// A new id: UUIDv7 as text, so that ids sort by time.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
