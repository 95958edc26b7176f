//! The home page, and what stands at the root of the site.

use app::pages::home::{HomeView, home};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};

use crate::http::kit::{fields::Fields, language, page_context::PageContext, web::App};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/", get(start))
        .route("/robots.txt", get(robots))
        .route("/{lang}", get(add_slash))
        .route("/{lang}/", get(home_page))
}

async fn start(headers: HeaderMap) -> Redirect {
    Redirect::to(&format!("/{}/", language::preferred(&headers).tag()))
}

async fn add_slash(context: PageContext) -> Response {
    context.redirect("/")
}

/// Services and what explains the portal may be found by search engines; the guide holds answers in its address,
/// and everything else belongs to somebody.
async fn robots() -> impl IntoResponse {
    const TEXT: &str = "User-agent: *\n\
        Disallow: /*/check\n\
        Disallow: /*/cabinet\n\
        Disallow: /*/drafts\n\
        Disallow: /*/staff\n\
        Disallow: /*/status\n\
        Disallow: /*/login\n\
        Disallow: /*/register\n";
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], TEXT)
}

async fn home_page(State(app): State<App>, context: PageContext, mut query: Fields) -> Response {
    if query.take_switch() {
        return context.with_query(&query);
    }
    context.cached(&app, "/", || {
        let view = HomeView {
            words: query.take("q"),
            ..HomeView::new(context.lang, &app.catalogue)
        };
        home(&context.shell(&app, ""), &view)
    })
}
