//! What is kept for a time only.

use super::{
    Result, Store,
    job::{self, NewJob},
    sql::{Row, query},
};

/// A draft that nobody has touched for long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abandoned {
    /// UUIDv7.
    pub id: String,
    /// Id of its owner.
    pub person: String,
    /// Id of its regulation.
    pub regulation: String,
    /// Its last change. Unix microseconds.
    pub updated: i64,
    /// How many files it has.
    pub files: i64,
}

/// Drafts handled at once.
const BATCH: i64 = 200;

const TO_REMIND: &str = "SELECT d.id, d.person, d.regulation, d.updated, \
     (SELECT COUNT(*) FROM file f WHERE f.home = d.id) FROM draft d \
     WHERE d.case_id IS NULL AND d.updated <= $1 AND d.reminded <= d.updated ORDER BY d.updated, d.id LIMIT $2";
const TO_DELETE: &str = "SELECT d.id, d.person, d.regulation, d.updated, \
     (SELECT COUNT(*) FROM file f WHERE f.home = d.id) FROM draft d \
     WHERE d.case_id IS NULL AND d.updated <= $1 AND d.reminded > d.updated AND d.reminded <= $2 \
     ORDER BY d.updated, d.id LIMIT $3";
// The conditions stand here again: the owner may have come back, and another process may have been faster.
const REMIND: &str = "UPDATE draft SET reminded = $1 \
     WHERE id = $2 AND updated = $3 AND reminded <= updated AND case_id IS NULL";
const DELETE: &str = "DELETE FROM draft WHERE id = $1 AND updated = $2 AND case_id IS NULL";
const DELETE_FILES: &str = "DELETE FROM file WHERE home = $1 RETURNING id";
// In pieces: no statement may take as long as the first night of a portal that has run for years.
const DELETE_SENT: &str = "DELETE FROM job WHERE id IN \
     (SELECT id FROM job WHERE done = 1 AND created <= $1 LIMIT 1000)";
const COUNT_SENT: &str = "SELECT COUNT(*) FROM job WHERE done = 1 AND created <= $1";
const COUNT_SESSIONS: &str = "SELECT COUNT(*) FROM session WHERE expires < $1";
const COUNT_PREPARED: &str = "SELECT COUNT(*) FROM prepared WHERE expires < $1";

fn abandoned(row: &Row) -> Result<Abandoned> {
    Ok(Abandoned {
        id: row.get(0)?,
        person: row.get(1)?,
        regulation: row.get(2)?,
        updated: row.get(3)?,
        files: row.get(4)?,
    })
}

impl Store {
    /// Open drafts without a change since `idle_since`, whose owners were not told. Unix microseconds.
    pub async fn drafts_to_remind(&self, idle_since: i64) -> Result<Vec<Abandoned>> {
        let query = query(TO_REMIND).bind(idle_since).bind(BATCH);
        query.fetch_all(self).await?.iter().map(abandoned).collect()
    }

    /// Open drafts without a change since `idle_since`, whose owners were told up to `told_by`. Unix microseconds.
    pub async fn drafts_to_delete(&self, idle_since: i64, told_by: i64) -> Result<Vec<Abandoned>> {
        let query = query(TO_DELETE).bind(idle_since).bind(told_by).bind(BATCH);
        query.fetch_all(self).await?.iter().map(abandoned).collect()
    }

    /// Marks the owner of a draft as told, with the message that tells; false if there is no need any more.
    pub async fn remind(&self, draft: &Abandoned, message: NewJob, now: i64) -> Result<bool> {
        let (id, updated) = (draft.id.clone(), draft.updated);
        self.write(move |connection| {
            Box::pin(async move {
                let mark = query(REMIND).bind(now).bind(id).bind(updated);
                if mark.execute(&mut *connection).await? == 0 {
                    return Ok(false);
                }
                job::add(connection, vec![message]).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Deletes a draft with its files, and gives the ids of these; None if it has changed since it was read.
    pub async fn delete_draft(&self, draft: &Abandoned) -> Result<Option<Vec<String>>> {
        let (id, updated) = (draft.id.clone(), draft.updated);
        self.write(move |connection| {
            Box::pin(async move {
                let delete = query(DELETE).bind(id.clone()).bind(updated);
                if delete.execute(&mut *connection).await? == 0 {
                    return Ok(None);
                }
                let files = query(DELETE_FILES).bind(id).fetch_all(connection).await?;
                let files: Result<_> = files.iter().map(|row| row.get(0)).collect();
                files.map(Some)
            })
        })
        .await
    }

    /// Forgets messages that were sent and written before `before`. Unix microseconds.
    pub async fn delete_sent(&self, before: i64) -> Result<u64> {
        let mut deleted = 0;
        loop {
            let some = query(DELETE_SENT).bind(before).execute(self).await?;
            if some == 0 {
                return Ok(deleted);
            }
            deleted += some;
        }
    }

    /// How many sent messages, ended sessions (unix seconds) and expired prepared applications there are.
    pub async fn count_expired(
        &self,
        sent_before: i64,
        now_seconds: i64,
        now: i64,
    ) -> Result<(i64, i64, i64)> {
        let count = async |sql, bound| -> Result<i64> {
            let row = query(sql).bind(bound).fetch_one(self).await?;
            row.get(0)
        };
        Ok((
            count(COUNT_SENT, sent_before).await?,
            count(COUNT_SESSIONS, now_seconds).await?,
            count(COUNT_PREPARED, now).await?,
        ))
    }
}
