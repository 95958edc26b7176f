//! News of cases, for pages that are open: of this process at once, of others by the database. A page that misses one
//! reads the row again after a while, and the whole state on its next load.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::{Notify, broadcast};

use crate::{
    core::Core,
    store::news::{Heard, News},
};

/// In place of an id: any case may have changed.
pub const ANY: &str = "";

/// A pause before listening is tried again. Until then pages look by time.
const PAUSE: Duration = Duration::from_secs(2);

/// More news than this are not kept for other processes while the database does not answer.
const MOST: usize = 10_000;

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
        if waiting.len() < MOST {
            waiting.push(case.to_owned());
        }
        self.others.more.notify_one();
    }

    /// Listens for changes.
    pub fn listen(&self) -> broadcast::Receiver<String> {
        self.here.subscribe()
    }

    fn tell_here(&self, case: &str) {
        // No open page is no error.
        let _ = self.here.send(case.to_owned());
    }
}

impl Others {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.cases.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells other processes, until the portal stops. Many changes at a time go out as one message, after their commits and
/// beside them: within a transaction a notification would have all submissions wait for each other.
pub async fn tell(app: &Core) {
    loop {
        tokio::select! {
            () = app.stopping.cancelled() => return,
            () = app.live.others.more.notified() => {}
        }
        let cases = std::mem::take(&mut *app.live.others.lock());
        if let Err(error) = app.store.tell_others(&cases).await {
            tracing::warn!(%error, "other processes were not told of changes");
        }
    }
}

/// Hears other processes, until the portal stops.
pub async fn hear(app: &Core) {
    let mut news: Option<News> = None;
    loop {
        let heard = tokio::select! {
            () = app.stopping.cancelled() => return,
            heard = next(app, &mut news) => heard,
        };
        match heard {
            Ok(Some(Heard::Cases(cases))) => cases.iter().for_each(|case| app.live.tell_here(case)),
            Ok(Some(Heard::Gap)) => app.live.tell_here(ANY),
            // One process has the whole database.
            Ok(None) => return,
            Err(error) => {
                tracing::warn!(%error, "news of other processes are not heard");
                news = None;
                tokio::select! {
                    () = app.stopping.cancelled() => return,
                    () = tokio::time::sleep(PAUSE) => {}
                }
            }
        }
    }
}

async fn next(
    app: &Core,
    news: &mut Option<News>,
) -> Result<Option<Heard>, crate::store::StoreError> {
    match news {
        Some(news) => news.next().await.map(Some),
        None => {
            let Some(listening) = app.store.news().await? else {
                return Ok(None);
            };
            *news = Some(listening);
            // What happened before the listening began was not heard.
            Ok(Some(Heard::Gap))
        }
    }
}
