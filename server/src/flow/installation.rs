//! The database and the store of files must belong to the same portal: two servers on one database with separate
//! folders would each miss the files of the other.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use object_store::{ObjectStoreExt, path::Path};

use crate::store::{Store, StoreError, file::Files, installation::Installation, new_id};

/// Below this stands in the store of files what is no attachment.
pub const OWN: &str = "_otinish";

fn marker() -> Path {
    Path::from(format!("{OWN}/installation"))
}

/// Finds out which portal `store` and `files` belong to. New ones are marked; if they disagree, that is an error.
pub async fn agree(store: &Store, files: &Files) -> Result<Installation, StoreError> {
    let (database, marked) = (store.installation().await?, marked(files).await?);
    match (database, marked) {
        (Some(database), Some(id)) if database.id == id => Ok(database),
        (Some(_), Some(_)) => refused("the files belong to another portal than the database"),
        (Some(_), None) => refused(
            "the files of this database are not there: give the data folder or the store that has them, or mount its disk",
        ),
        (None, Some(_)) if store.is_new() => refused(
            "the database is new, but the files belong to a portal that exists: give its database, or an empty place for the files",
        ),
        (None, id) => {
            // The files first: a start that breaks off between the two is made good by the next one.
            let id = id.unwrap_or_else(new_id);
            mark(files, &id).await?;
            let installation = Installation {
                id,
                series: String::new(),
            };
            let now = Utc::now().timestamp_micros();
            store.set_installation(installation.clone(), now).await?;
            Ok(installation)
        }
    }
}

fn refused<T>(why: &str) -> Result<T, StoreError> {
    Err(StoreError::Refused(why.to_owned()))
}

/// The id of the portal that the files belong to.
pub async fn marked(files: &Files) -> Result<Option<String>, StoreError> {
    let found = match files.object_store().get(&marker()).await {
        Ok(found) => found.bytes().await?,
        Err(object_store::Error::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    Ok(Some(String::from_utf8_lossy(&found).trim().to_owned()))
}

/// Makes `files` those of the portal `id`.
pub async fn mark(files: &Files, id: &str) -> Result<(), StoreError> {
    files
        .put(marker().as_ref(), Bytes::from(format!("{id}\n")))
        .await
}

/// Digits and letters that are not mistaken for each other.
const SIGNS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTUVWXY";

/// The mark of the numbers that are given out after a restoration at `now`: R and the minutes since the year began in
/// which the project did. The moment and nothing in the copy makes it another one each time.
pub fn series_mark(now: DateTime<Utc>) -> String {
    const SINCE: i64 = 1_767_225_600;
    let mut minutes = usize::try_from((now.timestamp() - SINCE) / 60).unwrap_or_default();
    let mut signs = Vec::new();
    while minutes > 0 || signs.is_empty() {
        signs.push(char::from(SIGNS[minutes % SIGNS.len()]));
        minutes /= SIGNS.len();
    }
    signs.push('R');
    signs.iter().rev().collect()
}
