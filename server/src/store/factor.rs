//! The second factor of officials: the sealed secret, tries, and the hashes of recovery codes.

use super::{
    Result, Store,
    sql::{Connection, query},
};

/// The second factor of an official.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// The sealed secret.
    pub secret: String,
    /// Recovery codes that are left.
    pub recovery: i64,
}

/// Whether a code may be tried now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeAttempt {
    /// Yes; it counts as a wrong one until it turns out to be right.
    Allowed,
    /// Not before this moment. Unix microseconds.
    WaitUntil(i64),
}

const FACTOR: &str = "SELECT f.secret, (SELECT COUNT(*) FROM staff_recovery r WHERE r.staff = f.staff) \
     FROM staff_factor f WHERE f.staff = $1";
const SET: &str = "INSERT INTO staff_factor (staff, secret, since, last_step, failed, wait_until) \
     VALUES ($1, $2, $3, $4, 0, 0)";
const FORGET_RECOVERY: &str = "DELETE FROM staff_recovery WHERE staff = $1";
const ADD_RECOVERY: &str = "INSERT INTO staff_recovery (staff, hash) VALUES ($1, $2)";
const USE_RECOVERY: &str = "DELETE FROM staff_recovery WHERE staff = $1 AND hash = $2";
const USE_STEP: &str = "UPDATE staff_factor SET last_step = $1 WHERE staff = $2 AND last_step < $1";
/// The fifth wrong code in a row makes the next wait a minute, each later one a minute longer. One statement, so that
/// many tries at once are counted one by one.
const CLAIM: &str = "UPDATE staff_factor SET failed = failed + 1, \
     wait_until = CASE WHEN failed >= 4 THEN $1 + 60000000 * (failed - 3) ELSE 0 END \
     WHERE staff = $2 AND wait_until <= $1";
const WAIT: &str = "SELECT wait_until FROM staff_factor WHERE staff = $1";
const RIGHT: &str = "UPDATE staff_factor SET failed = 0, wait_until = 0 WHERE staff = $1";

impl Store {
    /// The second factor of an official, if there is one.
    pub async fn factor(&self, staff: &str) -> Result<Option<Factor>> {
        let row = query(FACTOR).bind(staff).fetch_optional(self).await?;
        row.map(|row| {
            Ok(Factor {
                secret: row.get(0)?,
                recovery: row.get(1)?,
            })
        })
        .transpose()
    }

    /// Sets the second factor up, with the hashes of new recovery codes. [`super::StoreError::Conflict`] if there is one.
    pub async fn set_factor(
        &self,
        staff: &str,
        secret: String,
        at: i64,
        last_step: i64,
        hashes: Vec<String>,
    ) -> Result<()> {
        let staff = staff.to_owned();
        self.write(move |connection| {
            Box::pin(set_factor(
                connection,
                staff,
                secret,
                (at, last_step),
                hashes,
            ))
        })
        .await
    }

    /// Puts the hashes of new recovery codes in the place of those before.
    pub async fn set_recovery(&self, staff: &str, hashes: Vec<String>) -> Result<()> {
        let staff = staff.to_owned();
        self.write(move |connection| Box::pin(set_recovery(connection, staff, hashes)))
            .await
    }

    /// Counts a try at the second factor.
    pub async fn claim_attempt(&self, staff: &str, now: i64) -> Result<CodeAttempt> {
        let claimed = query(CLAIM).bind(now).bind(staff).execute(self).await?;
        if claimed > 0 {
            return Ok(CodeAttempt::Allowed);
        }
        let row = query(WAIT).bind(staff).fetch_one(self).await?;
        Ok(CodeAttempt::WaitUntil(row.get(0)?))
    }

    /// Takes the code of a time step; `false` if it, or a later one, was taken before.
    pub async fn use_step(&self, staff: &str, step: i64) -> Result<bool> {
        let used = query(USE_STEP).bind(step).bind(staff).execute(self).await?;
        Ok(used > 0)
    }

    /// Takes a recovery code; `false` if there is none with this hash.
    pub async fn use_recovery(&self, staff: &str, hash: &str) -> Result<bool> {
        let used = query(USE_RECOVERY).bind(staff).bind(hash);
        Ok(used.execute(self).await? > 0)
    }

    /// The try was right: earlier wrong ones are forgotten.
    pub async fn attempt_was_right(&self, staff: &str) -> Result<()> {
        query(RIGHT).bind(staff).execute(self).await?;
        Ok(())
    }
}

async fn set_factor(
    connection: &mut Connection,
    staff: String,
    secret: String,
    (at, last_step): (i64, i64),
    hashes: Vec<String>,
) -> Result<()> {
    let set = query(SET)
        .bind(staff.as_str())
        .bind(secret)
        .bind(at)
        .bind(last_step);
    set.execute(&mut *connection).await?;
    set_recovery(connection, staff, hashes).await
}

async fn set_recovery(
    connection: &mut Connection,
    staff: String,
    hashes: Vec<String>,
) -> Result<()> {
    let forget = query(FORGET_RECOVERY).bind(staff.as_str());
    forget.execute(&mut *connection).await?;
    for hash in hashes {
        let add = query(ADD_RECOVERY).bind(staff.as_str()).bind(hash);
        add.execute(&mut *connection).await?;
    }
    Ok(())
}
