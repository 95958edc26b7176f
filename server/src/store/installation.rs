//! Which portal the database belongs to.

use super::{Result, Store, StoreError, sql::query};

/// The portal of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// UUIDv7; the store of files has the same.
    pub id: String,
    /// Stands behind the year in registration numbers: empty until a backup was restored, and then another one after
    /// each time, since no copy knows which numbers were given out after it.
    pub series: String,
}

const GET: &str = "SELECT id, series FROM installation";
const ADD: &str = "INSERT INTO installation (id, created, series, checked) VALUES ($1, $2, $3, 0)";
const FORGET: &str = "DELETE FROM installation";
const VERIFIED: &str = "SELECT verified FROM installation";
const SET_VERIFIED: &str = "UPDATE installation SET verified = $1";
const CHECKED: &str = "UPDATE installation SET checked = $1";

/// A database that was filled only in part.
pub(super) fn unfinished() -> StoreError {
    let why = "the database does not say which portal it is of: a restoration into it broke off. Empty it and the store \
        of files, and restore again";
    StoreError::Refused(why.to_owned())
}

impl Store {
    /// The portal that this database belongs to; none if it is new or older than that was written down. A database
    /// without the row is refused: its numbers would begin anew.
    pub async fn installation(&self) -> Result<Option<Installation>> {
        let rows = query(GET).fetch_all(self).await?;
        match &rows[..] {
            [] => Err(unfinished()),
            [row] => {
                let (id, series): (String, _) = (row.get(0)?, row.get(1)?);
                Ok((!id.is_empty()).then_some(Installation { id, series }))
            }
            _ => Err(StoreError::Damaged("more than one installation".to_owned())),
        }
    }

    /// Makes this the database of `installation` and of no other.
    pub async fn set_installation(&self, installation: Installation, now: i64) -> Result<()> {
        self.write(move |connection| {
            Box::pin(async move {
                query(FORGET).execute(&mut *connection).await?;
                let add = query(ADD).bind(installation.id).bind(now);
                add.bind(installation.series).execute(connection).await?;
                Ok(())
            })
        })
        .await
    }

    /// The case that the background check looked at last; empty at the beginning of a round.
    pub async fn place_of_check(&self) -> Result<String> {
        query(VERIFIED).fetch_one(self).await?.get(0)
    }

    /// Keeps that place.
    pub async fn set_place_of_check(&self, case: &str) -> Result<()> {
        query(SET_VERIFIED).bind(case).execute(self).await?;
        Ok(())
    }

    /// Whether a write works: one that changes nothing else.
    pub async fn try_write(&self, now: i64) -> Result<()> {
        query(CHECKED).bind(now).execute(self).await?;
        Ok(())
    }
}
