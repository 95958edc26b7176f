//! Who opened a case, for its applicant.

use app::{
    pages::views::{ViewsView, case_views},
    text::{t_with, value},
};
use axum::{
    Router,
    extract::{Path, State},
    response::Html,
    routing::get,
};

use crate::{
    flow::case::own_row,
    http::kit::{
        case_views::{PAGE_SIZE, QUERY_SIZE, before, earlier, line},
        error::PageError,
        fields::Fields,
        guards::Citizen,
        web::App,
    },
};

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/cabinet/cases/{id}/views", get(of_case))
}

async fn of_case(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
    fields: Fields,
) -> Result<Html<String>, PageError> {
    let context = &citizen.context;
    let case = own_row(&app, &citizen.person, &id).await?;
    let found = app
        .store
        .case_views(&id, before(&fields), QUERY_SIZE)
        .await?;
    let page = context.href(&format!("/cabinet/cases/{id}"));
    let view = ViewsView {
        earlier: earlier(
            &format!("{page}/views"),
            found.get(PAGE_SIZE - 1),
            found.len(),
        ),
        lines: found
            .iter()
            .take(PAGE_SIZE)
            .map(|viewed| line(&app, context.lang, viewed, &case.regulation, ""))
            .collect(),
    };
    let number = [("number", value(&case.number))];
    let title = t_with(context.lang, "cabinet-case", &number);
    let shell = context.shell(&app, title).with_back(page);
    Ok(Html(case_views(&shell, &case.number, &view)))
}
