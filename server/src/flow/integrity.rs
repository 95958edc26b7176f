//! Whether what is stored is what was written: the chain of every log, its row, its files, its seals.

use std::{
    collections::{BTreeMap, HashSet},
    time::SystemTime,
};

use chrono::{DateTime, Utc};
use domain::application::{
    Application, EvidenceItem,
    log::{self, Entry},
};
use futures::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, path::Path};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    installation::OWN,
    projection::project,
    seal::{SealKey, noted},
    upload::ORPHAN_AGE,
};
use crate::store::{
    Store, StoreError,
    application::Case,
    file::{Files, Scan, object_key},
};

/// Rows that are read at once.
const BATCH: i64 = 200;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// An entry of a log was changed, is missing, or cannot be read.
    Log,
    /// The row says something else than the log.
    Row,
    /// A log has no row.
    NoRow,
    /// The bytes of a file are not there.
    FileMissing,
    /// The bytes of a file are others.
    FileChanged,
    /// The log has not the entry that was sealed.
    Sealed,
    /// The seals themselves were changed or cut.
    Seals,
    /// Bytes that no row names, and that are too old to belong to an upload under way.
    Orphan,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What is wrong.
    pub fault: Fault,
    /// Id of the case; empty if it concerns none.
    pub case: String,
    /// Its registration number, as its row has it.
    pub number: String,
    /// Which entry, field or file.
    pub detail: String,
}

impl Finding {
    fn new(fault: Fault, case: &Case, detail: impl Into<String>) -> Finding {
        Finding {
            fault,
            case: case.id.clone(),
            number: case.number.clone(),
            detail: detail.into(),
        }
    }

    fn of_none(fault: Fault, detail: impl Into<String>) -> Finding {
        Finding::new(fault, &Case::default(), detail)
    }
}

/// What was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Cases.
    pub cases: usize,
    /// Entries of their logs.
    pub entries: usize,
    /// Files whose bytes were read.
    pub files: usize,
    /// Seals.
    pub seals: usize,
    /// Seals of a key that is not at hand.
    pub seals_of_another_key: usize,
    /// Bytes that no row names and that may belong to an upload under way.
    pub under_way: Vec<String>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// What a row must be by its log; nothing if the log is broken.
pub fn by_log(row: &Case, entries: &[Entry]) -> Result<(Case, Application), String> {
    log::verify(entries).map_err(|broken| broken.to_string())?;
    if entries.is_empty() {
        return Err("the log is empty".to_owned());
    }
    let events = log::decode_all(entries).map_err(|error| error.to_string())?;
    let state = Application::fold(&events);
    let mut right = row.clone();
    project(&state, &mut right);
    Ok((right, state))
}

/// The names of what a row says otherwise than its log.
pub fn differing(row: &Case, right: &Case) -> Vec<&'static str> {
    let fields = [
        ("number", row.number != right.number),
        ("office", row.office != right.office),
        ("channel", row.channel != right.channel),
        ("state", row.state != right.state),
        ("step", row.step != right.step),
        ("performer", row.performer != right.performer),
        ("appointed", row.appointed != right.appointed),
        ("step_due", row.step_due != right.step_due),
        ("due", row.due != right.due),
        ("registered", row.registered != right.registered),
        ("closed", row.closed != right.closed),
        ("late", row.late != right.late),
        ("seq", row.seq != right.seq),
        ("added", row.added != right.added),
        ("replaced", row.replaced != right.replaced),
    ];
    let wrong = fields.into_iter().filter(|(_, wrong)| *wrong);
    wrong.map(|(name, _)| name).collect()
}

/// Checks one case; its files too, if wanted.
pub async fn check_case(
    store: &Store,
    files: Option<&Files>,
    row: &Case,
    checked: &mut Checked,
) -> Result<(), StoreError> {
    checked.cases += 1;
    let entries = store.events(&row.id).await?;
    checked.entries += entries.len();
    for seal in store.seals_of(&row.id).await? {
        let entry = entries
            .iter()
            .find(|entry| entry.seq == seal.seq.unsigned_abs());
        if entry.is_none_or(|entry| entry.hash != seal.hash) {
            let detail = format!("entry {} is not the one that was sealed", seal.seq);
            checked
                .findings
                .push(Finding::new(Fault::Sealed, row, detail));
        }
    }
    let (right, state) = match by_log(row, &entries) {
        Ok(right) => right,
        Err(broken) => {
            checked.findings.push(Finding::new(Fault::Log, row, broken));
            return Ok(());
        }
    };
    let wrong = differing(row, &right);
    // Somebody may have gone on with the case between the two reads.
    if !wrong.is_empty() && store.case(&row.id).await?.as_ref() == Some(row) {
        let finding = Finding::new(Fault::Row, row, wrong.join(", "));
        checked.findings.push(finding);
    }
    if let Some(files) = files {
        // The bytes of what the scanner refused were taken away.
        let kept_back = store.kept_back(&row.draft).await?;
        let is_refused = |item: &EvidenceItem| {
            let mut refused = kept_back.iter().filter(|file| file.scan == Scan::Refused);
            refused.any(|file| file.id == item.file)
        };
        for item in state.evidence.iter().filter(|item| !is_refused(item)) {
            checked.files += 1;
            if let Some((fault, detail)) = check_file(files, &row.draft, item).await? {
                checked.findings.push(Finding::new(fault, row, detail));
            }
        }
    }
    Ok(())
}

