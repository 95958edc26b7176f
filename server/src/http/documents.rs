//! The documents of a draft: the list, one page a document, uploads and downloads.

use std::{net::SocketAddr, time::Duration};

use app::{
    components::FieldError,
    pages::documents::{documents, slot},
    text::{Lang, t, t_with, value},
};
use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, Multipart, Path, State, multipart::Field},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use bytes::Bytes;
use domain::regulation::{Evidence, Supply};

use super::{
    attachment, documents_view as draw,
    draft::{Loaded, load},
    error::PageError,
    limits::Limited,
    reader::Citizen,
};
use crate::{
    flow::upload::{
        FileProblem, Pending, SLOT_FILES, Source, UploadError, clean_name, remove_object,
    },
    state::App,
    store::StoreError,
};

/// Time for one request with files, on the slowest line that we serve: 10 MB at 35 kB a second.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(300);

/// What a request may bring and is read to its end: a browser shows the answer only when it has sent everything.
/// More is cut off.
pub(super) const UPLOAD_BYTES: usize = 256 * 1024 * 1024;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/drafts/{id}/documents", get(list))
        .route("/{lang}/drafts/{id}/documents/{slot}/{file}", get(download))
        .route(
            "/{lang}/drafts/{id}/documents/{slot}/{file}/remove",
            get(back_to_document).post(remove),
        )
}

/// The routes that take files, with a patience of their own.
pub(super) fn uploads() -> Router<App> {
    Router::new()
        .route(
            "/{lang}/drafts/{id}/documents/{slot}",
            get(slot_page).post(upload),
        )
        .layer(DefaultBodyLimit::max(UPLOAD_BYTES))
}

async fn list(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Response> {
    let loaded = load(&app, &citizen, &id).await?;
    let files = app.store.files_of(&id).await.map_err(failed)?;
    let view = draw::list(&citizen.reader, &loaded, &files);
    Ok(Html(documents(&citizen.reader.shell(&app, ""), &view)).into_response())
}

fn failed(error: StoreError) -> Response {
    PageError::from(error).into_response()
}

fn document<'a>(loaded: &Loaded<'a>, slot: &str) -> Result<&'a Evidence, PageError> {
    loaded.regulation.slot(slot).ok_or(PageError::NotFound)
}

async fn slot_page(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id, slot)): Path<(String, String, String)>,
) -> Result<Response, Response> {
    let loaded = load(&app, &citizen, &id).await?;
    let document = document(&loaded, &slot).map_err(IntoResponse::into_response)?;
    show(&app, &citizen, &loaded, document, Vec::new()).await
}

async fn show(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
    document: &Evidence,
    wrong: Vec<Wrong>,
) -> Result<Response, Response> {
    let files = app.store.files_of(&loaded.draft.id).await.map_err(failed)?;
    let lang = citizen.reader.lang;
    let status = if wrong.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut view = draw::document(&citizen.reader, loaded, document, &files);
    view.heic = wrong
        .iter()
        .any(|wrong| matches!(wrong, Wrong::File(_, FileProblem::Heic)));
    view.errors = wrong
        .iter()
        .map(|wrong| FieldError::new("files", wrong.message(lang)))
        .collect();
    Ok((status, Html(slot(&citizen.reader.shell(app, ""), &view))).into_response())
}

/// What went wrong with an upload.
pub(super) enum Wrong {
    /// No file was chosen.
    Nothing,
    /// A file was refused.
    File(String, FileProblem),
    /// The body broke off.
    Broken,
    /// It came too slowly.
    Slow,
}

impl Wrong {
    pub(super) fn message(&self, lang: Lang) -> String {
        let (name, key) = match self {
            Wrong::Nothing => ("", "documents-error-none"),
            Wrong::Broken => ("", "documents-error-broken"),
            Wrong::Slow => ("", "documents-error-slow"),
            Wrong::File(name, problem) => {
                let key = match problem {
                    FileProblem::Empty => "documents-error-empty",
                    FileProblem::Kind => "documents-error-type",
                    FileProblem::Heic => "documents-error-heic",
                    FileProblem::Large => "documents-error-large",
                    FileProblem::CaseLarge => "documents-error-case-large",
                    FileProblem::Many => "documents-error-many",
                };
                (name.as_str(), key)
            }
        };
        match name {
            "" => t(lang, key),
            name => t_with(lang, key, &[("name", value(name))]),
        }
    }
}

