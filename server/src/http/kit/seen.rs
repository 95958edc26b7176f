//! Who reads, for what has no page context.

use std::sync::{Arc, OnceLock};

use app::components::Viewer;

/// Who reads: set as soon as it is known.
#[derive(Clone, Default)]
pub(crate) struct Seen(Arc<OnceLock<Reader>>);

struct Reader {
    viewer: Viewer,
    /// The account; empty of a guest.
    account: String,
}

impl Seen {
    /// Set once: a request has one viewer.
    pub(super) fn set(&self, viewer: Viewer, account: &str) {
        let account = account.to_owned();
        let _ = self.0.set(Reader { viewer, account });
    }

    /// Whoever was seen; none if nobody was looked up.
    pub(crate) fn viewer(&self) -> Option<Viewer> {
        self.0.get().map(|reader| reader.viewer.clone())
    }

    /// Whether somebody else is logged in than `account`; nobody is no one else.
    pub(crate) fn is_other_than(&self, account: &str) -> bool {
        let reader = self.0.get().map_or("", |reader| &reader.account);
        !reader.is_empty() && !account.is_empty() && reader != account
    }
}
