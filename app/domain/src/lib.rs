//! The rules of the acts: pure, no I/O, no clock, no HTTP, no UI.
//!
//! Facts come in, decisions come out. A regulation is data ([`regulation::Regulation`], read from
//! `app/catalogue/regulations/`); the modules here interpret it. What the browser needs too compiles to Wasm;
//! what only the server needs (reading the catalogue, the case and its log) does not.

// Whoever calls a rule reads here what it takes and gives, without its source.
#![warn(missing_docs)]

#[cfg(not(target_arch = "wasm32"))]
pub mod amounts;
#[cfg(not(target_arch = "wasm32"))]
pub mod application;
pub mod bin;
#[cfg(not(target_arch = "wasm32"))]
pub mod calendar;
#[cfg(not(target_arch = "wasm32"))]
pub mod canonical;
#[cfg(not(target_arch = "wasm32"))]
pub mod case;
pub mod clean;
pub mod condition;
pub mod counter_code;
#[cfg(not(target_arch = "wasm32"))]
pub mod data_file;
pub mod eligibility;
pub mod evidence;
#[cfg(not(target_arch = "wasm32"))]
pub mod file_name;
pub mod form;
pub mod iban;
pub mod ids;
pub mod iin;
pub mod income;
pub mod limit;
#[cfg(not(target_arch = "wasm32"))]
pub mod obstacle;
pub mod parties;
pub mod quarter;
pub mod regulation;
#[cfg(not(target_arch = "wasm32"))]
pub mod result;
pub mod service;
#[cfg(not(target_arch = "wasm32"))]
pub mod term;
pub mod territory;
pub mod text;
