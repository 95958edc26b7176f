//! One try, from the question whether it may be made to what came of it.

use super::{
    standing::{KNOWN, standing_of},
    subject::{Origin, Subject, hash},
};
use crate::{
    core::{
        Core,
        throttle::{SECOND, Slot, Throttle, Throttled, wait},
    },
    store::{
        StoreError,
        login::{AddFailure, Entered, Failures},
    },
};

const DAY: i64 = 24 * 3600 * SECOND;

/// Failures from one place at one account before the next must wait.
const FREE_HERE: i64 = 5;
/// Failures from all unknown places together.
const FREE_ANYWHERE: i64 = 10;
/// The first wait; each failure after it doubles it, up to the longest.
const FIRST_WAIT: i64 = 30 * SECOND;
const LONGEST_WAIT: i64 = 15 * 60 * SECOND;
/// Failures are forgotten after a day without one.
const FORGET: i64 = DAY;
/// Failures that an address may have at any accounts: far more than an office that shares one has.
const ADDRESS_FAILURES: i64 = 100;
/// One of them is forgotten in so much time: ten a minute.
const ADDRESS_FORGETS: i64 = 6 * SECOND;

/// A try that may be made. Dropped without a word, it counts for nothing.
pub struct Attempt {
    off: bool,
    subject: String,
    /// The key of the failures from here.
    here: String,
    /// The address, where it is not known to the account.
    unknown_address: Option<String>,
    /// Devices and addresses to be known after a success.
    origins: Vec<String>,
    _slots: Vec<Slot>,
}

impl Throttle {
    /// Whether a try at `subject` from `origin` may be made now.
    ///
    /// # Errors
    /// How long to wait, or what failed.
    pub async fn begin(
        &self,
        app: &Core,
        subject: Subject<'_>,
        origin: &Origin,
    ) -> Result<Attempt, Throttled> {
        let (subject, address) = (subject.key(), origin.address());
        let mut attempt = Attempt {
            off: self.off,
            here: hash(&["here", &subject, &address]),
            subject,
            unknown_address: None,
            origins: Vec::new(),
            _slots: Vec::new(),
        };
        if self.off {
            return Ok(attempt);
        }
        let now = app.now().timestamp_micros();
        let standing = standing_of(app, &attempt.subject, origin, now).await?;
        attempt.here = standing.here;
        attempt.unknown_address = (!standing.is_known).then_some(address);
        // Once a day is often enough to note that it is still known.
        let to_note = standing.seen.into_iter();
        attempt.origins = to_note
            .filter(|(_, seen)| seen + DAY < now)
            .map(|(origin, _)| origin)
            .collect();
        attempt._slots = self.slots(app, &attempt, now).await?;
        Ok(attempt)
    }

    /// A slot under each key that counts, or how long to wait for one.
    async fn slots(&self, app: &Core, attempt: &Attempt, now: i64) -> Result<Vec<Slot>, Throttled> {
        let mut limits = vec![(attempt.here.clone(), FREE_HERE)];
        if attempt.unknown_address.is_some() {
            limits.push((attempt.anywhere(), FREE_ANYWHERE));
        }
        let mut slots = Vec::new();
        for (key, free) in limits {
            let failures = app.store.login_failures(&key).await?;
            if failures.until > now {
                return Err(wait(failures.until - now));
            }
            let forgotten = failures.last + FORGET < now;
            let count = if forgotten { 0 } else { failures.count };
            slots.push(self.slot(key, (free - count).max(1))?);
        }
        if let Some(address) = &attempt.unknown_address {
            let failures = app.store.login_failures(address).await?;
            let left = ADDRESS_FAILURES - level(failures, now);
            if left <= 0 {
                return Err(wait((1 - left) * ADDRESS_FORGETS));
            }
            slots.push(self.slot(address.clone(), left)?);
        }
        Ok(slots)
    }
}

/// The failures that an address still has.
fn level(failures: Failures, now: i64) -> i64 {
    (failures.count - (now - failures.last).max(0) / ADDRESS_FORGETS).max(0)
}

/// Until when the next try must wait after `count` failures, the last of them at `now`; `free` of them cost nothing.
fn until(count: i64, free: i64, now: i64) -> i64 {
    let over = count - free;
    if over < 0 {
        return 0;
    }
    let doublings = u32::try_from(over.min(10)).unwrap_or(10);
    now + (FIRST_WAIT << doublings).min(LONGEST_WAIT)
}

impl Attempt {
    fn anywhere(&self) -> String {
        hash(&["anywhere", &self.subject])
    }

    /// The password was wrong. Returns after how many seconds the next try is possible, if it must wait.
    pub async fn failed(self, app: &Core) -> Option<u64> {
        if self.off {
            return None;
        }
        let now = app.now().timestamp_micros();
        let forget = now - FORGET;
        let mut keys = vec![AddFailure::Counted {
            key: self.here.clone(),
            forget,
            until: |count, now| until(count, FREE_HERE, now),
        }];
        if let Some(address) = self.unknown_address.clone() {
            keys.push(AddFailure::Counted {
                key: self.anywhere(),
                forget,
                until: |count, now| until(count, FREE_ANYWHERE, now),
            });
            keys.push(AddFailure::Drained {
                key: address,
                each: ADDRESS_FORGETS,
            });
        }
        match app.store.add_login_failures(keys, now).await {
            Ok(until) if until > now => u64::try_from((until - now + SECOND - 1) / SECOND).ok(),
            Ok(_) => None,
            Err(error) => {
                tracing::error!(%error, "a wrong password could not be counted");
                None
            }
        }
    }

    /// The password was right: where it was given is known from now on.
    pub async fn succeeded(self, app: &Core) {
        if self.off {
            return;
        }
        let counted = app.store.login_failures(&self.here).await;
        if self.origins.is_empty() && counted.is_ok_and(|failures| failures.count == 0) {
            return;
        }
        let noted = app.store.login_succeeded(Entered {
            subject: self.subject,
            origins: self.origins,
            forget: vec![self.here],
            at: app.now().timestamp_micros(),
        });
        if let Err(error) = noted.await {
            tracing::warn!(%error, "a known device could not be noted");
        }
    }
}

/// Forgets what is too old to count.
pub async fn sweep(app: &Core) -> Result<(), StoreError> {
    let now = app.now().timestamp_micros();
    app.store.sweep_logins(now - FORGET, now - KNOWN).await
}
