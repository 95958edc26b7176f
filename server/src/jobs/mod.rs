//! Background work. What the database knows of is a job in a lane; what is of one process alone is a loop.

use std::{sync::Arc, time::Duration};

use tokio::{
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

use crate::{core::Core, flow::live, store::job::Lane};

mod deadlines;
mod files;
mod integrity;
pub mod job;
mod kinds;
mod messages;
mod registers;
mod upkeep;
mod worker;

/// The background tasks of one server process.
pub struct Background(JoinSet<()>);

impl Background {
    /// Waits until the tasks have ended; they end when the portal is stopping.
    pub async fn stop(mut self) {
        while self.0.join_next().await.is_some() {}
    }
}

/// Starts the tasks.
pub async fn start(core: Arc<Core>) -> Background {
    if let Err(error) = core.store.release_jobs().await {
        tracing::warn!(%error, "taking over jobs of a process that was killed");
    }
    let mut tasks = JoinSet::new();
    for lane in Lane::ALL {
        tasks.spawn(worker::work(core.clone(), lane));
    }
    tasks.spawn(checkpoint(core.clone()));
    tasks.spawn(fold_figures(core.clone()));
    let (telling, hearing) = (core.clone(), core);
    tasks.spawn(async move { live::tell(&telling).await });
    tasks.spawn(async move { live::hear(&hearing).await });
    Background(tasks)
}

/// How often SQLite's log is brought into its file.
const CHECKPOINT: Duration = Duration::from_secs(60);

/// No job: a write that says that the log was shortened would lengthen it.
async fn checkpoint(core: Arc<Core>) {
    let mut tick = interval(CHECKPOINT);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = core.stopping.cancelled() => return,
            _ = tick.tick() => {
                if let Err(error) = core.store.checkpoint().await {
                    tracing::warn!(%error, "bringing the log into the database");
                }
            }
        }
    }
}

/// How often samples of the figures are folded into their buckets.
const FOLD: Duration = Duration::from_secs(5);

/// No job: the figures are of this process and in its memory.
async fn fold_figures(core: Arc<Core>) {
    let mut tick = interval(FOLD);
    loop {
        tokio::select! {
            () = core.stopping.cancelled() => return,
            _ = tick.tick() => core.telemetry.upkeep(),
        }
    }
}
