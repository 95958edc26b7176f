//! Keeps stored data true: seals logs, looks at one case after the other, and keeps SQLite's log short. Slow on purpose:
//! it must not be felt.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::{
    core::Core,
    flow::{
        integrity::{Checked, Finding, SealCheck, check_case},
        seal,
    },
    store::StoreError,
};

/// How often logs that changed are sealed.
const SEAL: Duration = Duration::from_secs(3600);
/// How often SQLite's log is brought into its file.
const CHECKPOINT: Duration = Duration::from_secs(60);
/// A pause after each case: some forty thousand are looked at in a day, with their files.
const PAUSE: Duration = Duration::from_secs(2);
/// Cases that are read at once.
const BATCH: i64 = 50;

/// Seals every hour what changed.
pub async fn seal(app: Arc<Core>) {
    let mut tick = interval(SEAL);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = app.stopping.cancelled() => return,
            _ = tick.tick() => {
                let now = app.now().timestamp_micros();
                match seal::seal_all(&app.store, &app.files, &app.seal_key, now).await {
                    // Another process seals too.
                    Ok(_) | Err(StoreError::Conflict) => {}
                    Err(error) => tracing::warn!(%error, "sealing logs"),
                }
            }
        }
    }
}

/// Brings SQLite's log into its file.
pub async fn checkpoint(app: Arc<Core>) {
    let mut tick = interval(CHECKPOINT);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = app.stopping.cancelled() => return,
            _ = tick.tick() => {
                if let Err(error) = app.store.checkpoint().await {
                    tracing::warn!(%error, "bringing the log into the database");
                }
            }
        }
    }
}

/// Looks at everything again and again, as `otinish verify` does, and tells what it found in the log of the server: first
/// the seals, then the cases from the one on where the last start left off.
pub async fn verify(app: Arc<Core>) {
    loop {
        match verify_round(&app).await {
            Ok(true) => return,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "checking what is stored"),
        }
        if ends_within(&app, CHECKPOINT).await {
            return;
        }
    }
}

/// One round, or what is left of it; tells whether the server stops.
async fn verify_round(app: &Arc<Core>) -> Result<bool, StoreError> {
    let mut after = app.store.place_of_check().await?;
    if after.is_empty() && verify_seals(app).await? {
        return Ok(true);
    }
    loop {
        let cases = app.store.known_cases_after(&after, BATCH).await?;
        after = cases.last().cloned().unwrap_or_default();
        for case in &cases {
            let mut checked = Checked::default();
            match check_case(&app.store, Some(&app.files), case, &mut checked).await {
                Ok(()) => checked.findings.iter().for_each(tell),
                Err(error) => tracing::warn!(%error, case, "checking a case"),
            }
            if ends_within(app, PAUSE).await {
                return Ok(true);
            }
        }
        app.store.set_place_of_check(&after).await?;
        if cases.is_empty() {
            return Ok(false);
        }
    }
}

async fn verify_seals(app: &Arc<Core>) -> Result<bool, StoreError> {
    let mut checked = Checked::default();
    let mut seals = SealCheck::begin(&app.files).await?;
    let mut more = true;
    while more {
        more = seals
            .go_on(&app.store, &app.seal_keys, &mut checked)
            .await?;
        checked
            .findings
            .drain(..)
            .for_each(|finding| tell(&finding));
        if more && ends_within(app, PAUSE).await {
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

async fn ends_within(app: &Arc<Core>, pause: Duration) -> bool {
    tokio::select! {
        () = app.stopping.cancelled() => true,
        () = tokio::time::sleep(pause) => false,
    }
}
