//! Attachments: the facts about them in the database, their bytes in the object store.

mod entry;
mod objects;
mod quota;
mod row;
mod scan;
mod scanning;

pub(super) use entry::add;
pub use objects::{Files, OWN, marker};
pub use quota::{CASE_BYTES, FILE_BYTES, FileLimits, QUOTA, Quota, Refused, SLOT_FILES, fitting};
pub use row::{AddFile, FileRow, object_key};
pub use scan::Scan;
