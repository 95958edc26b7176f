//! The lists of officials: open tasks, what is due first at the top.

use const_format::{concatcp, formatcp};

use super::{
    CASE_COLUMNS, COLUMNS, Case, case,
    work::{self, TaskRow},
};
use crate::store::{
    Result, Store,
    sql::{Query, Row, query},
};

/// Whose lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Id of the office.
    pub office: String,
    /// Ids of the official's roles.
    pub roles: Vec<String>,
    /// Id of the official: tasks that are another one's are not theirs.
    pub staff: String,
    /// Whether they read the cases of the office, whoever has them.
    pub reads_office: bool,
}

/// Which tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those of the official, and those of their roles that nobody has.
    #[default]
    Mine,
    /// Those that officials of the office do.
    Office,
    /// Those of the first list, those of the cases in which the official has or had a part, and all of the office where they
    /// read all its cases.
    All,
}

impl Scope {
    /// The statement that reads such a list.
    pub const fn sql(self) -> &'static str {
        match self {
            Scope::Mine => LIST_MINE,
            Scope::Office => LIST_OFFICE,
            Scope::All => LIST_ALL,
        }
    }
}

/// A task whose official cannot do it any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwayTask {
    /// Id of its case.
    pub case: String,
    /// Registration number of the case.
    pub number: String,
    /// Its own number.
    pub no: i64,
    /// The official's name.
    pub name: String,
}

/// Where a page of a list begins: after this task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuePlace {
    /// Until when it is to be done.
    pub due: i64,
    /// Id of its case.
    pub case: String,
    /// Its number.
    pub no: i64,
}

/// A task in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedTask {
    /// The row of the case whose task it is.
    pub case: Case,
    /// The task, by the first of the roles that may do it.
    pub task: TaskRow,
    /// Whether the official has or had a part in the case, and reads it for that in their office.
    pub had_part: bool,
    /// Until when an answer of the applicant is awaited beside it, or 0. Unix microseconds.
    pub awaited: i64,
}

impl QueuedTask {
    /// Its place in the list.
    pub fn place(&self) -> QueuePlace {
        QueuePlace {
            due: self.task.due,
            case: self.case.id.clone(),
            no: self.task.no,
        }
    }
}

/// The numbers above a list, each up to [`MOST_COUNTED`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Tasks that wait for the official.
    pub waiting: i64,
    /// Of them, past their time.
    pub late: i64,
    /// Of them, to be done before the moment that was asked for, but not late.
    pub soon: i64,
    /// Tasks of the whole office, whoever has them.
    pub office_open: i64,
}

/// A list is as fast with a million tasks as with a hundred, so nothing counts on.
pub const MOST_COUNTED: i64 = 1000;
/// More roles than this nobody has.
const MOST_ROLES: usize = 8;

// Each part of a list is read from its index in its order and cut to the page before the parts are put together.

/// The free tasks of the role that is this value: $1 is the office, $11 to $13 the place, $14 the length of the page.
macro_rules! of_role {
    ($role:literal) => {
        formatcp!(
            "SELECT * FROM (SELECT due, case_id, no, paused FROM task \
             WHERE office = $1 AND role = {role} AND assignee = '' AND (due, case_id, no) > ($11, $12, $13) \
             ORDER BY due, case_id, no LIMIT $14) r",
            role = $role
        )
    };
}

/// The tasks of the official ($10) and the free ones of their roles ($2 to $9). A task of two of the roles is one.
const MINE: &str = concatcp!(
    of_role!("$2"),
    " UNION ",
    of_role!("$3"),
    " UNION ",
    of_role!("$4"),
    " UNION ",
    of_role!("$5"),
    " UNION ",
    of_role!("$6"),
    " UNION ",
    of_role!("$7"),
    " UNION ",
    of_role!("$8"),
    " UNION ",
    of_role!("$9"),
    " UNION ",
    "SELECT * FROM (SELECT due, case_id, no, paused FROM task \
     WHERE assignee = $10 AND assignee <> '' AND place = 0 AND office = $1 AND (due, case_id, no) > ($11, $12, $13) \
     ORDER BY due, case_id, no LIMIT $14) own"
);
const OFFICE: &str = "SELECT due, case_id, no, paused FROM task \
     WHERE office = $1 AND place = 0 AND role <> '' AND (due, case_id, no) > ($11, $12, $13) \
     ORDER BY due, case_id, no LIMIT $14";
