//! The channel on which open pages of this process hear of changes.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Notify, broadcast};

/// In place of an id: any case may have changed.
pub const ANY: &str = "";

/// More changes than this are not remembered for other processes while the database does not answer.
const LONGEST_QUEUE: usize = 10_000;

/// Sends the ids of cases that changed.
#[derive(Clone)]
pub struct Live {
    here: broadcast::Sender<String>,
    others: Arc<Others>,
}

/// What other processes are still to be told.
#[derive(Default)]
struct Others {
    cases: Mutex<Vec<String>>,
    more: Notify,
}

impl Default for Live {
    fn default() -> Self {
        Live {
            here: broadcast::Sender::new(256),
            others: Arc::default(),
        }
    }
}

impl Live {
    /// Tells open pages that `case` changed.
    pub fn changed(&self, case: &str) {
        self.tell_here(case);
        let mut waiting = self.others.lock();
        if waiting.len() < LONGEST_QUEUE {
            waiting.push(case.to_owned());
        }
        self.others.more.notify_one();
    }

    /// What other processes were not told yet, as soon as there is something.
    pub async fn untold(&self) -> Vec<String> {
        self.others.more.notified().await;
        std::mem::take(&mut *self.others.lock())
    }

    /// Listens for changes.
    pub fn listen(&self) -> broadcast::Receiver<String> {
        self.here.subscribe()
    }

    /// Tells the open pages of this process alone.
    pub fn tell_here(&self, case: &str) {
        // No open page is no error.
        let _ = self.here.send(case.to_owned());
    }
}

impl Others {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.cases.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
