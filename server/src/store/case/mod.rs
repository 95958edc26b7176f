//! Cases: their log of events, and one row each with what pages need without reading the log.

use chrono::{DateTime, Utc};
use const_format::formatcp;
use domain::case::log::Entry;

use super::{
    Result, Store, StoreError,
    document::{self, Document},
    edition::{self, Edition},
    file::{self, AddFile},
    job,
    sql::{Connection, Row, query},
};

mod ended;
mod queue;
mod row;
mod work;

pub use ended::{EndedPlace, LIST_ENDED};
pub use queue::{AwayTask, MOST_COUNTED, Queue, QueueCounts, QueuePlace, QueuedTask, Scope};
use row::PLACES;
pub(super) use row::{COLUMNS, SET, WIDTH as CASE_COLUMNS, bound, case};
pub(super) use work::put as put_work;
pub use work::{OpenWork, PartRow, TaskRow};

/// The row of a case: always what its log adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// UUIDv7.
    pub id: String,
    /// Registration number.
    pub number: String,
    /// Unguessable, for the public check page.
    pub code: String,
    /// The draft from which it was made; also where its files are.
    pub draft: String,
    /// Id of the regulation.
    pub regulation: String,
    /// Id of the applicant.
    pub person: String,
    /// The applicant's name at submission, for the queues of officials.
    pub person_name: String,
    /// The language in which the applicant gets messages.
    pub lang: String,
    /// Id of the office that has it.
    pub office: String,
    /// Id of the channel by which it came.
    pub channel: String,
    /// `open`, or how it ended: `granted`, `refused`, `intake-refused`, `withdrawn`, `abandoned`.
    pub state: String,
    /// The legal deadline. Unix microseconds, or [`NO_DUE`].
    pub due: i64,
    /// When it was submitted. Unix microseconds.
    pub registered: i64,
    /// When it ended, or 0. Unix microseconds.
    pub closed: i64,
    /// Number of steps that were done too late.
    pub late: i64,
    /// Number of events in its log.
    pub seq: i64,
    /// How many times the applicant added documents since the last step was done.
    pub added: i64,
    /// 1 if another term took the place of the ordinary one, else 0.
    pub replaced: i64,
}

/// The due time of what the act gives no time: after every other one.
pub const NO_DUE: i64 = i64::MAX;

/// A due time of a row.
pub fn due_at(micros: i64) -> Option<DateTime<Utc>> {
    (micros != NO_DUE).then(|| DateTime::from_timestamp_micros(micros))?
}

/// The state of a case that is under way.
pub const OPEN: &str = "open";

/// What became of the registration of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registered {
    /// It is registered under this number.
    New(Box<Case>),
    /// The draft became this case before.
    Before(String),
    /// The draft was changed after the applicant had seen what they confirm.
    Changed,
    /// No such draft of this person.
    NoDraft,
}

/// What a registration needs beside what is made once its number is known.
pub struct Registration {
    /// Id of the case to be.
    pub id: String,
    /// Id of the draft.
    pub draft: String,
    /// Its version, as the applicant saw it.
    pub version: i64,
    /// Id of the applicant.
    pub person: String,
    /// The series of numbers: region and year.
    pub series: String,
}

/// A change of a case: log entries, the row that they lead to, and what comes with them.
#[derive(Default)]
pub struct Change {
    /// New entries of the log.
    pub entries: Vec<Entry>,
    /// The row after them.
    pub case: Case,
    /// The open work after them; none if it stays as it was.
    pub work: Option<OpenWork>,
    /// Jobs that follow from it.
    pub jobs: Vec<job::NewJob>,
    /// Documents that the entries name and that are entered with them.
    pub files: Vec<AddFile>,
    /// Documents that the entries name.
    pub documents: Vec<Document>,
    /// The edition that the first entry names, unless it is known to be stored.
    pub edition: Option<Edition>,
}

const CLAIM_DRAFT: &str = "UPDATE draft SET case_id = $1 WHERE id = $2 AND person = $3 AND version = $4 AND case_id IS NULL";
const DRAFT_STATE: &str = "SELECT case_id FROM draft WHERE id = $1 AND person = $2";
const NEXT_NUMBER: &str = "INSERT INTO counter (name, value) VALUES ($1, 1) \
     ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value";
const ADD_EVENT: &str =
    "INSERT INTO event (case_id, seq, at, body, prev, hash) VALUES ($1, $2, $3, $4, $5, $6)";
const EVENTS: &str = "SELECT seq, at, body, prev, hash FROM event WHERE case_id = $1 ORDER BY seq";
const ADD_CASE: &str = formatcp!("INSERT INTO cases ({COLUMNS}) VALUES ({PLACES})");
const CHANGE_CASE: &str = "UPDATE cases SET state = $1, due = $2, closed = $3, late = $4, seq = $5, added = $6, replaced = $7 \
     WHERE id = $8 AND seq = $9";
const BY_ID: &str = formatcp!("SELECT {COLUMNS} FROM cases WHERE id = $1");
const BY_NUMBER: &str = formatcp!("SELECT {COLUMNS} FROM cases WHERE number = $1");
const BY_CODE: &str = formatcp!("SELECT {COLUMNS} FROM cases WHERE code = $1");
const OF_PERSON: &str = formatcp!(
    "SELECT {COLUMNS} FROM cases WHERE person = $1 ORDER BY registered DESC, id DESC LIMIT $2 OFFSET $3"
);
const COUNT_OF_PERSON: &str = "SELECT COUNT(*) FROM cases WHERE person = $1";

