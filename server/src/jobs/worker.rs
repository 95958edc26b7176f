//! The worker of a lane: claims what is due, runs it, and says what became of it. Each server process has one for each
//! lane; a claim of the store keeps two from the same job.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use anyhow::anyhow;
use futures::FutureExt;
use tokio::time::{Instant, interval_at};

use super::{
    job::{Next, ends_within},
    kinds::{KINDS, named},
};
use crate::{
    core::Core,
    store::{
        StoreError,
        job::{ClaimedJob, Lane, Settlement},
    },
};

/// How often a lane is looked at when nothing is known to be due: other processes add jobs too.
const POLL: Duration = Duration::from_secs(2);
/// How long a claim lasts. It is renewed while the job runs, so this is what a killed process costs.
const LEASE: Duration = Duration::from_secs(300);
/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);
/// Messages claimed at once: one write says of all of them that they are out.
const MESSAGES: i64 = 32;
/// Cases for which registers are asked at once, for the same reason: fewer, since a register may be slow.
const ASKED: i64 = 8;

/// Works until the portal stops.
pub(super) async fn work(core: Arc<Core>, lane: Lane) {
    while let Err(error) = prepare(&core, lane).await {
        tracing::warn!(lane = lane.id(), %error, "scheduling jobs");
        if ends_within(&core, POLL).await {
            return;
        }
    }
    loop {
        // Before looking, so that what is added from here on wakes.
        let added = core.jobs_added.notified();
        let pause = round(&core, lane).await.unwrap_or_else(|error| {
            tracing::warn!(lane = lane.id(), %error, "doing jobs");
            POLL
        });
        tokio::select! {
            () = core.stopping.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
            () = added => {}
        }
    }
}

/// What recurs is due at each start: the processes before may have stood still for long.
async fn prepare(core: &Core, lane: Lane) -> Result<(), StoreError> {
    for kind in KINDS.iter().filter(|kind| kind.lane == lane && kind.recurs) {
        core.store.schedule_job(kind.name, lane, now(core)).await?;
    }
    Ok(())
}

/// Does what is due; tells for how long there is nothing to do.
async fn round(core: &Arc<Core>, lane: Lane) -> Result<Duration, StoreError> {
    let most = match lane {
        Lane::Codes | Lane::Messages => MESSAGES,
        Lane::Registers => ASKED,
        Lane::Upkeep | Lane::Files | Lane::Integrity => 1,
    };
    while !core.stopping.is_cancelled() {
        let now = now(core);
        match core.store.next_job(lane, now).await? {
            Some(due) if due <= now => {}
            Some(due) => return Ok(POLL.min(Duration::from_micros(due.abs_diff(now)))),
            None => return Ok(POLL),
        }
        let claimed = core.store.claim_jobs(lane, now, lease(core), most).await?;
        if claimed.is_empty() {
            // Another process was faster.
            return Ok(POLL);
        }
        let settled = run_and_renew(core, &claimed).await;
        core.store.settle_jobs(settled).await?;
    }
    Ok(POLL)
}

/// Runs jobs one after the other. Their claims last as long as that takes.
async fn run_and_renew(core: &Arc<Core>, claimed: &[ClaimedJob]) -> Vec<(ClaimedJob, Settlement)> {
    let run = async {
        let mut settled = Vec::with_capacity(claimed.len());
        for job in claimed {
            let settlement = match core.stopping.is_cancelled() {
                // Whoever comes next need not wait for the end of the claim.
                true => Settlement::Retried(now(core)),
                false => run(core, job).await,
            };
            settled.push((job.clone(), settlement));
        }
        settled
    };
    let mut run = std::pin::pin!(run);
    let mut renewal = interval_at(Instant::now() + LEASE / 3, LEASE / 3);
    loop {
        tokio::select! {
            settled = &mut run => return settled,
            _ = renewal.tick() => {
                if let Err(error) = core.store.renew_jobs(claimed, lease(core)).await {
                    tracing::warn!(%error, "renewing the claims of jobs");
                }
            }
        }
    }
}

async fn run(core: &Arc<Core>, job: &ClaimedJob) -> Settlement {
    let (id, kind) = (&job.id, &job.kind);
    let Some(known) = named(kind) else {
        tracing::warn!(
            id,
            kind,
            "a job of unknown kind waits for a version that knows it"
        );
        return Settlement::Retried(after(core, LONGEST_PAUSE));
    };
    let run = (known.run)(core.clone(), id.clone(), job.payload.clone());
    // A panic must not take the lane with it.
    let outcome = AssertUnwindSafe(run).catch_unwind().await;
    match outcome.unwrap_or_else(|_| Err(anyhow!("it broke off"))) {
        Ok(Next::Done) if known.recorded => Settlement::Recorded,
        Ok(Next::Done) => Settlement::Removed,
        Ok(Next::Again(pause)) => Settlement::Again(after(core, pause)),
        Err(error) => {
            let pause = pause_after(job.attempts);
            let seconds = pause.as_secs();
            tracing::warn!(id, kind, error = %format!("{error:#}"), seconds, "a job waits for its next try");
            Settlement::Retried(after(core, pause))
        }
    }
}

/// One second after the first failure, then twice as long each time.
fn pause_after(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(1))
        .unwrap_or(0)
        .min(16);
    Duration::from_secs(1 << doublings).min(LONGEST_PAUSE)
}

fn now(core: &Core) -> i64 {
    core.now().timestamp_micros()
}

fn after(core: &Core, pause: Duration) -> i64 {
    now(core).saturating_add(i64::try_from(pause.as_micros()).unwrap_or(i64::MAX))
}

fn lease(core: &Core) -> i64 {
    after(core, LEASE)
}
