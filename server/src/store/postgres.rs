//! PostgreSQL: connections, and what makes them safe to share.
//!
//! sqlx 0.9.0 gives a connection back to its pool in the middle of a transaction if the future that used it is dropped
//! (<https://github.com/transact-rs/sqlx/issues/4393>). So nothing here runs in the future of a request: every read and
//! every write is a task of its own, which a client that goes away cannot cut, and a connection whose work did not come
//! to its end is closed, never given back.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures::future::BoxFuture;
use sqlx::{
    Column, ConnectOptions, Connection as _, Row as _, TypeInfo,
    pool::PoolConnection,
    postgres::{
        PgArguments, PgConnectOptions, PgConnection, PgListener, PgPool, PgPoolOptions, PgRow,
    },
};
use tokio::time::{Instant, timeout, timeout_at};

use super::{
    error::{Outage, Result, StoreError},
    sql::{Connection, Query, Row, Value},
};
use crate::config::database::Database;

/// Time for the first connection at the start.
const FIRST: Duration = Duration::from_secs(3);
/// A database that did not answer gets only so long until it answers again, so that a request with several statements
/// does not wait for each of them.
const WHILE_AWAY: Duration = Duration::from_millis(400);
/// A connection that was in use a moment ago is not asked first whether it is open: that would be a round trip more for
/// every statement.
const FRESH: Duration = Duration::from_secs(1);
/// Beyond what the server allows a statement: the way there and back.
const ROUND_TRIP: Duration = Duration::from_millis(300);

/// A pool of connections with time limits.
#[derive(Clone)]
pub(super) struct Postgres {
    pool: PgPool,
    limit: Duration,
    away: Arc<AtomicBool>,
}

/// One connection outside of any pool, without the time limits of requests: for what runs before the server serves.
pub(super) async fn connect(url: &str) -> Result<PgConnection> {
    let options = options(url)?;
    let place = format!("{}:{}", options.get_host(), options.get_port());
    match timeout(FIRST, options.connect()).await {
        Ok(Ok(connection)) => Ok(connection),
        Ok(Err(error)) => Err(StoreError::unavailable(
            Outage::Away,
            format!("no connection to PostgreSQL at {place}: {error}"),
        )),
        Err(_) => Err(StoreError::unavailable(
            Outage::Away,
            format!("PostgreSQL at {place} does not answer within {FIRST:?}"),
        )),
    }
}

fn options(url: &str) -> Result<PgConnectOptions> {
    url.parse()
        .map_err(|error: sqlx::Error| StoreError::Database(error.to_string()))
}

