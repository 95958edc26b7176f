//! Finding a case: by its number, under way or ended, and in the list of the ended cases of the office.

use app::{
    pages::staff::{EndedRow, FindView, find_case},
    text::t,
};
use axum::{
    Router,
    extract::State,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::regulation::ChannelKind;

use super::case::may_open;
use crate::{
    flow::read_rights,
    http::kit::{
        error::PageError, fields::Fields, guards::Official, local_time::local_micros, web::App,
    },
    store::case::{Case, EndedPlace},
};

const PAGE_SIZE: usize = 50;
/// One more tells whether there is another page.
const QUERY_SIZE: i64 = 51;
/// How often the list is read on for one page, past the cases that the official may not read.
const MOST_READS: usize = 4;

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/staff/cases", get(find))
}

async fn find(
    State(app): State<App>,
    official: Official,
    fields: Fields,
) -> Result<Response, PageError> {
    let context = &official.context;
    let typed = fields.get("q");
    let number = number(typed);
    if let Some(case) = app.store.case_by_number(&number).await?
        && may_open(&app, &official, &case).await?
    {
        return Ok(context.redirect(&format!("/staff/cases/{}", case.id)));
    }
    let after = place(&fields);
    let (cases, last) = page(&app, &official, after.clone()).await?;
    let view = FindView {
        typed: typed.to_owned(),
        unknown: !number.is_empty(),
        rows: cases
            .iter()
            .map(|case| row(&app, &official, case))
            .collect(),
        first: after.map(|_| "/staff/cases".to_owned()),
        next: last.map(|last| format!("/staff/cases?after={}.{}", last.closed, last.case)),
    };
    let shell = context.shell(&app, t(context.lang, "staff-find-title"));
    let shell = shell.with_back(context.href("/staff"));
    Ok(Html(find_case(&shell, &view)).into_response())
}

/// The number that is meant: people copy it with its sign, spaces and small letters.
fn number(typed: &str) -> String {
    let signs = typed.chars().map(|char| match char {
        '‐' | '‑' | '–' | '—' => '-',
        char => char.to_ascii_uppercase(),
    });
    signs
        .filter(|char| char.is_ascii_alphanumeric() || *char == '-')
        .collect()
}

/// `<microseconds>.<case>`.
fn place(fields: &Fields) -> Option<EndedPlace> {
    let (closed, case) = fields.get("after").split_once('.')?;
    Some(EndedPlace {
        closed: closed.parse().ok()?,
        case: uuid::Uuid::try_parse(case).ok()?.to_string(),
    })
}

/// The ended cases of the office that the official may read, and after which the next page begins.
async fn page(
    app: &App,
    official: &Official,
    mut after: Option<EndedPlace>,
) -> Result<(Vec<Case>, Option<EndedPlace>), PageError> {
    let office = &official.staff.office;
    let mut page = Vec::new();
    for _ in 0..MOST_READS {
        let read = app.store.ended_cases(office, after.as_ref(), QUERY_SIZE);
        let read = read.await?;
        let ends = read.len() <= PAGE_SIZE;
        for case in read.iter().take(PAGE_SIZE) {
            if page.len() == PAGE_SIZE {
                return Ok((page, after));
            }
            if reads(app, official, case) || may_open(app, official, case).await? {
                page.push(case.clone());
            }
            after = Some(EndedPlace::of(case));
        }
        if ends {
            return Ok((page, None));
        }
    }
    Ok((page, after))
}

/// Whether the official reads all such cases: no log has to be read for that.
fn reads(app: &App, official: &Official, case: &Case) -> bool {
    let regulation = app.editions.named(&app.catalogue, &case.regulation);
    let of = regulation.zip(ChannelKind::from_id(&case.channel));
    of.is_some_and(|(regulation, channel)| {
        read_rights::reads_channel(&official.staff, &regulation, channel)
    })
}

fn row(app: &App, official: &Official, case: &Case) -> EndedRow {
    let lang = official.context.lang;
    let regulation = app.editions.named(&app.catalogue, &case.regulation);
    EndedRow {
        href: format!("/staff/cases/{}", case.id),
        number: case.number.clone(),
        service: regulation.map_or_else(
            || t(lang, "operation-withdrawn-title"),
            |regulation| {
                regulation
                    .called_on(ChannelKind::from_id(&case.channel))
                    .get(lang)
                    .to_owned()
            },
        ),
        applicant: case.person_name.clone(),
        state: case.state.clone(),
        ended: local_micros(case.closed).date(),
    }
}
