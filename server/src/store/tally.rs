//! How often one request goes to the database: each time is a round trip, and on PostgreSQL a commit.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

tokio::task_local! {
    static OF_REQUEST: Tally;
}

/// What a request has asked of the database so far.
#[derive(Clone, Debug, Default)]
pub struct Tally(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    reads: AtomicU64,
    writes: AtomicU64,
}

impl Tally {
    /// Runs `work` and counts what it asks.
    pub async fn count<F: Future>(&self, work: F) -> F::Output {
        OF_REQUEST.scope(self.clone(), work).await
    }

    /// Statements that read.
    pub fn reads(&self) -> u64 {
        self.0.reads.load(Ordering::Relaxed)
    }

    /// Transactions that write.
    pub fn writes(&self) -> u64 {
        self.0.writes.load(Ordering::Relaxed)
    }
}

/// `work` for a task of its own, counted with the request that spawns it.
pub(crate) fn in_request<F: Future>(work: F) -> impl Future<Output = F::Output> {
    let tally = OF_REQUEST.try_with(Tally::clone).unwrap_or_default();
    OF_REQUEST.scope(tally, work)
}

pub(super) fn read() {
    add(|counts| &counts.reads);
}

pub(super) fn write() {
    add(|counts| &counts.writes);
}

fn add(which: impl Fn(&Counts) -> &AtomicU64) {
    // What no request waits for is counted by nobody.
    let _ = OF_REQUEST.try_with(|tally| which(&tally.0).fetch_add(1, Ordering::Relaxed));
}
