//! Whether the server lives, and whether it can do its work: for the service manager and the proxy.

use std::{sync::Arc, time::Duration};

use axum::{Router, extract::State, http::StatusCode, routing::get};
use tokio::time::{Instant, timeout};

use crate::{
    core::Core,
    http::kit::web::App,
    store::{Outage, StoreError},
};

const DATABASE_TIMEOUT: Duration = Duration::from_secs(1);
/// Frequent checks share one answer and make no load.
const CACHED_FOR: Duration = Duration::from_millis(500);

#[derive(Default)]
struct Readiness(tokio::sync::Mutex<Option<(Instant, Result<(), Unready>)>>);

/// Why the server cannot do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Unready {
    #[error("the database does not answer")]
    Database,
    #[error("the database cannot be written")]
    Write,
    #[error("the disk is almost full")]
    Space,
}

#[derive(Clone)]
struct Health {
    app: App,
    readiness: Arc<Readiness>,
}

pub(super) fn router(app: App) -> Router<App> {
    let readiness = Arc::default();
    Router::new()
        .route("/livez", get(live))
        .route("/readyz", get(ready))
        // The former name of `/readyz`.
        .route("/healthz", get(ready))
        .with_state(Health { app, readiness })
}

async fn live() -> &'static str {
    "ok\n"
}

async fn ready(State(health): State<Health>) -> (StatusCode, String) {
    match health.readiness.now(&health.app).await {
        Ok(()) => (StatusCode::OK, "ok\n".to_owned()),
        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, format!("{why}\n")),
    }
}

impl Readiness {
    async fn now(&self, app: &Core) -> Result<(), Unready> {
        let mut last = self.0.lock().await;
        if let Some((at, answer)) = *last
            && at.elapsed() < CACHED_FOR
        {
            return answer;
        }
        let answer = check(app).await;
        if let Err(why) = answer {
            tracing::warn!(%why, "not ready");
        }
        *last = Some((Instant::now(), answer));
        answer
    }
}

async fn check(app: &Core) -> Result<(), Unready> {
    let now = app.now().timestamp_micros();
    let written = timeout(DATABASE_TIMEOUT, app.store.try_write(now)).await;
    match written {
        Ok(Ok(())) => {}
        Ok(Err(StoreError::Unavailable {
            outage: Outage::NoSpace,
            ..
        })) => return Err(Unready::Write),
        Ok(Err(_)) | Err(_) => return Err(Unready::Database),
    }
    match free_bytes(app) {
        Some(free) if free < app.config.integrity.least_free_mb.saturating_mul(1_000_000) => {
            Err(Unready::Space)
        }
        _ => Ok(()),
    }
}

/// Free bytes on the disk of the data folder; `None` if the system does not tell.
fn free_bytes(app: &Core) -> Option<u64> {
    let disk = rustix::fs::statvfs(app.config.data_dir.as_path()).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}
