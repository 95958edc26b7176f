//! Time that does not count.

use chrono::{DateTime, Utc};

/// A time in which the office's clock stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stood {
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when.
    pub to: DateTime<Utc>,
}
