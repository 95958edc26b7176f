//! Files entered in a draft or case, and taken out again.

use const_format::formatcp;

use super::{
    quota::{FileLimits, Refused, fitting},
    row::{AddFile, COLUMNS, FileRow, file},
};
use crate::store::{
    Result, Store, StoreError,
    sql::{Connection, query},
    upload_day::spend,
};

const OF_HOME: &str = formatcp!("SELECT {COLUMNS} FROM file WHERE home = $1 ORDER BY id");
const OF_DRAFT: &str = formatcp!(
    "SELECT {COLUMNS} FROM file WHERE id = $1 AND home = $2 \
     AND EXISTS (SELECT 1 FROM draft WHERE draft.id = $2 AND draft.person = $3)"
);
const ADD: &str =
    formatcp!("INSERT INTO file ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
const REMOVE: &str = "DELETE FROM file WHERE id = $1 AND home = $2";
/// Locks the draft, so that two uploads at a time are counted one after the other, and tells whether it is open. With
/// its files the draft is another one than its owner was about to submit.
const TOUCH: &str = "UPDATE draft SET updated = $1, version = version + 1 \
     WHERE id = $2 AND person = $3 AND case_id IS NULL";

impl Store {
    /// The files of a draft or case, in the order in which they came.
    pub async fn files_of(&self, home: &str) -> Result<Vec<FileRow>> {
        let rows = query(OF_HOME).bind(home).fetch_all(self).await?;
        rows.iter().map(file).collect()
    }

    /// The file `id` of the draft `home`, if that belongs to `person`.
    pub async fn file_of_draft(
        &self,
        id: &str,
        home: &str,
        person: &str,
    ) -> Result<Option<FileRow>> {
        let row = query(OF_DRAFT)
            .bind(id)
            .bind(home)
            .bind(person)
            .fetch_optional(self)
            .await?;
        row.as_ref().map(file).transpose()
    }

    /// Enters files in `home`, each if it fits; returns the ids of the others. With `person`, home is
    /// their draft: [`StoreError::Conflict`] if it is not open any more. What they count for in the day of their account is
    /// counted with them.
    pub async fn add_files(
        &self,
        home: &str,
        person: Option<&str>,
        files: Vec<AddFile>,
        limits: impl Into<FileLimits>,
        now: i64,
    ) -> Result<Vec<(String, Refused)>> {
        let (home, person, limits) = (home.to_owned(), person.map(str::to_owned), limits.into());
        self.write(move |connection| Box::pin(insert(connection, home, person, files, limits, now)))
            .await
    }

    /// Removes the file `id` of the open draft `home` of `person`; tells whether there was one.
    pub async fn remove_file(&self, id: &str, home: &str, person: &str, now: i64) -> Result<bool> {
        let (id, home, person) = (id.to_owned(), home.to_owned(), person.to_owned());
        self.write(move |connection| {
            Box::pin(async move {
                if !touch(connection, &home, person, now).await? {
                    return Ok(false);
                }
                let remove = query(REMOVE).bind(id).bind(home);
                Ok(remove.execute(connection).await? > 0)
            })
        })
        .await
    }

    /// Removes the row of a file whose bytes are lost.
    pub async fn forget_file(&self, id: &str, home: &str) -> Result<()> {
        let remove = query(REMOVE).bind(id).bind(home);
        remove.execute(self).await?;
        Ok(())
    }
}

/// Whether the draft is open and belongs to `person`; its files are about to change.
async fn touch(connection: &mut Connection, draft: &str, person: String, now: i64) -> Result<bool> {
    let touch = query(TOUCH).bind(now).bind(draft).bind(person);
    Ok(touch.execute(connection).await? > 0)
}

async fn insert(
    connection: &mut Connection,
    home: String,
    person: Option<String>,
    files: Vec<AddFile>,
    limits: FileLimits,
    now: i64,
) -> Result<Vec<(String, Refused)>> {
    if let Some(person) = person
        && !touch(connection, &home, person, now).await?
    {
        return Err(StoreError::Conflict);
    }
    if let Some(spent) = limits.spent
        && !spend(connection, spent).await?
    {
        let all = files.into_iter();
        return Ok(all.map(|file| (file.id, Refused::Day)).collect());
    }
    let there = query(OF_HOME)
        .bind(home.clone())
        .fetch_all(&mut *connection)
        .await?;
    let there = there.iter().map(file).collect::<Result<Vec<_>>>()?;
    let sizes = there.iter().map(|file| (file.slot.as_str(), file.size));
    let (fit, refused) = fitting(sizes, files, limits.quota);
    for new in fit {
        add(&mut *connection, &home, new, now).await?;
    }
    Ok(refused)
}

/// Enters one file.
pub(in crate::store) async fn add(
    connection: &mut Connection,
    home: &str,
    new: AddFile,
    now: i64,
) -> Result<()> {
    query(ADD)
        .bind(new.id)
        .bind(home)
        .bind(new.slot)
        .bind(new.name)
        .bind(i64::try_from(new.size).unwrap_or(i64::MAX))
        .bind(new.sha256)
        .bind(new.kind)
        .bind(now)
        .bind(new.scan.id())
        .execute(connection)
        .await?;
    Ok(())
}
