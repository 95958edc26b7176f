//! The data of the acts, and what reads and checks them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that breaks off has failed"
)]

mod acts;
mod amounts;
mod asked_for;
mod broken;
mod calendar;
mod calendar_years;
mod catalogue;
mod catalogue_errors;
mod catalogue_errors_regions;
mod corrected;
mod coverage;
mod export;
mod grounds;
mod guide_asks;
mod hints;
mod permits;
mod removed;
mod search;
mod service_words;
mod services;
mod services_registers;
