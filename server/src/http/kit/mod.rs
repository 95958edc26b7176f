//! What the handlers of all rooms share.

pub(super) mod attachment;
pub(super) mod calendar_note;
pub(super) mod case_views;
pub mod client_address;
pub(super) mod cookies;
pub(super) mod done;
pub(super) mod ended_sessions;
pub(super) mod error;
pub(super) mod fields;
pub(super) mod file_notes;
pub(super) mod guards;
pub(super) mod language;
pub(super) mod limits;
pub(super) mod local_time;
pub(super) mod page_cache;
pub(super) mod page_context;
pub(super) mod present_password;
pub(super) mod qr;
pub(super) mod receive;
pub(super) mod refusals;
pub(super) mod script;
pub mod session;
pub(super) mod site;
pub(super) mod way_back;
pub mod web;
