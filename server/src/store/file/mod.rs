//! Attachments: the facts about them in the database, their bytes in the object store.

mod entry;
mod objects;
mod quota;
mod row;
mod scan;
mod scanning;

pub(super) use entry::add;
pub use objects::Files;
pub use quota::{CASE_BYTES, FILE_BYTES, QUOTA, Quota, Refused, Room, SLOT_FILES, fitting};
pub use row::{AddFile, FileRow, object_key};
pub use scan::Scan;
