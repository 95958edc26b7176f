//! Databases as programs of before left them.

use std::path::Path;

use server::store::{Store, migrations};

use super::fresh_postgres;

const MIGRATIONS: [(i64, &str); 14] = [
    (1, include_str!("../../../migrations/0001_first.sql")),
    (2, include_str!("../../../migrations/0002_queue_marks.sql")),
    (3, include_str!("../../../migrations/0003_prepared.sql")),
    (4, include_str!("../../../migrations/0004_sessions.sql")),
    (5, include_str!("../../../migrations/0005_accounts.sql")),
    (6, include_str!("../../../migrations/0006_staff.sql")),
    (8, include_str!("../../../migrations/0008_integrity.sql")),
    (9, include_str!("../../../migrations/0009_retention.sql")),
    (10, include_str!("../../../migrations/0010_files.sql")),
    (
        11,
        include_str!("../../../migrations/0011_integrity_place.sql"),
    ),
    (
        12,
        include_str!("../../../migrations/0012_persons_and_cases.sql"),
    ),
    (13, include_str!("../../../migrations/0013_document.sql")),
    (14, include_str!("../../../migrations/0014_edition.sql")),
    (15, include_str!("../../../migrations/0015_jobs.sql")),
];
/// The migrations put a row into this table; the rows of a database bring their own.
const NOTHING: &str = "DELETE FROM installation;";

fn up_to(version: i64) -> impl Iterator<Item = (i64, &'static str, String)> {
    let known = migrations::known();
    MIGRATIONS
        .into_iter()
        .filter(move |(this, _)| *this <= version)
        .map(move |(this, sql)| (this, sql, known[&this].clone()))
}

/// These rows, with sessions and open drafts that are in use now: the portal ends what nobody has used for long, on whatever
/// day the test runs.
pub fn in_use(rows: &str) -> String {
    let now = chrono::Utc::now().timestamp_micros();
    format!(
        "{rows}\nUPDATE session SET created = {now}, entered = {now}, seen = {now}; \
         UPDATE draft SET updated = {now} WHERE case_id IS NULL;"
    )
}

/// An SQLite file in `folder` with the schema of `version` (8 at least) and `rows`.
pub fn sqlite_of(folder: &Path, version: i64, rows: &str) -> String {
    let file = rusqlite::Connection::open(folder.join("otinish.sqlite")).unwrap();
    file.execute_batch(
        "CREATE TABLE schema_migration (version BIGINT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL); \
         PRAGMA application_id = 0x4F54494E",
    )
    .unwrap();
    for (this, sql, checksum) in up_to(version) {
        file.execute_batch(sql).unwrap();
        let add = "INSERT INTO schema_migration (version, checksum) VALUES (?1, ?2)";
        file.execute(add, (this, checksum)).unwrap();
    }
    file.pragma_update(None, "user_version", version).unwrap();
    file.execute_batch(NOTHING).unwrap();
    file.execute_batch(rows).unwrap();
    Store::embedded_url(folder)
}

/// The same on PostgreSQL, if there is one.
pub async fn postgres_of(version: i64, rows: &str) -> Option<String> {
    let url = fresh_postgres().await?;
    let mut sql = "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, \
         installed_on TIMESTAMPTZ NOT NULL DEFAULT now(), success BOOLEAN NOT NULL, checksum BYTEA NOT NULL, \
         execution_time BIGINT NOT NULL);"
        .to_owned();
    for (this, migration, checksum) in up_to(version) {
        sql.push_str(migration);
        sql.push_str(&format!(
            "INSERT INTO _sqlx_migrations VALUES ({this}, '', now(), true, decode('{checksum}', 'hex'), 0);"
        ));
    }
    sql.push_str(NOTHING);
    sql.push_str(rows);
    let pool = sqlx::PgPool::connect(&url).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    Some(url)
}
