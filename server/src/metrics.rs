//! `GET /metrics`: what is counted, and what is looked up at the moment of asking.

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use std::sync::Arc;

use crate::core::Core;

/// What is served at `--metrics-listen`.
pub(crate) fn router(app: Arc<Core>) -> Router {
    Router::new().route("/metrics", get(show)).with_state(app)
}

async fn show(State(app): State<Arc<Core>>) -> Response {
    match look(&app).await {
        Ok(()) => {
            let kind = "text/plain; version=0.0.4; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], app.telemetry.render()).into_response()
        }
        // Prometheus then knows that the figures are missing, and keeps no old ones.
        Err(error) => {
            tracing::warn!(%error, "the figures could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn look(app: &Core) -> Result<(), crate::store::StoreError> {
    let now = app.now().timestamp_micros();
    let figures = app.store.figures(now).await?;
    let set = |name, value| app.telemetry.gauge(name, value);
    let number = |value: i64| value as f64;
    set("otinish_outbox_waiting", number(figures.messages));
    let age = figures.oldest_message.map_or(0, |oldest| now - oldest);
    set("otinish_outbox_oldest_seconds", number(age.max(0)) / 1e6);
    set("otinish_jobs_failing", number(figures.failing_jobs));
    set("otinish_tasks_open", number(figures.open));
    set("otinish_tasks_overdue", number(figures.overdue));
    set("otinish_cases_overdue", number(figures.cases_overdue));
    let connections = &app.connections;
    set("otinish_connections_open", connections.count() as f64);
    set("otinish_connections_most", connections.caps().most as f64);
    if let Some(bytes) = app.store.wal_bytes() {
        set("otinish_wal_bytes", bytes as f64);
    }
    if let Some(pool) = app.store.pool() {
        set("otinish_pool_connections", f64::from(pool.connections));
        set("otinish_pool_in_use", f64::from(pool.in_use));
    }
    if let Ok(disk) = rustix::fs::statvfs(&app.config.data_dir) {
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        set("otinish_disk_free_bytes", free as f64);
    }
    for (event, times) in crate::security_log::counts() {
        app.telemetry.security_event(event, times);
    }
    let writes = app.store.writes();
    app.telemetry.absolute("otinish_writes_total", writes.done);
    app.telemetry
        .absolute("otinish_writes_failed_total", writes.failed);
    Ok(())
}
