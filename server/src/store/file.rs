//! Attachments: the facts about them. Their bytes are in the object store ([`Files`]).

use std::collections::HashMap;

use domain::case::EvidenceItem;

use super::{
    Result, Store, StoreError,
    sql::{Connection, Row, query},
};
pub use super::{bucket::Files, scan::Scan};

/// The key of a file's bytes in the object store.
pub fn object_key(home: &str, id: &str) -> String {
    format!("{home}/{id}")
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// UUIDv7.
    pub id: String,
    /// The draft it was attached to; stays so when the draft becomes a case.
    pub home: String,
    /// Id of the document slot.
    pub slot: String,
    /// Its name: what the person typed, with the extension of its content.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Hash of its content, hexadecimal.
    pub sha256: String,
    /// Media type, found from the content.
    pub kind: String,
    /// Unix microseconds.
    pub created: i64,
    /// What the scanner said.
    pub scan: Scan,
}

/// A file whose bytes are stored and that is to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddFile {
    /// UUIDv7, also in the key of its bytes.
    pub id: String,
    /// Id of the document slot.
    pub slot: String,
    /// Its cleaned name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Hash of its content, hexadecimal.
    pub sha256: String,
    /// Media type.
    pub kind: String,
    /// What the scanner said.
    pub scan: Scan,
}

impl From<&FileRow> for EvidenceItem {
    fn from(file: &FileRow) -> EvidenceItem {
        EvidenceItem {
            slot: file.slot.clone(),
            file: file.id.clone(),
            name: file.name.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
            kind: file.kind.clone(),
        }
    }
}

impl From<&AddFile> for EvidenceItem {
    fn from(file: &AddFile) -> EvidenceItem {
        EvidenceItem {
            slot: file.slot.clone(),
            file: file.id.clone(),
            name: file.name.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
            kind: file.kind.clone(),
        }
    }
}

/// Why a file was not entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// All files of the draft together would be too large.
    CaseLarge,
    /// The slot has as many files as it may have.
    Many,
}

/// What the files of one draft may add up to.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Bytes of all files.
    pub bytes: u64,
    /// Files of one slot.
    pub slot_files: usize,
}

/// Which of `new` there is room for beside `there` (slot and bytes of each), and why not for the others, by id.
pub fn fitting<'t>(
    there: impl IntoIterator<Item = (&'t str, u64)>,
    new: Vec<AddFile>,
    room: Room,
) -> (Vec<AddFile>, Vec<(String, Refused)>) {
    let (mut bytes, mut slots) = (0_u64, HashMap::<String, usize>::new());
    for (slot, size) in there {
        bytes += size;
        *slots.entry(slot.to_owned()).or_default() += 1;
    }
    let (mut fit, mut refused) = (Vec::with_capacity(new.len()), Vec::new());
    for file in new {
        let in_slot = slots.entry(file.slot.clone()).or_default();
        if *in_slot >= room.slot_files {
            refused.push((file.id, Refused::Many));
        } else if bytes + file.size > room.bytes {
            refused.push((file.id, Refused::CaseLarge));
        } else {
            *in_slot += 1;
            bytes += file.size;
            fit.push(file);
        }
    }
    (fit, refused)
}

const OF_HOME: &str = "SELECT id, home, slot, name, size, sha256, kind, created, scan FROM file WHERE home = $1 ORDER BY id";
const OF_DRAFT: &str = "SELECT f.id, f.home, f.slot, f.name, f.size, f.sha256, f.kind, f.created, f.scan \
     FROM file f JOIN draft d ON d.id = f.home WHERE f.id = $1 AND f.home = $2 AND d.person = $3";
const ADD: &str = "INSERT INTO file (id, home, slot, name, size, sha256, kind, created, scan) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const REMOVE: &str = "DELETE FROM file WHERE id = $1 AND home = $2";
/// Locks the draft, so that two uploads at a time are counted one after the other, and tells whether it is open. With
/// its files the draft is another one than its owner was about to hand in.
const TOUCH: &str = "UPDATE draft SET updated = $1, version = version + 1 \
     WHERE id = $2 AND person = $3 AND case_id IS NULL";

pub(super) fn file(row: &Row) -> Result<FileRow> {
    let size: i64 = row.get(4)?;
    Ok(FileRow {
        id: row.get(0)?,
        home: row.get(1)?,
        slot: row.get(2)?,
        name: row.get(3)?,
        size: size.unsigned_abs(),
        sha256: row.get(5)?,
        kind: row.get(6)?,
        created: row.get(7)?,
        scan: row.get(8)?,
    })
}

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

    /// Enters files in `home`, each if there is room for it; returns the ids of the others. With `person`, home is
    /// their draft: [`StoreError::Conflict`] if it is not open any more.
    pub async fn add_files(
        &self,
        home: &str,
        person: Option<&str>,
        files: Vec<AddFile>,
        room: Room,
        now: i64,
    ) -> Result<Vec<(String, Refused)>> {
        let (home, person) = (home.to_owned(), person.map(str::to_owned));
        self.write(move |connection| Box::pin(insert(connection, home, person, files, room, now)))
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
    room: Room,
    now: i64,
) -> Result<Vec<(String, Refused)>> {
    if let Some(person) = person
        && !touch(connection, &home, person, now).await?
    {
        return Err(StoreError::Conflict);
    }
    let there = query(OF_HOME)
        .bind(home.clone())
        .fetch_all(&mut *connection)
        .await?;
    let there = there.iter().map(file).collect::<Result<Vec<_>>>()?;
    let sizes = there.iter().map(|file| (file.slot.as_str(), file.size));
    let (fit, refused) = fitting(sizes, files, room);
    for new in fit {
        add(&mut *connection, &home, new, now).await?;
    }
    Ok(refused)
}

/// Enters one file.
pub(super) async fn add(
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
