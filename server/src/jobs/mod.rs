//! Background work, idempotent: it may run twice and stop at any point.

use std::sync::Arc;
use std::time::Duration;

use tokio::{task::JoinSet, time::MissedTickBehavior};

use crate::{
    core::Core,
    flow::{codes, live, retention, throttle},
    http::kit::session,
};

mod files;
pub mod integrity;
pub mod outbox;

/// The background tasks of one server process.
pub struct Background(JoinSet<()>);

impl Background {
    /// Waits until the tasks have ended; they end when the portal is stopping.
    pub async fn stop(mut self) {
        while self.0.join_next().await.is_some() {}
    }
}

/// How often ended sessions and prepared applications are removed.
const SWEEP: Duration = Duration::from_secs(600);

/// Starts the tasks.
pub fn start(app: Arc<Core>) -> Background {
    let mut tasks = JoinSet::new();
    files::start(&app, &mut tasks);
    tasks.spawn(sweep(app.clone()));
    tasks.spawn(integrity::seal(app.clone()));
    tasks.spawn(integrity::checkpoint(app.clone()));
    tasks.spawn(integrity::verify(app.clone()));
    tasks.spawn(fold_figures(app.clone()));
    tasks.spawn(forget(app.clone()));
    let (telling, hearing) = (app.clone(), app.clone());
    tasks.spawn(async move { live::tell(&telling).await });
    tasks.spawn(async move { live::hear(&hearing).await });
    tasks.spawn(send(app));
    Background(tasks)
}

async fn sweep(app: Arc<Core>) {
    let mut tick = tokio::time::interval(SWEEP);
    loop {
        tokio::select! {
            () = app.stopping.cancelled() => return,
            _ = tick.tick() => {
                // The end of a session is counted by the clock of the machine, not by that of the portal, which may run ahead.
                if let Err(error) = app.store.sweep_sessions(session::clock()).await {
                    tracing::warn!(%error, "sweeping sessions");
                }
                if let Err(error) = app.store.sweep_prepared(app.now().timestamp_micros()).await {
                    tracing::warn!(%error, "sweeping prepared applications");
                }
                let now = app.now().timestamp_micros();
                let counted = now - codes::micros(codes::GUESSES_COUNTED);
                if let Err(error) = app.store.sweep_verifications(now, counted).await {
                    tracing::warn!(%error, "sweeping codes");
                }
                if let Err(error) = throttle::sweep(&app).await {
                    tracing::warn!(%error, "sweeping wrong passwords");
                }
            }
        }
    }
}

/// How often drafts and messages are looked at whose time is over.
const FORGET: Duration = Duration::from_secs(3600);

async fn forget(app: Arc<Core>) {
    let mut tick = tokio::time::interval(FORGET);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = app.stopping.cancelled() => return,
            _ = tick.tick() => {
                if let Err(error) = retention::sweep(&app).await {
                    tracing::warn!(%error, "forgetting what is kept for a time");
                }
            }
        }
    }
}

/// How often samples of the figures are folded into their buckets.
const FOLD: Duration = Duration::from_secs(5);

async fn fold_figures(app: Arc<Core>) {
    let mut tick = tokio::time::interval(FOLD);
    loop {
        tokio::select! {
            () = app.stopping.cancelled() => return,
            _ = tick.tick() => app.telemetry.upkeep(),
        }
    }
}

async fn send(app: Arc<Core>) {
    let mut tick = tokio::time::interval(outbox::PERIOD);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = app.stopping.cancelled() => return,
            _ = tick.tick() => {}
            () = app.written.notified() => {}
        }
        if let Err(error) = outbox::send_due(&app).await {
            tracing::warn!(%error, "sending messages");
        }
    }
}
