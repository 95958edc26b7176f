//! Use cases: a command from a person, a decision of the domain, a write to the store. No HTTP, no SQL.

pub mod account;
pub mod live;
