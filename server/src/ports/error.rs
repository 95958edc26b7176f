//! Why another system gave no answer.

use std::time::Duration;

/// How long a person waits for another system before the page goes on without it.
pub const TIMEOUT: Duration = Duration::from_secs(2);

/// Why another system gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PortError {
    /// It cannot be reached, or did not answer within [`TIMEOUT`].
    #[error("the system does not answer")]
    Unavailable,
}
