//! The islands in a real browser: the pages that `islands.rs` keeps, woken by `start.js` as it is served.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod browser;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
