//! Who opened a case: one page of the list.

use app::{pages::views::ViewLine, text::Lang};

use crate::{
    core::Core,
    http::kit::{fields::Fields, local_time::local_micros},
    store::case_view::CaseViewed,
};

pub(crate) const PAGE_SIZE: usize = 50;

/// One more than a page, to know whether there is another page.
pub(crate) const QUERY_SIZE: i64 = 51;

/// The row behind which the page begins.
pub(crate) fn before(fields: &Fields) -> Option<&str> {
    Some(fields.get("before")).filter(|id| uuid::Uuid::try_parse(id).is_ok())
}

pub(crate) fn earlier(page: &str, last: Option<&CaseViewed>, found: usize) -> Option<String> {
    last.filter(|_| found > PAGE_SIZE)
        .map(|last| format!("{page}?before={}", last.id))
}

/// Role and office in the words of the regulation; the ids where it no longer knows them.
pub(crate) fn line(
    app: &Core,
    lang: Lang,
    viewed: &CaseViewed,
    regulation: &str,
    number: &str,
) -> ViewLine {
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
