//! What was just done, shown on the next page.

use app::text::{Lang, t};

use super::session::Principal;

/// It is passed in the address, because whoever has logged out has no session to keep it in.
#[derive(Clone, Copy)]
pub(crate) enum Done {
    Registered,
    LoggedOut,
}

/// The query parameter that passes it.
const SAID: &str = "said=";

impl Done {
    const ALL: [Done; 2] = [Done::Registered, Done::LoggedOut];

    const fn tag(self) -> &'static str {
        match self {
            Done::Registered => "registered",
            Done::LoggedOut => "logged-out",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Done::Registered => "register-done-title",
            Done::LoggedOut => "login-left",
        }
    }

    /// The address of a page of this site, so that it says this first.
    pub(crate) fn at(self, address: &str) -> String {
        let (page, place) = address.split_at(address.find('#').unwrap_or(address.len()));
        let sign = if page.contains('?') { '&' } else { '?' };
        format!("{page}{sign}{SAID}{}{place}", self.tag())
    }

    /// What the query says was just done, where it can be so for this principal.
    pub(super) fn text(lang: Lang, query: &str, principal: Option<&Principal>) -> Option<String> {
        let said = query.split('&').find_map(|pair| pair.strip_prefix(SAID))?;
        let done = Done::ALL.into_iter().find(|done| done.tag() == said)?;
        let may_be = match done {
            Done::Registered => matches!(principal, Some(Principal::Citizen { .. })),
            Done::LoggedOut => principal.is_none(),
        };
        may_be.then(|| t(lang, done.key()))
    }
}
