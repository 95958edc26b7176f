//! Documents of cases: the application as it was submitted, and its results. Written once and never changed.

use super::{
    Result, Store,
    sql::{Connection, Row, query},
};

/// What a document is. Kept in the database: a name is never given to something else.
pub const APPLICATION: &str = "application";
/// What the case ended with, or issued on its way.
pub const RESULT: &str = "result";

/// A stored document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// UUIDv7.
    pub id: String,
    /// See [`APPLICATION`] and [`RESULT`].
    pub kind: String,
    /// Of `body`, hexadecimal. The log of the case names it.
    pub sha256: String,
    /// Canonical JSON.
    pub body: String,
    /// Unix microseconds.
    pub created: i64,
}

const OF_CASE: &str =
    "SELECT id, kind, sha256, body, created FROM document WHERE case_id = $1 ORDER BY id";
const ADD: &str = "INSERT INTO document (id, kind, sha256, body, created, case_id) \
     VALUES ($1, $2, $3, $4, $5, $6)";

fn document(row: &Row) -> Result<Document> {
    Ok(Document {
        id: row.get(0)?,
        kind: row.get(1)?,
        sha256: row.get(2)?,
        body: row.get(3)?,
        created: row.get(4)?,
    })
}

/// Adds a document in the transaction of the event that names it.
pub(super) async fn add(connection: &mut Connection, case: &str, new: Document) -> Result<()> {
    let add = query(ADD)
        .bind(new.id)
        .bind(new.kind)
        .bind(new.sha256)
        .bind(new.body)
        .bind(new.created)
        .bind(case);
    add.execute(connection).await?;
    Ok(())
}

impl Store {
    /// The documents of a case, the oldest first.
    pub async fn documents_of(&self, case: &str) -> Result<Vec<Document>> {
        let rows = query(OF_CASE).bind(case).fetch_all(self).await?;
        rows.iter().map(document).collect()
    }
}
