//! Hashing of passwords, in a bounded pool of its own: a hash takes 19 MiB and a core, and whoever waits for one must
//! soon learn whether it is worth waiting.

use std::{
    num::NonZeroUsize,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;

/// How long a request waits for a free core. After that the person is told to press again: a page that hangs is worse.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// Requests that may wait for one core: about as many as it hashes in the longest wait.
const WAITING_FOR_A_CORE: usize = 32;

/// After so many seconds another try is worth making; the value of `Retry-After`.
pub const RETRY_SECONDS: u64 = 2;

/// A hash that no password fits: checked where there is no account, so that the answer takes as long.
pub const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Why a password could not be hashed or checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too many are at it: the same again in a moment.
    #[error("too many passwords are being checked")]
    Busy,
    /// The hash could not be made.
    #[error("hashing failed")]
    Hashing,
}

/// The cores that hash, and the line before them.
pub struct PasswordPool {
    cores: Arc<Semaphore>,
    waiting: AtomicUsize,
    longest_line: usize,
    longest_wait: Option<Duration>,
}

impl PasswordPool {
    /// A pool of as many hashes at a time as there are cores. Without `bounded`, for load tests, everybody waits.
    pub fn new(bounded: bool) -> PasswordPool {
        let cores = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
        PasswordPool {
            cores: Arc::new(Semaphore::new(cores)),
            waiting: AtomicUsize::new(0),
            longest_line: if bounded {
                cores * WAITING_FOR_A_CORE
            } else {
                usize::MAX
            },
            longest_wait: bounded.then_some(LONGEST_WAIT),
        }
    }

    /// Hashes a password with argon2id and a random salt.
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        self.run(move || {
            Argon2::default()
                .hash_password(normalised(&password).as_bytes())
                .map(|hash| hash.to_string())
        })
        .await?
        .map_err(|_| PasswordError::Hashing)
    }

    /// Whether `password` fits `hash`.
    pub async fn fits(&self, password: String, hash: String) -> Result<bool, PasswordError> {
        self.run(move || {
            let Ok(hash) = PasswordHash::new(&hash) else {
                return false;
            };
            let fits = |text: &str| {
                Argon2::default()
                    .verify_password(text.as_bytes(), &hash)
                    .is_ok()
            };
            let normal = normalised(&password);
            // Hashes of older versions were made of the text as it was typed.
            fits(&normal) || (normal != password && fits(&password))
        })
        .await
    }

    /// Runs `work` off the async threads, on one of the pool's cores.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let core = self.core().await?;
        // The core is given back when the work ends, not when the client goes away.
        let working = tokio::task::spawn_blocking(move || {
            let _core = core;
            work()
        });
        working.await.map_err(|_| PasswordError::Hashing)
    }

    async fn core(&self) -> Result<OwnedSemaphorePermit, PasswordError> {
        if let Ok(core) = self.cores.clone().try_acquire_owned() {
            return Ok(core);
        }
        let _line = PoolPlace::join(self)?;
        let core = self.cores.clone().acquire_owned();
        let core = match self.longest_wait {
            Some(longest) => tokio::time::timeout(longest, core)
                .await
                .map_err(|_| PasswordError::Busy)?,
            None => core.await,
        };
        core.map_err(|_| PasswordError::Hashing)
    }
}

/// A place in the line, given up when it is dropped.
struct PoolPlace<'p>(&'p PasswordPool);

impl<'p> PoolPlace<'p> {
    fn join(pool: &'p PasswordPool) -> Result<PoolPlace<'p>, PasswordError> {
        let before = pool.waiting.fetch_add(1, Ordering::Relaxed);
        let place = PoolPlace(pool);
        match before < pool.longest_line {
            true => Ok(place),
            false => Err(PasswordError::Busy),
        }
    }
}

impl Drop for PoolPlace<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// One text for one look: a Mac sends «й» as two signs, a telephone as one.
fn normalised(password: &str) -> String {
    password.nfc().collect()
}
