//! Editions of regulations: the texts under which cases run. Written once and never changed.

use std::collections::BTreeMap;

use super::{
    Result, Store,
    sql::{Connection, query},
};

/// A text of a regulation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// SHA-256 of `body`, hexadecimal.
    pub hash: String,
    /// Id of the regulation.
    pub regulation: String,
    /// Canonical JSON.
    pub body: String,
    /// Unix microseconds.
    pub created: i64,
}

const ADD: &str = "INSERT INTO edition (hash, regulation, body, created) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (hash) DO NOTHING";
const LAST: &str = "SELECT regulation, hash FROM edition ORDER BY created, hash";
const BODY: &str = "SELECT body FROM edition WHERE hash = $1";

/// Adds an edition in the transaction of the first case that names it; one that is there already stays.
pub(super) async fn add(connection: &mut Connection, new: Edition) -> Result<()> {
    let add = query(ADD).bind(new.hash).bind(new.regulation);
    add.bind(new.body)
        .bind(new.created)
        .execute(connection)
        .await?;
    Ok(())
}

impl Store {
    /// Id of each regulation that has editions, with the hash of the last.
    pub async fn last_editions(&self) -> Result<BTreeMap<String, String>> {
        let rows = query(LAST).fetch_all(self).await?;
        rows.iter()
            .map(|row| Ok((row.get(0)?, row.get(1)?)))
            .collect()
    }

    /// The text of the edition with this hash.
    pub async fn edition(&self, hash: &str) -> Result<Option<String>> {
        let row = query(BODY).bind(hash).fetch_optional(self).await?;
        row.map(|row| row.get(0)).transpose()
    }
}