impl Postgres {
    /// A pool; no connection is made yet.
    pub(super) fn new(url: &str, settings: &Database) -> Result<Postgres> {
        let limit = settings.statement_timeout();
        let milliseconds = |limit: Duration| limit.as_millis().to_string();
        let options = options(url)?.options([
            ("statement_timeout", milliseconds(limit)),
            (
                "idle_in_transaction_session_timeout",
                milliseconds(limit * 2),
            ),
        ]);
        let pool = PgPoolOptions::new()
            .max_connections(settings.database_connections)
            .acquire_timeout(settings.acquire_timeout())
            .test_before_acquire(false)
            .before_acquire(|connection, found| {
                Box::pin(async move {
                    if found.idle_for >= FRESH {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_lazy_with(options);
        Ok(Postgres {
            pool,
            limit,
            away: Arc::default(),
        })
    }

    /// Runs one statement, which needs no transaction around it.
    pub(super) async fn alone<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut PgConnection) -> BoxFuture<'c, Result<T>> + Send + 'static,
    {
        self.detached(|connection| {
            Box::pin(async move {
                match connection {
                    Connection::Postgres(connection) => work(connection).await,
                    Connection::Sqlite(_) => Err(another_database()),
                }
            })
        })
        .await
    }

    /// Runs `work` in a transaction and returns after its commit.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T>> + Send + 'static,
    {
        self.detached(|connection| {
            Box::pin(async move {
                say(connection, "BEGIN").await?;
                match work(connection).await {
                    Ok(value) => say(connection, "COMMIT").await.map(|()| value),
                    Err(error) => {
                        say(connection, "ROLLBACK").await?;
                        Err(error)
                    }
                }
            })
        })
        .await
    }

    /// A connection that listens to what other processes say. It stays out of the pool as long as the value lives.
    pub(super) async fn listener(&self) -> Result<PgListener> {
        Ok(PgListener::connect_with(&self.pool).await?)
    }

    /// Closes all connections.
    pub(super) async fn close(&self) {
        self.pool.close().await;
    }

    /// Connections that are open, and those of them that wait for work.
    pub(super) fn connections(&self) -> (u32, usize) {
        (self.pool.size(), self.pool.num_idle())
    }

    async fn detached<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T>> + Send + 'static,
    {
        let this = self.clone();
        let task = tokio::spawn(async move {
            let outcome = this.in_time(work).await;
            this.note(&outcome);
            outcome
        });
        task.await
            .unwrap_or_else(|_| Err(StoreError::Database("the work broke off".to_owned())))
    }

    async fn in_time<T, F>(&self, work: F) -> Result<T>
    where
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T>>,
    {
        let limit = match self.away.load(Ordering::Relaxed) {
            true => WHILE_AWAY,
            false => self.limit + ROUND_TRIP,
        };
        let end = Instant::now() + limit;
        let acquired = timeout_at(end, self.pool.acquire()).await;
        let acquired = acquired.map_err(|_| no_answer(limit))??;
        let mut leased = Leased(Some(Connection::Postgres(acquired)));
        let Some(connection) = &mut leased.0 else {
            return Err(another_database());
        };
        let outcome = timeout_at(end, work(connection))
            .await
            .map_err(|_| no_answer(limit))?;
        // After a failure of the connection itself nobody knows in what state it is.
        if !outcome.as_ref().is_err_and(StoreError::is_unavailable) {
            leased.give_back();
        }
        outcome
    }

    /// Remembers whether the database answers.
    fn note<T>(&self, outcome: &Result<T>) {
        let away = matches!(
            outcome,
            Err(StoreError::Unavailable {
                outage: Outage::Away,
                ..
            })
        );
        if self.away.swap(away, Ordering::Relaxed) != away {
            tracing::warn!(away, "whether the database answers has changed");
        }
    }
}

/// The server itself ends a statement that takes too long, so silence means that it is away.
fn no_answer(limit: Duration) -> StoreError {
    StoreError::unavailable(Outage::Away, format!("no answer within {limit:?}"))
}

fn another_database() -> StoreError {
    StoreError::Database("a connection of another database".to_owned())
}

async fn say(connection: &mut Connection, sql: &'static str) -> Result<()> {
    if let Connection::Postgres(connection) = connection {
        sqlx::raw_sql(sql).execute(&mut **connection).await?;
    }
    Ok(())
}

/// A connection at work. Dropped before [`Leased::give_back`], it is closed: the server then ends its transaction.
struct Leased(Option<Connection>);

impl Leased {
    fn give_back(mut self) {
        drop(self.0.take());
    }
}

impl Drop for Leased {
    fn drop(&mut self) {
        if let Some(Connection::Postgres(connection)) = self.0.take() {
            drop::<PgConnection>(PoolConnection::detach(connection));
        }
    }
}

/// Runs a statement and gives the number of rows that it changed.
pub(super) async fn execute(connection: &mut PgConnection, query: Query) -> Result<u64> {
    Ok(bound(query).execute(connection).await?.rows_affected())
}

/// Runs a statement and gives all rows of its answer.
pub(super) async fn fetch(connection: &mut PgConnection, query: Query) -> Result<Vec<Row>> {
    let rows = bound(query).fetch_all(connection).await?;
    rows.iter().map(row).collect()
}

fn bound(query: Query) -> sqlx::query::Query<'static, sqlx::Postgres, PgArguments> {
    query
        .values
        .into_iter()
        .fold(sqlx::query(query.sql), |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Int(number) => query.bind(number),
            Value::Null => query.bind(None::<String>),
        })
}

pub(super) fn row(row: &PgRow) -> Result<Row> {
    let value = |at: usize, kind: &str| -> Result<Value> {
        Ok(match kind {
            "INT8" => row
                .try_get::<Option<i64>, _>(at)?
                .map_or(Value::Null, Value::Int),
            _ => row
                .try_get::<Option<String>, _>(at)?
                .map_or(Value::Null, Value::Text),
        })
    };
    row.columns()
        .iter()
        .map(|column| value(column.ordinal(), column.type_info().name()))
        .collect::<Result<_>>()
        .map(Row)
}
