//! What whoever runs the portal needs: health, the files of the site, what programs ask of a site, the messages of
//! the demonstration.

use axum::Router;

use crate::http::kit::web::App;

mod assets;
mod demo_messages;
mod health;
mod well_known;

pub(super) fn pages() -> Router<App> {
    demo_messages::router()
}

/// What programs ask for.
pub(super) fn router(app: &App) -> Router<App> {
    Router::new()
        .merge(health::router(app.clone()))
        .merge(well_known::router())
        .nest("/assets", assets::router(app))
}
