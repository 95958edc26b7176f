//! The tries under way in this process.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::store::StoreError;

/// In microseconds, as all times here.
pub(crate) const SECOND: i64 = 1_000_000;

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
    pub(crate) off: bool,
    under_way: Arc<Mutex<HashMap<String, i64>>>,
}

impl Throttle {
    /// A throttle that holds if `on`.
    pub fn new(on: bool) -> Throttle {
        Throttle {
            off: !on,
            ..Throttle::default()
        }
    }

    /// One of `most` tries under `key` at the same time.
    pub(crate) fn slot(&self, key: String, most: i64) -> Result<Slot, Throttled> {
        let mut all = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let taken = all.entry(key.clone()).or_default();
        if *taken >= most {
            return Err(wait(SECOND));
        }
        *taken += 1;
        Ok(Slot {
            key,
            under_way: self.under_way.clone(),
        })
    }
}

/// How long to wait, in microseconds.
pub(crate) fn wait(micros: i64) -> Throttled {
    Throttled::Wait(u64::try_from((micros + SECOND - 1) / SECOND).unwrap_or(1))
}

/// A try under way.
pub(crate) struct Slot {
    key: String,
    under_way: Arc<Mutex<HashMap<String, i64>>>,
}

impl Drop for Slot {
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
