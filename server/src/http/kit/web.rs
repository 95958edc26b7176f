//! What pages have beside the portal's core: what they are made of, what is kept of them, and who may ask how often.

use std::{ops::Deref, sync::Arc, time::Duration};

use anyhow::Context;

use super::{
    cookies::Cookies, ended_sessions::EndedSessions, limits::Limits, page_cache::PageCache,
    site::Site,
};
use crate::{core::Core, store::Store};

/// How often the limits forget quiet addresses.
const SWEEP_INTERVAL: Duration = Duration::from_secs(60);

/// What every request handler gets. Cheap to clone.
pub type App = Arc<Web>;

/// The state of the handlers: the core, and what pages need beside it.
pub struct Web {
    core: Arc<Core>,
    /// Built style, scripts and Wasm.
    pub site: Site,
    /// Pages that are the same for everybody.
    pub page_cache: PageCache,
    /// Rate limits by address.
    pub limits: Limits,
    /// How cookies are written.
    pub cookies: Cookies,
    /// Sessions that ended, for open streams.
    pub sessions_ended: EndedSessions,
    /// The key of the cipher that hides the way back from the login.
    pub way_key: [u8; 32],
}

/// So that a handler can pass `&app` to a use case, which takes the core.
impl Deref for Web {
    type Target = Arc<Core>;

    fn deref(&self) -> &Arc<Core> {
        &self.core
    }
}

impl Web {
    /// Opens what pages need.
    ///
    /// # Errors
    /// If cookies would be refused by browsers, or the store fails.
    pub async fn open(core: Arc<Core>) -> anyhow::Result<App> {
        let config = &core.config;
        let secure = config.entrance.secure_cookies(&config.origin())?;
        Ok(Arc::new(Web {
            site: Site::open(&config.site),
            page_cache: PageCache::default(),
            limits: Limits::new(!config.no_rate_limit),
            cookies: Cookies::new(secure),
            sessions_ended: EndedSessions::default(),
            way_key: way_key(&core.store).await?,
            core,
        }))
    }
}

/// Forgets addresses that ask no more, until the portal stops.
pub async fn sweep(web: App) {
    let mut tick = tokio::time::interval(SWEEP_INTERVAL);
    loop {
        tokio::select! {
            () = web.stopping.cancelled() => return,
            _ = tick.tick() => web.limits.sweep(),
        }
    }
}

/// The key of the cipher that hides the way back from the login: the same in every server process.
async fn way_key(store: &Store) -> anyhow::Result<[u8; 32]> {
    let new = hex::encode(rand::random::<[u8; 32]>());
    let kept = store.secret("way-back", new).await?;
    let mut key = [0; 32];
    hex::decode_to_slice(kept, &mut key).context("reading the key of the way back")?;
    Ok(key)
}
