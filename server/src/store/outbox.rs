//! Messages on their way out: written with what they tell of, sent afterwards.

use super::{
    Result, Store, new_id,
    sql::{Connection, query},
};

/// A message to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// What it is: a kind that the job knows.
    pub kind: String,
    /// What the job needs to write it, as JSON. No telephone number and no name: they are read when it is sent.
    pub body: String,
    /// When it was written. Unix microseconds.
    pub created: i64,
}

/// A message that this process has claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Id, also the idempotency key outside.
    pub id: String,
    /// See [`NewMessage::kind`].
    pub kind: String,
    /// See [`NewMessage::body`].
    pub body: String,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

/// Messages claimed at once.
const BATCH: i64 = 32;

const ADD: &str = "INSERT INTO outbox (id, kind, body, created, not_before, attempts, done) \
     VALUES ($1, $2, $3, $4, $5, 0, 0)";
const OPEN: &str =
    "SELECT id FROM outbox WHERE done = 0 AND not_before <= $1 ORDER BY not_before, id LIMIT $2";
// The condition stands here again: between the choice and the claim another process may have claimed it.
const CLAIM: &str = "UPDATE outbox SET not_before = $1, attempts = attempts + 1 \
     WHERE id = $2 AND done = 0 AND not_before <= $3 RETURNING kind, body, attempts";
const RETRY: &str =
    "UPDATE outbox SET not_before = $1 WHERE id = $2 AND done = 0 AND attempts = $3";
const DONE: &str = "UPDATE outbox SET done = 1 WHERE id = $1";
const ERASE: &str = "DELETE FROM outbox WHERE id = $1";

/// Adds messages in the transaction of the change that they tell of.
pub(super) async fn add(connection: &mut Connection, messages: Vec<NewMessage>) -> Result<()> {
    for message in messages {
        query(ADD)
            .bind(new_id())
            .bind(message.kind)
            .bind(message.body)
            .bind(message.created)
            .bind(message.created)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

impl Store {
    /// Claims messages that are due at `now`, until `lease`: if this process ends before it says how each went,
    /// another takes them over then. Unix microseconds.
    pub async fn claim_messages(&self, now: i64, lease: i64) -> Result<Vec<Claimed>> {
        let rows = query(OPEN).bind(now).bind(BATCH).fetch_all(self).await?;
        let ids = rows
            .iter()
            .map(|row| row.get(0))
            .collect::<Result<Vec<String>, _>>()?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.write(move |connection| Box::pin(claim(connection, ids, now, lease)))
            .await
    }

    /// Has a message tried again at `not_before`, unless somebody else has claimed it since.
    pub async fn retry_message(&self, message: &Claimed, not_before: i64) -> Result<()> {
        let retry = query(RETRY).bind(not_before).bind(message.id.as_str());
        retry.bind(message.attempts).execute(self).await?;
        Ok(())
    }

    /// Marks messages as sent, all in one write.
    pub async fn messages_sent(&self, ids: Vec<String>) -> Result<()> {
        self.write(move |connection| {
            Box::pin(async move {
                for id in ids {
                    query(DONE).bind(id).execute(&mut *connection).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Removes messages whose body must not stay: one-time codes, and numbers that are nobody's any more.
    pub async fn messages_erased(&self, ids: Vec<String>) -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        self.write(move |connection| {
            Box::pin(async move {
                for id in ids {
                    query(ERASE).bind(id).execute(&mut *connection).await?;
                }
                Ok(())
            })
        })
        .await
    }
}

async fn claim(
    connection: &mut Connection,
    ids: Vec<String>,
    now: i64,
    lease: i64,
) -> Result<Vec<Claimed>> {
    let mut claimed = Vec::new();
    for id in ids {
        let query = query(CLAIM).bind(lease).bind(id.clone()).bind(now);
        if let Some(row) = query.fetch_optional(&mut *connection).await? {
            claimed.push(Claimed {
                id,
                kind: row.get(0)?,
                body: row.get(1)?,
                attempts: row.get(2)?,
            });
        }
    }
    Ok(claimed)
}
