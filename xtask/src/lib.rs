//! The project's own commands, so that a bare machine needs nothing but cargo to build, run and test it.
//!
//! `site` makes what the browser loads, `serve` runs the product, `check` holds the tests and the other
//! checks of `ci`, `bench` measures, `tidy` keeps the house rules.

mod bare;
pub mod bench;
mod catalogue;
pub mod check;
pub mod cli;
pub mod paths;
pub mod run;
pub mod say;
pub mod serve;
pub mod site;
pub mod tidy;
pub mod tools;
pub mod torture;
