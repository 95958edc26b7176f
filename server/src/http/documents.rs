//! The documents of a draft: the list, one page a document, uploads and downloads. Taking in the files of a request
//! and answering it is the same wherever files are attached.

use std::{net::IpAddr, time::Duration};

use app::{
    components::FieldError,
    pages::documents::{documents, slot},
    text::{Lang, t, t_with, value},
};
use axum::{
    Router,
    extract::{
        DefaultBodyLimit, Multipart, Path, State,
        multipart::{Field, MultipartRejection},
    },
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use bytes::Bytes;
use domain::regulation::{Evidence, Regulation, Supply};

use super::{
    attachment,
    client_address::ClientAddress,
    documents_view::{self as draw, Place},
    draft::load,
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
const UPLOAD_BYTES: usize = 256 * 1024 * 1024;

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
    taking_files(Router::new().route(
        "/{lang}/drafts/{id}/documents/{slot}",
        get(slot_page).post(upload),
    ))
}

/// Lets the bodies with files through that are posted to `pages`.
pub(super) fn taking_files(pages: Router<App>) -> Router<App> {
    pages.layer(DefaultBodyLimit::max(UPLOAD_BYTES))
}

async fn list(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Response> {
    let loaded = load(&app, &citizen, &id).await?;
    let files = app.store.files_of(&id).await.map_err(failed)?;
    Ok(show_list(&app, &citizen, &Place::draft(&loaded, &files)))
}

/// The page of all documents.
pub(super) fn show_list(app: &App, citizen: &Citizen, place: &Place<'_>) -> Response {
    let view = draw::list(&citizen.reader, place);
    Html(documents(&citizen.reader.shell(app, ""), &view)).into_response()
}

fn failed(error: StoreError) -> Response {
    PageError::from(error).into_response()
}

/// The document of the path.
pub(super) fn document<'a>(
    regulation: &'a Regulation,
    slot: &str,
) -> Result<&'a Evidence, PageError> {
    regulation.slot(slot).ok_or(PageError::NotFound)
}

/// The document of the path, to which files are to be attached.
pub(super) fn attachable<'a>(
    regulation: &'a Regulation,
    slot: &str,
) -> Result<&'a Evidence, PageError> {
    document(regulation, slot).and_then(|document| match document.supply {
        Supply::Attach => Ok(document),
        _ => Err(PageError::NotFound),
    })
}

async fn slot_page(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id, slot)): Path<(String, String, String)>,
) -> Result<Response, Response> {
    let loaded = load(&app, &citizen, &id).await?;
    let document = document(loaded.regulation, &slot).map_err(IntoResponse::into_response)?;
    let files = app.store.files_of(&id).await.map_err(failed)?;
    let place = Place::draft(&loaded, &files);
    Ok(show(&app, &citizen, &place, document, &[]))
}

/// The page of a document, with what went wrong.
pub(super) fn show(
    app: &App,
    citizen: &Citizen,
    place: &Place<'_>,
    document: &Evidence,
    wrong: &[Wrong],
) -> Response {
    let lang = citizen.reader.lang;
    let status = if wrong.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut view = draw::document(&citizen.reader, place, document);
    view.heic = wrong
        .iter()
        .any(|wrong| matches!(wrong, Wrong::File(_, FileProblem::Heic)));
    // Where the field is not shown, there is nothing to lead to.
    let field = if view.attach { "files" } else { "" };
    view.errors = wrong
        .iter()
        .map(|wrong| FieldError::new(field, wrong.message(lang)))
        .collect();
    (status, Html(slot(&citizen.reader.shell(app, ""), &view))).into_response()
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
    /// The case has ended.
    Closed,
}

impl From<(String, FileProblem)> for Wrong {
    fn from((name, problem): (String, FileProblem)) -> Wrong {
        Wrong::File(name, problem)
    }
}

impl Wrong {
    pub(super) fn message(&self, lang: Lang) -> String {
        let (name, key) = match self {
            Wrong::Nothing => ("", "documents-error-none"),
            Wrong::Broken => ("", "documents-error-broken"),
            Wrong::Slow => ("", "documents-error-slow"),
            Wrong::Closed => ("", "documents-error-closed"),
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
    address: ClientAddress,
    headers: HeaderMap,
    body: Posted,
) -> Result<Response, Response> {
    let loaded = load(&app, &citizen, &id).await?;
    let document = attachable(loaded.regulation, &slot).map_err(IntoResponse::into_response)?;
    let received = receive(&app, address.ip(), &id, &document.id, body).await;
    let (pending, mut wrong) = received.map_err(IntoResponse::into_response)?;
    match pending.keep(&app, Some(&citizen.person)).await {
        Ok(refused) => wrong.extend(refused.into_iter().map(Wrong::from)),
        // Handed in meanwhile, in another tab.
        Err(StoreError::Conflict) => return Ok(citizen.reader.redirect(&format!("/drafts/{id}"))),
        Err(error) => return Err(failed(error)),
    }
    if wrong.is_empty() {
        let page = citizen
            .reader
            .href(&format!("/drafts/{id}/documents/{slot}"));
        return Ok(attached(&page, &headers));
    }
    let files = app.store.files_of(&id).await.map_err(failed)?;
    let place = Place::draft(&loaded, &files);
    Ok(refused(&app, &citizen, &place, document, &headers, &wrong))
}

/// A script that sends files asks for plain text: the address to go to, or what is wrong, a line each.
fn is_script(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept == "text/plain")
}

/// Everything was attached: on to `page`.
pub(super) fn attached(page: &str, headers: &HeaderMap) -> Response {
    match is_script(headers) {
        true => page.to_owned().into_response(),
        false => Redirect::to(page).into_response(),
    }
}

/// Not everything was attached.
pub(super) fn refused(
    app: &App,
    citizen: &Citizen,
    place: &Place<'_>,
    document: &Evidence,
    headers: &HeaderMap,
    wrong: &[Wrong],
) -> Response {
    if !is_script(headers) {
        return show(app, citizen, place, document, wrong);
    }
    let lang = citizen.reader.lang;
    let lines: Vec<String> = wrong.iter().map(|wrong| wrong.message(lang)).collect();
    let mut response = lines.join("\n").into_response();
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response.headers_mut().insert(header::CONTENT_TYPE, LINES);
    response
}

/// Not `text/plain`: of that kind errors of the framework are, and those are drawn as a page.
const LINES: header::HeaderValue = header::HeaderValue::from_static("text/x-lines; charset=utf-8");

/// The body of a request with files.
pub(super) type Posted = Result<Multipart, MultipartRejection>;

/// Takes in every file of the request for `slot` of `home`, if its address may send some now; one that is refused
/// does not harm the others.
pub(super) async fn receive(
    app: &App,
    from: IpAddr,
    home: &str,
    slot: &str,
    body: Posted,
) -> Result<(Pending, Vec<Wrong>), PageError> {
    let body = body.map_err(|_| PageError::BadForm)?;
    let place = app.limits.uploading(from);
    let Some(_place) = place.filter(|_| app.limits.allow(Limited::Upload, from)) else {
        return Err(PageError::TooMany);
    };
    match tokio::time::timeout(UPLOAD_PATIENCE, take_each(app, home, slot, body)).await {
        Ok(taken) => Ok(taken?),
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
    document(loaded.regulation, &slot).map_err(IntoResponse::into_response)?;
    if app
        .store
        .remove_file(&file, &id, &citizen.person, app.now().timestamp_micros())
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
