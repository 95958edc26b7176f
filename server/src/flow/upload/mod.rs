//! Takes in attachments: streamed, hashed, checked by content, and kept only if everything fits.
//!
//! A file is stored first and looked at then, from the store: so many of them at a time take no memory, and a scanner
//! that is away can be asked again later about the same bytes. Until a row names them, they are [`Pending`].

use bytes::Bytes;
use chrono::{DateTime, Days, NaiveTime, Utc};
use domain::file_name;
use futures::{StreamExt, TryStreamExt};
use object_store::{ObjectStoreExt, path::Path};

use crate::{
    inspect::{Verdict, inspector::InspectError},
    outside::scan::{FileBytes, Finding},
    state::{App, Portal},
    store::{
        Outage, StoreError,
        file::{AddFile, Files, Refused, Room, Scan, object_key},
        new_id,
    },
};

mod sink;
mod source;

use sink::{Sink, copy};
use source::Patient;
pub use source::Source;

/// Bytes of one file.
pub const FILE_BYTES: u64 = 10 * 1024 * 1024;
/// Bytes of all files of a case.
pub const CASE_BYTES: u64 = 50 * 1024 * 1024;
/// Files of one document.
pub const SLOT_FILES: usize = 20;
/// What the files of a draft or of a case may add up to.
pub(super) const ROOM: Room = Room {
    bytes: CASE_BYTES,
    slot_files: SLOT_FILES,
};

/// So much is read before the kind is decided: enough for every signature that is looked for.
const HEAD: usize = 4096;

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// No bytes.
    Empty,
    /// None of the accepted kinds.
    Kind,
    /// A picture in HEIC, which few programs read.
    Heic,
    /// Larger than [`FILE_BYTES`].
    Large,
    /// All files together larger than [`CASE_BYTES`].
    CaseLarge,
    /// More than [`SLOT_FILES`].
    Many,
    /// A PDF that opens with a password only.
    Password,
    /// It cannot be opened.
    Broken,
    /// A picture of too many pixels.
    Pixels,
    /// The scanner found something in it.
    Harmful,
    /// The account has sent as much as it may in a day.
    Quota {
        /// Bytes.
        most: u64,
        /// When it may send again.
        opens: DateTime<Utc>,
    },
}

/// Why taking in a file failed.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The file is not one that is accepted. What follows in the request can still be.
    #[error("refused: {0:?}")]
    Refused(FileProblem),
    /// The body ended early or is not what it should be.
    #[error("the body broke off")]
    Broken,
    /// The body is larger than anything that is read to its end.
    #[error("the body is too large")]
    TooLarge,
    /// Too little arrived in the time.
    #[error("the sender is too slow")]
    Slow,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<object_store::Error> for UploadError {
    fn from(error: object_store::Error) -> Self {
        UploadError::Store(error.into())
    }
}

impl From<InspectError> for UploadError {
    fn from(error: InspectError) -> Self {
        // The reader is asked to try again, as when the store is away.
        UploadError::Store(StoreError::Unavailable {
            outage: match error {
                InspectError::Busy => Outage::Timeout,
                InspectError::Failed(_) => Outage::Away,
            },
            cause: error.to_string(),
        })
    }
}

/// Files that are in the object store and not yet in the database. Dropped, they are removed again: a request
/// that breaks off leaves nothing.
pub struct Pending {
    store: Files,
    home: String,
    /// Who sends them.
    account: String,
    files: Vec<AddFile>,
}

impl Drop for Pending {
    fn drop(&mut self) {
        if self.files.is_empty() {
            return;
        }
        let (store, home, files) = (
            self.store.clone(),
            self.home.clone(),
            std::mem::take(&mut self.files),
        );
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                for file in files {
                    remove_object(&store, &home, &file.id).await;
                }
            });
        }
    }
}

impl Pending {
    /// None yet for the draft or case `home`, of what `account` sends.
    pub fn new(app: &Portal, home: &str, account: &str) -> Pending {
        Pending {
            store: app.files.clone(),
            home: home.to_owned(),
            account: account.to_owned(),
            files: Vec::new(),
        }
    }

    /// Takes in one file for `slot`.
    pub async fn take<S: Source>(
        &mut self,
        app: &App,
        slot: &str,
        name: &str,
        source: &mut S,
    ) -> Result<(), UploadError> {
        let mut source = Patient::new(source);
        let stored = match self.may_send(app).await {
            Ok(()) => self.receive(slot, name, &mut source).await,
            Err(error) => Err(error),
        };
        if let Err(UploadError::Refused(_)) = stored {
            source.drain().await?;
        }
        // From here on it goes with the others, should the request break off.
        self.files.push(stored?);
        match self.look_at_last(app).await {
            Ok(scan) => {
                if let Some(file) = self.files.last_mut() {
                    file.scan = scan;
                }
                Ok(())
            }
            Err(error) => {
                if let Some(file) = self.files.pop() {
                    remove_object(&self.store, &self.home, &file.id).await;
                }
                Err(error)
            }
        }
    }

    /// Reads a file to its end and refuses it.
    pub async fn refuse<S: Source>(
        &mut self,
        why: FileProblem,
        source: &mut S,
    ) -> Result<(), UploadError> {
        Patient::new(source).drain().await?;
        Err(UploadError::Refused(why))
    }

    /// Whether the account may send anything today. What is too much is not stored first.
    async fn may_send(&self, app: &App) -> Result<(), UploadError> {
        let (day, most) = (day_of(app), app.config.files.upload_bytes_a_day());
        match app.store.sent_on(&self.account, &day).await? < most {
            true => Ok(()),
            false => Err(UploadError::Refused(quota(app))),
        }
    }

