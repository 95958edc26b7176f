//! The documents of a draft: the list, one page a document, uploads and downloads. Taking in the files of a request
//! and answering it is the same wherever files are attached.

use app::{
    components::FieldError,
    pages::documents::{documents, slot},
};
use axum::{
    Router,
    extract::{Path, State},
    http::HeaderMap,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    form::Answers,
    regulation::{Evidence, Regulation, Supply},
};

use super::loaded::{changed, to_change, to_show};
use crate::{
    flow::upload::{FileProblem, remove_object},
    http::kit::{
        attachment,
        client_address::ClientAddress,
        error::PageError,
        guards::Citizen,
        receive::{Sender, UploadBody, UploadProblem, receive, status_of, taking_files},
        script::{for_script, is_script},
        web::App,
    },
    store::StoreError,
};

pub(crate) mod view;

use view::{self as draw, DocumentSet};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/drafts/{id}/documents", get(list))
        .route("/{lang}/drafts/{id}/documents/{slot}/{file}", get(download))
        .route(
            "/{lang}/drafts/{id}/documents/{slot}/{file}/remove",
            get(back_to_document).post(remove),
        )
}

/// The routes that take files.
pub(super) fn uploads() -> Router<App> {
    taking_files(Router::new().route(
        "/{lang}/drafts/{id}/documents/{slot}",
        get(slot_page).post(upload),
    ))
}

async fn list(State(app): State<App>, citizen: Citizen) -> Result<Response, Response> {
    let loaded = to_show(&app, &citizen)?;
    let place = DocumentSet::draft(&app, &loaded).await.map_err(failed)?;
    Ok(show_list(&app, &citizen, &place))
}

pub(crate) fn show_list(app: &App, citizen: &Citizen, place: &DocumentSet) -> Response {
    let view = draw::list(&citizen.context, place);
    Html(documents(&citizen.context.shell(app, ""), &view)).into_response()
}

fn failed(error: StoreError) -> Response {
    PageError::from(error).into_response()
}

pub(crate) fn document(
    regulation: &Regulation,
    answers: &Answers,
    slot: &str,
) -> Result<Evidence, PageError> {
    domain::form::slot(regulation, answers, slot).ok_or(PageError::NotFound)
}

/// The document of the path, to which files are to be attached.
fn attachable(
    regulation: &Regulation,
    answers: &Answers,
    slot: &str,
) -> Result<Evidence, PageError> {
    document(regulation, answers, slot).and_then(|document| match document.supply {
        Supply::Attach => Ok(document),
        _ => Err(PageError::NotFound),
    })
}

async fn slot_page(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, _, slot)): Path<(String, String, String)>,
) -> Result<Response, Response> {
    let loaded = to_show(&app, &citizen)?;
    let document = document(loaded.regulation, &loaded.draft.body.answers, &slot)
        .map_err(IntoResponse::into_response)?;
    let place = DocumentSet::draft(&app, &loaded).await.map_err(failed)?;
    Ok(show(&app, &citizen, &place, &document, &[]))
}

/// The page of a document, with what went wrong.
pub(crate) fn show(
    app: &App,
    citizen: &Citizen,
    place: &DocumentSet,
    document: &Evidence,
    wrong: &[UploadProblem],
) -> Response {
    let lang = citizen.context.lang;
    let mut view = draw::document(&citizen.context, place, document);
    view.heic = wrong
        .iter()
        .any(|wrong| matches!(wrong, UploadProblem::File(_, FileProblem::Heic)));
    // Without the field there is nothing to link to.
    let field = if view.attach { "files" } else { "" };
    view.errors = wrong
        .iter()
        .map(|wrong| FieldError::new(field, wrong.message(lang)))
        .collect();
    let page = Html(slot(&citizen.context.shell(app, ""), &view));
    (status_of(wrong), page).into_response()
}

async fn upload(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id, slot)): Path<(String, String, String)>,
    address: ClientAddress,
    headers: HeaderMap,
    body: UploadBody,
) -> Result<Response, Response> {
    let loaded = to_change(&app, &citizen)?;
    let document = attachable(loaded.regulation, &loaded.draft.body.answers, &slot)
        .map_err(IntoResponse::into_response)?;
    let sender = Sender {
        address: address.ip(),
        account: &citizen.person,
    };
    let received = receive(&app, sender, &id, &document.id, body).await;
    let (pending, mut wrong) = received.map_err(IntoResponse::into_response)?;
    match pending.keep(&app, Some(&citizen.person)).await {
        Ok(refused) => wrong.extend(refused.into_iter().map(UploadProblem::from)),
        // Submitted meanwhile in another tab.
        Err(error @ StoreError::Conflict) => {
            changed(&app, &citizen, &id).await?;
            return Err(failed(error));
        }
        Err(error) => return Err(failed(error)),
    }
    if wrong.is_empty() {
        let page = citizen
            .context
            .href(&format!("/drafts/{id}/documents/{slot}"));
        return Ok(attached(&page, &headers));
    }
    let place = DocumentSet::draft(&app, &loaded).await.map_err(failed)?;
    Ok(refused(&app, &citizen, &place, &document, &headers, &wrong))
}

/// Everything was attached: on to `page`.
pub(crate) fn attached(page: &str, headers: &HeaderMap) -> Response {
    match is_script(headers) {
        true => page.to_owned().into_response(),
        false => Redirect::to(page).into_response(),
    }
}

/// Not everything was attached.
pub(crate) fn refused(
    app: &App,
    citizen: &Citizen,
    place: &DocumentSet,
    document: &Evidence,
    headers: &HeaderMap,
    wrong: &[UploadProblem],
) -> Response {
    if !is_script(headers) {
        return show(app, citizen, place, document, wrong);
    }
    let lang = citizen.context.lang;
    let lines: Vec<String> = wrong.iter().map(|wrong| wrong.message(lang)).collect();
    for_script(status_of(wrong), lines.join("\n"))
}

async fn download(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id, slot, file)): Path<(String, String, String, String)>,
) -> Result<Response, PageError> {
    let file = app.store.file_of_draft(&file, &id, &citizen.person).await?;
    let file = file
        .filter(|file| file.slot == slot)
        .ok_or(PageError::NotFound)?;
    attachment::send_own(&app, &file).await
}

async fn remove(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id, slot, file)): Path<(String, String, String, String)>,
) -> Result<Response, Response> {
    let loaded = to_change(&app, &citizen)?;
    document(loaded.regulation, &loaded.draft.body.answers, &slot)
        .map_err(IntoResponse::into_response)?;
    if app
        .store
        .remove_file(&file, &id, &citizen.person, app.now().timestamp_micros())
        .await
        .map_err(failed)?
    {
        remove_object(&app.files, &id, &file).await;
    } else {
        // It was removed before, or the draft was submitted meanwhile.
        changed(&app, &citizen, &id).await?;
    }
    Ok(citizen
        .context
        .redirect(&format!("/drafts/{id}/documents/{slot}")))
}

/// Whoever had to log in on the way to removing a file sees the document again, nothing removed.
async fn back_to_document(
    citizen: Citizen,
    Path((_, id, slot, _)): Path<(String, String, String, String)>,
) -> Response {
    citizen
        .context
        .redirect(&format!("/drafts/{id}/documents/{slot}"))
}
