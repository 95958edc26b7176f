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

use super::cases::local_micros;
use crate::{
    core::Core,
    flow::{case::own_row, read_rights},
    http::kit::{
        error::PageError,
        fields::Fields,
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

/// Openings on one page.
const PAGE: usize = 50;
/// As many as are asked for, to see whether there are more.
const ASKED: i64 = 51;

async fn of_case(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
    fields: Fields,
) -> Result<Html<String>, PageError> {
    let reader = &citizen.reader;
    let case = own_row(&app, &citizen.person, &id).await?;
    let found = app.store.case_views(&id, before(&fields), ASKED).await?;
    let page = reader.href(&format!("/cabinet/cases/{id}"));
    let view = ViewsView {
        earlier: earlier(&format!("{page}/views"), found.get(PAGE - 1), found.len()),
        lines: found
            .iter()
            .take(PAGE)
            .map(|viewed| line(&app, reader.lang, viewed, &case.regulation, ""))
            .collect(),
    };
    let number = [("number", value(&case.number))];
    let title = t_with(reader.lang, "cabinet-case", &number);
    let shell = reader.shell(&app, title).with_back(page);
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
    let reader = &official.reader;
    let office = &official.staff.office;
    let found = app.store.office_views(office, before(&fields), ASKED);
    let found = found.await?;
    let last = found.get(PAGE - 1).map(|one| &one.viewed);
    let view = ViewsView {
        earlier: earlier(&reader.href("/staff/views"), last, found.len()),
        lines: found
            .iter()
            .take(PAGE)
            .map(|one| line(&app, reader.lang, &one.viewed, &one.regulation, &one.number))
            .collect(),
    };
    let shell = reader.shell(&app, "").with_back(reader.href("/staff"));
    Ok(Html(office_views(&shell, &view)))
}

/// The row behind which the page begins.
fn before(fields: &Fields) -> Option<&str> {
    Some(fields.get("before")).filter(|id| uuid::Uuid::try_parse(id).is_ok())
}

fn earlier(page: &str, last: Option<&CaseViewed>, found: usize) -> Option<String> {
    last.filter(|_| found > PAGE)
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
