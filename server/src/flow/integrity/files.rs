//! The files of a case: their rows and their bytes against what its log names.

use domain::case::{CaseState, EvidenceItem};
use futures::TryStreamExt;
use object_store::{ObjectStoreExt, path::Path};
use sha2::{Digest, Sha256};

use super::{Checked, Fault, Finding};
use crate::store::{
    Store, StoreError,
    case::Case,
    file::{FileRow, Files, Scan, object_key},
};

/// Checks the files of a case; their bytes too, if `files` is given.
pub(super) async fn check_files(
    store: &Store,
    files: Option<&Files>,
    row: &Case,
    state: &CaseState,
    checked: &mut Checked,
) -> Result<(), StoreError> {
    let mut rows = store.files_of(&row.draft).await?;
    rows.extend(store.files_of(&row.id).await?);
    let brought = state.evidence.iter().map(|item| (row.draft.as_str(), item));
    let of_steps = state.done.iter().flat_map(|done| &done.files);
    let of_steps = of_steps.map(|item| (row.id.as_str(), item));
    for (home, item) in brought.chain(of_steps) {
        let file = rows.iter().find(|file| file.id == item.file);
        let key = object_key(home, &item.file);
        if let Some(wrong) = wrong_row(file, home, item) {
            let detail = format!("{key}: {wrong}");
            checked
                .findings
                .push(Finding::new(Fault::FileRow, row, detail));
        }
        if file.is_none() {
            checked.without_row.insert(item.file.clone());
        }
        // The bytes of what the scanner refused were taken away.
        let is_kept = file.is_none_or(|file| file.scan != Scan::Refused);
        if let (Some(files), true) = (files, is_kept) {
            checked.files += 1;
            if let Some(fault) = wrong_bytes(files, &key, item).await? {
                checked.findings.push(Finding::new(fault, row, key));
            }
        }
    }
    Ok(())
}

fn wrong_row(file: Option<&FileRow>, home: &str, item: &EvidenceItem) -> Option<String> {
    let Some(file) = file else {
        return Some("its row is not there".to_owned());
    };
    let fields = [
        ("home", file.home != home),
        ("slot", file.slot != item.slot),
        ("name", file.name != item.name),
        ("size", file.size != item.size),
        ("sha256", file.sha256 != item.sha256),
        ("kind", file.kind != item.kind),
    ];
    let wrong = fields.into_iter().filter(|(_, wrong)| *wrong);
    let wrong: Vec<_> = wrong.map(|(name, _)| name).collect();
    (!wrong.is_empty()).then(|| wrong.join(", "))
}

async fn wrong_bytes(
    files: &Files,
    key: &str,
    item: &EvidenceItem,
) -> Result<Option<Fault>, StoreError> {
    let found = match files.object_store().get(&Path::from(key)).await {
        Ok(found) => found,
        Err(object_store::Error::NotFound { .. }) => return Ok(Some(Fault::FileMissing)),
        Err(error) => return Err(error.into()),
    };
    let mut bytes = found.into_stream();
    let mut hash = Sha256::new();
    while let Some(piece) = bytes.try_next().await? {
        hash.update(&piece);
    }
    let same = hex::encode(hash.finalize()) == item.sha256;
    Ok((!same).then_some(Fault::FileChanged))
}
