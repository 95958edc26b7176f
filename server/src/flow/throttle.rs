//! Wrong passwords make the next try wait, so that nobody can guess, and so that nobody can lock a stranger out
//! (decision 16).
//!
//! - From a device or an address from which the account was entered before, only the failures from there count.
//! - From anywhere else, failures from that address at that account count, and those of all such addresses together.
//! - Failures of one address at any accounts slow its tries at accounts that it has never entered.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use sha2::{Digest, Sha256};

use crate::{
    core::Core,
    store::{
        StoreError,
        login::{AddFailure, Entered, Failures},
    },
};

const SECOND: i64 = 1_000_000;
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
/// A device or address is known for so long after the last login.
const KNOWN: i64 = 180 * DAY;

/// What is tried: an account as it was typed, or a code of one. Only its hash is kept.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// The password of a citizen, by the ИИН that was typed.
    Citizen(&'a str),
    /// The password of an official, by the login name that was typed.
    Staff(&'a str),
    /// The password with which somebody who is logged in confirms, by the id of the account.
    Confirmation(&'a str),
    /// A one-time code, by what it is a code of: `totp:<id>`.
    Code(&'a str),
}

impl Subject<'_> {
    fn key(self) -> String {
        let (kind, text) = match self {
            Subject::Citizen(iin) => ("citizen", iin),
            Subject::Staff(login) => ("staff", login),
            Subject::Confirmation(id) => ("confirmation", id),
            Subject::Code(of) => ("code", of),
        };
        hash(&[kind, text])
    }
}

fn hash(parts: &[&str]) -> String {
    hex::encode(Sha256::digest(parts.join("\n")))
}

/// From where it is tried.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// What the cookie of the device holds.
    pub device: Option<String>,
    /// The address that limits count by; none for somebody who is logged in.
    pub address: Option<IpAddr>,
}

impl Origin {
    fn device(&self) -> Option<String> {
        self.device.as_ref().map(|device| hash(&["device", device]))
    }

    fn address(&self) -> String {
        let address = self.address.map(|address| address.to_string());
        hash(&["address", &address.unwrap_or_default()])
    }
}

/// Why a try is refused unseen.
#[derive(Debug, thiserror::Error)]
pub enum Throttled {
    /// The next is possible in so many seconds.
    #[error("the next try is possible in {0} s")]
    Wait(u64),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The tries under way in this process: they count before they have failed, or many at once would all be seen.
#[derive(Default)]
pub struct Throttle {
    off: bool,
    under_way: Arc<Mutex<HashMap<String, i64>>>,
}

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
    _places: Vec<Place>,
}

impl Throttle {
    /// A throttle that holds if `on`.
    pub fn new(on: bool) -> Throttle {
        Throttle {
            off: !on,
            ..Throttle::default()
        }
    }

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
            _places: Vec::new(),
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
        attempt._places = self.places(app, &attempt, now).await?;
        Ok(attempt)
    }

    /// A place under each key that counts, or how long to wait for one.
    async fn places(
        &self,
        app: &Core,
        attempt: &Attempt,
        now: i64,
    ) -> Result<Vec<Place>, Throttled> {
        let mut limits = vec![(attempt.here.clone(), FREE_HERE)];
        if attempt.unknown_address.is_some() {
            limits.push((attempt.anywhere(), FREE_ANYWHERE));
        }
        let mut places = Vec::new();
        for (key, free) in limits {
            let failures = app.store.login_failures(&key).await?;
            if failures.until > now {
                return Err(wait(failures.until - now));
            }
            let forgotten = failures.last + FORGET < now;
            let count = if forgotten { 0 } else { failures.count };
            places.push(self.place(key, (free - count).max(1))?);
        }
        if let Some(address) = &attempt.unknown_address {
            let failures = app.store.login_failures(address).await?;
            let left = ADDRESS_FAILURES - level(failures, now);
            if left <= 0 {
                return Err(wait((1 - left) * ADDRESS_FORGETS));
            }
            places.push(self.place(address.clone(), left)?);
        }
        Ok(places)
    }

    /// One of `most` tries under `key` at the same time.
    fn place(&self, key: String, most: i64) -> Result<Place, Throttled> {
        let mut all = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let taken = all.entry(key.clone()).or_default();
        if *taken >= most {
            return Err(wait(SECOND));
        }
        *taken += 1;
        Ok(Place {
            key,
            under_way: self.under_way.clone(),
        })
    }
}

/// Where somebody stands to an account.
pub struct Standing {
    /// The key of what is done to the account from here.
    pub here: String,
    /// Whether the account was entered from this device or address before; who is logged in is known.
    pub is_known: bool,
    /// Device and address, and when the account was last entered from each.
    seen: Vec<(String, i64)>,
}

/// Where `origin` stands to `subject`.
///
/// # Errors
/// If the store failed.
pub async fn standing(
    app: &Core,
    subject: Subject<'_>,
    origin: &Origin,
) -> Result<Standing, StoreError> {
    let now = app.now().timestamp_micros();
    standing_of(app, &subject.key(), origin, now).await
}

async fn standing_of(
    app: &Core,
    subject: &str,
    origin: &Origin,
    now: i64,
) -> Result<Standing, StoreError> {
    let (device, address) = (origin.device(), origin.address());
    let mut here = hash(&["here", subject, &address]);
    let mut is_known = origin.address.is_none();
    let mut seen = Vec::new();
    if !is_known {
        let last = app.store.login_origin_seen(subject, &address).await?;
        is_known = last + KNOWN > now;
        seen.push((address, last));
    }
    if let Some(device) = device {
        let last = app.store.login_origin_seen(subject, &device).await?;
        if last + KNOWN > now {
            here = hash(&["here", subject, &device]);
            is_known = true;
        }
        seen.push((device, last));
    }
    Ok(Standing {
        here,
        is_known,
        seen,
    })
}

/// What a proof that is stronger than the password writes: failures of before count no more, and from here the account is
/// known.
pub fn proven(subject: Subject<'_>, origin: &Origin, now: i64) -> Entered {
    let subject = subject.key();
    let origins: Vec<String> = [origin.device(), origin.address.map(|_| origin.address())]
        .into_iter()
        .flatten()
        .collect();
    let here = origins
        .iter()
        .map(|origin| hash(&["here", &subject, origin]));
    let anywhere = hash(&["anywhere", &subject]);
    Entered {
        forget: here.chain([anywhere]).collect(),
        origins,
        subject,
        at: now,
    }
}

/// The failures that an address still has.
fn level(failures: Failures, now: i64) -> i64 {
    (failures.count - (now - failures.last).max(0) / ADDRESS_FORGETS).max(0)
}

fn wait(micros: i64) -> Throttled {
    Throttled::Wait(u64::try_from((micros + SECOND - 1) / SECOND).unwrap_or(1))
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

/// A try under way.
struct Place {
    key: String,
    under_way: Arc<Mutex<HashMap<String, i64>>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = all.get_mut(&self.key) {
            *taken -= 1;
            if *taken <= 0 {
                all.remove(&self.key);
            }
        }
    }
}
