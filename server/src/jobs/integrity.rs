//! Keeps stored data true: seals logs, looks at one case after the other, and keeps SQLite's log short. Slow on purpose:
//! it must not be felt.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::{
    flow::{
        integrity::{Checked, Finding, check_case},
        seal,
    },
    state::App,
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
pub async fn seal(app: App) {
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
pub async fn checkpoint(app: App) {
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

/// Looks at every case again and again, and tells what it found in the log of the server.
pub async fn verify(app: App) {
    let mut after = String::new();
    loop {
        let cases = match app.store.cases_after(&after, BATCH).await {
            Ok(cases) => cases,
            Err(error) => {
                tracing::warn!(%error, "checking cases");
                Vec::new()
            }
        };
        after = cases.last().map(|case| case.id.clone()).unwrap_or_default();
        for case in &cases {
            let mut checked = Checked::default();
            match check_case(&app.store, Some(&app.files), case, &mut checked).await {
                Ok(()) => checked.findings.iter().for_each(tell),
                Err(error) => tracing::warn!(%error, case = case.id, "checking a case"),
            }
            if ends_within(&app, PAUSE).await {
                return;
            }
        }
        if cases.is_empty() && ends_within(&app, CHECKPOINT).await {
            return;
        }
    }
}

fn tell(finding: &Finding) {
    let Finding {
        fault,
        case,
        number: _,
        detail,
    } = finding;
    tracing::error!(
        ?fault,
        case,
        detail,
        "what is stored is not what was written"
    );
}

async fn ends_within(app: &App, pause: Duration) -> bool {
    tokio::select! {
        () = app.stopping.cancelled() => true,
        () = tokio::time::sleep(pause) => false,
    }
}