/// That the official ($10) has or had a part in a case here, in a role that is still theirs.
const HAD_PART: &str =
    "p.staff = $10 AND p.office = $1 AND p.role IN ($2, $3, $4, $5, $6, $7, $8, $9)";
/// $15 is the office whose cases the official reads, or empty.
const ALL: &str = concatcp!(
    MINE,
    " UNION SELECT * FROM (SELECT due, case_id, no, paused FROM task \
     WHERE home = $15 AND place = 0 AND (due, case_id, no) > ($11, $12, $13) \
     ORDER BY due, case_id, no LIMIT $14) home \
     UNION SELECT * FROM (SELECT DISTINCT t.due, t.case_id, t.no, t.paused \
     FROM case_staff p JOIN task t ON t.case_id = p.case_id WHERE ",
    HAD_PART,
    " AND t.place = 0 AND (t.due, t.case_id, t.no) > ($11, $12, $13) \
     ORDER BY t.due, t.case_id, t.no LIMIT $14) had"
);

/// The tasks of a list with their cases.
macro_rules! listed {
    ($places:expr) => {
        formatcp!(
            "SELECT c.*, t.*, \
             (SELECT COUNT(*) FROM case_staff p WHERE p.case_id = q.case_id AND {HAD_PART}), \
             (SELECT COALESCE(MAX(a.due), 0) FROM task a \
             WHERE a.case_id = q.case_id AND a.role = '' AND a.no <> q.no) \
             FROM ({places}) q \
             JOIN (SELECT {task}, case_id FROM task) t \
             ON t.case_id = q.case_id AND t.no = q.no AND t.place = 0 \
             JOIN (SELECT {COLUMNS} FROM cases) c ON c.id = q.case_id \
             ORDER BY q.due, q.case_id, q.no LIMIT $14",
            task = work::COLUMNS,
            places = $places
        )
    };
}

const LIST_MINE: &str = listed!(MINE);
const LIST_OFFICE: &str = listed!(OFFICE);
const LIST_ALL: &str = listed!(ALL);
const COUNTS: &str = formatcp!(
    "SELECT COUNT(*), COUNT(CASE WHEN due < CASE paused WHEN 0 THEN $15 ELSE paused END THEN 1 END), \
     COUNT(CASE WHEN paused = 0 AND due >= $15 AND due <= $16 THEN 1 END) FROM ({MINE}) q"
);
const OFFICE_OPEN: &str = formatcp!(
    "SELECT COUNT(*) FROM (SELECT case_id FROM task \
     WHERE office = $1 AND place = 0 AND role <> '' LIMIT {MOST_COUNTED}) open"
);

/// The tasks that an office ($1) does or has handed over whose officials cannot do them any more, what is due first at the
/// top: from the few accounts that are closed, elsewhere or have other roles than before to what they still have. `COALESCE` keeps
/// the database from reading the tasks of the whole office instead.
const AWAY: &str = formatcp!(
    "SELECT c.id, c.number, t.no, s.name \
     FROM staff s CROSS JOIN task t CROSS JOIN cases c \
     WHERE (s.active = 0 OR s.office <> $1 OR s.id IN \
     (SELECT staff FROM rights_change WHERE office = $1 AND change = 'roles')) \
     AND t.assignee = s.id AND t.assignee <> '' AND t.place = 0 AND t.handed = 0 \
     AND (COALESCE(t.office, '') = $1 OR COALESCE(t.home, '') = $1) \
     AND (s.active = 0 OR s.office <> t.office OR NOT EXISTS \
     (SELECT 1 FROM task r JOIN staff_role h ON h.role = r.role \
     WHERE h.staff = s.id AND r.case_id = t.case_id AND r.no = t.no)) \
     AND c.id = t.case_id ORDER BY t.due, t.case_id, t.no LIMIT {MOST_AWAY}"
);
/// More of them are told one after the other.
const MOST_AWAY: i64 = 20;

