//! Fills an SQLite store with cases, as many as years of work bring, without the years.

use anyhow::{Context, Result};
use rusqlite::Connection;
use serde_json::{Value, json};

#[derive(clap::Args, Debug)]
pub(crate) struct Options {
    /// The SQLite file of a server
    #[arg(long)]
    database: std::path::PathBuf,
    /// How many cases of strangers the store holds afterwards
    #[arg(long)]
    strangers: i64,
    /// How many cases of the person the store holds afterwards
    #[arg(long)]
    own: i64,
    /// The ИИН of the person
    #[arg(long)]
    iin: String,
}

/// Rows of one statement.
const AT_ONCE: i64 = 50_000;

/// $1 and $2: first and last number; $3: person, or empty for strangers with ten cases each. Half of the cases
/// are under way; hours lie between them.
const FILL: &str = "WITH RECURSIVE numbers (n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $2) \
    INSERT INTO application (id, number, code, draft, regulation, person, person_name, lang, office, channel, state, \
    step, performer, appointed, step_due, due, registered, closed, late, seq) \
    SELECT printf('%s-id-%09d', $3, n), printf('%s-seed-%09d', $3, n), printf('%s-code-%09d', $3, n), \
    printf('%s-draft-%09d', $3, n), 'west-kazakhstan-2018/local-social-assistance', \
    CASE $3 WHEN '' THEN printf('stranger-%d', n / 10) ELSE $3 END, 'Бейтанысов Үлгі', 'kk', 'uralsk', 'portal', \
    CASE n % 2 WHEN 0 THEN 'open' ELSE 'granted' END, CASE n % 2 WHEN 0 THEN 'registration' ELSE '' END, \
    CASE n % 2 WHEN 0 THEN 'registrar' ELSE '' END, '', 1700000000000000 + n * 3600000000, \
    1700000000000000 + n * 3600000000, 1700000000000000 + n * 3600000000, \
    CASE n % 2 WHEN 0 THEN 0 ELSE 1700000000000000 + n * 3600000000 END, 0, 1 FROM numbers";
const COUNT: &str = "SELECT count(*) FROM application WHERE number LIKE $1 || '-seed-%'";

pub(crate) fn run(options: Options) -> Result<Value> {
    let connection = Connection::open(&options.database)?;
    // Enough for the indexes; the server may be writing.
    connection.execute_batch("PRAGMA cache_size = -200000; PRAGMA busy_timeout = 5000")?;
    let person: String = connection
        .query_row(
            "SELECT id FROM person WHERE iin = $1",
            [options.iin],
            |row| row.get(0),
        )
        .context("no such person")?;
    fill(&connection, "", options.strangers)?;
    fill(&connection, &person, options.own)?;
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize")?;
    let cases: i64 =
        connection.query_row("SELECT count(*) FROM application", [], |row| row.get(0))?;
    Ok(json!({ "cases": cases }))
}

/// Adds what is missing to `wanted` cases of `person`.
fn fill(connection: &Connection, person: &str, wanted: i64) -> Result<()> {
    let mut there: i64 = connection.query_row(COUNT, [person], |row| row.get(0))?;
    while there < wanted {
        let last = wanted.min(there + AT_ONCE);
        connection.execute(FILL, (there + 1, last, person))?;
        there = last;
    }
    Ok(())
}
