//! The page of a login.

use app::{
    components::Shell,
    pages::login::{LoginView, login},
};
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

use crate::http::kit::{page_context::PageContext, web::App};

pub(super) fn show(
    app: &App,
    context: &PageContext,
    status: StatusCode,
    view: LoginView,
) -> Response {
    let shell = shell(app, context, &view.next);
    (status, Html(login(&shell, &view))).into_response()
}

/// The page around a form that leads to `next`: so does the same form in another language, also after a mistake.
pub(crate) fn shell(app: &App, context: &PageContext, next: &str) -> Shell {
    let mut shell = context.shell(app, "");
    if !next.is_empty() {
        shell.query = query(next);
    }
    shell
}

/// The query of a login page that leads to `next`.
pub(super) fn query(next: &str) -> String {
    let query = app::pages::with_next(String::new(), next);
    query.trim_start_matches('?').to_owned()
}
