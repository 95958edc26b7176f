//! Who looked at a case: for its applicant, and for the head of an office.

use app::{
    pages::views::{ViewLine, ViewsView, case_views, office_views},
    text::{Lang, t_with, value},
};
use axum::{
    Router,
    extract::{Path, State},
    response::Html,
    routing::get,
};

use crate::{
    core::Core,
    flow::{case::own_row, read_rights},
    http::kit::{
        error::PageError,
        fields::Fields,
        local_time::local_micros,
        page_context::{Citizen, Official},
        web::App,
    },
    store::case_view::CaseViewed,
};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/cabinet/cases/{id}/views", get(of_case))
        .route("/{lang}/staff/views", get(of_office))
}

const PAGE_SIZE: usize = 50;
/// One more than a page, to know whether there is another page.
const QUERY_SIZE: i64 = 51;

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

/// The row behind which the page begins.
fn before(fields: &Fields) -> Option<&str> {
    Some(fields.get("before")).filter(|id| uuid::Uuid::try_parse(id).is_ok())
}

fn earlier(page: &str, last: Option<&CaseViewed>, found: usize) -> Option<String> {
    last.filter(|_| found > PAGE_SIZE)
        .map(|last| format!("{page}?before={}", last.id))
}

/// Role and office in the words of the regulation; the ids where it no longer knows them.
fn line(app: &Core, lang: Lang, viewed: &CaseViewed, regulation: &str, number: &str) -> ViewLine {
    let regulation = app.editions.named(&app.catalogue, regulation);
    let regulation = regulation.as_deref();
    let role = regulation.and_then(|regulation| regulation.role(&viewed.role));
    let office = regulation.and_then(|regulation| regulation.office(&viewed.office));
    ViewLine {
        at: local_micros(viewed.at),
        name: viewed.name.clone(),
        role: role
            .map_or(viewed.role.as_str(), |role| role.name.get(lang))
            .to_owned(),
        office: office
            .map_or(viewed.office.as_str(), |office| office.name.get(lang))
            .to_owned(),
        file: (!viewed.file.is_empty()).then(|| viewed.file_name.clone()),
        number: number.to_owned(),
    }
}
