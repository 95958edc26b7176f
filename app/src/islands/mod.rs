//! What runs in the browser: one island a file, small. Each island's markup is complete in the server's
//! HTML and works without JavaScript; the island only adds to it.

// `#[island]` writes a struct of its own beside the documented function.
#![allow(missing_docs)]

pub mod autosave;
pub mod guide;
pub mod iin_check;
pub mod live_status;
pub mod upload;
