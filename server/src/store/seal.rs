//! Seals of logs.

use const_format::formatcp;

use super::{
    Result, Store,
    sql::{Row, query},
};

/// The head of a log as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Place among the seals, from 1.
    pub no: i64,
    /// Unix microseconds.
    pub at: i64,
    /// Id of the case.
    pub case: String,
    /// Number of the last entry.
    pub seq: i64,
    /// The hash of that entry: SHA-256 in hex.
    pub hash: String,
    /// Names the key.
    pub key: String,
    /// Over all this and the seal before.
    pub mac: String,
}

/// A log whose head is not sealed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Id of the case.
    pub case: String,
    /// Number of the last entry.
    pub seq: i64,
    /// The hash of that entry: SHA-256 in hex.
    pub hash: String,
}

/// In the order of [`seal`].
const COLUMNS: &str = "no, at, case_id, seq, hash, key, mac";
const LAST: &str = formatcp!("SELECT {COLUMNS} FROM seal ORDER BY no DESC LIMIT 1");
const AFTER: &str = formatcp!("SELECT {COLUMNS} FROM seal WHERE no > $1 ORDER BY no LIMIT $2");
const OF_CASE: &str = formatcp!("SELECT {COLUMNS} FROM seal WHERE case_id = $1 ORDER BY no");
const ADD: &str = formatcp!("INSERT INTO seal ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)");
const UNSEALED: &str = "SELECT e.case_id, e.seq, e.hash FROM cases a \
     JOIN event e ON e.case_id = a.id AND e.seq = a.seq \
     WHERE a.id > $1 AND NOT EXISTS (SELECT 1 FROM seal s WHERE s.case_id = a.id AND s.seq >= a.seq) \
     ORDER BY a.id LIMIT $2";
const FILE_KEYS: &str =
    "SELECT id, home FROM file WHERE id > $1 AND scan <> 'refused' ORDER BY id LIMIT $2";

fn seal(row: &Row) -> Result<Seal> {
    Ok(Seal {
        no: row.get(0)?,
        at: row.get(1)?,
        case: row.get(2)?,
        seq: row.get(3)?,
        hash: row.get(4)?,
        key: row.get(5)?,
        mac: row.get(6)?,
    })
}

impl Store {
    pub async fn last_seal(&self) -> Result<Option<Seal>> {
        let row = query(LAST).fetch_optional(self).await?;
        row.as_ref().map(seal).transpose()
    }

    /// Seals after number `no`, in order.
    pub async fn seals_after(&self, no: i64, limit: i64) -> Result<Vec<Seal>> {
        let rows = query(AFTER).bind(no).bind(limit).fetch_all(self).await?;
        rows.iter().map(seal).collect()
    }

    /// The seals of a case, in order.
    pub async fn seals_of(&self, case: &str) -> Result<Vec<Seal>> {
        let rows = query(OF_CASE).bind(case).fetch_all(self).await?;
        rows.iter().map(seal).collect()
    }

    /// Heads of logs that are not sealed, of cases after `id`.
    pub async fn unsealed(&self, id: &str, limit: i64) -> Result<Vec<Head>> {
        let rows = query(UNSEALED).bind(id).bind(limit).fetch_all(self).await?;
        let head = |row: &Row| {
            Ok(Head {
                case: row.get(0)?,
                seq: row.get(1)?,
                hash: row.get(2)?,
            })
        };
        rows.iter().map(head).collect()
    }

    /// Adds seals; [`super::StoreError::Conflict`] if another process added some meanwhile.
    pub async fn add_seals(&self, seals: Vec<Seal>) -> Result<()> {
        self.write(move |connection| {
            Box::pin(async move {
                for seal in seals {
                    let add = query(ADD).bind(seal.no).bind(seal.at).bind(seal.case);
                    let add = add.bind(seal.seq).bind(seal.hash).bind(seal.key);
                    add.bind(seal.mac).execute(&mut *connection).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Id and home of files after `id`.
    pub async fn file_keys_after(&self, id: &str, limit: i64) -> Result<Vec<(String, String)>> {
        let rows = query(FILE_KEYS)
            .bind(id)
            .bind(limit)
            .fetch_all(self)
            .await?;
        rows.iter()
            .map(|row| Ok((row.get(0)?, row.get(1)?)))
            .collect()
    }
}
