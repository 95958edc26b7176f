//! Sessions that ended, for streams that are open in them.

use tokio::sync::broadcast;

/// Tells which sessions ended in this process. A stream that misses one reads the row at its next look.
pub struct EndedSessions(broadcast::Sender<String>);

impl Default for EndedSessions {
    fn default() -> Self {
        EndedSessions(broadcast::Sender::new(64))
    }
}

impl EndedSessions {
    /// The session with this id ended; empty: many did.
    pub fn tell(&self, id: &str) {
        // Fails if no stream is open, which is no error.
        let _ = self.0.send(id.to_owned());
    }

    pub fn listen(&self) -> broadcast::Receiver<String> {
        self.0.subscribe()
    }
}
