//! Keeps stored data true: seals logs, and looks at one case after the other. Slow on purpose: it must not be felt.

use std::{sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};

use super::job::{Job, Next, ends_within};

use crate::{
    core::Core,
    flow::{
        integrity::{Checked, Finding, SealCheck, check_case},
        seal,
    },
    store::{StoreError, job::Lane},
};

/// How often logs that changed are sealed.
const SEAL: Duration = Duration::from_secs(3600);
/// A pause between two rounds.
const BETWEEN_ROUNDS: Duration = Duration::from_secs(60);
/// A pause after each case: some forty thousand are looked at in a day, with their files.
const PAUSE: Duration = Duration::from_secs(2);
/// Cases that are read at once.
const BATCH: i64 = 50;

/// Seals what changed.
#[derive(Serialize, Deserialize)]
pub(super) struct SealLogs;

impl Job for SealLogs {
    const KIND: &'static str = "seal-logs";
    const LANE: Lane = Lane::Integrity;
    const RECURS: bool = true;

    async fn run(&self, core: &Arc<Core>, _: &str) -> anyhow::Result<Next> {
        let now = core.now().timestamp_micros();
        match seal::seal_all(&core.store, &core.files, &core.seal_key, now).await {
            // A command seals too.
            Ok(_) | Err(StoreError::Conflict) => Ok(Next::Again(SEAL)),
            Err(error) => Err(error.into()),
        }
    }
}

/// Looks at everything again and again, as `otinish verify` does, and tells what it found in the log of the server: first
/// the seals, then the cases from the one on where the last batch left off.
#[derive(Serialize, Deserialize)]
pub(super) struct VerifyStored;

impl Job for VerifyStored {
    const KIND: &'static str = "verify-stored";
    const LANE: Lane = Lane::Integrity;
    const RECURS: bool = true;

    async fn run(&self, core: &Arc<Core>, _: &str) -> anyhow::Result<Next> {
        let after = core.store.place_of_check().await?;
        if after.is_empty() && verify_seals(core).await? {
            return Ok(Next::Again(Duration::ZERO));
        }
        let cases = core.store.known_cases_after(&after, BATCH).await?;
        for case in &cases {
            verify_case(core, case).await;
            if ends_within(core, PAUSE).await {
                return Ok(Next::Again(Duration::ZERO));
            }
        }
        let last = cases.last().map_or("", String::as_str);
        core.store.set_place_of_check(last).await?;
        // Between two batches a seal that is due has its turn.
        let pause = match cases.is_empty() {
            true => BETWEEN_ROUNDS,
            false => Duration::ZERO,
        };
        Ok(Next::Again(pause))
    }
}

async fn verify_case(core: &Core, case: &str) {
    let mut checked = Checked::default();
    match check_case(&core.store, Some(&core.files), case, &mut checked).await {
        Ok(()) => checked.findings.iter().for_each(tell),
        Err(error) => tracing::warn!(%error, case, "checking a case"),
    }
}

/// Tells whether the server stops.
async fn verify_seals(core: &Core) -> Result<bool, StoreError> {
    let mut checked = Checked::default();
    let mut seals = SealCheck::begin(&core.files).await?;
    let mut more = true;
    while more {
        more = seals
            .go_on(&core.store, &core.seal_keys, &mut checked)
            .await?;
        checked
            .findings
            .drain(..)
            .for_each(|finding| tell(&finding));
        if more && ends_within(core, PAUSE).await {
            return Ok(true);
        }
    }
    Ok(false)
}

fn tell(finding: &Finding) {
    let Finding {
        fault,
        case,
        number,
        detail,
    } = finding;
    tracing::error!(
        ?fault,
        case,
        number,
        detail,
        "what is stored is not what was written"
    );
}
