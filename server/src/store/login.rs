//! What logins leave behind: wrong passwords, and devices and addresses that are known.

use super::{
    Result, Store,
    sql::{Connection, query},
};

/// Wrong passwords under one key. Times are unix microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: i64,
    /// Until when the next try is refused.
    pub until: i64,
    /// When the last was.
    pub last: i64,
}

const FAILURES: &str = "SELECT failures, until, last FROM login_failure WHERE key = $1";
/// One more; what is older than `$3` is forgotten.
const ADD_FAILURE: &str = "INSERT INTO login_failure (key, failures, until, last) VALUES ($1, 1, 0, $2) \
     ON CONFLICT (key) DO UPDATE SET last = $2, \
     failures = CASE WHEN login_failure.last < $3 THEN 1 ELSE login_failure.failures + 1 END";
/// One more, after one was taken away for each `$3` microseconds since the last.
const ADD_DRAINED: &str = "INSERT INTO login_failure (key, failures, until, last) VALUES ($1, 1, 0, $2) \
     ON CONFLICT (key) DO UPDATE SET last = $2, \
     failures = CASE WHEN login_failure.failures > ($2 - login_failure.last) / $3 \
     THEN login_failure.failures - ($2 - login_failure.last) / $3 + 1 ELSE 1 END";
const SET_UNTIL: &str = "UPDATE login_failure SET until = $1 WHERE key = $2";
const FORGET_FAILURES: &str = "DELETE FROM login_failure WHERE key = $1";
const SWEEP_FAILURES: &str = "DELETE FROM login_failure WHERE last < $1";

const ORIGIN: &str = "SELECT seen FROM login_origin WHERE subject = $1 AND origin = $2";
const ADD_ORIGIN: &str = "INSERT INTO login_origin (subject, origin, seen) VALUES ($1, $2, $3) \
     ON CONFLICT (subject, origin) DO UPDATE SET seen = $3";
const SWEEP_ORIGINS: &str = "DELETE FROM login_origin WHERE seen < $1";

/// A key whose failures grow by one, and how.
#[derive(Clone, Debug)]
pub enum AddFailure {
    /// Forgotten if the last was before `forget`; `until` tells from their number until when the next try is refused.
    Counted {
        key: String,
        /// What was before this is forgotten.
        forget: i64,
        /// Until when the next try is refused.
        until: fn(i64, i64) -> i64,
    },
    /// One less for each `each` microseconds.
    Drained {
        key: String,
        /// Microseconds.
        each: i64,
    },
}

/// Somebody proved to be the owner of an account.
#[derive(Clone, Debug)]
pub struct Entered {
    /// What was tried, as a key.
    pub subject: String,
    /// Devices and addresses from which it is known from now on.
    pub origins: Vec<String>,
    /// Keys under which what failed before counts no more.
    pub forget: Vec<String>,
    /// When. Unix microseconds.
    pub at: i64,
}

impl Store {
    /// Wrong passwords under `key`.
    pub async fn login_failures(&self, key: &str) -> Result<Failures> {
        let row = query(FAILURES).bind(key).fetch_optional(self).await?;
        let Some(row) = row else {
            return Ok(Failures::default());
        };
        Ok(Failures {
            count: row.get(0)?,
            until: row.get(1)?,
            last: row.get(2)?,
        })
    }

    /// Counts a wrong password at `now` under each key, in one write. Returns the latest moment until which one of them
    /// refuses the next try, or 0.
    pub async fn add_login_failures(&self, keys: Vec<AddFailure>, now: i64) -> Result<i64> {
        self.write(move |connection| {
            Box::pin(async move {
                let mut latest = 0;
                for one in keys {
                    match one {
                        AddFailure::Drained { key, each } => {
                            let add = query(ADD_DRAINED).bind(key).bind(now).bind(each);
                            add.execute(&mut *connection).await?;
                        }
                        AddFailure::Counted { key, forget, until } => {
                            let add = query(ADD_FAILURE).bind(key.clone()).bind(now).bind(forget);
                            add.execute(&mut *connection).await?;
                            let row = query(FAILURES).bind(key.clone());
                            let count: i64 = row.fetch_one(&mut *connection).await?.get(0)?;
                            let until = until(count, now);
                            let set = query(SET_UNTIL).bind(until).bind(key);
                            set.execute(&mut *connection).await?;
                            latest = latest.max(until);
                        }
                    }
                }
                Ok(latest)
            })
        })
        .await
    }

    /// When `subject` was last entered from `origin`; 0 if never.
    pub async fn login_origin_seen(&self, subject: &str, origin: &str) -> Result<i64> {
        let row = query(ORIGIN).bind(subject).bind(origin);
        row.fetch_optional(self)
            .await?
            .map_or(Ok(0), |row| row.get(0))
    }

    /// Notes from where an account was entered, and forgets what failed before.
    pub async fn login_succeeded(&self, entered: Entered) -> Result<()> {
        self.write(move |connection| Box::pin(note_entered(connection, entered)))
            .await
    }

    /// Removes failures before `failures` and origins not seen since `origins`.
    pub async fn sweep_logins(&self, failures: i64, origins: i64) -> Result<()> {
        query(SWEEP_FAILURES).bind(failures).execute(self).await?;
        query(SWEEP_ORIGINS).bind(origins).execute(self).await?;
        Ok(())
    }
}

/// The same in the transaction of what proved it.
pub(super) async fn note_entered(connection: &mut Connection, entered: Entered) -> Result<()> {
    for origin in entered.origins {
        let add = query(ADD_ORIGIN)
            .bind(entered.subject.as_str())
            .bind(origin)
            .bind(entered.at);
        add.execute(&mut *connection).await?;
    }
    for key in entered.forget {
        let forget = query(FORGET_FAILURES).bind(key);
        forget.execute(&mut *connection).await?;
    }
    Ok(())
}
