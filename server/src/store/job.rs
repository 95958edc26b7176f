//! Work for later: written in the transaction of what causes it, done by whichever server process claims it.
//!
//! A claim lasts for a while. If its process ends before it says how the work went, another takes it over then.

use const_format::formatcp;

use super::{
    Result, Store, new_id,
    sql::{Connection, Query, Row, query},
};

/// Jobs of one lane wait for each other and for no others: a slow gateway delays no code, a long check no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// One-time codes, which somebody waits for.
    Codes,
    /// All other messages.
    Messages,
    /// What is forgotten after a time.
    Upkeep,
    /// Files in the object store.
    Files,
    /// Seals, and the check of what is stored.
    Integrity,
    /// Questions to registers of other bodies.
    Registers,
}

impl Lane {
    /// All of them.
    pub const ALL: [Lane; 6] = [
        Lane::Codes,
        Lane::Messages,
        Lane::Upkeep,
        Lane::Files,
        Lane::Integrity,
        Lane::Registers,
    ];

    /// Its name in the table.
    pub const fn id(self) -> &'static str {
        match self {
            Lane::Codes => "codes",
            Lane::Messages => "messages",
            Lane::Upkeep => "upkeep",
            Lane::Files => "files",
            Lane::Integrity => "integrity",
            Lane::Registers => "registers",
        }
    }
}

/// A job to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// A kind that the jobs know.
    pub kind: &'static str,
    /// The lane of that kind.
    pub lane: Lane,
    /// What the job needs, as JSON. No telephone number and no name: they are read when it runs.
    pub payload: String,
    /// When it was caused. Unix microseconds.
    pub created: i64,
    /// When it is due. Unix microseconds.
    pub due: i64,
}

/// A job that this process has claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedJob {
    /// Id, also the idempotency key in other systems.
    pub id: String,
    /// See [`NewJob::kind`].
    pub kind: String,
    /// See [`NewJob::payload`].
    pub payload: String,
    /// How often it was claimed since it last went well, this time included. It tells this claim from a later one.
    pub attempts: i64,
}

/// What becomes of a job that has run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// It is done, and nothing of it stays.
    Removed,
    /// It is done, and its row stays until its time is over.
    Recorded,
    /// It went well, and is due again then. Unix microseconds.
    Again(i64),
    /// It went wrong, and is tried again then. Unix microseconds.
    Retried(i64),
}

const COLUMNS: &str = "id, kind, lane, payload, created, due, locked_until, attempts, done";
const CLAIMED: &str = "id, kind, payload, attempts";
const ADD: &str = formatcp!("INSERT INTO job ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0)");
const SCHEDULE: &str = formatcp!(
    "INSERT INTO job ({COLUMNS}) VALUES ($1, $1, $2, 'null', $3, $3, 0, 0, 0) \
     ON CONFLICT (id) DO UPDATE SET due = excluded.due WHERE job.due > excluded.due"
);
const RELEASE: &str = "UPDATE job SET locked_until = 0 WHERE locked_until > 0";
const NEXT: &str =
    "SELECT due FROM job WHERE lane = $1 AND done = 0 AND locked_until <= $2 ORDER BY due LIMIT 1";
const CLAIM: &str = formatcp!(
    "UPDATE job SET locked_until = $1, attempts = attempts + 1 WHERE id IN \
     (SELECT id FROM job WHERE lane = $2 AND done = 0 AND due <= $3 AND locked_until <= $3 ORDER BY due, id LIMIT $4) \
     RETURNING {CLAIMED}"
);
/// On a database server several processes claim at a time: each takes others instead of waiting for the same.
const CLAIM_BESIDE_OTHERS: &str = formatcp!(
    "UPDATE job SET locked_until = $1, attempts = attempts + 1 WHERE id IN \
     (SELECT id FROM job WHERE lane = $2 AND done = 0 AND due <= $3 AND locked_until <= $3 ORDER BY due, id LIMIT $4 \
      FOR UPDATE SKIP LOCKED) \
     RETURNING {CLAIMED}"
);
const RENEW: &str = "UPDATE job SET locked_until = $1 WHERE id = $2 AND attempts = $3 AND done = 0";
// Done is done, whoever has claimed it meanwhile.
const REMOVE: &str = "DELETE FROM job WHERE id = $1";
const RECORD: &str = "UPDATE job SET done = 1, locked_until = 0 WHERE id = $1";
const AGAIN: &str = "UPDATE job SET due = $1, locked_until = 0, attempts = 0 WHERE id = $2 AND attempts = $3 AND done = 0";
const RETRY: &str =
    "UPDATE job SET due = $1, locked_until = 0 WHERE id = $2 AND attempts = $3 AND done = 0";

