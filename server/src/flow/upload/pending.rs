//! Files on their way in: their bytes are stored, and no row names them yet.

use std::mem;
use std::sync::Arc;

use bytes::Bytes;
use domain::file_name;
use tracing::Instrument;

use super::{
    FileProblem, UploadError,
    allowance::{SentBytes, quota},
    read_object, remove_object,
    sink::{Sink, copy},
    source::{Patient, Source},
};
use crate::{
    core::Core,
    inspect::{Verdict, error::InspectError},
    ports::scan::ScanFinding,
    store::{
        StoreError,
        file::{AddFile, FileLimits, Files, QUOTA, Refused, Scan, object_key},
        new_id,
        tally::in_request,
    },
};

/// So much is read before the kind is decided: enough for every signature that is looked for.
const HEAD: usize = 4096;

/// Files that are in the object store and not yet in the database. Dropped, they are removed again: a request
/// that breaks off leaves nothing.
pub struct Pending {
    store: Files,
    home: String,
    /// Who sends how much.
    sent: SentBytes,
    files: Vec<Received>,
}

/// One of them.
struct Received {
    file: AddFile,
    /// What its sender calls it.
    chosen: String,
}

impl Drop for Pending {
    fn drop(&mut self) {
        if self.files.is_empty() {
            return;
        }
        let (store, home, files) = (
            self.store.clone(),
            self.home.clone(),
            mem::take(&mut self.files),
        );
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                remove_all(&store, &home, &files).await;
            });
        }
    }
}

async fn remove_all(store: &Files, home: &str, files: &[Received]) {
    for Received { file, .. } in files {
        remove_object(store, home, &file.id).await;
    }
}

impl Pending {
    /// None yet for the draft or case `home`, of what `account` sends.
    pub fn new(app: &Core, home: &str, account: &str) -> Pending {
        Pending {
            store: app.files.clone(),
            home: home.to_owned(),
            sent: SentBytes::new(app, account),
            files: Vec::new(),
        }
    }

