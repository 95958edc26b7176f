//! Figures of the store for whoever runs the portal.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use super::{Result, Store, run::Pool, sql::query};

/// What waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Messages that are not sent.
    pub messages: i64,
    /// When the oldest of them was written. Unix microseconds.
    pub oldest_message: Option<i64>,
    /// Jobs that went wrong the last time.
    pub failing_jobs: i64,
    /// Steps that wait for somebody.
    pub open: i64,
    /// Of them, past their time.
    pub overdue: i64,
    /// Cases under way that are past their legal term.
    pub cases_overdue: i64,
}

/// Connections to a database server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolFigures {
    /// Open ones.
    pub connections: u32,
    /// Of them, those in use.
    pub in_use: u32,
}

/// Writes since the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writes {
    /// That were committed.
    pub done: u64,
    /// That were not.
    pub failed: u64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct WriteCounts(Arc<(AtomicU64, AtomicU64)>);

impl WriteCounts {
    pub(super) fn count<T>(&self, outcome: &Result<T>) {
        let (done, failed) = &*self.0;
        let counter = if outcome.is_ok() { done } else { failed };
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

const MESSAGES: &str =
    "SELECT COUNT(*), MIN(created) FROM job WHERE done = 0 AND lane IN ('codes', 'messages')";
const FAILING: &str = "SELECT COUNT(*) FROM job WHERE done = 0 AND attempts > 1";
// What is the applicant's is late for nobody.
const TASKS: &str = "SELECT COUNT(*), COUNT(CASE WHEN due < CASE paused WHEN 0 THEN $1 ELSE paused END THEN 1 END) FROM task \
     WHERE place = 0 AND role <> ''";
/// While the clock of a case stands still, its term does not run. Where only the applicant has something to do, nobody knows
/// from the rows whether it does.
const CASES: &str = "SELECT COUNT(*) FROM cases WHERE state = 'open' AND due < $1 \
     AND EXISTS (SELECT 1 FROM task t WHERE t.case_id = cases.id AND t.role <> '') AND due < COALESCE( \
     (SELECT MIN(t.paused) FROM task t WHERE t.case_id = cases.id AND t.paused > 0), $1)";

impl Store {
    /// What waits at `now` (unix microseconds).
    pub async fn figures(&self, now: i64) -> Result<Figures> {
        let messages = query(MESSAGES).fetch_one(self).await?;
        let failing = query(FAILING).fetch_one(self).await?;
        let tasks = query(TASKS).bind(now).fetch_one(self).await?;
        let cases = query(CASES).bind(now).fetch_one(self).await?;
        Ok(Figures {
            messages: messages.get(0)?,
            oldest_message: messages.get(1)?,
            failing_jobs: failing.get(0)?,
            open: tasks.get(0)?,
            overdue: tasks.get(1)?,
            cases_overdue: cases.get(0)?,
        })
    }

    /// Bytes of the write-ahead log; nothing on a database server.
    pub fn wal_bytes(&self) -> Option<u64> {
        match &self.pool {
            Pool::Sqlite(readers) => Some(readers.wal_bytes()),
            Pool::Postgres(_) => None,
        }
    }

    /// The connections to the database server; nothing on SQLite.
    pub fn pool(&self) -> Option<PoolFigures> {
        let (connections, idle) = self.connections()?;
        let idle = u32::try_from(idle).unwrap_or(u32::MAX);
        Some(PoolFigures {
            connections,
            in_use: connections.saturating_sub(idle),
        })
    }

    /// Writes since the start.
    pub fn writes(&self) -> Writes {
        let (done, failed) = &*self.writes.0;
        Writes {
            done: done.load(Ordering::Relaxed),
            failed: failed.load(Ordering::Relaxed),
        }
    }
}
