//! Who is logged in.

use serde::{Deserialize, Serialize};
use tower_sessions::{Expiry, Session, SessionManagerLayer, cookie::SameSite, session::Error};

use crate::{state::App, store::session::Sessions};

/// The session's key of [`Who`].
const WHO: &str = "who";
/// The session's key of the moment up to which its end was moved. Unix seconds.
const SEEN: &str = "seen";
/// So often a request moves the end of its session: more often would be a write for each page.
const MOVED_EVERY: i64 = 5 * 60;

/// After this long without a request a session has ended.
const IDLE_MINUTES: i64 = 60;

/// Who is logged in, and when the password was last given.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A citizen.
    Citizen {
        /// Id of the account.
        person: String,
        /// Shown in the header.
        name: String,
        /// Unix seconds of the last password.
        entered: i64,
    },
    /// An official.
    Staff {
        /// Id of the account.
        staff: String,
    },
}

/// The session layer: the cookie is for this host only, unreadable for scripts, sent over TLS (browsers count
/// the loopback as safe), and not with foreign posts.
pub(super) fn layer(app: &App) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions(app.store.clone()))
        .with_name("__Host-otinish")
        .with_http_only(true)
        .with_secure(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(time::Duration::minutes(IDLE_MINUTES)))
}

/// Who is logged in at `now` (unix seconds). Whoever keeps working stays so: the end of a session moves only when it is
/// saved.
pub async fn who(session: &Session, now: i64) -> Result<Option<Who>, Error> {
    let who = session.get(WHO).await?;
    if who.is_some() {
        let seen: Option<i64> = session.get(SEEN).await?;
        if seen.is_none_or(|seen| seen + MOVED_EVERY <= now) {
            session.insert(SEEN, now).await?;
        }
    }
    Ok(who)
}

/// Logs someone in: a new session id, so that one that was fixed before is worth nothing.
pub async fn enter(session: &Session, who: Who) -> Result<(), Error> {
    session.cycle_id().await?;
    session.insert(WHO, who).await
}

/// Logs out and forgets the session.
pub async fn leave(session: &Session) -> Result<(), Error> {
    session.flush().await
}

/// The key of this session in the store; empty if it was not stored yet.
pub(super) fn key(session: &Session) -> String {
    session
        .id()
        .map_or_else(String::new, |id| crate::store::session::key(&id))
}
