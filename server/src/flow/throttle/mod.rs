//! Wrong passwords make the next try wait, so that nobody can guess, and so that nobody can lock a stranger out
//! (decision 16).
//!
//! - From a device or an address from which the account was entered before, only the failures from there count.
//! - From anywhere else, failures from that address at that account count, and those of all such addresses together.
//! - Failures of one address at any accounts slow its tries at accounts that it has never entered.

mod attempt;
mod standing;
mod subject;

pub use attempt::{Attempt, sweep};
pub use standing::{Standing, proven, standing};
pub use subject::{Origin, Subject};
