//! News of cases, for pages that are open. A page that misses one reads the whole state on its next load.

use tokio::sync::broadcast;

/// Sends the ids of cases that changed in this process.
#[derive(Clone)]
pub struct Live(broadcast::Sender<String>);

impl Default for Live {
    fn default() -> Self {
        Live(broadcast::Sender::new(256))
    }
}

impl Live {
    /// Tells open pages that `case` changed.
    pub fn changed(&self, case: &str) {
        // No open page is no error.
        let _ = self.0.send(case.to_owned());
    }

    /// Listens for changes.
    pub fn listen(&self) -> broadcast::Receiver<String> {
        self.0.subscribe()
    }
}
