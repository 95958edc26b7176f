//! Whether the server lives, and whether it can do its work: for the service manager and the proxy.

use std::{path::Path, sync::Arc, time::Duration};

use axum::{Router, extract::State, http::StatusCode, routing::get};
use tokio::time::{Instant, timeout};

use crate::{
    core::{Core, installation},
    http::kit::web::App,
    store::{Outage, StoreError},
};

const DATABASE_TIMEOUT: Duration = Duration::from_secs(1);
/// Frequent checks share one answer and make no load.
const CACHED_FOR: Duration = Duration::from_millis(500);
const FILES_TIMEOUT: Duration = Duration::from_secs(2);
/// A bucket is paid by the request.
const BUCKET_CACHED_FOR: Duration = Duration::from_secs(30);

type Cached = tokio::sync::Mutex<Option<(Instant, Result<(), Unready>)>>;

#[derive(Default)]
struct Readiness {
    whole: Cached,
    files: Cached,
}

/// Why the server cannot do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Unready {
    #[error("the database does not answer")]
    Database,
    #[error("the database cannot be written")]
    Write,
    #[error("the disk is almost full")]
    Space,
    #[error("a file cannot be written")]
    Files,
    #[error("the files of the portal are not there")]
    FilesGone,
    #[error("the disk of the files is almost full")]
    FilesSpace,
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
        let mut last = self.whole.lock().await;
        if let Some((at, answer)) = *last
            && at.elapsed() < CACHED_FOR
        {
            return answer;
        }
        let answer = match check(app).await {
            Ok(()) => self.files(app).await,
            unready => unready,
        };
        if let Err(why) = answer {
            tracing::warn!(%why, "not ready");
        }
        *last = Some((Instant::now(), answer));
        answer
    }

    /// Whether attachments can be kept.
    async fn files(&self, app: &Core) -> Result<(), Unready> {
        let mut last = self.files.lock().await;
        if let Some((at, answer)) = *last
            && app.files.as_folder().is_none()
            && at.elapsed() < BUCKET_CACHED_FOR
        {
            return answer;
        }
        let answer = check_files(app).await;
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
    match has_room(app, &app.config.data_dir) {
        true => Ok(()),
        false => Err(Unready::Space),
    }
}

async fn check_files(app: &Core) -> Result<(), Unready> {
    let files = &app.files;
    // A disk that is not mounted leaves a folder in which files can be written.
    match timeout(FILES_TIMEOUT, installation::marked(files)).await {
        Ok(Ok(Some(_))) => {}
        Ok(Ok(None)) => return Err(Unready::FilesGone),
        Ok(Err(_)) | Err(_) => return Err(Unready::Files),
    }
    match timeout(FILES_TIMEOUT, files.try_write()).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            tracing::warn!(%error, "a file cannot be written");
            return Err(Unready::Files);
        }
        Err(_) => return Err(Unready::Files),
    }
    // The folder may be on a disk of its own.
    match files.as_folder().is_none_or(|folder| has_room(app, folder)) {
        true => Ok(()),
        false => Err(Unready::FilesSpace),
    }
}

/// Whether the disk of this folder has the room that the settings want, as far as the system tells.
fn has_room(app: &Core, folder: &Path) -> bool {
    let Ok(disk) = rustix::fs::statvfs(folder) else {
        return true;
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    free >= app.config.integrity.least_free_mb.saturating_mul(1_000_000)
}
