//! Whether what is stored is what was written: the chain of every log, its row, its files, its seals.

use std::{
    collections::{BTreeMap, HashSet},
    time::SystemTime,
};

use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use object_store::ObjectStore;
use serde::Serialize;

use super::upload::ORPHAN_AGE;
use crate::{
    core::seal_key::SealKeys,
    store::{
        Store, StoreError,
        case::Case,
        file::{Files, OWN, object_key},
    },
};

mod case;
mod files;
mod seals;

pub use case::{Rebuilt, check_case, differing, rebuilt};
pub use seals::SealCheck;

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
    /// A case that was sealed has neither row nor log.
    NoCase,
    /// The row of a file says something else than the log, or is not there.
    FileRow,
    /// The bytes of a file are not there.
    FileMissing,
    /// The bytes of a file are others.
    FileChanged,
    /// The stored application is not the one that the log names, or is not there.
    Application,
    /// A stored result is not the one that the log names, or is not there.
    Result,
    /// The log has not the entry that was sealed.
    Sealed,
    /// The seals themselves were changed or cut.
    Seals,
    /// Bytes that neither a row nor a log names.
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
    /// Cases that have a row.
    pub cases: usize,
    /// Entries of their logs.
    pub entries: usize,
    /// Files whose bytes were read.
    pub files: usize,
    /// Of whatever key.
    pub seals: usize,
    /// Seals of a key that is not at hand.
    pub seals_of_another_key: usize,
    /// Bytes that no row names and that may belong to an upload under way.
    pub under_way: Vec<String>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// Ids of files that logs name and no row does.
    #[serde(skip)]
    pub without_row: HashSet<String>,
}

pub async fn check_seals(
    store: &Store,
    files: &Files,
    keys: &SealKeys,
    checked: &mut Checked,
) -> Result<(), StoreError> {
    let mut seals = SealCheck::begin(files).await?;
    while seals.go_on(store, keys, checked).await? {}
    Ok(())
}

/// Checks everything.
pub async fn check_all(
    store: &Store,
    files: &Files,
    keys: &SealKeys,
    with_files: bool,
) -> Result<Checked, StoreError> {
    let mut checked = Checked::default();
    check_seals(store, files, keys, &mut checked).await?;
    let mut after = String::new();
    loop {
        let cases = store.known_cases_after(&after, BATCH).await?;
        let Some(last) = cases.last() else { break };
        after.clone_from(last);
        for case in &cases {
            check_case(store, with_files.then_some(files), case, &mut checked).await?;
        }
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
        if !known.contains(*key) && !is_named(checked, key) && !key.starts_with(OWN) {
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

/// Whether a log names these bytes, whose row is lost.
fn is_named(checked: &Checked, key: &str) -> bool {
    let id = key.rsplit('/').next().unwrap_or_default();
    checked.without_row.contains(id)
}
