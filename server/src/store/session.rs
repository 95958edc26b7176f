//! Sessions, for `tower-sessions`. The table's key is a hash of the cookie's value: a copy of the table opens
//! no session.

use async_trait::async_trait;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store,
};

use super::{Store, sql::query};

const LOAD: &str = "SELECT data, expires FROM session WHERE key = $1";
const CREATE: &str = "INSERT INTO session (data, expires, key) VALUES ($1, $2, $3)";
/// A session that was ended while a request was under way stays ended.
const SAVE: &str = "UPDATE session SET data = $1, expires = $2 WHERE key = $3";
const DELETE: &str = "DELETE FROM session WHERE key = $1";
const DELETE_EXPIRED: &str = "DELETE FROM session WHERE expires < $1";

/// The session store on our database.
#[derive(Clone)]
pub struct Sessions(pub Store);

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions")
    }
}

impl Sessions {
    /// Removes sessions that ended before `now` (unix seconds).
    pub async fn sweep(&self, now: i64) -> super::Result<()> {
        query(DELETE_EXPIRED).bind(now).execute(&self.0).await?;
        Ok(())
    }
}

/// The key of a session in the table.
pub(crate) fn key(id: &Id) -> String {
    hex::encode(Sha256::digest(id.0.to_be_bytes()))
}

fn backend(error: impl std::fmt::Display) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

async fn keep(store: &Store, sql: &'static str, record: &Record) -> session_store::Result<()> {
    let data = serde_json::to_string(&record.data)
        .map_err(|error| session_store::Error::Encode(error.to_string()))?;
    let expires = record.expiry_date.unix_timestamp();
    let row = query(sql).bind(data).bind(expires).bind(key(&record.id));
    row.execute(store).await.map_err(backend)?;
    Ok(())
}

#[async_trait]
impl SessionStore for Sessions {
    // Ids are 128 random bits: `create` needs no check for a collision.
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        keep(&self.0, CREATE, record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        keep(&self.0, SAVE, record).await
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let row = query(LOAD)
            .bind(key(id))
            .fetch_optional(&self.0)
            .await
            .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let data: String = row.get(0).map_err(backend)?;
        let expires: i64 = row.get(1).map_err(backend)?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(expires).map_err(backend)?;
        if expiry_date <= OffsetDateTime::now_utc() {
            return Ok(None);
        }
        let data = serde_json::from_str(&data)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        let delete = query(DELETE).bind(key(id));
        delete.execute(&self.0).await.map_err(backend)?;
        Ok(())
    }
}
