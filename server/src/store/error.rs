//! What can go wrong in the store, and what each failure of a driver means.

use std::{error::Error as _, io, time::Duration};

use rusqlite::{ErrorCode, ffi};

/// A failure of the store.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// Someone else wrote first: the row exists or the version moved on.
    #[error("a concurrent write came first")]
    Conflict,
    /// The database or the disk cannot do it now. Nothing is wrong with what was asked: the same may succeed later.
    #[error("unavailable, {outage}: {cause}")]
    Unavailable {
        /// What is out of order.
        outage: Outage,
        /// What the driver says, for the log.
        cause: String,
    },
    /// The database or the files are not what this program can work on; it says why and what to do.
    #[error("{0}")]
    Refused(String),
    /// The database refused: a fault of ours.
    #[error("the database failed: {0}")]
    Database(String),
    /// A row does not read as what it should be.
    #[error("a stored row is damaged: {0}")]
    Damaged(String),
}

/// Why the store is unavailable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Outage {
    /// The database does not answer or takes no connection. What was under way may or may not be stored.
    #[error("the database is away")]
    Away,
    /// It took longer than it may. What was under way may or may not be stored.
    #[error("out of time")]
    Timeout,
    /// Nothing can be written: the disk is full, failing or read-only. Reading goes on.
    #[error("nothing can be written")]
    NoSpace,
}

impl StoreError {
    /// Whether the same may succeed later.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, StoreError::Unavailable { .. })
    }

    /// Whether what was to be written may be stored all the same: the answer can be lost behind the commit, and a write
    /// that is called late still ends.
    pub fn may_be_stored(&self) -> bool {
        !matches!(self, StoreError::Conflict | StoreError::Refused(_))
    }

    pub(super) fn unavailable(outage: Outage, cause: impl std::fmt::Display) -> StoreError {
        StoreError::Unavailable {
            outage,
            cause: cause.to_string(),
        }
    }

    pub(super) fn timeout(limit: Duration) -> StoreError {
        StoreError::unavailable(Outage::Timeout, format!("no answer within {limit:?}"))
    }
}

/// What a store function returns.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let outage = match &error {
            sqlx::Error::Database(cause) if cause.is_unique_violation() => {
                return StoreError::Conflict;
            }
            sqlx::Error::Database(cause) => cause.code().and_then(|code| of_sqlstate(&code)),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => Some(Outage::Away),
            _ => None,
        };
        match outage {
            Some(outage) => StoreError::unavailable(outage, error),
            None => StoreError::Database(error.to_string()),
        }
    }
}

/// PostgreSQL's own codes: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn of_sqlstate(code: &str) -> Option<Outage> {
    match code {
        // Cancelled by a time limit, a lock that stayed taken, a deadlock, an idle transaction that was ended.
        "57014" | "55P03" | "40P01" | "40001" | "25P02" | "25P03" => Some(Outage::Timeout),
        // Full or failing disk; a server that only reads, as a standby does.
        "53100" | "58030" | "25006" => Some(Outage::NoSpace),
        // Connection failures, lack of resources (too many connections among them), shutdown.
        code if ["08", "53", "57"].contains(&code.get(..2).unwrap_or_default()) => {
            Some(Outage::Away)
        }
        _ => None,
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(cause, _) = &error else {
            return StoreError::Database(error.to_string());
        };
        let outage = match cause.code {
            ErrorCode::ConstraintViolation
                if [
                    ffi::SQLITE_CONSTRAINT_UNIQUE,
                    ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
                ]
                .contains(&cause.extended_code) =>
            {
                return StoreError::Conflict;
            }
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                return StoreError::Damaged(error.to_string());
            }
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::OperationInterrupted => Some(Outage::Timeout),
            ErrorCode::DiskFull | ErrorCode::ReadOnly => Some(Outage::NoSpace),
            ErrorCode::SystemIoFailure if fails_to_read(cause.extended_code) => Some(Outage::Away),
            ErrorCode::SystemIoFailure => Some(Outage::NoSpace),
            ErrorCode::CannotOpen | ErrorCode::OutOfMemory => Some(Outage::Away),
            _ => None,
        };
        match outage {
            Some(outage) => StoreError::unavailable(outage, error),
            None => StoreError::Database(error.to_string()),
        }
    }
}

fn fails_to_read(extended: std::ffi::c_int) -> bool {
    [ffi::SQLITE_IOERR_READ, ffi::SQLITE_IOERR_SHORT_READ].contains(&extended)
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match of_io(error.kind()) {
            Some(outage) => StoreError::unavailable(outage, error),
            None => StoreError::Database(error.to_string()),
        }
    }
}

impl From<object_store::Error> for StoreError {
    fn from(error: object_store::Error) -> Self {
        let mut cause = error.source();
        while let Some(inner) = cause {
            if let Some(failed) = inner.downcast_ref::<io::Error>()
                && let Some(outage) = of_io(failed.kind())
            {
                return StoreError::unavailable(outage, error);
            }
            cause = inner.source();
        }
        StoreError::Database(error.to_string())
    }
}

fn of_io(kind: io::ErrorKind) -> Option<Outage> {
    use io::ErrorKind::{
        ConnectionAborted, ConnectionRefused, ConnectionReset, FileTooLarge, HostUnreachable,
        NetworkUnreachable, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
        TimedOut,
    };
    match kind {
        StorageFull | QuotaExceeded | FileTooLarge | ReadOnlyFilesystem | PermissionDenied => {
            Some(Outage::NoSpace)
        }
        TimedOut => Some(Outage::Timeout),
        ConnectionRefused | ConnectionReset | ConnectionAborted | HostUnreachable
        | NetworkUnreachable => Some(Outage::Away),
        _ => None,
    }
}
