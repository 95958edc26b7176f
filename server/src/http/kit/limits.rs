//! Rate limits by the caller's address. One process each; a proxy in front limits the whole. Wrong passwords are not
//! limited here but by `flow::throttle`.

use std::{
    collections::HashMap,
    net::IpAddr,
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

pub struct Limits {
    on: bool,
    registrations: DefaultKeyedRateLimiter<IpAddr>,
    uploads: DefaultKeyedRateLimiter<IpAddr>,
    uploading: Arc<Mutex<HashMap<IpAddr, usize>>>,
    statuses: DefaultKeyedRateLimiter<IpAddr>,
    prepared: DefaultKeyedRateLimiter<IpAddr>,
    codes: DefaultKeyedRateLimiter<IpAddr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitedAction {
    Registration,
    Upload,
    Status,
    Prepared,
    Code,
}

/// A village office may share one address: generous for people, slow for guessing.
const REGISTRATIONS_A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(19);
const UPLOADS_A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(119);
const STATUSES_A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(59);
const PREPARED_A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);
const CODES_A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);

/// Uploads from one address at a time: an upload on a slow line takes minutes, and an office may share one address.
const UPLOADS_AT_A_TIME: usize = 16;

/// One upload under way.
pub struct UploadPermit {
    places: Arc<Mutex<HashMap<IpAddr, usize>>>,
    address: IpAddr,
}

impl Drop for UploadPermit {
    fn drop(&mut self) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = places.get_mut(&self.address) {
            *taken -= 1;
            if *taken == 0 {
                places.remove(&self.address);
            }
        }
    }
}

impl Limits {
    /// Limits that hold if `on`.
    pub fn new(on: bool) -> Limits {
        Limits {
            on,
            registrations: RateLimiter::keyed(Quota::per_minute(REGISTRATIONS_A_MINUTE)),
            uploads: RateLimiter::keyed(Quota::per_minute(UPLOADS_A_MINUTE)),
            uploading: Arc::default(),
            statuses: RateLimiter::keyed(Quota::per_minute(STATUSES_A_MINUTE)),
            prepared: RateLimiter::keyed(Quota::per_minute(PREPARED_A_MINUTE)),
            codes: RateLimiter::keyed(Quota::per_minute(CODES_A_MINUTE)),
        }
    }

    /// Whether `address` may do it once more now.
    pub fn allow(&self, what: LimitedAction, address: IpAddr) -> bool {
        let limiter = match what {
            LimitedAction::Registration => &self.registrations,
            LimitedAction::Upload => &self.uploads,
            LimitedAction::Status => &self.statuses,
            LimitedAction::Prepared => &self.prepared,
            LimitedAction::Code => &self.codes,
        };
        !self.on || limiter.check_key(&address).is_ok()
    }

    /// A place for one more upload from `address` at the same time; given back when it is dropped.
    pub fn uploading(&self, address: IpAddr) -> Option<UploadPermit> {
        let mut places = self
            .uploading
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let taken = places.entry(address).or_default();
        if self.on && *taken >= UPLOADS_AT_A_TIME {
            return None;
        }
        *taken += 1;
        Some(UploadPermit {
            places: self.uploading.clone(),
            address,
        })
    }

    /// Forgets addresses that have been quiet.
    pub fn sweep(&self) {
        for limiter in [
            &self.registrations,
            &self.uploads,
            &self.statuses,
            &self.prepared,
            &self.codes,
        ] {
            limiter.retain_recent();
        }
    }
}