fn entry(row: &Row) -> Result<Entry> {
    let at: i64 = row.get(1)?;
    Ok(Entry {
        seq: u64::try_from(row.get::<i64>(0)?).map_err(damaged)?,
        at: DateTime::from_timestamp_micros(at)
            .ok_or_else(|| StoreError::Damaged("the time of an event".to_owned()))?,
        body: row.get(2)?,
        prev: row.get(3)?,
        hash: row.get(4)?,
    })
}

fn damaged(error: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(error.to_string())
}

impl Store {
    /// Registers a case: claims the draft, draws the number, and keeps what `make` makes of the number. All of
    /// it or nothing; a draft becomes a case once.
    pub async fn register<F>(&self, new: Registration, make: F) -> Result<Registered>
    where
        F: FnOnce(i64) -> Result<Change> + Send + 'static,
    {
        self.write(move |connection| Box::pin(register(connection, new, make)))
            .await
    }

    /// Appends to the log of a case and brings its row up to date. [`StoreError::Conflict`] if somebody else
    /// appended first.
    pub async fn change_case(&self, change: Change) -> Result<()> {
        self.write(move |connection| Box::pin(append(connection, change)))
            .await
    }

    /// The log of a case.
    pub async fn events(&self, case: &str) -> Result<Vec<Entry>> {
        let rows = query(EVENTS).bind(case).fetch_all(self).await?;
        rows.iter().map(entry).collect()
    }

    /// The case with this id.
    pub async fn case(&self, id: &str) -> Result<Option<Case>> {
        self.one_case(BY_ID, id).await
    }

    /// The case with this registration number.
    pub async fn case_by_number(&self, number: &str) -> Result<Option<Case>> {
        self.one_case(BY_NUMBER, number).await
    }

    /// The case with this public code.
    pub async fn case_by_code(&self, code: &str) -> Result<Option<Case>> {
        self.one_case(BY_CODE, code).await
    }

    /// The cases of a person, the newest first.
    pub async fn cases_of_person(
        &self,
        person: &str,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<Case>> {
        let query = query(OF_PERSON).bind(person).bind(limit).bind(offset);
        let rows = query.fetch_all(self).await?;
        rows.iter().map(case).collect()
    }

    /// How many cases a person has.
    pub async fn count_cases_of_person(&self, person: &str) -> Result<i64> {
        let row = query(COUNT_OF_PERSON).bind(person).fetch_one(self).await?;
        row.get(0)
    }

    async fn one_case(&self, sql: &'static str, key: &str) -> Result<Option<Case>> {
        let row = query(sql).bind(key).fetch_optional(self).await?;
        row.as_ref().map(case).transpose()
    }
}

async fn register<F>(connection: &mut Connection, new: Registration, make: F) -> Result<Registered>
where
    F: FnOnce(i64) -> Result<Change> + Send + 'static,
{
    let claimed = query(CLAIM_DRAFT)
        .bind(new.id)
        .bind(new.draft.clone())
        .bind(new.person.clone())
        .bind(new.version)
        .execute(&mut *connection)
        .await?;
    if claimed == 0 {
        return why_not_claimed(connection, new.draft, new.person).await;
    }
    let row = query(NEXT_NUMBER)
        .bind(new.series)
        .fetch_one(&mut *connection)
        .await?;
    let change = make(row.get(0)?)?;
    for entry in change.entries {
        add_event(connection, &change.case.id, entry).await?;
    }
    for new in change.documents {
        document::add(connection, &change.case.id, new).await?;
    }
    if let Some(new) = change.edition {
        edition::add(connection, new).await?;
    }
    add_case(connection, change.case.clone()).await?;
    if let Some(work) = change.work {
        work::add(connection, &change.case.id, work).await?;
    }
    job::add(connection, change.jobs).await?;
    Ok(Registered::New(Box::new(change.case)))
}

async fn why_not_claimed(
    connection: &mut Connection,
    draft: String,
    person: String,
) -> Result<Registered> {
    let row = query(DRAFT_STATE)
        .bind(draft)
        .bind(person)
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else {
        return Ok(Registered::NoDraft);
    };
    Ok(row
        .get::<Option<String>>(0)?
        .map_or(Registered::Changed, Registered::Before))
}

async fn append(connection: &mut Connection, change: Change) -> Result<()> {
    let Change {
        entries,
        case,
        work,
        jobs,
        files,
        documents,
        edition: _,
    } = change;
    let id = case.id.clone();
    let before = case.seq - i64::try_from(entries.len()).map_err(damaged)?;
    let now = entries
        .last()
        .map_or(0, |entry| entry.at.timestamp_micros());
    for new in files {
        file::add(connection, &case.draft, new, now).await?;
    }
    for new in documents {
        document::add(connection, &case.id, new).await?;
    }
    for entry in entries {
        add_event(connection, &case.id, entry).await?;
    }
    let changed = query(CHANGE_CASE)
        .bind(case.state)
        .bind(case.due)
        .bind(case.closed)
        .bind(case.late)
        .bind(case.seq)
        .bind(case.added)
        .bind(case.replaced)
        .bind(case.id)
        .bind(before)
        .execute(&mut *connection)
        .await?;
    if changed != 1 {
        return Err(StoreError::Conflict);
    }
    if let Some(work) = work {
        work::put(connection, &id, work).await?;
    }
    job::add(connection, jobs).await
}

async fn add_event(connection: &mut Connection, case: &str, entry: Entry) -> Result<()> {
    query(ADD_EVENT)
        .bind(case)
        .bind(i64::try_from(entry.seq).map_err(damaged)?)
        .bind(entry.at.timestamp_micros())
        .bind(entry.body)
        .bind(entry.prev)
        .bind(entry.hash)
        .execute(connection)
        .await?;
    Ok(())
}

async fn add_case(connection: &mut Connection, case: Case) -> Result<()> {
    bound(query(ADD_CASE), case).execute(connection).await?;
    Ok(())
}
