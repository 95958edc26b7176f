//! What the commands check and make.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod style;
mod supply;
mod tidy;
