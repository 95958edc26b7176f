//! Telephones and addresses on the way to being confirmed by a one-time code.

use const_format::formatcp;

use super::{
    Result, Store,
    job::{self, NewJob},
    new_id,
    sql::{Connection, Row, query},
};

/// One confirmation under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Hash of the secret of the session that asked.
    pub id: String,
    pub purpose: String,
    /// Id of the account, or empty.
    pub person: String,
    /// Number or address, or empty.
    pub recipient: String,
    /// What waits for it, as JSON.
    pub body: String,
    /// Hash of the code.
    pub code: String,
    /// When the code was sent. Unix microseconds.
    pub sent: i64,
    /// How many wrong codes were tried.
    pub tries: i64,
    /// Whether the right one was.
    pub verified: bool,
    /// When the row goes. Unix microseconds.
    pub expires: i64,
}

/// How much may have happened under a key before no more codes are sent.
#[derive(Clone, Debug)]
pub struct CodeQuota {
    /// A hash of what is counted.
    pub key: String,
    /// Fewer than so many …
    pub most: i64,
    /// … since then. Unix microseconds.
    pub since: i64,
    /// Whether codes are counted under it; else wrong guesses are, when they are made.
    pub of_codes: bool,
}

/// What came of a code that was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It fits.
    Right,
    /// It does not; so many tries are left.
    Wrong {
        /// Tries left.
        left: i64,
    },
    /// It is too old.
    Expired,
    /// Too many wrong ones were tried.
    Spent,
    /// Nothing is under way.
    Nothing,
}

/// In the order of [`verification`].
const COLUMNS: &str = "id, purpose, person, recipient, body, code, sent, tries, verified, expires";
const BY_ID: &str = formatcp!("SELECT {COLUMNS} FROM verification WHERE id = $1 AND expires > $2");
const PUT: &str = formatcp!(
    "INSERT INTO verification ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8) \
     ON CONFLICT (id) DO UPDATE SET purpose = excluded.purpose, person = excluded.person, \
     recipient = excluded.recipient, body = excluded.body, code = excluded.code, sent = excluded.sent, tries = 0, \
     verified = 0, expires = excluded.expires"
);
const SET_BODY: &str = "UPDATE verification SET body = $1, expires = $2 WHERE id = $3";
// One statement, so that guesses that come at the same time are counted one by one.
const TRY: &str = "UPDATE verification SET tries = tries + CASE WHEN code = $1 THEN 0 ELSE 1 END, \
     verified = CASE WHEN code = $1 THEN 1 ELSE verified END \
     WHERE id = $2 AND purpose = $3 AND tries < $4 AND sent > $5 \
     RETURNING CAST(CASE WHEN code = $1 THEN 1 ELSE 0 END AS BIGINT), tries";
const DELETE: &str = "DELETE FROM verification WHERE id = $1";
const DELETE_EXPIRED: &str = "DELETE FROM verification WHERE expires < $1";
const COUNT_SENT: &str = "SELECT COUNT(*) FROM code_sent WHERE key = $1 AND at > $2";
const ADD_SENT: &str = "INSERT INTO code_sent (id, key, at) VALUES ($1, $2, $3)";
const DELETE_SENT: &str = "DELETE FROM code_sent WHERE at < $1";

fn verification(row: &Row) -> Result<Verification> {
    Ok(Verification {
        id: row.get(0)?,
        purpose: row.get(1)?,
        person: row.get(2)?,
        recipient: row.get(3)?,
        body: row.get(4)?,
        code: row.get(5)?,
        sent: row.get(6)?,
        tries: row.get(7)?,
        verified: row.get::<i64>(8)? == 1,
        expires: row.get(9)?,
    })
}

impl Store {
    /// The confirmation under way with this id, at `now`.
    pub async fn verification(&self, id: &str, now: i64) -> Result<Option<Verification>> {
        let row = query(BY_ID).bind(id).bind(now);
        let row = row.fetch_optional(self).await?;
        row.as_ref().map(verification).transpose()
    }