/// Adds jobs in the transaction of the change that causes them.
pub(super) async fn add(connection: &mut Connection, jobs: Vec<NewJob>) -> Result<()> {
    for job in jobs {
        let add = query(ADD).bind(new_id()).bind(job.kind);
        let add = add.bind(job.lane.id()).bind(job.payload);
        let add = add.bind(job.created).bind(job.due);
        add.execute(&mut *connection).await?;
    }
    Ok(())
}

impl Store {
    /// Adds jobs by themselves.
    pub async fn add_jobs(&self, jobs: Vec<NewJob>) -> Result<()> {
        self.write(move |connection| Box::pin(add(connection, jobs)))
            .await
    }

    /// Has the recurring job of this kind due at `now`, if not earlier. There is one of it for all processes.
    pub async fn schedule_job(&self, kind: &'static str, lane: Lane, now: i64) -> Result<()> {
        let schedule = query(SCHEDULE).bind(kind).bind(lane.id()).bind(now);
        schedule.execute(self).await?;
        Ok(())
    }

    /// Ends the claims of a process that was killed, where there can be no other process: on SQLite.
    pub async fn release_jobs(&self) -> Result<()> {
        if self.connections().is_none() {
            query(RELEASE).execute(self).await?;
        }
        Ok(())
    }

    /// When the next job of this lane that nobody has claimed is due; none if there is no job. Unix microseconds.
    pub async fn next_job(&self, lane: Lane, now: i64) -> Result<Option<i64>> {
        let next = query(NEXT).bind(lane.id()).bind(now);
        let row = next.fetch_optional(self).await?;
        row.map(|row| row.get(0)).transpose()
    }

    /// Claims up to `most` jobs of this lane that are due at `now`, until `lease`. Unix microseconds.
    pub async fn claim_jobs(
        &self,
        lane: Lane,
        now: i64,
        lease: i64,
        most: i64,
    ) -> Result<Vec<ClaimedJob>> {
        let sql = match self.connections() {
            Some(_) => CLAIM_BESIDE_OTHERS,
            None => CLAIM,
        };
        let claim = query(sql).bind(lease).bind(lane.id()).bind(now).bind(most);
        let rows = self
            .write(move |connection| Box::pin(claim.fetch_all(connection)))
            .await?;
        let mut jobs = rows.iter().map(claimed).collect::<Result<Vec<_>>>()?;
        // Ids sort by time; the order of RETURNING is any.
        jobs.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(jobs)
    }

    /// Has claims last until `lease`.
    pub async fn renew_jobs(&self, jobs: &[ClaimedJob], lease: i64) -> Result<()> {
        let renew = |job: &ClaimedJob| {
            let renew = query(RENEW).bind(lease).bind(job.id.as_str());
            renew.bind(job.attempts)
        };
        self.run_all(jobs.iter().map(renew).collect()).await
    }

    /// Says what became of jobs, all in one write.
    pub async fn settle_jobs(&self, settled: Vec<(ClaimedJob, Settlement)>) -> Result<()> {
        let settle = |(job, settlement)| {
            let ClaimedJob { id, attempts, .. } = job;
            match settlement {
                Settlement::Removed => query(REMOVE).bind(id),
                Settlement::Recorded => query(RECORD).bind(id),
                Settlement::Again(due) => query(AGAIN).bind(due).bind(id).bind(attempts),
                Settlement::Retried(due) => query(RETRY).bind(due).bind(id).bind(attempts),
            }
        };
        self.run_all(settled.into_iter().map(settle).collect())
            .await
    }

    async fn run_all(&self, statements: Vec<Query>) -> Result<()> {
        if statements.is_empty() {
            return Ok(());
        }
        self.write(move |connection| {
            Box::pin(async move {
                for statement in statements {
                    statement.execute(&mut *connection).await?;
                }
                Ok(())
            })
        })
        .await
    }
}

fn claimed(row: &Row) -> Result<ClaimedJob> {
    Ok(ClaimedJob {
        id: row.get(0)?,
        kind: row.get(1)?,
        payload: row.get(2)?,
        attempts: row.get(3)?,
    })
}
