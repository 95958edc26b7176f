//! What is known of a file beside its bytes.

use domain::case::EvidenceItem;

use super::scan::Scan;
use crate::store::{Result, sql::Row};

/// The key of a file's bytes in the object store.
pub fn object_key(home: &str, id: &str) -> String {
    format!("{home}/{id}")
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// UUIDv7.
    pub id: String,
    /// The draft it was attached to; stays so when the draft becomes a case.
    pub home: String,
    /// Id of the document slot.
    pub slot: String,
    /// Its name: what the person typed, with the extension of its content.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Hash of its content, hexadecimal.
    pub sha256: String,
    /// Media type, found from the content.
    pub kind: String,
    /// Unix microseconds.
    pub created: i64,
    /// What the scanner said.
    pub scan: Scan,
}

/// A file whose bytes are stored and that is to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddFile {
    /// UUIDv7, also in the key of its bytes.
    pub id: String,
    /// Id of the document slot.
    pub slot: String,
    /// Its cleaned name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Hash of its content, hexadecimal.
    pub sha256: String,
    /// Media type.
    pub kind: String,
    /// What the scanner said.
    pub scan: Scan,
}

impl From<&FileRow> for EvidenceItem {
    fn from(file: &FileRow) -> EvidenceItem {
        EvidenceItem {
            slot: file.slot.clone(),
            file: file.id.clone(),
            name: file.name.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
            kind: file.kind.clone(),
        }
    }
}

impl From<&AddFile> for EvidenceItem {
    fn from(file: &AddFile) -> EvidenceItem {
        EvidenceItem {
            slot: file.slot.clone(),
            file: file.id.clone(),
            name: file.name.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
            kind: file.kind.clone(),
        }
    }
}

/// In the order of [`file`].
pub(super) const COLUMNS: &str = "id, home, slot, name, size, sha256, kind, created, scan";

pub(super) fn file(row: &Row) -> Result<FileRow> {
    let size: i64 = row.get(4)?;
    Ok(FileRow {
        id: row.get(0)?,
        home: row.get(1)?,
        slot: row.get(2)?,
        name: row.get(3)?,
        size: size.unsigned_abs(),
        sha256: row.get(5)?,
        kind: row.get(6)?,
        created: row.get(7)?,
        scan: row.get(8)?,
    })
}
