//! Takes in attachments: streamed, hashed, checked by content, and kept only if everything fits.

use std::time::Duration;

use bytes::Bytes;
use object_store::{ObjectStoreExt, PutPayload, WriteMultipart, path::Path};
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use crate::{
    state::Portal,
    store::{
        StoreError,
        file::{AddFile, Files, Refused, Room, object_key},
        new_id,
    },
};

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
/// Signs of a file name that are kept.
const NAME_CHARACTERS: usize = 120;

/// So much is read before the kind is decided: enough for every signature that is looked for.
const HEAD: usize = 4096;
/// What is smaller goes to the object store in one piece.
const IN_MEMORY: usize = 1024 * 1024;
/// How long nothing may arrive.
const STALL: Duration = Duration::from_secs(30);
/// A sender that brings less than this in every [`STALL`] only holds a place.
const LEAST_IN_A_STALL: usize = 16 * 1024;

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

/// Where the bytes of a file come from.
pub trait Source: Send {
    /// The next piece; `None` at the end, [`UploadError::Broken`] if the sender went away.
    fn chunk(&mut self) -> impl Future<Output = Result<Option<Bytes>, UploadError>> + Send;
}

/// Reads pieces of a source and refuses to wait for ever.
struct Patient<'s, S> {
    source: &'s mut S,
    window: Instant,
    arrived: usize,
}

impl<S: Source> Patient<'_, S> {
    async fn chunk(&mut self) -> Result<Option<Bytes>, UploadError> {
        let chunk = tokio::time::timeout(STALL, self.source.chunk())
            .await
            .map_err(|_| UploadError::Slow)??;
        self.arrived += chunk.as_ref().map_or(0, Bytes::len);
        if self.window.elapsed() > STALL {
            if self.arrived < LEAST_IN_A_STALL && chunk.is_some() {
                return Err(UploadError::Slow);
            }
            (self.window, self.arrived) = (Instant::now(), 0);
        }
        Ok(chunk)
    }
}

/// Files that are in the object store and not yet in the database. Dropped, they are removed again: a request
/// that breaks off leaves nothing.
pub struct Pending {
    store: Files,
    home: String,
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
    /// None yet for the draft `home`.
    pub fn new(app: &Portal, home: &str) -> Pending {
        Pending {
            store: app.files.clone(),
            home: home.to_owned(),
            files: Vec::new(),
        }
    }

    /// Takes in one file for `slot`.
    pub async fn take<S: Source>(
        &mut self,
        slot: &str,
        name: &str,
        source: &mut S,
    ) -> Result<(), UploadError> {
        let mut source = Patient {
            source,
            window: Instant::now(),
            arrived: 0,
        };
        let stored = self.receive(slot, name, &mut source).await;
        if let Err(UploadError::Refused(_)) = stored {
            // The rest is read and dropped: a browser shows the answer only after it has sent everything.
            while source.chunk().await?.is_some() {}
        }
        self.files.push(stored?);
        Ok(())
    }

    /// Reads a file to its end and refuses it.
    pub async fn refuse<S: Source>(
        &mut self,
        why: FileProblem,
        source: &mut S,
    ) -> Result<(), UploadError> {
        let mut source = Patient {
            source,
            window: Instant::now(),
            arrived: 0,
        };
        while source.chunk().await?.is_some() {}
        Err(UploadError::Refused(why))
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
        match copy(head.into(), source, &mut sink).await {
            Ok((size, sha256)) => {
                sink.finish().await?;
                Ok(AddFile {
                    id,
                    slot: slot.to_owned(),
                    name: clean_name(name),
                    size,
                    sha256,
                    kind: kind.to_owned(),
                })
            }
            Err(error) => {
                sink.abort().await;
                Err(error)
            }
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

/// Where bytes go: what is small waits in memory and goes in one piece, what is larger goes in parts.
struct Sink<'f> {
    files: &'f Files,
    path: Path,
    waiting: Vec<Bytes>,
    waiting_bytes: usize,
    parts: Option<WriteMultipart>,
}

impl<'f> Sink<'f> {
    fn new(files: &'f Files, key: String) -> Sink<'f> {
        Sink {
            files,
            path: Path::from(key),
            waiting: Vec::new(),
            waiting_bytes: 0,
            parts: None,
        }
    }

    async fn put(&mut self, chunk: Bytes) -> Result<(), UploadError> {
        if let Some(parts) = &mut self.parts {
            parts.wait_for_capacity(2).await?;
            parts.put(chunk);
            return Ok(());
        }
        self.waiting_bytes += chunk.len();
        self.waiting.push(chunk);
        if self.waiting_bytes > IN_MEMORY {
            let upload = self.files.object_store().put_multipart(&self.path).await?;
            let mut parts = WriteMultipart::new(upload);
            for chunk in self.waiting.drain(..) {
                parts.put(chunk);
            }
            self.parts = Some(parts);
        }
        Ok(())
    }

    async fn finish(self) -> Result<(), UploadError> {
        match self.parts {
            Some(parts) => drop(parts.finish().await?),
            None => {
                let payload: PutPayload = self.waiting.into_iter().collect();
                self.files.object_store().put(&self.path, payload).await?;
            }
        }
        Ok(())
    }

    async fn abort(self) {
        if let Some(parts) = self.parts
            && let Err(error) = parts.abort().await
        {
            tracing::warn!(%error, "an unfinished upload could not be removed");
        }
    }
}

/// Copies `head` and the rest of `source`; returns the size and the hash.
async fn copy<S: Source>(
    head: Bytes,
    source: &mut Patient<'_, S>,
    sink: &mut Sink<'_>,
) -> Result<(u64, String), UploadError> {
    let (mut hash, mut size) = (Sha256::new(), 0_u64);
    let mut next = Some(head);
    while let Some(chunk) = next {
        size += chunk.len() as u64;
        if size > FILE_BYTES {
            return Err(UploadError::Refused(FileProblem::Large));
        }
        hash.update(&chunk);
        sink.put(chunk).await?;
        next = source.chunk().await?;
    }
    Ok((size, hex::encode(hash.finalize())))
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

/// A name that can be shown and stored: the last part of a path, without control and direction characters, cut to
/// a bounded length with the ending kept.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: Vec<char> = last
        .chars()
        .filter(|sign| !sign.is_control() && !is_invisible(*sign))
        .collect();
    let clean = match clean.len() > NAME_CHARACTERS {
        true => {
            let kept_end = 10;
            let mut cut = clean[..NAME_CHARACTERS - kept_end - 1].to_vec();
            cut.push('…');
            cut.extend(&clean[clean.len() - kept_end..]);
            cut
        }
        false => clean,
    };
    let name: String = clean.into_iter().collect();
    match name.trim() {
        "" => "file".to_owned(),
        name => name.to_owned(),
    }
}

/// Marks that change how the text around them is read without being seen.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
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
