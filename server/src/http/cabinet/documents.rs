//! Documents that the applicant brings to a case that is under way.

use axum::{
    Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::case::Rejection;

use crate::{
    flow::{
        case::{CaseError, load_own},
        evidence,
    },
    http::{
        draft::documents::{
            attached, refused, show, show_list,
            view::{DocumentSet, case_slot},
        },
        kit::{
            client_address::ClientAddress,
            error::PageError,
            guards::Citizen,
            receive::{Sender, UploadBody, UploadProblem, receive, taking_files},
            web::App,
        },
    },
};

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/cabinet/cases/{id}/documents", get(list))
}

/// The routes that take files.
pub(super) fn uploads() -> Router<App> {
    taking_files(Router::new().route(
        "/{lang}/cabinet/cases/{id}/documents/{slot}",
        get(slot_page).post(upload),
    ))
}

async fn list(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let loaded = load_own(&app, &citizen.person, &id).await?;
    if !loaded.state.takes_documents() {
        return Ok(to_case(&citizen, &id));
    }
    let place = DocumentSet::case(&app, &loaded).await?;
    Ok(show_list(&app, &citizen, &place))
}

async fn slot_page(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id, slot)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let loaded = load_own(&app, &citizen.person, &id).await?;
    let document = case_slot(&loaded, &slot).ok_or(PageError::NotFound)?;
    if !loaded.state.takes_documents() {
        return Ok(to_case(&citizen, &id));
    }
    let place = DocumentSet::case(&app, &loaded).await?;
    Ok(show(&app, &citizen, &place, &document, &[]))
}

/// The page of the case says how it has ended, or that it is decided.
fn to_case(citizen: &Citizen, id: &str) -> Response {
    citizen.context.redirect(&format!("/cabinet/cases/{id}"))
}

async fn upload(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id, slot)): Path<(String, String, String)>,
    address: ClientAddress,
    headers: HeaderMap,
    body: UploadBody,
) -> Result<Response, PageError> {
    let loaded = load_own(&app, &citizen.person, &id).await?;
    let document = case_slot(&loaded, &slot).ok_or(PageError::NotFound)?;
    // The body is read also if nothing is taken any more: a browser shows the answer only after it has sent everything.
    let home = &loaded.case.draft;
    let sender = Sender {
        address: address.ip(),
        account: &citizen.person,
    };
    let mut ended = false;
    let (pending, mut wrong) = receive(&app, sender, home, &document.id, body).await?;
    if !pending.is_empty() || !loaded.state.takes_documents() {
        match evidence::add(&app, &citizen.person, &id, pending).await {
            Ok(refused) => wrong.extend(refused.into_iter().map(UploadProblem::from)),
            Err(CaseError::Rejected(Rejection::NotOpen | Rejection::Signed)) => ended = true,
            Err(error) => return Err(error.into()),
        }
    }
    if wrong.is_empty() && !ended {
        let page = format!("/cabinet/cases/{id}/documents/{slot}");
        let page = citizen.context.href(&page);
        return Ok(attached(&page, &headers));
    }
    // Loaded again, with the files that were added.
    let loaded = load_own(&app, &citizen.person, &id).await?;
    if ended {
        wrong = vec![match loaded.state.is_open() {
            true => UploadProblem::Decided,
            false => UploadProblem::Ended {
                withdrawn: loaded.state.is_withdrawn(),
            },
        }];
    }
    let place = DocumentSet::case(&app, &loaded).await?;
    Ok(refused(&app, &citizen, &place, &document, &headers, &wrong))
}
