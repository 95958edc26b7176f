//! Whose file is read next. One file of an account at a time: the others of that account wait in its own line and take
//! nobody's place. An account whose files end their process by its bounds is kept out for a while, each time longer.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout},
};

use super::error::InspectError;

/// Files that are read at a time.
const AT_A_TIME: usize = 2;
/// How long a file waits for its turn.
const TURN: Duration = Duration::from_secs(60);
/// So many files of an account may break off before it is kept out: one file can be damaged, and tried again.
const FREE: u32 = 2;
/// How long it is kept out then, the first time; twice as long each time after.
pub const PAUSE: Duration = Duration::from_secs(60);
/// How long it is kept out at most, and when what broke off is forgotten.
pub const LONGEST: Duration = Duration::from_secs(60 * 60);

/// The turns of all accounts.
pub struct InspectionQueue {
    places: Arc<Semaphore>,
    lines: Mutex<HashMap<String, Arc<AccountQueue>>>,
}

/// The line of one account.
struct AccountQueue {
    turn: Arc<Semaphore>,
    /// How many files broke off, and the last time.
    broken: Mutex<Option<(u32, Instant)>>,
}

/// The turn of one file. Dropped, it is the turn of the next.
pub struct Turn {
    line: Arc<AccountQueue>,
    _permits: (OwnedSemaphorePermit, OwnedSemaphorePermit),
}

impl Default for InspectionQueue {
    fn default() -> InspectionQueue {
        InspectionQueue {
            places: Arc::new(Semaphore::new(AT_A_TIME)),
            lines: Mutex::default(),
        }
    }
}

impl InspectionQueue {
    /// The turn of a file of `account`, when it comes.
    pub async fn turn(&self, account: &str) -> Result<Turn, InspectError> {
        let line = self.line(account);
        let turn = async {
            let first = line.turn.clone().acquire_owned().await.ok()?;
            // Those before it in the line may have broken off meanwhile.
            if let Some(left) = line.pause() {
                return Some(Err(InspectError::Paused(left)));
            }
            let place = self.places.clone().acquire_owned().await.ok()?;
            Some(Ok((first, place)))
        };
        let turn = timeout(TURN, turn).await.ok().flatten();
        let permits = turn.ok_or(InspectError::Busy)??;
        Ok(Turn {
            line,
            _permits: permits,
        })
    }

    /// For how long files of `account` are not read.
    pub fn pause(&self, account: &str) -> Option<Duration> {
        locked(&self.lines).get(account)?.pause()
    }

    fn line(&self, account: &str) -> Arc<AccountQueue> {
        let mut lines = locked(&self.lines);
        // Whoever neither waits nor is remembered needs no line.
        lines.retain(|_, line| Arc::strong_count(line) > 1 || line.broken().is_some());
        let line = lines.entry(account.to_owned());
        line.or_insert_with(|| {
            Arc::new(AccountQueue {
                turn: Arc::new(Semaphore::new(1)),
                broken: Mutex::default(),
            })
        })
        .clone()
    }
}

impl Turn {
    /// The file ended its process by the bounds, or by a fault of a decoder.
    pub fn broke_off(&self) {
        let times = self.line.broken().map_or(0, |(times, _)| times);
        *locked(&self.line.broken) = Some((times + 1, Instant::now()));
    }
}

impl AccountQueue {
    /// What broke off and is not forgotten.
    fn broken(&self) -> Option<(u32, Instant)> {
        locked(&self.broken).filter(|(times, last)| last.elapsed() < LONGEST + pause_after(*times))
    }

    fn pause(&self) -> Option<Duration> {
        let (times, last) = self.broken()?;
        let left = pause_after(times).checked_sub(last.elapsed())?;
        (!left.is_zero()).then_some(left)
    }
}

fn pause_after(times: u32) -> Duration {
    match times.checked_sub(FREE) {
        None => Duration::ZERO,
        Some(more) => PAUSE
            .saturating_mul(2_u32.saturating_pow(more))
            .min(LONGEST),
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
