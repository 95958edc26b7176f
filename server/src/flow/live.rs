//! Changes of cases, for pages that are open: those of this process at once, those of others by the database. A page that
//! misses one reads the row again after a while, and the whole state on its next load.

use std::time::Duration;

use crate::{
    core::{Core, live::ANY},
    store::{
        StoreError,
        listener::{Heard, Listener},
    },
};

/// A pause before listening is tried again. Until then pages look by time.
const PAUSE: Duration = Duration::from_secs(2);

/// Tells other processes, until the portal stops. Many changes at a time go out as one message, after their commits and
/// beside them: within a transaction a notification would have all submissions wait for each other.
pub async fn tell(app: &Core) {
    loop {
        let cases = tokio::select! {
            () = app.stopping.cancelled() => return,
            cases = app.live.untold() => cases,
        };
        if let Err(error) = app.store.tell_others(&cases).await {
            tracing::warn!(%error, "other processes were not told of changes");
        }
    }
}

/// Hears other processes, until the portal stops.
pub async fn hear(app: &Core) {
    let mut listener: Option<Listener> = None;
    loop {
        let heard = tokio::select! {
            () = app.stopping.cancelled() => return,
            heard = next(app, &mut listener) => heard,
        };
        match heard {
            Ok(Some(Heard::Cases(cases))) => cases.iter().for_each(|case| app.live.tell_here(case)),
            Ok(Some(Heard::Gap)) => app.live.tell_here(ANY),
            // One process has the whole database.
            Ok(None) => return,
            Err(error) => {
                tracing::warn!(%error, "other processes are not heard");
                listener = None;
                tokio::select! {
                    () = app.stopping.cancelled() => return,
                    () = tokio::time::sleep(PAUSE) => {}
                }
            }
        }
    }
}

async fn next(app: &Core, listener: &mut Option<Listener>) -> Result<Option<Heard>, StoreError> {
    match listener {
        Some(listener) => listener.next().await.map(Some),
        None => {
            let Some(listening) = app.store.listener().await? else {
                return Ok(None);
            };
            *listener = Some(listening);
            // What happened before the listening began was not heard.
            Ok(Some(Heard::Gap))
        }
    }
}
