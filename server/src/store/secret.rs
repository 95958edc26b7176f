//! Keys of ciphers that all server processes share.

use super::{Result, Store, sql::query};

const SECRET: &str = "SELECT value FROM secret WHERE name = $1";
const ADD_SECRET: &str =
    "INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";

impl Store {
    /// The secret `name`, which is `new` if there was none: the same for every server process on this database.
    pub async fn secret(&self, name: &str, new: String) -> Result<String> {
        let row = query(SECRET).bind(name).fetch_optional(self).await?;
        if let Some(row) = row {
            return row.get(0);
        }
        query(ADD_SECRET).bind(name).bind(new).execute(self).await?;
        query(SECRET).bind(name).fetch_one(self).await?.get(0)
    }
}
