//! What the scanner said of files.

use super::{
    Result, Store, StoreError,
    file::{FileRow, file},
    sql::{FromValue, Value, query},
};

/// What is known of a file from the scanner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scan {
    /// None was asked.
    #[default]
    None,
    /// It found nothing.
    Clean,
    /// It did not answer yet.
    Waiting,
    /// It found something. The bytes are gone.
    Refused,
}

impl Scan {
    /// As it stands in the row.
    pub const fn id(self) -> &'static str {
        match self {
            Scan::None => "",
            Scan::Clean => "clean",
            Scan::Waiting => "waiting",
            Scan::Refused => "refused",
        }
    }
}

impl FromValue for Scan {
    fn from_value(value: &Value) -> Option<Self> {
        let text = String::from_value(value)?;
        [Scan::None, Scan::Clean, Scan::Waiting, Scan::Refused]
            .into_iter()
            .find(|scan| scan.id() == text)
    }
}

const WAITING: &str = "SELECT id, home, slot, name, size, sha256, kind, created, scan FROM file \
     WHERE scan = 'waiting' ORDER BY created LIMIT $1";
const UNREADY: &str = "SELECT id, home, slot, name, size, sha256, kind, created, scan FROM file \
     WHERE home = $1 AND scan IN ('waiting', 'refused')";
const SET: &str = "UPDATE file SET scan = $1 WHERE id = $2 AND scan = 'waiting'";
const IS_THERE: &str = "SELECT id FROM file WHERE id = $1 AND home = $2 AND scan <> 'refused'";

impl Store {
    /// Files that wait for the scanner, the oldest first.
    pub async fn files_to_scan(&self, most: i64) -> Result<Vec<FileRow>> {
        let rows = query(WAITING).bind(most).fetch_all(self).await?;
        rows.iter().map(file).collect()
    }

    /// The files of a draft or case that the scanner keeps back.
    pub async fn kept_back(&self, home: &str) -> Result<Vec<FileRow>> {
        let rows = query(UNREADY).bind(home).fetch_all(self).await?;
        rows.iter().map(file).collect()
    }

    /// Enters what the scanner said of a file that waited.
    pub async fn set_scan(&self, id: &str, scan: Scan) -> Result<()> {
        let set = query(SET).bind(scan.id()).bind(id).execute(self).await?;
        match set {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }

    /// Whether a row names these bytes; those of a file that the scanner refused are named by none.
    pub async fn is_file(&self, id: &str, home: &str) -> Result<bool> {
        let row = query(IS_THERE)
            .bind(id)
            .bind(home)
            .fetch_optional(self)
            .await?;
        Ok(row.is_some())
    }
}