async fn check_file(
    files: &Files,
    home: &str,
    item: &EvidenceItem,
) -> Result<Option<(Fault, String)>, StoreError> {
    let key = object_key(home, &item.file);
    let found = match files.object_store().get(&Path::from(key.as_str())).await {
        Ok(found) => found,
        Err(object_store::Error::NotFound { .. }) => return Ok(Some((Fault::FileMissing, key))),
        Err(error) => return Err(error.into()),
    };
    let mut bytes = found.into_stream();
    let mut hash = Sha256::new();
    while let Some(piece) = bytes.try_next().await? {
        hash.update(&piece);
    }
    let same = hex::encode(hash.finalize()) == item.sha256;
    Ok((!same).then_some((Fault::FileChanged, key)))
}

/// Checks the chain of seals, and that its end is there.
pub async fn check_seals(
    store: &Store,
    files: &Files,
    key: Option<&SealKey>,
    checked: &mut Checked,
) -> Result<(), StoreError> {
    let noted = noted(files).await?;
    let (mut no, mut before, mut seen) = (0, String::new(), noted.is_none());
    loop {
        let seals = store.seals_after(no, BATCH).await?;
        if seals.is_empty() {
            break;
        }
        for seal in seals {
            checked.seals += 1;
            let made = key.and_then(|key| key.made(&seal, &before));
            if made.is_none() {
                checked.seals_of_another_key += 1;
            }
            if seal.no != no + 1 || made == Some(false) {
                let detail = format!("seal {} does not follow the one before", seal.no);
                checked
                    .findings
                    .push(Finding::of_none(Fault::Seals, detail));
            }
            no = seal.no;
            seen |= noted
                .as_ref()
                .is_some_and(|(last, mac)| *last == no && *mac == seal.mac);
            before = seal.mac;
        }
    }
    if !seen {
        let detail = "the last seal that was noted beside the files is not there";
        checked
            .findings
            .push(Finding::of_none(Fault::Seals, detail));
    }
    Ok(())
}

/// Checks everything.
pub async fn check_all(
    store: &Store,
    files: &Files,
    key: Option<&SealKey>,
    with_files: bool,
) -> Result<Checked, StoreError> {
    let mut checked = Checked::default();
    check_seals(store, files, key, &mut checked).await?;
    let mut after = String::new();
    loop {
        let cases = store.cases_after(&after, BATCH).await?;
        let Some(last) = cases.last() else { break };
        after.clone_from(&last.id);
        for case in &cases {
            check_case(store, with_files.then_some(files), case, &mut checked).await?;
        }
    }
    for id in store.logs_without_row().await? {
        let case = Case {
            id,
            ..Case::default()
        };
        checked
            .findings
            .push(Finding::new(Fault::NoRow, &case, "the log has no row"));
    }
    if with_files {
        check_orphans(store, files, &mut checked).await?;
    }
    Ok(checked)
}

async fn check_orphans(
    store: &Store,
    files: &Files,
    checked: &mut Checked,
) -> Result<(), StoreError> {
    // The bytes first: a row that comes meanwhile makes no orphan of them.
    let stored: Vec<_> = files.object_store().list(None).try_collect().await?;
    let (mut known, mut after) = (HashSet::new(), String::new());
    loop {
        let keys = store.file_keys_after(&after, BATCH).await?;
        let Some((last, _)) = keys.last() else { break };
        after.clone_from(last);
        known.extend(keys.iter().map(|(id, home)| object_key(home, id)));
    }
    let there: BTreeMap<&str, _> = stored
        .iter()
        .map(|object| (object.location.as_ref(), object))
        .collect();
    // Objects carry the time of the machine, whatever clock the portal runs by.
    let young = DateTime::<Utc>::from(SystemTime::now() - ORPHAN_AGE);
    for (key, object) in &there {
        if !known.contains(*key) && !key.starts_with(OWN) {
            let detail = format!("{key} ({} bytes)", object.size);
            if object.last_modified > young {
                checked.under_way.push(detail);
                continue;
            }
            checked
                .findings
                .push(Finding::of_none(Fault::Orphan, detail));
        }
    }
    for key in &known {
        // What a case names was looked at with it; what a draft names is found here.
        let named = |finding: &Finding| finding.detail == *key;
        if !there.contains_key(key.as_str()) && !checked.findings.iter().any(named) {
            checked
                .findings
                .push(Finding::of_none(Fault::FileMissing, key));
        }
    }
    Ok(())
}
