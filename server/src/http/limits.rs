//! Rate limits by the caller's address. One process each; a proxy in front limits the whole.

use std::{net::IpAddr, num::NonZeroU32};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// What is limited.
pub struct Limits {
    on: bool,
    logins: DefaultKeyedRateLimiter<IpAddr>,
    registrations: DefaultKeyedRateLimiter<IpAddr>,
    uploads: DefaultKeyedRateLimiter<IpAddr>,
}

/// An act that is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limited {
    /// Login or confirmation by password.
    Login,
    /// Registration.
    Registration,
    /// Upload of a file.
    Upload,
}

/// A village office may share one address: generous for people, slow for guessing.
const LOGINS_A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);
const REGISTRATIONS_A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(19);
const UPLOADS_A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(119);

impl Limits {
    /// Limits that hold if `on`.
    pub fn new(on: bool) -> Limits {
        Limits {
            on,
            logins: RateLimiter::keyed(Quota::per_minute(LOGINS_A_MINUTE)),
            registrations: RateLimiter::keyed(Quota::per_minute(REGISTRATIONS_A_MINUTE)),
            uploads: RateLimiter::keyed(Quota::per_minute(UPLOADS_A_MINUTE)),
        }
    }

    /// Whether `address` may do it once more now.
    pub fn allow(&self, what: Limited, address: IpAddr) -> bool {
        let limiter = match what {
            Limited::Login => &self.logins,
            Limited::Registration => &self.registrations,
            Limited::Upload => &self.uploads,
        };
        !self.on || limiter.check_key(&address).is_ok()
    }

    /// Forgets addresses that have been quiet.
    pub fn sweep(&self) {
        for limiter in [&self.logins, &self.registrations, &self.uploads] {
            limiter.retain_recent();
        }
    }
}
