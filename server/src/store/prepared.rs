//! Applications prepared for a counter, closed with the code on the paper.

use super::{Result, Store, sql::query};

const ADD: &str = "INSERT INTO prepared (id, body, expires) VALUES ($1, $2, $3)";
const BY_ID: &str = "SELECT body, expires FROM prepared WHERE id = $1";
const DELETE: &str = "DELETE FROM prepared WHERE id = $1";
const DELETE_EXPIRED: &str = "DELETE FROM prepared WHERE expires < $1";

impl Store {
    /// Keeps a closed body until `expires` (unix microseconds).
    pub async fn add_prepared(&self, id: String, body: String, expires: i64) -> Result<()> {
        let row = query(ADD).bind(id).bind(body).bind(expires);
        row.execute(self).await?;
        Ok(())
    }

    /// The closed body, and until when it is kept.
    pub async fn prepared(&self, id: &str) -> Result<Option<(String, i64)>> {
        let row = query(BY_ID).bind(id).fetch_optional(self).await?;
        row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
    }

    /// Forgets one.
    pub async fn delete_prepared(&self, id: &str) -> Result<()> {
        query(DELETE).bind(id).execute(self).await?;
        Ok(())
    }

    /// Forgets those whose time ended before `now` (unix microseconds).
    pub async fn sweep_prepared(&self, now: i64) -> Result<()> {
        query(DELETE_EXPIRED).bind(now).execute(self).await?;
        Ok(())
    }
}
