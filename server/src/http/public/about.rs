//! Pages about the portal.

use app::pages::info::{self, KeptFor};
use axum::{Router, extract::State, response::Html, routing::get};
use chrono::TimeDelta;

use crate::http::{
    account::login,
    kit::{page_context::PageContext, way_back, web::App},
};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/accessibility", get(accessibility_page))
        .route("/{lang}/privacy", get(privacy_page))
        .route("/{lang}/data", get(data_page))
}

async fn accessibility_page(State(app): State<App>, context: PageContext) -> Html<String> {
    Html(info::accessibility(&context.shell(&app, "")))
}

async fn privacy_page(State(app): State<App>, context: PageContext) -> Html<String> {
    let (keep, entrance) = (&app.config.retention, &app.config.entrance);
    let days = |kept: Option<TimeDelta>| kept.map_or(0, |kept| kept.num_days());
    let kept = KeptFor {
        draft: days(keep.draft()),
        reminder: keep.reminder().num_days(),
        prepared: keep.prepared().num_days(),
        message: days(keep.message()),
        idle: entrance.session_idle_minutes.into(),
        session: entrance.citizen_session_days.into(),
        device: login::DEVICE_DAYS,
        way: way_back::MINUTES,
    };
    Html(info::privacy(&context.shell(&app, ""), kept))
}

async fn data_page(State(app): State<App>, context: PageContext) -> Html<String> {
    Html(info::data(&context.shell(&app, ""), &app.catalogue))
}
