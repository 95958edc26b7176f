//! Cases: their log of events, and one row each with what pages need without reading the log.

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

mod queue;

pub use queue::{Queue, QueueCounts};

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
    /// `open`, or how it ended: `granted`, `refused`, `intake-refused`, `withdrawn`.
    pub state: String,
    /// Id of the step that waits, or empty.
    pub step: String,
    /// Role that performs it; empty at the end and while it is the applicant who does.
    pub performer: String,
    /// The official who alone may perform it, or empty.
    pub appointed: String,
    /// Until when the step is to be done; where the act sets it no limit, the end of the whole. Unix microseconds.
    pub step_due: i64,
    /// The legal deadline. Unix microseconds.
    pub due: i64,
    /// When it was handed in. Unix microseconds.
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

/// The state of a case that is under way.
pub const OPEN: &str = "open";

/// What became of the wish to register a case.
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
    /// Messages that go out because of it.
    pub messages: Vec<job::NewJob>,
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
/// In the order of [`case`].
pub(super) const COLUMNS: &str = "id, number, code, draft, regulation, person, person_name, lang, office, channel, state, \
     step, performer, appointed, step_due, due, registered, closed, late, seq, added, replaced";
const ADD_CASE: &str = formatcp!(
    "INSERT INTO cases ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
     $17, $18, $19, $20, $21, $22)"
);
const CHANGE_CASE: &str = "UPDATE cases SET state = $1, step = $2, performer = $3, appointed = $4, \
     step_due = $5, due = $6, closed = $7, late = $8, seq = $9, \
     added = $10, replaced = $11 WHERE id = $12 AND seq = $13";
const BY_ID: &str = formatcp!("SELECT {COLUMNS} FROM cases WHERE id = $1");
const BY_NUMBER: &str = formatcp!("SELECT {COLUMNS} FROM cases WHERE number = $1");
const BY_CODE: &str = formatcp!("SELECT {COLUMNS} FROM cases WHERE code = $1");
const OF_PERSON: &str = formatcp!(
    "SELECT {COLUMNS} FROM cases WHERE person = $1 ORDER BY registered DESC, id DESC LIMIT $2 OFFSET $3"
);
const COUNT_OF_PERSON: &str = "SELECT COUNT(*) FROM cases WHERE person = $1";

pub(super) fn case(row: &Row) -> Result<Case> {
    Ok(Case {
        id: row.get(0)?,
        number: row.get(1)?,
        code: row.get(2)?,
        draft: row.get(3)?,
        regulation: row.get(4)?,
        person: row.get(5)?,
        person_name: row.get(6)?,
        lang: row.get(7)?,
        office: row.get(8)?,
        channel: row.get(9)?,
        state: row.get(10)?,
        step: row.get(11)?,
        performer: row.get(12)?,
        appointed: row.get(13)?,
        step_due: row.get(14)?,
        due: row.get(15)?,
        registered: row.get(16)?,
        closed: row.get(17)?,
        late: row.get(18)?,
        seq: row.get(19)?,
        added: row.get(20)?,
        replaced: row.get(21)?,
    })
}

fn entry(row: &Row) -> Result<Entry> {
    let at: i64 = row.get(1)?;
    Ok(Entry {
        seq: u64::try_from(row.get::<i64>(0)?).map_err(damaged)?,
        at: chrono::DateTime::from_timestamp_micros(at)
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
    job::add(connection, change.messages).await?;
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
        messages,
        files,
        documents,
        edition: _,
    } = change;
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
        .bind(case.step)
        .bind(case.performer)
        .bind(case.appointed)
        .bind(case.step_due)
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
    job::add(connection, messages).await
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
    query(ADD_CASE)
        .bind(case.id)
        .bind(case.number)
        .bind(case.code)
        .bind(case.draft)
        .bind(case.regulation)
        .bind(case.person)
        .bind(case.person_name)
        .bind(case.lang)
        .bind(case.office)
        .bind(case.channel)
        .bind(case.state)
        .bind(case.step)
        .bind(case.performer)
        .bind(case.appointed)
        .bind(case.step_due)
        .bind(case.due)
        .bind(case.registered)
        .bind(case.closed)
        .bind(case.late)
        .bind(case.seq)
        .bind(case.added)
        .bind(case.replaced)
        .execute(connection)
        .await?;
    Ok(())
}
