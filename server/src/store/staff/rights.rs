//! The record of every change of an official's rights. Rows are added and never changed.

use const_format::formatcp;

use crate::store::{
    Result, Store, new_id,
    sql::{Connection, Row, query},
};

/// One line of the record of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RightsChange {
    /// UUIDv7; also the place in the list. Empty before it is kept.
    pub id: String,
    /// Unix microseconds.
    pub at: i64,
    /// Id of the office.
    pub office: String,
    /// Id of the account.
    pub staff: String,
    /// Name of the official.
    pub name: String,
    /// Id of the administrator; empty for the command line.
    pub actor: String,
    /// Name of the administrator.
    pub actor_name: String,
    /// What was done: `added`, `roles` …
    pub change: String,
    /// The new value, where there is one.
    pub detail: String,
}

/// Sorts after every id.
const NEWEST: &str = "g";

/// In the order of [`change`].
const COLUMNS: &str = "id, at, office, staff, name, actor, actor_name, change, detail";
const ADD: &str =
    formatcp!("INSERT INTO rights_change ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
const OF_OFFICE: &str = formatcp!(
    "SELECT {COLUMNS} FROM rights_change WHERE office = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
);

fn change(row: &Row) -> Result<RightsChange> {
    Ok(RightsChange {
        id: row.get(0)?,
        at: row.get(1)?,
        office: row.get(2)?,
        staff: row.get(3)?,
        name: row.get(4)?,
        actor: row.get(5)?,
        actor_name: row.get(6)?,
        change: row.get(7)?,
        detail: row.get(8)?,
    })
}

impl Store {
    /// The record of an office, the latest first: those before the row `before`, or from the start.
    pub async fn rights_changes(
        &self,
        office: &str,
        before: Option<&str>,
        limit: i64,
    ) -> Result<Vec<RightsChange>> {
        let rows = query(OF_OFFICE)
            .bind(office)
            .bind(before.unwrap_or(NEWEST))
            .bind(limit)
            .fetch_all(self)
            .await?;
        rows.iter().map(change).collect()
    }
}

/// Adds a line in the transaction of what it records.
pub(super) async fn add(connection: &mut Connection, new: RightsChange) -> Result<()> {
    let add = query(ADD)
        .bind(new_id())
        .bind(new.at)
        .bind(new.office)
        .bind(new.staff)
        .bind(new.name)
        .bind(new.actor)
        .bind(new.actor_name)
        .bind(new.change)
        .bind(new.detail);
    add.execute(connection).await?;
    Ok(())
}
