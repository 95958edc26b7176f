//! Takes in the files of a request, and says what was wrong with them.

use std::{error::Error, net::IpAddr, time::Duration};

use app::{
    format,
    text::{Lang, t, t_with, value},
};
use axum::{
    Router,
    extract::{
        DefaultBodyLimit, Multipart,
        multipart::{Field, MultipartError, MultipartRejection},
    },
    http::StatusCode,
};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{calendar::local, file_name};

use super::{error::PageError, fields::Fields, limits::LimitedAction, web::App};
use crate::{
    flow::upload::{FileProblem, Pending, Source, UploadError},
    http::FORM_BYTES,
    store::{StoreError, file::SLOT_FILES},
};

/// Time for one request with files, on the slowest line that we serve: 10 MB at 35 kB a second.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(300);

/// What a request with files may bring: what a case may hold, and the frame around it. The reader of forms keeps in memory
/// what has no boundary, so this bounds that too. What comes beyond is read and dropped (`layers::unread`), for the browser to see
/// the answer.
const UPLOAD_BYTES: usize = 64 * 1024 * 1024;

/// Lets the bodies with files through that are posted to `pages`.
pub(crate) fn taking_files(pages: Router<App>) -> Router<App> {
    pages.layer(DefaultBodyLimit::max(UPLOAD_BYTES))
}

/// More mistakes than this are not told one by one: a request may hold millions of parts.
const MAX_PROBLEMS: usize = 2 * SLOT_FILES;

/// What went wrong with an upload.
pub(crate) enum UploadProblem {
    Nothing,
    File(String, FileProblem),
    /// The body ended too early.
    Broken,
    /// A file name with control characters.
    Name,
    Slow,
    /// The decision is signed.
    Decided,
    /// The case has ended: whether the applicant ended it.
    Ended {
        withdrawn: bool,
    },
}

impl From<(String, FileProblem)> for UploadProblem {
    fn from((name, problem): (String, FileProblem)) -> UploadProblem {
        UploadProblem::File(name, problem)
    }
}

