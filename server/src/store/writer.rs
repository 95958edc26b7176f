//! Durable writes. On SQLite they are grouped: while one commit syncs the disk, the next writes queue up, and
//! then share one transaction and one sync. Each has a savepoint of its own, so that a failing one takes
//! nothing of the others with it. On PostgreSQL each write is a transaction of its own; the server groups.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use futures::FutureExt;
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};

use super::{
    InTransaction, Outage, Result, StoreError,
    postgres::{self, Postgres},
    sql::{Connection, Query},
};

/// Tells the waiting caller how the commit went.
type Answer = Box<dyn FnOnce(Result<()>)>;
/// One write: runs in the transaction, if one could be begun, and yields how to answer once that is committed.
type QueuedWrite = Box<dyn FnOnce(Result<&mut Connection>) -> Answer + Send>;

/// Writes that may wait for the writer; past it, callers wait for a place.
const QUEUE: usize = 1024;
/// Writes in one commit at most, so that the first of them does not wait for ever.
const GROUP: usize = 128;

#[derive(Clone)]
pub(super) enum Writer {
    Grouped {
        /// How long a write may wait for its turn.
        limit: Duration,
        /// Taken out to stop the thread.
        jobs: Arc<Mutex<Option<mpsc::Sender<QueuedWrite>>>>,
        thread: Arc<Mutex<Option<JoinHandle<()>>>>,
    },
    Pooled(Postgres),
}

impl Writer {
    /// A thread that has `connection` to itself.
    pub(super) fn grouped(connection: rusqlite::Connection, limit: Duration) -> Result<Writer> {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(Connection::Sqlite(connection), queue))
            .map_err(|error| StoreError::Database(error.to_string()))?;
        Ok(Writer::Grouped {
            limit,
            jobs: Arc::new(Mutex::new(Some(jobs))),
            thread: Arc::new(Mutex::new(Some(thread))),
        })
    }

    /// Runs `job` in a transaction. Once it waits for its turn it runs, whether or not the caller still waits for it.
    pub(super) async fn write<T, F>(&self, job: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> InTransaction<'c, T> + Send + 'static,
    {
        match self {
            Writer::Pooled(postgres) => postgres.write(job).await,
            Writer::Grouped { jobs, limit, .. } => {
                let jobs = locked(jobs).clone().ok_or_else(stopped)?;
                let (answer, answered) = oneshot::channel::<Result<T>>();
                let last = Instant::now() + *limit;
                let job: QueuedWrite = Box::new(move |connection| match connection {
                    // Its caller was told that it is not done.
                    Ok(_) if Instant::now() > last => Box::new(|_| ()),
                    Ok(connection) => in_savepoint(connection, job, answer),
                    Err(error) => {
                        let _ = answer.send(Err(error));
                        Box::new(|_| ())
                    }
                });
                let done = async {
                    jobs.send(job).await.map_err(|_| stopped())?;
                    // A sender that is kept would keep the thread from ending.
                    drop(jobs);
                    answered.await.map_err(|_| StoreError::timeout(*limit))?
                };
                // One that is begun in time may end later than that.
                timeout(*limit * 2, done)
                    .await
                    .unwrap_or_else(|_| Err(StoreError::timeout(*limit * 2)))
            }
        }
    }

    /// Runs one statement. PostgreSQL makes a transaction of it by itself, without being told of begin and end.
    pub(super) async fn execute(&self, query: Query) -> Result<u64> {
        match self {
            Writer::Pooled(postgres) => {
                postgres
                    .alone(|connection| Box::pin(postgres::execute(connection, query)))
                    .await
            }
            Writer::Grouped { .. } => {
                self.write(move |connection| Box::pin(query.within(connection)))
                    .await
            }
        }
    }

    /// Ends the writer after the writes that already wait.
    pub(super) async fn close(&self) {
        if let Writer::Grouped { jobs, thread, .. } = self {
            drop(locked(jobs).take());
            let thread = locked(thread).take();
            if let Some(thread) = thread {
                let _ = tokio::task::spawn_blocking(move || thread.join()).await;
            }
        }
    }
}

fn locked<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn stopped() -> StoreError {
    StoreError::unavailable(Outage::Away, "the writer has stopped")
}

fn in_savepoint<T, F>(
    connection: &mut Connection,
    job: F,
    answer: oneshot::Sender<Result<T>>,
) -> Answer
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut Connection) -> InTransaction<'c, T> + Send + 'static,
{
    let outcome = attempt(connection, job);
    Box::new(move |commit: Result<()>| {
        // The caller may have gone away; what was committed stays.
        let _ = answer.send(outcome.and_then(|value| commit.map(|()| value)));
    })
}

fn attempt<T, F>(connection: &mut Connection, job: F) -> Result<T>
where
    F: for<'c> FnOnce(&'c mut Connection) -> InTransaction<'c, T>,
{
    batch(connection, "SAVEPOINT job")?;
    // On SQLite no statement waits. A panic must not take the writer and everybody's writes with it.
    let outcome = catch_unwind(AssertUnwindSafe(|| job(connection).now_or_never()))
        .ok()
        .flatten()
        .unwrap_or_else(|| Err(StoreError::Database("a write broke off".to_owned())));
    match outcome {
        Ok(value) => batch(connection, "RELEASE job").map(|()| value),
        Err(error) => {
            batch(connection, "ROLLBACK TO job; RELEASE job")?;
            Err(error)
        }
    }
}

fn batch(connection: &Connection, sql: &str) -> Result<()> {
    match connection {
        Connection::Sqlite(connection) => Ok(connection.execute_batch(sql)?),
        Connection::Postgres(_) => Ok(()),
    }
}

fn run(mut connection: Connection, mut queue: mpsc::Receiver<QueuedWrite>) {
    while let Some(first) = queue.blocking_recv() {
        commit_group(&mut connection, first, &mut queue);
    }
}

fn commit_group(
    connection: &mut Connection,
    first: QueuedWrite,
    queue: &mut mpsc::Receiver<QueuedWrite>,
) {
    let mut answers: Vec<Answer> = Vec::new();
    if let Err(error) = batch(connection, "BEGIN IMMEDIATE") {
        tracing::error!(%error, "no transaction could be begun");
        let answer = first(Err(error.clone()));
        return answer(Err(error));
    }
    let mut next = Some(first);
    while let Some(job) = next {
        answers.push(job(Ok(connection)));
        // A full disk can end the whole transaction; what came next would then be stored and called lost.
        next = if answers.len() < GROUP && is_in_transaction(connection) {
            queue.try_recv().ok()
        } else {
            None
        };
    }
    let committed = batch(connection, "COMMIT");
    if committed.is_err() {
        // SQLite may have rolled back by itself; then there is nothing left to undo.
        let _ = batch(connection, "ROLLBACK");
    }
    for answer in answers {
        answer(committed.clone());
    }
}

fn is_in_transaction(connection: &Connection) -> bool {
    match connection {
        Connection::Sqlite(connection) => !connection.is_autocommit(),
        Connection::Postgres(_) => true,
    }
}
