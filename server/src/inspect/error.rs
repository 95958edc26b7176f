//! Why nothing was found out about a file.

use std::time::Duration;

/// Why nothing was found out.
#[derive(Debug, thiserror::Error)]
pub enum InspectError {
    /// Too many files at once.
    #[error("no turn came in the time")]
    Busy,
    /// Files of this account are not read for so long: too many of them broke off.
    #[error("not read for {0:?}")]
    Paused(Duration),
    /// The process could not be started, or the bytes not be read.
    #[error("a file could not be inspected: {0}")]
    Failed(#[from] std::io::Error),
}
