//! Drafts: what a person has typed so far. One open draft a person and regulation.

use std::collections::BTreeMap;

use const_format::formatcp;
use domain::form::Answers;
use serde::{Deserialize, Serialize};

use super::{
    Result, Store, StoreError,
    person::{self, Person, person},
    session::{self, SessionRow, session},
    sql::{Connection, Row, query},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// UUIDv7; also the home of its files.
    pub id: String,
    /// Id of the account that owns it.
    pub person: String,
    /// Id of the regulation.
    pub regulation: String,
    /// What was typed.
    pub body: DraftBody,
    /// Grows with every change of the body.
    pub version: i64,
    /// Unix microseconds.
    pub created: i64,
    /// Unix microseconds of the last change.
    pub updated: i64,
    /// The case that was made of it.
    pub case_id: Option<String>,
}

/// What a draft holds. Values are kept as they were typed, right or wrong: nothing typed is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftBody {
    /// Answers, as they were typed.
    pub answers: Answers,
    /// What the register of persons said, by key.
    #[serde(default)]
    pub from_register: BTreeMap<String, String>,
    /// КАТО code of the district in which the register of persons has the applicant; empty where that is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub registered_in: String,
    /// Whether the register of persons did not answer when the draft was begun.
    #[serde(default)]
    pub register_down: bool,
    /// Which questions the form had when the draft was begun, by their hash; empty in drafts from before it was kept.
    #[serde(default)]
    pub form: String,
    /// The last sending of each page by the page's place in the draft.
    #[serde(default)]
    pub sendings: BTreeMap<String, Sending>,
}

/// One of the times that an open page sent its fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// Which load of the page it was.
    pub load: String,
    /// Counts what this load has sent, from 1.
    pub turn: u32,
}

/// In the order of [`draft`].
const COLUMNS: &str = "id, person, regulation, answers, version, created, updated, case_id";
const BY_ID: &str = formatcp!("SELECT {COLUMNS} FROM draft WHERE id = $1 AND person = $2");
const OPEN: &str = formatcp!(
    "SELECT {COLUMNS} FROM draft WHERE person = $1 AND regulation = $2 AND case_id IS NULL"
);
const OPEN_OF: &str = formatcp!(
    "SELECT p.*, d.* FROM (SELECT {} FROM person WHERE id = $1) p LEFT JOIN ({OPEN}) d ON d.person = p.id",
    person::COLUMNS
);
const IN_SESSION: &str = formatcp!(
    "SELECT s.*, d.* FROM ({}) s LEFT JOIN (SELECT {COLUMNS} FROM draft WHERE id = $3) d \
     ON d.person = s.account AND s.kind = 'citizen'",
    session::LOAD
);
const OF_PERSON: &str = formatcp!(
    "SELECT {COLUMNS} FROM draft WHERE person = $1 AND case_id IS NULL ORDER BY updated DESC LIMIT 100"
);
const ADD: &str = formatcp!(
    "INSERT INTO draft ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL) ON CONFLICT DO NOTHING"
);
const CHANGE: &str = "UPDATE draft SET answers = $1, version = version + 1, updated = $2 \
     WHERE id = $3 AND version = $4 AND case_id IS NULL";

fn draft(row: &Row) -> Result<Draft> {
    draft_from(row, 0)
}

/// The draft whose columns begin at `first`, if the row has one.
fn joined(row: &Row, first: usize) -> Result<Option<Draft>> {
    match row.get::<Option<String>>(first)? {
        Some(_) => draft_from(row, first).map(Some),
        None => Ok(None),
    }
}

fn draft_from(row: &Row, first: usize) -> Result<Draft> {
    let body: String = row.get(first + 3)?;
    Ok(Draft {
        id: row.get(first)?,
        person: row.get(first + 1)?,
        regulation: row.get(first + 2)?,
        body: serde_json::from_str(&body)
            .map_err(|error| StoreError::Damaged(error.to_string()))?,
        version: row.get(first + 4)?,
        created: row.get(first + 5)?,
        updated: row.get(first + 6)?,
        case_id: row.get(first + 7)?,
    })
}

fn json(body: &DraftBody) -> Result<String> {
    serde_json::to_string(body).map_err(|error| StoreError::Damaged(error.to_string()))
}

impl Store {
    /// The draft with this id, if it belongs to `person`.
    pub async fn draft(&self, id: &str, person: &str) -> Result<Option<Draft>> {
        let row = query(BY_ID)
            .bind(id)
            .bind(person)
            .fetch_optional(self)
            .await?;
        row.as_ref().map(draft).transpose()
    }

    /// The session that `key` opens at `now`, with the draft `id` if it is of its citizen.
    pub async fn session_with_draft(
        &self,
        key: &str,
        now: i64,
        id: &str,
    ) -> Result<Option<(SessionRow, Option<Draft>)>> {
        let load = query(IN_SESSION).bind(key).bind(now).bind(id);
        let row = load.fetch_optional(self).await?;
        let both = |row: &Row| Ok((session(row)?, joined(row, session::WIDTH)?));
        row.as_ref().map(both).transpose()
    }

    /// The person `id` with the draft for `regulation` that is not submitted yet.
    pub async fn person_with_open_draft(
        &self,
        id: &str,
        regulation: &str,
    ) -> Result<Option<(Person, Option<Draft>)>> {
        let load = query(OPEN_OF).bind(id).bind(regulation);
        let row = load.fetch_optional(self).await?;
        let both = |row: &Row| Ok((person(row)?, joined(row, person::WIDTH)?));
        row.as_ref().map(both).transpose()
    }

    /// The drafts of `person` that are not submitted, the last one changed first.
    pub async fn drafts_of(&self, person: &str) -> Result<Vec<Draft>> {
        let rows = query(OF_PERSON).bind(person).fetch_all(self).await?;
        rows.iter().map(draft).collect()
    }

    /// Adds a draft and returns it; if another request was faster, the draft that is already open.
    pub async fn add_draft(&self, new: Draft) -> Result<Draft> {
        self.write(move |connection| Box::pin(insert(connection, new)))
            .await
    }

    /// Puts `body` in the place of the one with `version`; [`StoreError::Conflict`] if the draft has changed
    /// since then or was submitted.
    pub async fn change_draft(
        &self,
        id: &str,
        version: i64,
        body: &DraftBody,
        now: i64,
    ) -> Result<()> {
        let change = query(CHANGE).bind(json(body)?).bind(now);
        match change.bind(id).bind(version).execute(self).await? {
            1 => Ok(()),
            _ => Err(StoreError::Conflict),
        }
    }
}

async fn insert(connection: &mut Connection, new: Draft) -> Result<Draft> {
    let added = query(ADD)
        .bind(new.id.clone())
        .bind(new.person.clone())
        .bind(new.regulation.clone())
        .bind(json(&new.body)?)
        .bind(new.version)
        .bind(new.created)
        .bind(new.updated)
        .execute(&mut *connection)
        .await?;
    if added > 0 {
        return Ok(new);
    }
    let row = query(OPEN)
        .bind(new.person)
        .bind(new.regulation)
        .fetch_one(connection)
        .await?;
    draft(&row)
}
