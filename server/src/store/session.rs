//! Sessions. The table's key is a hash of the cookie's value: a copy of the table opens no session.

use const_format::formatcp;
use sha2::{Digest, Sha256};

use super::{
    Result, Store,
    sql::{Row, query},
};

/// A session. Times are unix microseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Hash of the cookie's value.
    pub key: String,
    /// The key before the last renewal, or empty.
    pub former: String,
    /// Until when that opens the session too.
    pub former_until: i64,
    /// What pages call it.
    pub id: String,
    /// `citizen`, `staff`, or empty before a login is complete.
    pub kind: String,
    /// Id of the account, or empty.
    pub account: String,
    /// Name of the citizen, for the header.
    pub name: String,
    /// Whether it is of a demonstration account.
    pub demo: bool,
    /// When it began.
    pub created: i64,
    /// When the password was last given.
    pub entered: i64,
    /// When it was last used, to a few minutes.
    pub seen: i64,
    /// When it ends unless it is used.
    pub expires: i64,
    /// The address, shortened.
    pub place: String,
    /// The browser in words.
    pub agent: String,
    /// What steps before the login keep, as JSON.
    pub data: String,
}

/// The key that stands for the value of a cookie.
pub fn key_of(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// In the order of [`session`].
pub(super) const COLUMNS: &str = "key, former, former_until, id, kind, account, name, demo, created, entered, seen, expires, \
     place, agent, data";
/// How many those are: what a statement selects beside them begins there.
pub(super) const WIDTH: usize = 15;
/// The session that the key $1 opens at $2.
pub(super) const LOAD: &str = formatcp!(
    "SELECT {COLUMNS} FROM session \
     WHERE (key = $1 OR (former = $1 AND former_until > $2)) AND expires > $2"
);
const OF_ACCOUNT: &str = formatcp!(
    "SELECT {COLUMNS} FROM session WHERE account = $1 AND kind = $2 AND expires > $3 ORDER BY seen DESC LIMIT 200"
);
const ADD: &str = formatcp!(
    "INSERT INTO session ({COLUMNS}) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
);
const SEEN: &str = "UPDATE session SET seen = $1, expires = $2 WHERE id = $3";
const RENEW: &str = "UPDATE session SET former = $1, former_until = $2, key = $3, entered = $4 WHERE id = $5 AND (key = $1 OR former = $1)";
const END_FORMER: &str = "UPDATE session SET former_until = $1 WHERE id = $2 AND former_until > $1";
const PUT: &str = "UPDATE session SET data = $1 WHERE id = $2";
const END: &str = "DELETE FROM session WHERE id = $1";
const END_OF: &str = "DELETE FROM session WHERE id = $1 AND account = $2 AND kind = $3";
const END_OTHERS: &str = "DELETE FROM session WHERE account = $1 AND kind = $2 AND id <> $3";
const END_DEMO: &str = "DELETE FROM session WHERE demo = 1";
const END_EXPIRED: &str = "DELETE FROM session WHERE expires < $1";
const IS_OPEN: &str = "SELECT id FROM session WHERE id = $1 AND expires > $2";

pub(super) fn session(row: &Row) -> Result<SessionRow> {
    Ok(SessionRow {
        key: row.get(0)?,
        former: row.get(1)?,
        former_until: row.get(2)?,
        id: row.get(3)?,
        kind: row.get(4)?,
        account: row.get(5)?,
        name: row.get(6)?,
        demo: row.get::<i64>(7)? != 0,
        created: row.get(8)?,
        entered: row.get(9)?,
        seen: row.get(10)?,
        expires: row.get(11)?,
        place: row.get(12)?,
        agent: row.get(13)?,
        data: row.get(14)?,
    })
}

impl Store {
    /// The session that `key` opens at `now`.
    pub async fn session(&self, key: &str, now: i64) -> Result<Option<SessionRow>> {
        let row = query(LOAD).bind(key).bind(now).fetch_optional(self).await?;
        row.as_ref().map(session).transpose()
    }

    /// Adds a session; the one with the id `instead_of` ends in the same moment.
    pub async fn add_session(&self, new: SessionRow, instead_of: Option<String>) -> Result<()> {
        self.write(move |connection| {
            Box::pin(async move {
                if let Some(id) = instead_of {
                    query(END).bind(id).execute(&mut *connection).await?;
                }
                let add = query(ADD)
                    .bind(new.key)
                    .bind(new.former)
                    .bind(new.former_until)
                    .bind(new.id)
                    .bind(new.kind)
                    .bind(new.account)
                    .bind(new.name)
                    .bind(i64::from(new.demo))
                    .bind(new.created)
                    .bind(new.entered)
                    .bind(new.seen)
                    .bind(new.expires)
                    .bind(new.place)
                    .bind(new.agent)
                    .bind(new.data);
                add.execute(connection).await?;
                Ok(())
            })
        })
        .await
    }

    /// Notes that a session was used, and when it ends now. One that was ended meanwhile stays ended.
    pub async fn session_seen(&self, id: String, seen: i64, expires: i64) -> Result<()> {
        let update = query(SEEN).bind(seen).bind(expires).bind(id);
        update.execute(self).await?;
        Ok(())
    }

    /// Gives a session the key `new` in place of `old`, with which the browser came: that opens it until the browser has
    /// shown the new one. False if it opens nothing any more.
    pub async fn renew_session(
        &self,
        id: &str,
        old: &str,
        new: &str,
        entered: i64,
    ) -> Result<bool> {
        let renew = query(RENEW)
            .bind(old)
            .bind(i64::MAX)
            .bind(new)
            .bind(entered)
            .bind(id);
        Ok(renew.execute(self).await? > 0)
    }

    /// The browser has shown the new key: the former one opens the session until `until` and then no more.
    pub async fn end_former_key(&self, id: String, until: i64) -> Result<()> {
        query(END_FORMER).bind(until).bind(id).execute(self).await?;
        Ok(())
    }

    /// Keeps `data` in a session.
    pub async fn put_session_data(&self, id: &str, data: String) -> Result<()> {
        query(PUT).bind(data).bind(id).execute(self).await?;
        Ok(())
    }

    pub async fn end_session(&self, id: &str) -> Result<()> {
        query(END).bind(id).execute(self).await?;
        Ok(())
    }

    /// Ends a session of this account; false if it has none of this id.
    pub async fn end_session_of(&self, id: &str, account: &str, kind: &str) -> Result<bool> {
        let end = query(END_OF).bind(id).bind(account).bind(kind);
        Ok(end.execute(self).await? > 0)
    }

    /// Ends all sessions of an account but the one with the id `except`. Returns how many.
    pub async fn end_other_sessions(&self, account: &str, kind: &str, except: &str) -> Result<u64> {
        let end = query(END_OTHERS).bind(account).bind(kind).bind(except);
        end.execute(self).await
    }

    /// Ends the sessions of demonstration accounts.
    pub async fn end_demo_sessions(&self) -> Result<u64> {
        query(END_DEMO).execute(self).await
    }

    /// The open sessions of an account, the last used first.
    pub async fn sessions_of(
        &self,
        account: &str,
        kind: &str,
        now: i64,
    ) -> Result<Vec<SessionRow>> {
        let of = query(OF_ACCOUNT).bind(account).bind(kind).bind(now);
        of.fetch_all(self).await?.iter().map(session).collect()
    }

    /// Whether the session with this id is open.
    pub async fn is_session_open(&self, id: &str, now: i64) -> Result<bool> {
        let row = query(IS_OPEN)
            .bind(id)
            .bind(now)
            .fetch_optional(self)
            .await?;
        Ok(row.is_some())
    }

    /// Removes sessions that ended before `now`.
    pub async fn sweep_sessions(&self, now: i64) -> Result<()> {
        query(END_EXPIRED).bind(now).execute(self).await?;
        Ok(())
    }
}
