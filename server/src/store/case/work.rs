//! What lists of officials read of an open case: its tasks, and who has a part in it.

use std::collections::BTreeSet;

use const_format::formatcp;

use crate::store::{
    Result, Store,
    columns::columns,
    sql::{Connection, Row, query},
};

/// The rows of an open case; none once it has ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenWork {
    /// Its tasks, in the order of their numbers and roles.
    pub tasks: Vec<TaskRow>,
    /// The officials who have or had a part in it.
    pub staff: BTreeSet<PartRow>,
}

/// An official who has or had a part in a case: in which office and role, since they read it only there and as that.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartRow {
    /// Id of the official.
    pub staff: String,
    /// Id of the office.
    pub office: String,
    /// Id of the role.
    pub role: String,
}

/// An open task, for one of the roles that may do it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaskRow {
    /// Its number in the case.
    pub no: i64,
    /// The role; empty while it is the applicant who does it.
    pub role: String,
    /// Where the role stands among those that may do it, from 0.
    pub place: i64,
    /// Id of the step.
    pub step: String,
    /// Id of the office that does it.
    pub office: String,
    /// Id of the office that has the case.
    pub home: String,
    /// The official who alone may do it, or empty.
    pub assignee: String,
    /// From when its limit counts. Unix microseconds.
    pub since: i64,
    /// Until when it is to be done; where the act sets it no limit, the end of the whole. Unix microseconds.
    pub due: i64,
    /// 1 if it was handed to the office and nobody there has taken it, else 0.
    pub handed: i64,
    /// Since when the clock stands still, or 0. Unix microseconds.
    pub paused: i64,
    /// 1 if the work was sent back to it, else 0.
    pub returned: i64,
}

columns! {
    TaskRow:
    no 1, role 2, place 3, step 4, office 5, home 6, assignee 7, since 8, due 9, handed 10, paused 11,
    returned 12
}

const OF_CASE: &str = formatcp!("SELECT {COLUMNS} FROM task WHERE case_id = $1 ORDER BY no, role");
const STAFF_OF_CASE: &str = "SELECT staff, office, role FROM case_staff WHERE case_id = $1";
const CLEAR: &str = "DELETE FROM task WHERE case_id = $1";
const ADD: &str = formatcp!(
    "INSERT INTO task ({COLUMNS}, case_id) VALUES ({PLACES}, ${})",
    WIDTH + 1
);
const CLEAR_STAFF: &str = "DELETE FROM case_staff WHERE case_id = $1";
const ADD_STAFF: &str = "INSERT INTO case_staff (staff, office, role, case_id) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (staff, office, role, case_id) DO NOTHING";

fn part(row: &Row) -> Result<PartRow> {
    Ok(PartRow {
        staff: row.get(0)?,
        office: row.get(1)?,
        role: row.get(2)?,
    })
}

/// Adds the rows of a case that has none.
pub(super) async fn add(connection: &mut Connection, case: &str, work: OpenWork) -> Result<()> {
    for task in work.tasks {
        let add = bound(query(ADD), task).bind(case);
        add.execute(&mut *connection).await?;
    }
    for part in work.staff {
        let add = query(ADD_STAFF).bind(part.staff).bind(part.office);
        let add = add.bind(part.role).bind(case);
        add.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Puts `work` in the place of the rows of a case.
pub(in crate::store) async fn put(
    connection: &mut Connection,
    case: &str,
    work: OpenWork,
) -> Result<()> {
    for clear in [CLEAR, CLEAR_STAFF] {
        query(clear).bind(case).execute(&mut *connection).await?;
    }
    add(connection, case, work).await
}

impl Store {
    /// The rows of a case's open work.
    pub async fn work_of(&self, case: &str) -> Result<OpenWork> {
        let tasks = query(OF_CASE).bind(case).fetch_all(self).await?;
        let staff = query(STAFF_OF_CASE).bind(case).fetch_all(self).await?;
        let mut tasks: Vec<TaskRow> = tasks
            .iter()
            .map(|row| read(row, 0))
            .collect::<Result<_>>()?;
        // Databases sort words each in its own way.
        tasks.sort();
        Ok(OpenWork {
            tasks,
            staff: staff.iter().map(part).collect::<Result<_>>()?,
        })
    }
}
