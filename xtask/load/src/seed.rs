//! Fills an SQLite store with cases, as many as years of work bring, without the years.

use anyhow::Result;
use rusqlite::Connection;
use serde_json::{Value, json};

#[derive(clap::Args, Debug)]
pub(crate) struct SeedOptions {
    /// The SQLite file of a server
    #[arg(long)]
    database: std::path::PathBuf,
    /// How many cases of strangers the store holds afterwards
    #[arg(long)]
    strangers: i64,
}

/// Rows of one statement.
const AT_ONCE: i64 = 50_000;

/// `?1` and `?2`: first and last number; a stranger has ten cases. Half of the cases are under way; hours lie between them.
/// Only their rows: nobody opens one. A store of before tasks has columns more, which stand where it says MORE.
const FILL: &str = "WITH RECURSIVE numbers (n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2) \
    INSERT INTO cases (id, number, code, draft, regulation, person, person_name, lang, office, channel, state, \
    due, registered, closed, late, seq MORE_COLUMNS) \
    SELECT printf('id-%09d', n), printf('seed-%09d', n), printf('code-%09d', n), \
    printf('draft-%09d', n), 'west-kazakhstan-2018/local-social-assistance', \
    printf('stranger-%d', n / 10), 'Бейтанысов Үлгі', 'kk', 'uralsk', 'portal', \
    CASE n % 2 WHEN 0 THEN 'open' ELSE 'granted' END, \
    1700000000000000 + n * 3600000000, 1700000000000000 + n * 3600000000, \
    CASE n % 2 WHEN 0 THEN 0 ELSE 1700000000000000 + n * 3600000000 END, 0, 1 MORE_VALUES FROM numbers";
const STEP_COLUMNS: &str = ", step, performer, appointed, step_due";
const STEP_VALUES: &str = ", CASE n % 2 WHEN 0 THEN 'registration' ELSE '' END, \
    CASE n % 2 WHEN 0 THEN 'registrar' ELSE '' END, '', 1700000000000000 + n * 3600000000";
/// The tasks of those that are under way.
const FILL_TASKS: &str = "WITH RECURSIVE numbers (n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2) \
    INSERT INTO task (case_id, no, role, place, step, office, home, assignee, since, due, handed, paused) \
    SELECT printf('id-%09d', n), 1, 'registrar', 0, 'registration', 'uralsk', 'uralsk', '', \
    1700000000000000 + n * 3600000000, 1700000000000000 + n * 3600000000, 0, 0 FROM numbers WHERE n % 2 = 0";
const HAS_TASKS: &str = "SELECT count(*) FROM sqlite_master WHERE name = 'task'";
const COUNT: &str = "SELECT count(*) FROM cases WHERE number LIKE 'seed-%'";

pub(crate) fn run(options: SeedOptions) -> Result<Value> {
    let connection = Connection::open(&options.database)?;
    // Enough for the indexes; the server may be writing.
    connection.execute_batch("PRAGMA cache_size = -200000; PRAGMA busy_timeout = 5000")?;
    let tasks: i64 = connection.query_row(HAS_TASKS, [], |row| row.get(0))?;
    let (columns, values) = match tasks {
        0 => (STEP_COLUMNS, STEP_VALUES),
        _ => ("", ""),
    };
    let fill = FILL.replace("MORE_COLUMNS", columns);
    let fill = fill.replace("MORE_VALUES", values);
    let mut there: i64 = connection.query_row(COUNT, [], |row| row.get(0))?;
    while there < options.strangers {
        let last = options.strangers.min(there + AT_ONCE);
        connection.execute(&fill, (there + 1, last))?;
        if tasks > 0 {
            connection.execute(FILL_TASKS, (there + 1, last))?;
        }
        there = last;
    }
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize")?;
    let cases: i64 = connection.query_row("SELECT count(*) FROM cases", [], |row| row.get(0))?;
    Ok(json!({ "cases": cases }))
}
