//! The islands in a real browser: the pages that `view/islands.rs` keeps, woken by `start.js` as it is served.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that breaks off has failed"
)]

mod autosave;
mod field_check;
mod guide_preview;
mod live_status;
mod page;
mod start;
mod upload;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
