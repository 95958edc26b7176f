//! What is forgotten after a time.

use std::{sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};

use super::job::{Job, Next};
use crate::{
    core::{Core, machine_clock},
    flow::{codes, retention, throttle},
    store::job::Lane,
};

/// How often what has ended is removed.
const SWEEP: Duration = Duration::from_secs(600);
/// How often drafts and messages are looked at whose time is over.
const FORGET: Duration = Duration::from_secs(3600);

/// Removes ended sessions, prepared applications, codes and counts of wrong passwords.
#[derive(Serialize, Deserialize)]
pub(super) struct SweepEnded;

impl Job for SweepEnded {
    const KIND: &'static str = "sweep-ended";
    const LANE: Lane = Lane::Upkeep;
    const RECURS: bool = true;

    async fn run(&self, core: &Arc<Core>, _: &str) -> anyhow::Result<Next> {
        let now = core.now().timestamp_micros();
        let counted = now - codes::micros(codes::GUESSES_COUNTED);
        // One that fails keeps none of the others.
        let swept = [
            core.store.sweep_sessions(machine_clock()).await,
            core.store.sweep_prepared(now).await,
            core.store.sweep_verifications(now, counted).await,
            throttle::sweep(core).await,
        ];
        swept.into_iter().collect::<Result<(), _>>()?;
        Ok(Next::Again(SWEEP))
    }
}

/// Tells owners of drafts that nobody continues, and deletes what is kept for a time only.
#[derive(Serialize, Deserialize)]
pub(super) struct ForgetExpired;

impl Job for ForgetExpired {
    const KIND: &'static str = "forget-expired";
    const LANE: Lane = Lane::Upkeep;
    const RECURS: bool = true;

    async fn run(&self, core: &Arc<Core>, _: &str) -> anyhow::Result<Next> {
        retention::sweep(core).await?;
        Ok(Next::Again(FORGET))
    }
}
