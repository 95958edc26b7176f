//! Fills an SQLite store with cases, as many as years of work bring, without the years.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection};

#[derive(clap::Args, Debug)]
pub(crate) struct Options {
    /// sqlite:… of a server
    #[arg(long)]
    database: String,
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

pub(crate) async fn run(options: Options) -> Result<Value> {
    ensure!(
        options.database.starts_with("sqlite:"),
        "only an SQLite store can be filled"
    );
    let mut connection = SqliteConnection::connect(&options.database).await?;
    // Enough for the indexes.
    sqlx::raw_sql("PRAGMA cache_size = -200000")
        .execute(&mut connection)
        .await?;
    let person: String = sqlx::query_scalar("SELECT id FROM person WHERE iin = $1")
        .bind(options.iin)
        .fetch_one(&mut connection)
        .await?;
    fill(&mut connection, "", options.strangers).await?;
    fill(&mut connection, &person, options.own).await?;
    sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize")
        .execute(&mut connection)
        .await?;
    let cases: i64 = sqlx::query_scalar("SELECT count(*) FROM application")
        .fetch_one(&mut connection)
        .await?;
    Ok(json!({ "cases": cases }))
}

/// Adds what is missing to `wanted` cases of `person`.
async fn fill(connection: &mut SqliteConnection, person: &str, wanted: i64) -> Result<()> {
    let mut there: i64 = sqlx::query_scalar(COUNT)
        .bind(person)
        .fetch_one(&mut *connection)
        .await?;
    while there < wanted {
        let last = wanted.min(there + AT_ONCE);
        sqlx::query(FILL)
            .bind(there + 1)
            .bind(last)
            .bind(person)
            .execute(&mut *connection)
            .await?;
        there = last;
    }
    Ok(())
}