    /// Takes in one file for `slot`.
    pub async fn take<S: Source>(
        &mut self,
        app: &Arc<Core>,
        slot: &str,
        name: &str,
        source: &mut S,
    ) -> Result<(), UploadError> {
        let mut source = Patient::new(source);
        let (left, stored) = match self.left(app).await {
            Ok(left) => (left, self.receive(slot, name, &mut source).await),
            Err(error) => (0, Err(error)),
        };
        if let Err(UploadError::Refused(_)) = stored {
            source.drain().await?;
        }
        // From here on it goes with the others, should the request break off.
        let file = stored?;
        let (store, home, id) = (self.store.clone(), self.home.clone(), file.id.clone());
        self.files.push(Received {
            file,
            chosen: file_name::shown(name),
        });
        // The disk is waited for while the file is looked at, and before a row names it.
        let (looked, synced) = tokio::join!(self.look_at_last(app, left), store.sync(&home, &id));
        match looked.and_then(|scan| Ok(synced.map(|()| scan)?)) {
            Ok(scan) => {
                if let Some(last) = self.files.last_mut() {
                    last.file.scan = scan;
                }
                Ok(())
            }
            Err(error) => {
                if let Some(last) = self.files.pop() {
                    remove_object(&self.store, &self.home, &last.file.id).await;
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

    /// Bytes that the account may send now. What is too much is not stored first.
    async fn left(&self, app: &Arc<Core>) -> Result<u64, UploadError> {
        if let Some(pause) = app.inspector.pause(self.sent.account()) {
            return Err(UploadError::inspecting(
                InspectError::Paused(pause),
                app.now(),
            ));
        }
        match self.sent.left().await? {
            0 => Err(UploadError::Refused(quota(app))),
            left => Ok(left),
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
    async fn look_at_last(&mut self, app: &Arc<Core>, left: u64) -> Result<Scan, UploadError> {
        let Some(Received { file, .. }) = self.files.last() else {
            return Ok(Scan::None);
        };
        if file.size > left {
            return Err(UploadError::Refused(quota(app)));
        }
        self.sent.add(file.size);
        let bytes = read_object(&self.store, &self.home, &file.id).await?;
        let verdict = app
            .inspector
            .examine(self.sent.account(), &file.kind, bytes);
        let verdict = verdict.await;
        let verdict = verdict.map_err(|error| UploadError::inspecting(error, app.now()))?;
        let problem = match verdict {
            Verdict::Fine => None,
            Verdict::Password => Some(FileProblem::Password),
            Verdict::Broken => Some(FileProblem::Broken),
            Verdict::Huge => Some(FileProblem::Pixels),
        };
        if let Some(problem) = problem {
            return Err(UploadError::Refused(problem));
        }
        let Some(scanner) = &app.ports.scanner else {
            return Ok(Scan::None);
        };
        let bytes = read_object(&self.store, &self.home, &file.id).await?;
        match scanner.scan(bytes).await {
            Ok(ScanFinding::Clean) => Ok(Scan::Clean),
            Ok(ScanFinding::Harmful) => Err(UploadError::Refused(FileProblem::Harmful)),
            // It waits, and the job asks again.
            Err(_) => Ok(Scan::Waiting),
        }
    }

    /// Enters the files in their home, each if it fits: the open draft of `person`, or a case, of which the caller
    /// has checked that files may be added. Returns the names of those that did not fit.
    pub async fn keep(
        mut self,
        app: &Core,
        person: Option<&str>,
    ) -> Result<Vec<(String, FileProblem)>, StoreError> {
        if self.files.is_empty() {
            self.sent.count().await?;
            return Ok(Vec::new());
        }
        let spent = self.sent.take();
        let limits = FileLimits {
            quota: QUOTA,
            spent: Some(spent.clone()),
        };
        let (store, home) = (app.store.clone(), self.home.clone());
        let (person, now) = (person.map(str::to_owned), app.now().timestamp_micros());
        let entry = |files| async move {
            let entered = store
                .add_files(&home, person.as_deref(), files, limits, now)
                .await;
            if is_uncounted(&entered) {
                store.count_sent(spent).await?;
            }
            entered
        };
        self.enter(app, entry, StoreError::may_be_stored).await
    }

    /// Whether no file came that could be taken.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Has `entry` enter the files; returns the names of those that did not fit. It is a task that no client can cut, and
    /// from before it begins a row may name the bytes: they are removed only when it has answered that none does. Where that
    /// is not certain (`may_be_entered`) they stay, and the daily job removes what no row names.
    pub(in crate::flow) async fn enter<E, F>(
        mut self,
        app: &Core,
        entry: impl FnOnce(Vec<AddFile>) -> F,
        may_be_entered: fn(&E) -> bool,
    ) -> Result<Vec<(String, FileProblem)>, E>
    where
        F: Future<Output = Result<Vec<(String, Refused)>, E>> + Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.sent.count().await?;
        let day = quota(app);
        let sent = mem::take(&mut self.files);
        let entry = entry(sent.iter().map(|one| one.file.clone()).collect());
        let (store, home) = (self.store.clone(), self.home.clone());
        let task = async move {
            let (refused, outcome) = match entry.await {
                Ok(refused) => {
                    let (files, said) = told(sent, &refused, day);
                    (files, Ok(said))
                }
                Err(error) if may_be_entered(&error) => (Vec::new(), Err(error)),
                Err(error) => (sent, Err(error)),
            };
            remove_all(&store, &home, &refused).await;
            outcome
        };
        let broke_off = |_| Err(StoreError::Database("entering files broke off".to_owned()).into());
        let entered = tokio::spawn(in_request(task).in_current_span()).await;
        entered.unwrap_or_else(broke_off)
    }
}

/// Whether the files came and were opened, and no day has them.
fn is_uncounted(entered: &Result<Vec<(String, Refused)>, StoreError>) -> bool {
    match entered {
        Ok(refused) => refused.iter().any(|(_, why)| matches!(why, Refused::Day)),
        Err(error) => !error.may_be_stored(),
    }
}

/// The files of `sent` that were refused, and what is said of them.
fn told(
    sent: Vec<Received>,
    refused: &[(String, Refused)],
    day: FileProblem,
) -> (Vec<Received>, Vec<(String, FileProblem)>) {
    let why = |one: &Received| {
        let (_, why) = refused.iter().find(|(id, _)| *id == one.file.id)?;
        Some(match why {
            Refused::CaseLarge => FileProblem::CaseLarge,
            Refused::Many => FileProblem::Many,
            Refused::Day => day,
        })
    };
    let refused = sent.into_iter().filter_map(|one| Some((why(&one)?, one)));
    refused
        .map(|(why, one)| {
            let chosen = one.chosen.clone();
            (one, (chosen, why))
        })
        .unzip()
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
