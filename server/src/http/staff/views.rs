//! Who opened the cases of an office, for its head.

use app::pages::views::{ViewsView, office_views};
use axum::{Router, extract::State, response::Html, routing::get};

use crate::{
    flow::read_rights,
    http::kit::{
        case_views::{PAGE_SIZE, QUERY_SIZE, before, earlier, line},
        error::PageError,
        fields::Fields,
        guards::Official,
        web::App,
    },
};

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/staff/views", get(of_office))
}

async fn of_office(
    State(app): State<App>,
    official: Official,
    fields: Fields,
) -> Result<Html<String>, PageError> {
    if !read_rights::is_head(&app.catalogue, &official.staff) {
        return Err(PageError::NotFound);
    }
    let context = &official.context;
    let office = &official.staff.office;
    let found = app.store.office_views(office, before(&fields), QUERY_SIZE);
    let found = found.await?;
    let last = found.get(PAGE_SIZE - 1).map(|one| &one.viewed);
    let view = ViewsView {
        earlier: earlier(&context.href("/staff/views"), last, found.len()),
        lines: found
            .iter()
            .take(PAGE_SIZE)
            .map(|one| {
                line(
                    &app,
                    context.lang,
                    &one.viewed,
                    &one.regulation,
                    &one.number,
                )
            })
            .collect(),
    };
    let shell = context.shell(&app, "").with_back(context.href("/staff"));
    Ok(Html(office_views(&shell, &view)))
}