/// Stands for a role that is missing: no id, and not the empty role of a task that is the applicant's.
const NO_ROLE: &str = "-";

/// `sql` with the values that every list has.
fn of_official(queue: &Queue, sql: &'static str, after: &QueuePlace, limit: i64) -> Query {
    let roles = queue.roles.iter().map(String::as_str);
    let of_roles = roles
        .chain(std::iter::repeat(NO_ROLE))
        .take(MOST_ROLES)
        .fold(query(sql).bind(queue.office.as_str()), Query::bind);
    let place = of_roles.bind(queue.staff.as_str());
    let place = place.bind(after.due).bind(after.case.as_str());
    place.bind(after.no).bind(limit)
}

fn listed(queue: &Queue, scope: Scope, after: &QueuePlace, limit: i64) -> Query {
    let list = of_official(queue, scope.sql(), after, limit);
    match (scope, queue.reads_office) {
        (Scope::All, true) => list.bind(queue.office.as_str()),
        (Scope::All, false) => list.bind(""),
        _ => list,
    }
}

fn queued(row: &Row) -> Result<QueuedTask> {
    // Behind the columns of the case, those of the task and its case's id.
    let parts: i64 = row.get(CASE_COLUMNS + work::WIDTH + 1)?;
    Ok(QueuedTask {
        case: case(row)?,
        task: work::read(row, CASE_COLUMNS)?,
        had_part: parts > 0,
        awaited: row.get(CASE_COLUMNS + work::WIDTH + 2)?,
    })
}

/// Before every task.
const START: QueuePlace = QueuePlace {
    due: i64::MIN,
    case: String::new(),
    no: 0,
};

impl Store {
    /// A page of a list, what is due first at the top: from the start, or after a place.
    pub async fn queue(
        &self,
        queue: &Queue,
        scope: Scope,
        after: Option<&QueuePlace>,
        limit: i64,
    ) -> Result<Vec<QueuedTask>> {
        let list = listed(queue, scope, after.unwrap_or(&START), limit);
        let rows = list.fetch_all(self).await?;
        rows.iter().map(queued).collect()
    }

    /// The tasks that an office does or has handed over and that nobody does, since their officials cannot any more: the first of
    /// them.
    pub async fn away_tasks(&self, office: &str) -> Result<Vec<AwayTask>> {
        let rows = query(AWAY).bind(office).fetch_all(self).await?;
        rows.iter()
            .map(|row| {
                Ok(AwayTask {
                    case: row.get(0)?,
                    number: row.get(1)?,
                    no: row.get(2)?,
                    name: row.get(3)?,
                })
            })
            .collect()
    }

    /// The numbers above the lists at `now`; «soon» is what is due up to `soon`. Unix microseconds.
    pub async fn queue_counts(&self, queue: &Queue, now: i64, soon: i64) -> Result<QueueCounts> {
        let mine = of_official(queue, COUNTS, &START, MOST_COUNTED);
        let mine = mine.bind(now).bind(soon).fetch_one(self).await?;
        let office = query(OFFICE_OPEN).bind(queue.office.as_str());
        let office = office.fetch_one(self).await?;
        Ok(QueueCounts {
            waiting: mine.get(0)?,
            late: mine.get(1)?,
            soon: mine.get(2)?,
            office_open: office.get(0)?,
        })
    }
}
