//! Durable writes. On SQLite they are grouped: while one commit syncs the disk, the next writes queue up, and
//! then share one transaction and one sync. Each has a savepoint of its own, so that a failing one takes
//! nothing of the others with it. On PostgreSQL each write is a transaction of its own; the server groups.

use std::sync::{Arc, Mutex, PoisonError};

use sqlx::{AnyConnection, AnyPool, Connection};
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

use super::{InTransaction, Result, StoreError};

/// Tells the waiting caller how the commit went.
type Answer = Box<dyn FnOnce(Result<()>) + Send>;
/// One write: runs in the open transaction, and yields how to answer once that is committed.
type Job =
    Box<dyn for<'c> FnOnce(&'c mut AnyConnection) -> futures::future::BoxFuture<'c, Answer> + Send>;

/// Writes that may wait for the writer; past it, callers wait for a place.
const QUEUE: usize = 1024;
/// Writes in one commit at most, so that the first of them does not wait for ever.
const GROUP: usize = 128;

#[derive(Clone)]
pub(super) enum Writer {
    Grouped {
        jobs: mpsc::Sender<Job>,
        task: Arc<Mutex<Option<JoinHandle<()>>>>,
        stop: Arc<tokio::sync::Notify>,
    },
    Pooled(AnyPool),
}

impl Writer {
    pub(super) fn grouped(pool: AnyPool) -> Writer {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let stop = Arc::new(tokio::sync::Notify::new());
        let task = tokio::spawn(run(pool, queue, stop.clone()));
        Writer::Grouped {
            jobs,
            task: Arc::new(Mutex::new(Some(task))),
            stop,
        }
    }

    pub(super) fn pooled(pool: AnyPool) -> Writer {
        Writer::Pooled(pool)
    }

    pub(super) async fn write<T, F>(&self, job: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut AnyConnection) -> InTransaction<'c, T> + Send + 'static,
    {
        match self {
            Writer::Pooled(pool) => {
                let mut transaction = pool.begin().await?;
                let value = job(&mut transaction).await?;
                transaction.commit().await?;
                Ok(value)
            }
            Writer::Grouped { jobs, .. } => {
                let (answer, answered) = oneshot::channel::<Result<T>>();
                let job: Job =
                    Box::new(move |connection| Box::pin(in_savepoint(connection, job, answer)));
                jobs.send(job).await.map_err(|_| stopped())?;
                answered.await.map_err(|_| stopped())?
            }
        }
    }

    /// Ends the writer after the writes that already wait.
    pub(super) async fn close(&self) {
        if let Writer::Grouped { task, stop, .. } = self {
            stop.notify_one();
            let task = task.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(task) = task {
                let _ = task.await;
            }
        }
    }
}

fn stopped() -> StoreError {
    StoreError::Database("the writer has stopped".to_owned())
}

async fn in_savepoint<T, F>(
    connection: &mut AnyConnection,
    job: F,
    answer: oneshot::Sender<Result<T>>,
) -> Answer
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut AnyConnection) -> InTransaction<'c, T> + Send + 'static,
{
    let outcome = async {
        let mut savepoint = connection.begin().await?;
        // Dropping the savepoint on an error rolls it back.
        let value = job(&mut savepoint).await?;
        savepoint.commit().await?;
        Ok(value)
    }
    .await;
    Box::new(move |commit: Result<()>| {
        // The caller may have gone away; what was committed stays.
        let _ = answer.send(outcome.and_then(|value| commit.map(|()| value)));
    })
}

async fn run(pool: AnyPool, mut queue: mpsc::Receiver<Job>, stop: Arc<tokio::sync::Notify>) {
    loop {
        let first = tokio::select! {
            biased;
            job = queue.recv() => job,
            () = stop.notified() => {
                queue.close();
                queue.recv().await
            }
        };
        let Some(first) = first else { break };
        commit_group(&pool, first, &mut queue).await;
    }
    pool.close().await;
}

async fn commit_group(pool: &AnyPool, first: Job, queue: &mut mpsc::Receiver<Job>) {
    let mut answers: Vec<Answer> = Vec::new();
    let committed = async {
        let mut connection = pool.acquire().await?;
        let mut transaction = connection.begin().await?;
        let mut next = Some(first);
        while let Some(job) = next {
            answers.push(job(&mut transaction).await);
            next = if answers.len() < GROUP {
                queue.try_recv().ok()
            } else {
                None
            };
        }
        transaction.commit().await
    }
    .await
    .map_err(StoreError::from);
    for answer in answers {
        answer(committed.clone());
    }
}
