//! What runs in the browser: one island a file, small. Each island's markup is complete in the server's
//! HTML and works without JavaScript; the island only adds to it.

#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod fetch;
mod mount;

pub mod autosave;
pub mod field_check;
pub mod guide;
pub mod live_status;
pub mod upload;