    async fn receive<S: Source>(
        &self,
        slot: &str,
        name: &str,
        source: &mut Patient<'_, S>,
    ) -> Result<AddFile, UploadError> {
        let mut head = Vec::with_capacity(HEAD);
        while head.len() < HEAD {
            match source.chunk().await? {
                Some(chunk) => head.extend_from_slice(&chunk),
                None => break,
            }
        }
        let kind = kind_of(&head).map_err(UploadError::Refused)?;
        let id = new_id();
        let mut sink = Sink::new(&self.store, object_key(&self.home, &id));
        match copy(Bytes::from(head), source, &mut sink).await {
            Ok((size, sha256)) => {
                sink.finish().await?;
                Ok(AddFile {
                    id,
                    slot: slot.to_owned(),
                    name: file_name::served(name, kind),
                    size,
                    sha256,
                    kind: kind.to_owned(),
                    scan: Scan::None,
                })
            }
            Err(error) => {
                sink.abort().await;
                Err(error)
            }
        }
    }

    /// Counts the file that came last, has it opened and scanned.
    async fn look_at_last(&self, app: &App) -> Result<Scan, UploadError> {
        let Some(file) = self.files.last() else {
            return Ok(Scan::None);
        };
        let (day, most) = (day_of(app), app.config.files.upload_bytes_a_day());
        if !app
            .store
            .count_sent(&self.account, &day, file.size, most)
            .await?
        {
            return Err(UploadError::Refused(quota(app)));
        }
        let bytes = read_object(&self.store, &self.home, &file.id).await?;
        let problem = match app.inspector.examine(&file.kind, bytes).await? {
            Verdict::Fine => None,
            Verdict::Password => Some(FileProblem::Password),
            Verdict::Broken => Some(FileProblem::Broken),
            Verdict::Huge => Some(FileProblem::Pixels),
        };
        if let Some(problem) = problem {
            return Err(UploadError::Refused(problem));
        }
        let Some(scanner) = &app.outside.scanner else {
            return Ok(Scan::None);
        };
        let bytes = read_object(&self.store, &self.home, &file.id).await?;
        match scanner.scan(bytes).await {
            Ok(Finding::Clean) => Ok(Scan::Clean),
            Ok(Finding::Harmful) => Err(UploadError::Refused(FileProblem::Harmful)),
            // It waits, and the job asks again.
            Err(_) => Ok(Scan::Waiting),
        }
    }

    /// Enters the files in their home, each if it fits: the open draft of `person`, or a case, of which the caller
    /// has checked that files may be added. Returns the names of those that did not fit.
    pub async fn keep(
        self,
        app: &Portal,
        person: Option<&str>,
    ) -> Result<Vec<(String, FileProblem)>, StoreError> {
        if self.files.is_empty() {
            return Ok(Vec::new());
        }
        let now = app.now().timestamp_micros();
        let refused = app
            .store
            .add_files(&self.home, person, self.files.clone(), ROOM, now)
            .await?;
        Ok(self.settle(&refused))
    }

    /// Whether no file came that could be taken.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files that came.
    pub(super) fn files(&self) -> &[AddFile] {
        &self.files
    }

    /// Lets go of the files that were entered; returns the names of the others.
    pub(super) fn settle(mut self, refused: &[(String, Refused)]) -> Vec<(String, FileProblem)> {
        let mut said = Vec::with_capacity(refused.len());
        // What stays in `files` is removed when `self` is dropped.
        self.files.retain(|file| {
            let why = refused
                .iter()
                .find(|(id, _)| *id == file.id)
                .map(|(_, why)| *why);
            if let Some(why) = why {
                let problem = match why {
                    Refused::CaseLarge => FileProblem::CaseLarge,
                    Refused::Many => FileProblem::Many,
                };
                said.push((file.name.clone(), problem));
            }
            why.is_some()
        });
        said
    }
}

/// The media type by content. The name that the person gave says nothing.
fn kind_of(head: &[u8]) -> Result<&'static str, FileProblem> {
    if head.is_empty() {
        return Err(FileProblem::Empty);
    }
    match infer::get(head).map(|kind| kind.mime_type()) {
        Some(kind @ ("application/pdf" | "image/jpeg" | "image/png" | "image/webp")) => Ok(kind),
        Some("image/heif") => Err(FileProblem::Heic),
        _ => Err(FileProblem::Kind),
    }
}

/// The day by the calendar of Kazakhstan.
fn day_of(app: &Portal) -> String {
    domain::calendar::local(app.now()).date_naive().to_string()
}

/// The account may send again from the next midnight on.
fn quota(app: &Portal) -> FileProblem {
    let local = domain::calendar::local(app.now());
    let midnight = (local.date_naive() + Days::new(1)).and_time(NaiveTime::MIN);
    let opens = midnight.and_local_timezone(local.timezone()).earliest();
    FileProblem::Quota {
        most: app.config.files.upload_bytes_a_day(),
        opens: opens.unwrap_or(local).with_timezone(&Utc),
    }
}

/// The bytes of a file, as they lie in the store.
pub(super) async fn read_object(
    files: &Files,
    home: &str,
    id: &str,
) -> Result<FileBytes, StoreError> {
    let path = Path::from(object_key(home, id));
    let found = files.object_store().get(&path).await?;
    Ok(found.into_stream().map_err(std::io::Error::from).boxed())
}

/// Removes the bytes of a file; a failure leaves an object that nothing refers to.
pub async fn remove_object(files: &Files, home: &str, id: &str) {
    if let Err(error) = files
        .object_store()
        .delete(&Path::from(object_key(home, id)))
        .await
    {
        tracing::warn!(%error, id, "an object could not be removed");
    }
}