impl UploadProblem {
    pub(crate) fn message(&self, lang: Lang) -> String {
        let (name, key) = match self {
            UploadProblem::Nothing => ("", "documents-error-none"),
            UploadProblem::Broken => ("", "documents-error-broken"),
            UploadProblem::Name => ("", "files-error-name"),
            UploadProblem::Slow => ("", "documents-error-slow"),
            UploadProblem::Decided => ("", "documents-error-decided"),
            UploadProblem::Ended { withdrawn: false } => ("", "documents-error-closed"),
            UploadProblem::Ended { withdrawn: true } => ("", "documents-error-withdrawn"),
            UploadProblem::File(name, problem) => {
                let key = match problem {
                    FileProblem::Empty => "documents-error-empty",
                    FileProblem::Kind => "documents-error-type",
                    FileProblem::Heic => "documents-error-heic",
                    FileProblem::Large => "documents-error-large",
                    FileProblem::CaseLarge => "documents-error-case-large",
                    FileProblem::Many => "documents-error-many",
                    FileProblem::Password => "files-error-password",
                    FileProblem::Broken => "files-error-damaged",
                    FileProblem::Pixels => "files-error-pixels",
                    FileProblem::Harmful => "files-error-harmful",
                    FileProblem::Quota { most, opens } => {
                        return later(lang, "files-error-quota", name, *opens, Some(*most));
                    }
                    FileProblem::Paused { opens } => {
                        return later(lang, "files-error-paused", name, *opens, None);
                    }
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

/// What is refused now, and from which full minute on it may be sent again.
fn later(lang: Lang, key: &str, name: &str, opens: DateTime<Utc>, most: Option<u64>) -> String {
    let opens = local(opens + TimeDelta::seconds(59)).naive_local();
    let opens = format!(
        "{}, {}",
        format::time(opens.time()),
        format::day(lang, opens.date())
    );
    let mut parts = vec![("name", value(name)), ("opens", value(opens))];
    parts.extend(most.map(|most| ("most", value(format::bytes(lang, most)))));
    t_with(lang, key, &parts)
}

/// The status of an answer to files with which this was wrong.
pub(crate) fn status_of(wrong: &[UploadProblem]) -> StatusCode {
    let large = |wrong: &UploadProblem| matches!(wrong, UploadProblem::File(_, FileProblem::Large));
    if wrong.is_empty() {
        StatusCode::OK
    } else if wrong.iter().any(large) {
        StatusCode::PAYLOAD_TOO_LARGE
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// Who sends files, and from where.
#[derive(Clone, Copy)]
pub(crate) struct Sender<'a> {
    pub(crate) address: IpAddr,
    pub(crate) account: &'a str,
}

pub(crate) type UploadBody = Result<Multipart, MultipartRejection>;

/// Takes in every file of the request for `slot` of `home`, if its address may send some now; one that is refused
/// does not harm the others.
pub(crate) async fn receive(
    app: &App,
    from: Sender<'_>,
    home: &str,
    slot: &str,
    body: UploadBody,
) -> Result<(Pending, Vec<UploadProblem>), PageError> {
    receive_with(app, from, (home, slot), body, &mut Fields::default()).await
}

/// The same, with what was typed in the form of the files.
pub(crate) async fn receive_with(
    app: &App,
    from: Sender<'_>,
    (home, slot): (&str, &str),
    body: UploadBody,
    typed: &mut Fields,
) -> Result<(Pending, Vec<UploadProblem>), PageError> {
    let body = body.map_err(|_| PageError::BadForm)?;
    let place = app.limits.uploading(from.address);
    let Some(_place) = place.filter(|_| app.limits.allow(LimitedAction::Upload, from.address))
    else {
        return Err(PageError::TooMany);
    };
    let none = Pending::new(app, home, from.account);
    let pending = Pending::new(app, home, from.account);
    match tokio::time::timeout(UPLOAD_TIMEOUT, take_each(app, pending, slot, (body, typed))).await {
        // No file of a request that ends too early is kept.
        Ok(Err(Stopped::With(wrong))) => Ok((none, vec![wrong])),
        Ok(Err(Stopped::Store(error))) => Err(error.into()),
        Ok(Ok(taken)) => Ok(taken),
        Err(_) => Ok((none, vec![UploadProblem::Slow])),
    }
}

/// Why a request with files is not read on.
enum Stopped {
    With(UploadProblem),
    Store(StoreError),
}

async fn take_each(
    app: &App,
    mut pending: Pending,
    slot: &str,
    (mut body, typed): (Multipart, &mut Fields),
) -> Result<(Pending, Vec<UploadProblem>), Stopped> {
    let (mut wrong, mut files) = (Vec::new(), 0_usize);
    let mut room = FORM_BYTES;
    loop {
        let mut field = match body.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return Err(Stopped::With(unreadable(&error))),
        };
        // A form without a chosen file sends an empty one without a name.
        let Some(name) = field.file_name().filter(|name| !name.is_empty()) else {
            room = take_typed(field, typed, room).await?;
            continue;
        };
        let name = name.to_owned();
        files += 1;
        let mut source = FromField(&mut field);
        let outcome = match files > SLOT_FILES {
            true => pending.refuse(FileProblem::Many, &mut source).await,
            false => pending.take(app, slot, &name, &mut source).await,
        };
        let name = file_name::shown(&name);
        match outcome {
            Ok(()) => {}
            Err(UploadError::Refused(_)) if wrong.len() >= MAX_PROBLEMS => {}
            Err(UploadError::Refused(problem)) => wrong.push(UploadProblem::File(name, problem)),
            Err(UploadError::TooLarge) => {
                return Err(Stopped::With(UploadProblem::File(name, FileProblem::Large)));
            }
            Err(UploadError::Broken) => return Err(Stopped::With(UploadProblem::Broken)),
            Err(UploadError::Slow) => return Err(Stopped::With(UploadProblem::Slow)),
            Err(UploadError::Store(error)) => return Err(Stopped::Store(error)),
        }
    }
    if files == 0 {
        wrong.push(UploadProblem::Nothing);
    }
    Ok((pending, wrong))
}

/// Takes in one field that is no file, and says how many bytes more may be typed. What is longer is dropped.
async fn take_typed(
    mut field: Field<'_>,
    typed: &mut Fields,
    room: usize,
) -> Result<usize, Stopped> {
    let name = field.name().map(ToOwned::to_owned);
    let is_file = field.file_name().is_some();
    let mut text = Vec::new();
    loop {
        let chunk = field.chunk().await;
        let chunk = chunk.map_err(|error| Stopped::With(unreadable(&error)))?;
        let Some(chunk) = chunk else { break };
        if text.len() + chunk.len() > room {
            return Ok(room);
        }
        text.extend_from_slice(&chunk);
    }
    let left = room - text.len();
    if let (Some(name), Ok(text), false) = (name, String::from_utf8(text), is_file) {
        typed.add(&name, &text);
    }
    Ok(left)
}

/// What is wrong where a part cannot be found. A browser sends a control character in the name of a file as it is, and then
/// the head of the part cannot be read.
fn unreadable(error: &MultipartError) -> UploadProblem {
    let cause = error.source().and_then(|cause| cause.downcast_ref());
    match cause {
        Some(multer::Error::ReadHeaderFailed(_)) => UploadProblem::Name,
        _ => UploadProblem::Broken,
    }
}

struct FromField<'f, 'm>(&'f mut Field<'m>);

impl Source for FromField<'_, '_> {
    async fn chunk(&mut self) -> Result<Option<Bytes>, UploadError> {
        self.0.chunk().await.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => UploadError::TooLarge,
            _ => UploadError::Broken,
        })
    }
}
