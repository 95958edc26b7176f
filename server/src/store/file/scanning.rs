//! Files that wait for the scanner, and what it says of them.

use const_format::formatcp;

use super::{
    row::{COLUMNS, FileRow, file},
    scan::Scan,
};
use crate::store::{Result, Store, StoreError, sql::query};

const WAITING: &str =
    formatcp!("SELECT {COLUMNS} FROM file WHERE scan = 'waiting' ORDER BY created LIMIT $1");
const UNREADY: &str =
    formatcp!("SELECT {COLUMNS} FROM file WHERE home = $1 AND scan IN ('waiting', 'refused')");
const SET: &str = "UPDATE file SET scan = $1 WHERE id = $2 AND scan = 'waiting'";
const IS_THERE: &str = "SELECT id FROM file WHERE id = $1 AND home = $2 AND scan <> 'refused'";

impl Store {
    /// Files that wait for the scanner, the oldest first.
    pub async fn files_to_scan(&self, most: i64) -> Result<Vec<FileRow>> {
        let rows = query(WAITING).bind(most).fetch_all(self).await?;
        rows.iter().map(file).collect()
    }

    /// The files of a draft or case that the scanner keeps back.
    pub async fn files_of_scanner(&self, home: &str) -> Result<Vec<FileRow>> {
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
