//! The data of the acts, and what reads and checks them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod acts;
mod amounts;
mod broken;
mod calendar;
mod catalogue;
mod catalogue_errors;
mod catalogue_errors_regions;
mod coverage;
mod export;
mod search;
mod services;
