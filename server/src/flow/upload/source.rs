//! Where the bytes of a file come from, and how long it may take.

use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use super::UploadError;

/// How long nothing may arrive.
const STALL: Duration = Duration::from_secs(30);
/// A sender that brings less than this in every [`STALL`] only holds a place.
const LEAST_IN_A_STALL: usize = 16 * 1024;

/// Where the bytes of a file come from.
pub trait Source: Send {
    /// The next piece; `None` at the end, [`UploadError::Broken`] if the sender went away.
    fn chunk(&mut self) -> impl Future<Output = Result<Option<Bytes>, UploadError>> + Send;
}

/// Reads pieces of a source and refuses to wait for ever.
pub(super) struct Patient<'s, S> {
    source: &'s mut S,
    window: Instant,
    arrived: usize,
}

impl<'s, S: Source> Patient<'s, S> {
    pub(super) fn new(source: &'s mut S) -> Patient<'s, S> {
        Patient {
            source,
            window: Instant::now(),
            arrived: 0,
        }
    }

    /// Reads the rest and drops it: a browser shows the answer only after it has sent everything.
    pub(super) async fn drain(&mut self) -> Result<(), UploadError> {
        while self.chunk().await?.is_some() {}
        Ok(())
    }

    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, UploadError> {
        let chunk = tokio::time::timeout(STALL, self.source.chunk())
            .await
            .map_err(|_| UploadError::Slow)??;
        self.arrived += chunk.as_ref().map_or(0, Bytes::len);
        if self.window.elapsed() > STALL {
            if self.arrived < LEAST_IN_A_STALL && chunk.is_some() {
                return Err(UploadError::Slow);
            }
            (self.window, self.arrived) = (Instant::now(), 0);
        }
        Ok(chunk)
    }
}
