//! What the commands check and make.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that breaks off has failed"
)]

mod style;
mod supply;
mod tidy;
