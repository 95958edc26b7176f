//! What every request runs through before and after its handler.

pub(super) mod error_pages;
pub(super) mod headers;
pub(super) mod request_log;
pub(super) mod resume;
pub mod unread;
pub(super) mod unsaved;
pub(super) mod withdrawn;