async fn upload(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id, slot)): Path<(String, String, String)>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<Response, Response> {
    let body = body.map_err(|_| PageError::BadForm.into_response())?;
    let loaded = load(&app, &citizen, &id).await?;
    let document = document(&loaded, &slot).map_err(IntoResponse::into_response)?;
    if document.supply != Supply::Attach {
        return Err(PageError::NotFound.into_response());
    }
    let place = app.limits.uploading(address.ip());
    let Some(_place) = place.filter(|_| app.limits.allow(Limited::Upload, address.ip())) else {
        return Err(PageError::TooMany.into_response());
    };
    let taken = take_all(&app, &id, &document.id, body).await;
    let (pending, mut wrong) = taken.map_err(failed)?;
    let kept = pending.keep(&app, Some(&citizen.person)).await;
    let refused = match kept {
        // Handed in meanwhile, in another tab.
        Err(StoreError::Conflict) => return Ok(citizen.reader.redirect(&format!("/drafts/{id}"))),
        other => other.map_err(failed)?,
    };
    wrong.extend(
        refused
            .into_iter()
            .map(|(name, problem)| Wrong::File(name, problem)),
    );
    answer(&app, &citizen, &loaded, document, &headers, wrong).await
}

/// A script that sends files asks for plain text: the address to go to, or what is wrong, a line each.
async fn answer(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
    document: &Evidence,
    headers: &HeaderMap,
    wrong: Vec<Wrong>,
) -> Result<Response, Response> {
    let lang = citizen.reader.lang;
    let page = format!("/drafts/{}/documents/{}", loaded.draft.id, document.id);
    let plain = headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept == "text/plain");
    match (wrong.is_empty(), plain) {
        (true, false) => Ok(citizen.reader.redirect(&page)),
        (true, true) => Ok(citizen.reader.href(&page).into_response()),
        (false, false) => show(app, citizen, loaded, document, wrong).await,
        (false, true) => {
            let lines: Vec<String> = wrong.iter().map(|wrong| wrong.message(lang)).collect();
            let mut response = lines.join("\n").into_response();
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            response.headers_mut().insert(header::CONTENT_TYPE, LINES);
            Ok(response)
        }
    }
}

/// Not `text/plain`: of that kind errors of the framework are, and those are drawn as a page.
const LINES: header::HeaderValue = header::HeaderValue::from_static("text/x-lines; charset=utf-8");

/// Takes in every file of the request for `slot` of `home`; one that is refused does not harm the others.
pub(super) async fn take_all(
    app: &App,
    home: &str,
    slot: &str,
    body: Multipart,
) -> Result<(Pending, Vec<Wrong>), StoreError> {
    match tokio::time::timeout(UPLOAD_PATIENCE, take_each(app, home, slot, body)).await {
        Ok(taken) => taken,
        Err(_) => Ok((Pending::new(app, home), vec![Wrong::Slow])),
    }
}

async fn take_each(
    app: &App,
    home: &str,
    slot: &str,
    mut body: Multipart,
) -> Result<(Pending, Vec<Wrong>), StoreError> {
    let mut pending = Pending::new(app, home);
    let (mut wrong, mut files) = (Vec::new(), 0_usize);
    loop {
        let mut field = match body.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(_) => return Ok((Pending::new(app, home), vec![Wrong::Broken])),
        };
        let name = field.file_name().map(clean_name);
        // A form without a chosen file sends an empty one without a name.
        let Some(name) = name.filter(|_| field.file_name() != Some("")) else {
            continue;
        };
        files += 1;
        let outcome = match files > SLOT_FILES {
            true => {
                pending
                    .refuse(FileProblem::Many, &mut FromField(&mut field))
                    .await
            }
            false => pending.take(slot, &name, &mut FromField(&mut field)).await,
        };
        match outcome {
            Ok(()) => {}
            Err(UploadError::Refused(problem)) => wrong.push(Wrong::File(name, problem)),
            // Nothing of a request that breaks off is kept.
            Err(UploadError::Broken) => {
                return Ok((Pending::new(app, home), vec![Wrong::Broken]));
            }
            Err(UploadError::Slow) => {
                return Ok((Pending::new(app, home), vec![Wrong::Slow]));
            }
            Err(UploadError::Store(error)) => return Err(error),
        }
    }
    if files == 0 {
        wrong.push(Wrong::Nothing);
    }
    Ok((pending, wrong))
}

struct FromField<'f, 'm>(&'f mut Field<'m>);

impl Source for FromField<'_, '_> {
    async fn chunk(&mut self) -> Result<Option<Bytes>, UploadError> {
        self.0.chunk().await.map_err(|_| UploadError::Broken)
    }
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
    attachment::send(&app, &file).await
}

async fn remove(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id, slot, file)): Path<(String, String, String, String)>,
) -> Result<Response, Response> {
    let loaded = load(&app, &citizen, &id).await?;
    document(&loaded, &slot).map_err(IntoResponse::into_response)?;
    if app
        .store
        .remove_file(&file, &id, &citizen.person)
        .await
        .map_err(failed)?
    {
        remove_object(&app.files, &id, &file).await;
    }
    Ok(citizen
        .reader
        .redirect(&format!("/drafts/{id}/documents/{slot}")))
}

/// Whoever had to log in on the way to removing a file sees the document again, nothing removed.
async fn back_to_document(
    citizen: Citizen,
    Path((_, id, slot, _)): Path<(String, String, String, String)>,
) -> Response {
    citizen
        .reader
        .redirect(&format!("/drafts/{id}/documents/{slot}"))
}
