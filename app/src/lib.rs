//! The Leptos app: everything a person sees.
//!
//! `pages` are functions of data to HTML, rendered on the server; `islands` are the few parts that also
//! run in the browser. Nothing here does I/O on the server.

// Whoever puts a page together learns here what a component takes.
#![warn(missing_docs)]

pub mod islands;

#[cfg(not(target_arch = "wasm32"))]
pub mod case_state;
#[cfg(not(target_arch = "wasm32"))]
pub mod components;
#[cfg(not(target_arch = "wasm32"))]
pub mod format;
#[cfg(not(target_arch = "wasm32"))]
pub mod hyphen;
#[allow(
    missing_docs,
    reason = "a field of a page is what stands under that name on the page"
)]
#[cfg(not(target_arch = "wasm32"))]
pub mod pages;
#[cfg(not(target_arch = "wasm32"))]
pub mod problem;
#[cfg(not(target_arch = "wasm32"))]
pub mod register_facts;
#[cfg(not(target_arch = "wasm32"))]
pub mod render;
#[cfg(not(target_arch = "wasm32"))]
pub mod route;
#[cfg(not(target_arch = "wasm32"))]
pub mod sheet;
#[cfg(not(target_arch = "wasm32"))]
pub mod text;

/// Called once by `start.js` before the islands are hydrated.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
