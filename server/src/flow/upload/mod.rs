//! Takes in attachments: streamed, hashed, checked by content, and kept only if everything fits.
//!
//! A file is stored first and looked at then, from the store: so many of them at a time take no memory, and a scanner
//! that is away can be asked again later about the same bytes. Until a row names them, they are [`Pending`].

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::{StreamExt, TryStreamExt};
use object_store::{ObjectStoreExt, path::Path};

use crate::{
    inspect::error::InspectError,
    ports::scan::FileBytes,
    store::{
        Outage, StoreError,
        file::{Files, object_key},
    },
};

mod allowance;
mod pending;
mod sink;
mod source;

pub use pending::Pending;
pub use source::Source;

/// Bytes that no row names may belong to an upload under way, or to one whose answer was lost, until they are so old.
pub const ORPHAN_AGE: Duration = Duration::from_secs(24 * 60 * 60);
/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// No bytes.
    Empty,
    /// None of the accepted kinds.
    Kind,
    /// A picture in HEIC, which few programs read.
    Heic,
    /// Larger than [`FILE_BYTES`](crate::store::file::FILE_BYTES).
    Large,
    /// All files together larger than [`CASE_BYTES`](crate::store::file::CASE_BYTES).
    CaseLarge,
    /// More than [`SLOT_FILES`](crate::store::file::SLOT_FILES).
    Many,
    /// A PDF that opens with a password only.
    Password,
    /// It cannot be opened.
    Broken,
    /// A picture of too many pixels.
    Pixels,
    /// The scanner found something in it.
    Harmful,
    /// The account has sent as much as it may in a day.
    Quota {
        /// Bytes.
        most: u64,
        /// When it may send again.
        opens: DateTime<Utc>,
    },
    /// Files of the account could not be read to their end too often, and none is read for a while.
    Paused {
        /// When it may send again.
        opens: DateTime<Utc>,
    },
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
    /// The body is larger than anything that is read to its end.
    #[error("the body is too large")]
    TooLarge,
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

impl UploadError {
    fn inspecting(error: InspectError, now: DateTime<Utc>) -> UploadError {
        if let InspectError::Paused(pause) = error {
            return UploadError::Refused(FileProblem::Paused { opens: now + pause });
        }
        // The reader is asked to try again, as when the store is away.
        UploadError::Store(StoreError::Unavailable {
            outage: match error {
                InspectError::Failed(_) => Outage::Away,
                _ => Outage::Timeout,
            },
            cause: error.to_string(),
        })
    }
}

/// The bytes of a file, as they lie in the store.
pub(super) async fn read_object(
    files: &Files,
    home: &str,
    id: &str,
) -> Result<FileBytes, StoreError> {
    let path = Path::from(object_key(home, id));
    let found = files.object_store().get(&path).await?;
    Ok(found.into_stream().map_err(std::io::Error::from).boxed())
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
