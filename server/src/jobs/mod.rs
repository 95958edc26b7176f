//! Background work, idempotent: it may run twice and stop at any point.

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::{state::App, store::session::Sessions};

/// The background tasks of one server process.
pub struct Background(JoinHandle<()>);

impl Background {
    /// Waits until the tasks have ended; they end when the portal is stopping.
    pub async fn stop(self) {
        let _ = self.0.await;
    }
}

/// How often ended sessions are removed.
const SWEEP: Duration = Duration::from_secs(600);

/// Starts the tasks.
pub fn start(app: App) -> Background {
    Background(tokio::spawn(async move {
        let sessions = Sessions(app.store.clone());
        let mut tick = tokio::time::interval(SWEEP);
        loop {
            tokio::select! {
                () = app.stopping.cancelled() => return,
                _ = tick.tick() => {
                    if let Err(error) = sessions.sweep(app.now().timestamp()).await {
                        tracing::warn!(%error, "sweeping sessions");
                    }
                }
            }
        }
    }))
}
