//! The queue of an official: the open steps of their roles in their office.

use const_format::formatcp;

use super::{COLUMNS, Case, case};
use crate::store::{
    Result, Store,
    sql::{Query, query},
};

/// Whose queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Id of the office.
    pub office: String,
    /// Ids of the official's roles.
    pub roles: Vec<String>,
    /// Id of the official: steps for which another one is appointed are not theirs.
    pub staff: String,
}

/// The numbers above a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Steps that wait.
    pub waiting: i64,
    /// Of them, past their time.
    pub late: i64,
    /// Of them, to be done before the moment that was asked for, but not late.
    pub soon: i64,
    /// Cases of the whole office that are under way, whoever has them.
    pub office_open: i64,
}

/// More roles than this nobody has.
const MOST_ROLES: usize = 8;

/// The open steps of somebody's roles in their office that wait for nobody else.
const THEIRS: &str = "FROM cases WHERE office = $1 AND performer IN ($2, $3, $4, $5, $6, $7, $8, $9) AND state = 'open' \
     AND (appointed = '' OR appointed = $10)";
const QUEUE: &str =
    formatcp!("SELECT {COLUMNS} {THEIRS} ORDER BY step_due, id LIMIT $11 OFFSET $12");
const COUNTS: &str = formatcp!(
    "SELECT COUNT(*), COUNT(CASE WHEN step_due < $11 THEN 1 END), \
     COUNT(CASE WHEN step_due >= $11 AND step_due <= $12 THEN 1 END) {THEIRS}"
);
const OFFICE_OPEN: &str = "SELECT COUNT(*) FROM cases WHERE office = $1 AND state = 'open'";

/// Stands for a role that is missing: no id, and not the empty role of a step that is the applicant's.
const NO_ROLE: &str = "-";

/// `sql` with the office, exactly [`MOST_ROLES`] roles and the official as its first values.
fn of(queue: &Queue, sql: &'static str) -> Query {
    let roles = queue.roles.iter().map(String::as_str);
    roles
        .chain(std::iter::repeat(NO_ROLE))
        .take(MOST_ROLES)
        .fold(query(sql).bind(queue.office.as_str()), Query::bind)
        .bind(queue.staff.as_str())
}

impl Store {
    /// A page of the queue, what is due first at the top.
    pub async fn queue(&self, queue: &Queue, limit: i64, offset: i64) -> Result<Vec<Case>> {
        let rows = of(queue, QUEUE)
            .bind(limit)
            .bind(offset)
            .fetch_all(self)
            .await?;
        rows.iter().map(case).collect()
    }

    /// The numbers above the queue at `now`; «soon» is what is due up to `soon`. Unix microseconds.
    pub async fn queue_counts(&self, queue: &Queue, now: i64, soon: i64) -> Result<QueueCounts> {
        let mine = of(queue, COUNTS)
            .bind(now)
            .bind(soon)
            .fetch_one(self)
            .await?;
        let office = query(OFFICE_OPEN)
            .bind(queue.office.as_str())
            .fetch_one(self)
            .await?;
        Ok(QueueCounts {
            waiting: mine.get(0)?,
            late: mine.get(1)?,
            soon: mine.get(2)?,
            office_open: office.get(0)?,
        })
    }
}