    /// Begins `new`, or sends another code for it: `message` sends it. False if a quota is used up.
    pub async fn send_code(
        &self,
        new: Verification,
        quotas: Vec<CodeQuota>,
        message: NewJob,
    ) -> Result<bool> {
        self.write(move |connection| {
            Box::pin(async move {
                if !within(connection, &quotas, new.sent).await? {
                    return Ok(false);
                }
                put(connection, new).await?;
                job::add(connection, vec![message]).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Changes what waits for the confirmation.
    pub async fn set_verification_body(&self, id: &str, body: String, expires: i64) -> Result<()> {
        let set = query(SET_BODY).bind(body).bind(expires).bind(id);
        set.execute(self).await?;
        Ok(())
    }

    /// Tries the code whose hash is `code`: at most `most` wrong ones, and only if it was sent after `oldest`. A wrong one
    /// is counted under the key and at the time of `guessed`.
    pub async fn try_code(
        &self,
        id: &str,
        purpose: &'static str,
        code: String,
        (most, oldest): (i64, i64),
        guessed: Option<(String, i64)>,
    ) -> Result<Tried> {
        let id = id.to_owned();
        self.write(move |connection| {
            Box::pin(async move {
                let attempt = query(TRY).bind(code).bind(id.as_str()).bind(purpose);
                let attempt = attempt.bind(most).bind(oldest);
                if let Some(row) = attempt.fetch_optional(&mut *connection).await? {
                    let (fits, tries) = (row.get::<i64>(0)? == 1, row.get::<i64>(1)?);
                    if let Some((key, at)) = guessed.filter(|_| !fits) {
                        count(connection, &key, at).await?;
                    }
                    return Ok(match fits {
                        true => Tried::Right,
                        false if tries < most => Tried::Wrong { left: most - tries },
                        false => Tried::Spent,
                    });
                }
                let row = query(BY_ID).bind(id.as_str()).bind(0_i64);
                let row = row.fetch_optional(connection).await?;
                let found = row.as_ref().map(verification).transpose()?;
                Ok(match found.filter(|found| found.purpose == purpose) {
                    None => Tried::Nothing,
                    Some(found) if found.sent <= oldest => Tried::Expired,
                    Some(_) => Tried::Spent,
                })
            })
        })
        .await
    }

    /// Ends a confirmation.
    pub async fn delete_verification(&self, id: &str) -> Result<()> {
        query(DELETE).bind(id).execute(self).await?;
        Ok(())
    }

    /// Forgets confirmations that ended before `now`, and codes that were sent before `counted`.
    pub async fn sweep_verifications(&self, now: i64, counted: i64) -> Result<()> {
        query(DELETE_EXPIRED).bind(now).execute(self).await?;
        query(DELETE_SENT).bind(counted).execute(self).await?;
        Ok(())
    }
}

/// Ends a confirmation in the transaction of what it confirms. False if somebody else ended it before.
pub(super) async fn end(connection: &mut Connection, id: &str) -> Result<bool> {
    Ok(query(DELETE).bind(id).execute(connection).await? == 1)
}

async fn within(connection: &mut Connection, quotas: &[CodeQuota], now: i64) -> Result<bool> {
    for quota in quotas {
        let count = query(COUNT_SENT).bind(quota.key.as_str()).bind(quota.since);
        let count: i64 = count.fetch_one(&mut *connection).await?.get(0)?;
        if count >= quota.most {
            return Ok(false);
        }
    }
    for quota in quotas.iter().filter(|quota| quota.of_codes) {
        count(connection, &quota.key, now).await?;
    }
    Ok(true)
}

async fn count(connection: &mut Connection, key: &str, at: i64) -> Result<()> {
    let add = query(ADD_SENT).bind(new_id()).bind(key).bind(at);
    add.execute(connection).await?;
    Ok(())
}

async fn put(connection: &mut Connection, new: Verification) -> Result<()> {
    query(PUT)
        .bind(new.id)
        .bind(new.purpose)
        .bind(new.person)
        .bind(new.recipient)
        .bind(new.body)
        .bind(new.code)
        .bind(new.sent)
        .bind(new.expires)
        .execute(connection)
        .await?;
    Ok(())
}
