//! News of a case for its open page, as server-sent events: the number of the last entry of its log.

use std::{convert::Infallible, time::Duration};

use axum::{
    Router,
    extract::{Path, State},
    response::{
        Sse,
        sse::{Event, KeepAlive},
    },
    routing::get,
};
use futures::{Stream, StreamExt, stream};
use tokio::{sync::broadcast, time::Instant};

use crate::{
    core::{live::ANY, machine_clock},
    flow::case::own_row,
    http::kit::{error::PageError, guards::Citizen, session::Session, web::App},
};

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/cabinet/cases/{id}/events", get(events))
}

/// How often the row is read without news: another server process may have changed it.
const POLL_INTERVAL: Duration = Duration::from_secs(15);

/// After this time the stream ends. The browser connects again, and then it counts again who is logged in.
const MAX_STREAM: Duration = Duration::from_secs(3600);

struct Watch {
    app: App,
    case: String,
    news: broadcast::Receiver<String>,
    /// The last entry that was told.
    told: i64,
    ends: Instant,
    /// The session in which it was opened, and those that end.
    session: String,
    ended: broadcast::Receiver<String>,
}

async fn events(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
    session: Session,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, PageError> {
    // Listens before the row is read, so that no event is lost between the two.
    let (news, ended) = (app.live.listen(), app.sessions_ended.listen());
    let session = session.row().await?.ok_or(PageError::NotFound)?.id.clone();
    let case = own_row(&app, &citizen.person, &id).await?;
    let first = stream::once(std::future::ready(Ok(event(case.seq, &case.state))));
    let watch = Watch {
        session,
        ended,
        app,
        case: id,
        news,
        told: case.seq,
        ends: Instant::now() + MAX_STREAM,
    };
    let rest = stream::unfold(watch, |mut watch| async move {
        watch.next().await.map(|event| (Ok(event), watch))
    });
    Ok(Sse::new(first.chain(rest)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))))
}

fn event(seq: i64, state: &str) -> Event {
    Event::default()
        .event("seq")
        .id(state)
        .data(seq.to_string())
}

impl Watch {
    /// The next news; none when the server stops, the case is gone or the time is over.
    async fn next(&mut self) -> Option<Event> {
        loop {
            tokio::select! {
                () = self.app.stopping.cancelled() => return None,
                () = tokio::time::sleep_until(self.ends) => return None,
                () = about(&mut self.news, &self.case) => {}
                () = about(&mut self.ended, &self.session) => {}
                () = tokio::time::sleep(POLL_INTERVAL) => {}
            }
            let now = machine_clock();
            // The session ended, here or elsewhere.
            if let Ok(false) = self.app.store.is_session_open(&self.session, now).await {
                return None;
            }
            // The database may be back at the next poll.
            let Ok(row) = self.app.store.case(&self.case).await else {
                continue;
            };
            let row = row?;
            if row.seq > self.told {
                self.told = row.seq;
                return Some(event(row.seq, &row.state));
            }
        }
    }
}

/// Waits until something is said about `case` (or about all), or until so much was said that some of it was lost.
async fn about(news: &mut broadcast::Receiver<String>, case: &str) {
    loop {
        match news.recv().await {
            Ok(changed) if changed != case && changed != ANY => {}
            Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return,
            // The sender is gone; polling goes on.
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }
}
