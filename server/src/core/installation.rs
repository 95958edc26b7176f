//! The database and the store of files must belong to the same portal: two servers on one database with separate
//! folders would each miss the files of the other.

use bytes::Bytes;
use chrono::Utc;
use futures::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt};
use rand::Rng;

use crate::store::{
    Store, StoreError,
    file::{Files, marker},
    installation::Installation,
    new_id,
};

/// Stands in the place of the id while a backup is restored.
const UNFINISHED: &str = "restoring";

/// Finds out which portal `store` and `files` belong to. New ones are marked; if they disagree, that is an error.
pub async fn agree(store: &Store, files: &Files) -> Result<Installation, StoreError> {
    let (database, marked) = (store.installation().await?, marked(files).await?);
    match (database, marked) {
        (_, Some(id)) if id == UNFINISHED => Err(unfinished()),
        (Some(database), Some(id)) if database.id == id => Ok(database),
        (Some(_), Some(_)) => refused("the files belong to another portal than the database"),
        (Some(_), None) => refused(
            "the files of this database are not there: give the data folder or the store that has them, or mount its disk; \
             if a restoration into this database broke off, empty it and restore again",
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

fn unfinished() -> StoreError {
    StoreError::Refused(
        "a restoration into this place broke off, and nothing here is whole: empty the store of files (the data folder) \
         and the database, and restore again"
            .to_owned(),
    )
}

/// Marks an empty store of files: until [`mark`] nothing takes it for a portal's.
pub async fn begin_restoration(files: &Files) -> Result<(), StoreError> {
    if marked(files).await?.as_deref() == Some(UNFINISHED) {
        return Err(unfinished());
    }
    if files.object_store().list(None).try_next().await?.is_some() {
        return refused("there are files already: a backup is restored into an empty place");
    }
    mark(files, UNFINISHED).await
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

/// Digits and letters of which no two look alike, also in bad handwriting.
const SIGNS: &[u8; 25] = b"2345679ACDEFGHJKMNPQRTWXY";
/// So many signs of them are 244 million marks.
const MARK: usize = 6;

/// The mark of the numbers that are given out after a restoration: R and random signs. Nothing in the copy knows which marks
/// there were, and two copies may be restored in the same moment: so neither a count nor the time makes it.
pub fn series_mark() -> String {
    let mut random = rand::rng();
    let signs = (0..MARK).map(|_| char::from(SIGNS[random.random_range(0..SIGNS.len())]));
    std::iter::once('R').chain(signs).collect()
}
