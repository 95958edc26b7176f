//! Durable writes. On SQLite they are grouped: while one commit syncs the disk, the next writes queue up, and
//! then share one transaction and one sync. Each has a savepoint of its own, so that a failing one takes
//! nothing of the others with it. On PostgreSQL each write is a transaction of its own; the server groups.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use futures::FutureExt;
use tokio::sync::{mpsc, oneshot};

use super::{InTransaction, Result, StoreError, sql::Connection};

/// Tells the waiting caller how the commit went.
type Answer = Box<dyn FnOnce(Result<()>)>;
/// One write: runs in the open transaction, and yields how to answer once that is committed.
type Job = Box<dyn FnOnce(&mut Connection) -> Answer + Send>;

/// Writes that may wait for the writer; past it, callers wait for a place.
const QUEUE: usize = 1024;
/// Writes in one commit at most, so that the first of them does not wait for ever.
const GROUP: usize = 128;

#[derive(Clone)]
pub(super) enum Writer {
    Grouped {
        /// Taken out to stop the thread.
        jobs: Arc<Mutex<Option<mpsc::Sender<Job>>>>,
        thread: Arc<Mutex<Option<JoinHandle<()>>>>,
    },
    Pooled(sqlx::PgPool),
}

impl Writer {
    /// A thread that has `connection` to itself.
    pub(super) fn grouped(connection: rusqlite::Connection) -> Result<Writer> {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(Connection::Sqlite(connection), queue))
            .map_err(|error| StoreError::Database(error.to_string()))?;
        Ok(Writer::Grouped {
            jobs: Arc::new(Mutex::new(Some(jobs))),
            thread: Arc::new(Mutex::new(Some(thread))),
        })
    }

    pub(super) fn pooled(pool: sqlx::PgPool) -> Writer {
        Writer::Pooled(pool)
    }

    pub(super) async fn write<T, F>(&self, job: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> InTransaction<'c, T> + Send + 'static,
    {
        match self {
            Writer::Pooled(pool) => {
                let mut connection = Connection::Postgres(pool.begin().await?);
                let value = job(&mut connection).await?;
                if let Connection::Postgres(transaction) = connection {
                    transaction.commit().await?;
                }
                Ok(value)
            }
            Writer::Grouped { jobs, .. } => {
                let jobs = locked(jobs).clone().ok_or_else(stopped)?;
                let (answer, answered) = oneshot::channel::<Result<T>>();
                let job: Job = Box::new(move |connection| in_savepoint(connection, job, answer));
                jobs.send(job).await.map_err(|_| stopped())?;
                // A sender that is kept would keep the thread from ending.
                drop(jobs);
                answered.await.map_err(|_| stopped())?
            }
        }
    }

    /// Ends the writer after the writes that already wait.
    pub(super) async fn close(&self) {
        if let Writer::Grouped { jobs, thread } = self {
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
    StoreError::Database("the writer has stopped".to_owned())
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

fn run(mut connection: Connection, mut queue: mpsc::Receiver<Job>) {
    while let Some(first) = queue.blocking_recv() {
        commit_group(&mut connection, first, &mut queue);
    }
}

fn commit_group(connection: &mut Connection, first: Job, queue: &mut mpsc::Receiver<Job>) {
    let mut answers: Vec<Answer> = Vec::new();
    if let Err(error) = batch(connection, "BEGIN IMMEDIATE") {
        // `first` is dropped, which its caller learns; the next one tries again.
        tracing::error!(%error, "no transaction could be begun");
        return;
    }
    let mut next = Some(first);
    while let Some(job) = next {
        answers.push(job(connection));
        next = if answers.len() < GROUP {
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
