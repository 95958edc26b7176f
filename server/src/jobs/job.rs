//! What a job is. Its payload is a row of the store until it is done (`store/job.rs`).

use std::{future::Future, sync::Arc, time::Duration};

use futures::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};

use crate::{core::Core, store::job::Lane};

/// What comes after a job that went well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing.
    Done,
    /// The same again, after this time.
    Again(Duration),
}

/// Work for later. It may run twice and stop at any point, in one of several server processes.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its name in the table, which never changes: a process of another version may do it.
    const KIND: &'static str;
    /// What it waits for its turn with.
    const LANE: Lane;
    /// Whether its row stays when it is done, until its time is over.
    const RECORDED: bool = false;
    /// Whether there is one of it for all processes, from the first start on, that runs again and again. Its payload is
    /// nothing.
    const RECURS: bool = false;

    /// Does it. `id` is the same each time: the idempotency key for other systems. A failure is tried again, with
    /// growing pauses; it must not name a person, since it goes to the log.
    fn run(&self, core: &Arc<Core>, id: &str) -> impl Future<Output = anyhow::Result<Next>> + Send;
}

/// A kind of job without its type.
#[derive(Clone, Copy)]
pub(super) struct JobKind {
    pub(super) name: &'static str,
    pub(super) lane: Lane,
    pub(super) recorded: bool,
    pub(super) recurs: bool,
    pub(super) run: fn(Arc<Core>, String, String) -> BoxFuture<'static, anyhow::Result<Next>>,
}

impl JobKind {
    pub(super) const fn of<J: Job>() -> JobKind {
        JobKind {
            name: J::KIND,
            lane: J::LANE,
            recorded: J::RECORDED,
            recurs: J::RECURS,
            run: |core, id, payload| {
                Box::pin(async move {
                    // What the reader says of it may repeat what stands in it.
                    let job: J = serde_json::from_str(&payload)
                        .map_err(|_| anyhow::anyhow!("its payload cannot be read"))?;
                    job.run(&core, &id).await
                })
            },
        }
    }
}

/// Whether the portal stops before `pause` is over.
pub(super) async fn ends_within(core: &Core, pause: Duration) -> bool {
    tokio::select! {
        () = core.stopping.cancelled() => true,
        () = tokio::time::sleep(pause) => false,
    }
}
