//! The tests and the other checks.

mod browser;
mod lints;
mod postgres;
pub(crate) mod size;
pub mod supply;
mod tests;

use anyhow::Result;
pub use browser::wasm_test_runner;
pub(crate) use postgres::Cluster;
use tests::Scope;

use crate::{say, site, tidy};

/// What of `ci` to run.
#[derive(clap::Args, Debug)]
pub struct CiOptions {
    /// Leave out the tests, because `cargo xtask test` ran just before
    #[arg(long)]
    skip_test: bool,
}

/// Everything that `cargo xtask test` promises.
pub fn test() -> Result<()> {
    test_all(Scope::AtHand)
}

fn test_all(scope: Scope) -> Result<()> {
    browser::prepare()?;
    site::build()?;
    let database = say::step("a PostgreSQL for the tests", postgres::Cluster::start)?;
    tests::host(&database, scope)?;
    drop(database);
    browser::islands()?;
    browser::journeys()
}

/// Everything that has to be in order before a change lands; what fails fast comes first.
pub fn ci(options: &CiOptions) -> Result<()> {
    say::step("house rules", tidy::check)?;
    say::step("what others wrote", supply::check)?;
    say::step("formatting", lints::formatting)?;
    say::step("lints, host", lints::host)?;
    say::step("lints, Wasm", lints::wasm)?;
    if options.skip_test {
        site::build()?;
        say::step("the catalogue against the acts", tests::acts)?;
    } else {
        test_all(Scope::Whole)?;
    }
    say::step("size of what the browser loads", size::check)?;
    say::step("valid HTML", browser::valid_html)
}
