//! The schema: whose database it is, which migrations it has, and those that it lacks.
//!
//! Both databases keep a table of the migrations that were applied, with checksums. A database that a newer program
//! has changed, one whose migrations were others, and one that is not ours is refused before anything is written.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use rusqlite::TransactionBehavior;
use sqlx::{
    PgConnection, Row as _,
    migrate::{MigrateError, Migration, Migrator},
};

use super::{Result, StoreError, installation::unfinished, migration_files::MIGRATIONS, sqlite};

/// Marks an SQLite file as ours: «OTIN».
const APPLICATION_ID: i64 = 0x4F54_494E;

/// Since this migration a database says which portal it is of.
pub(super) const INSTALLATION: i64 = 8;
/// Since this one it always says so, also if a restoration breaks off.
const ALWAYS: i64 = 11;
/// Whether rows were taken over and the portal was not named.
const LEFT_OVER: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT id FROM person UNION ALL SELECT id FROM staff \
     UNION ALL SELECT id FROM draft UNION ALL SELECT name FROM counter UNION ALL SELECT id FROM application) taken \
     WHERE NOT EXISTS (SELECT 1 FROM installation)";

/// Whether a restoration that breaks off would have left such a database.
fn may_be_left_over(versions: &BTreeMap<i64, String>) -> bool {
    versions.contains_key(&INSTALLATION) && !versions.contains_key(&ALWAYS)
}

/// What whoever opens a database takes it for. An unmounted disk looks like an empty database, so only somebody who
/// says so gets a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// A portal's database that is there already.
    Existing,
    /// An empty place for a new one.
    New,
    /// Either: for tests.
    Any,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing: the schema is new.
    Empty,
    /// A portal's database.
    Ours,
}

/// The versions of all migrations that this program knows, with their checksums.
pub fn known() -> BTreeMap<i64, String> {
    MIGRATIONS
        .iter()
        .map(|migration| (migration.version, checksum(migration)))
        .collect()
}

fn checksum(migration: &Migration) -> String {
    hex::encode(&migration.checksum)
}

fn refused(why: impl Into<String>) -> StoreError {
    StoreError::Refused(why.into())
}

fn expected(expect: Expect, found: Found, place: &str) -> Result<()> {
    match (expect, found) {
        (Expect::Existing, Found::Empty) => Err(refused(format!(
            "{place} holds no portal. If its disk is not mounted, mount it. If a new portal is wanted, start once with --new"
        ))),
        (Expect::New, Found::Ours) => Err(refused(format!(
            "{place} holds a portal already, or what a restoration left that broke off: start a portal without --new; \
             restore into an empty place"
        ))),
        _ => Ok(()),
    }
}

fn foreign(place: &str) -> StoreError {
    refused(format!("{place} belongs to another program"))
}

fn newer(version: i64) -> StoreError {
    refused(format!(
        "the database was changed by a newer program (migration {version}): start that one, or restore a backup"
    ))
}

fn changed(version: i64) -> StoreError {
    refused(format!(
        "migration {version} of the database is not the one that this program knows: it was made by another build"
    ))
}

/// Looks at an SQLite file without writing to it.
pub(super) fn look_at_file(path: &Path, expect: Expect) -> Result<Found> {
    let place = path.display().to_string();
    let is_there = std::fs::metadata(path).is_ok_and(|file| file.len() > 0);
    let found = match is_there {
        false => Found::Empty,
        true => {
            let connection = sqlite::look(path)?;
            whose_file(&connection, &place)?
        }
    };
    expected(expect, found, &place)?;
    Ok(found)
}

fn whose_file(connection: &rusqlite::Connection, place: &str) -> Result<Found> {
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let id = number("PRAGMA application_id").map_err(|error| match StoreError::from(error) {
        StoreError::Damaged(cause) => refused(format!("{place} is no database: {cause}")),
        other => other,
    })?;
    if id == APPLICATION_ID {
        return Ok(Found::Ours);
    }
    let version = number("PRAGMA user_version")?;
    let tables = number("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'")?;
    // The first versions wrote no id.
    let ours = number(
        "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN ('application', 'cases', 'draft', 'event')",
    )?;
    match (id, version, tables, ours) {
        (0, 0, 0, _) => Ok(Found::Empty),
        (0, 1.., _, 3) => Ok(Found::Ours),
        _ => Err(foreign(place)),
    }
}

/// Refuses a place where nothing can be written, and what a restoration left unfinished.
fn may_change(connection: &rusqlite::Connection, have: &BTreeMap<i64, String>) -> Result<()> {
    if connection.is_readonly("main")? {
        return Err(refused(
            "the database is of an older version, and where it is nothing can be written: copy the data folder to a \
             place that can be written",
        ));
    }
    if may_be_left_over(have)
        && connection.query_row(LEFT_OVER, [], |row| row.get::<_, i64>(0))? > 0
    {
        return Err(unfinished());
    }
    Ok(())
}

/// Which were applied, with their checksums.
fn applied(connection: &rusqlite::Connection) -> Result<BTreeMap<i64, String>> {
    let mut all = connection.prepare("SELECT version, checksum FROM schema_migration")?;
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows: rusqlite::Result<_> = rows.collect();
    Ok(rows?)
}

/// Applies what an SQLite file lacks of the migrations in `only`, or of all.
pub(super) fn bring_up(
    connection: &mut rusqlite::Connection,
    only: Option<&BTreeSet<i64>>,
) -> Result<()> {
    let wanted = |version: i64| only.is_none_or(|only| only.contains(&version));
    let have = of_file(connection)?;
    are_known(&have)?;
    let id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let whole = known()
        .keys()
        .all(|version| !wanted(*version) || have.contains_key(version));
    // Whoever only looks at a database in use does not write to it.
    if whole && id == APPLICATION_ID {
        return Ok(());
    }
    may_change(connection, &have)?;
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    change.execute_batch(
        "CREATE TABLE IF NOT EXISTS schema_migration (version BIGINT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL)",
    )?;
    let mut applied = applied(&change)?;
    let add = |version: i64, checksum: &str| {
        change.execute(
            "INSERT INTO schema_migration (version, checksum) VALUES (?1, ?2)",
            (version, checksum),
        )
    };
    let known = known();
    let counted: i64 = change.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if applied.is_empty() {
        // The first versions only counted them.
        for (version, checksum) in known.range(..=counted) {
            add(*version, checksum)?;
            applied.insert(*version, checksum.clone());
        }
    }
    are_known(&applied)?;
    for migration in MIGRATIONS.iter() {
        let version = migration.version;
        if wanted(version) && !applied.contains_key(&version) {
            change.execute_batch(migration.sql.as_str())?;
            add(version, &checksum(migration))?;
            applied.insert(version, checksum(migration));
        }
    }
    let last = applied.last_key_value().map_or(0, |(version, _)| *version);
    change.pragma_update(None, "user_version", last)?;
    change.pragma_update(None, "application_id", APPLICATION_ID)?;
    change.commit()?;
    Ok(())
}

/// Looks at a PostgreSQL database without writing to it.
pub(super) async fn look_at_postgres(
    connection: &mut PgConnection,
    expect: Expect,
) -> Result<Found> {
    let sql = "SELECT current_database()::text, \
         (SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()), \
         (SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() \
          AND table_name IN ('_sqlx_migrations', 'application', 'cases', 'draft', 'event'))";
    let row = sqlx::query(sql).fetch_one(connection).await?;
    let place = format!("the PostgreSQL database {}", row.try_get::<String, _>(0)?);
    let found = match (row.try_get::<i64, _>(1)?, row.try_get::<i64, _>(2)?) {
        // A first start may have ended between sqlx's own table and the first migration.
        (0, _) | (1, 1) => Found::Empty,
        (_, 4) => Found::Ours,
        _ => return Err(foreign(&place)),
    };
    expected(expect, found, &place)?;
    Ok(found)
}

/// Applies what a PostgreSQL database lacks of the migrations in `only`, or of all. One process at a time: sqlx locks.
pub(super) async fn bring_up_postgres(
    connection: &mut PgConnection,
    only: Option<&BTreeSet<i64>>,
) -> Result<()> {
    let wanted = MIGRATIONS
        .iter()
        .filter(|migration| only.is_none_or(|only| only.contains(&migration.version)));
    let have = match sqlx::query("SELECT to_regclass('_sqlx_migrations')::text")
        .fetch_one(&mut *connection)
        .await?
    {
        row if row.try_get::<Option<String>, _>(0)?.is_some() => of_postgres(connection).await?,
        _ => BTreeMap::new(),
    };
    are_known(&have)?;
    if may_be_left_over(&have) {
        let left = sqlx::query(LEFT_OVER).fetch_one(&mut *connection).await?;
        if left.try_get::<i64, _>(0)? > 0 {
            return Err(unfinished());
        }
    }
    let migrator = Migrator::with_migrations(wanted.cloned().collect());
    let done = migrator.run_direct(None, connection, false).await;
    done.map_err(|error| match error {
        MigrateError::VersionMissing(version) | MigrateError::VersionTooNew(version, _) => {
            newer(version)
        }
        MigrateError::VersionMismatch(version) => changed(version),
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
        other => StoreError::Database(other.to_string()),
    })
}

/// The migrations of an SQLite file, without changing it. One that counts more of them than are known is refused,
/// whatever its table of them says.
pub(super) fn of_file(connection: &rusqlite::Connection) -> Result<BTreeMap<i64, String>> {
    let counted: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let last = known().last_key_value().map_or(0, |(last, _)| *last);
    if counted > last {
        return Err(newer(counted));
    }
    let sql = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_migration'";
    if connection.query_row(sql, [], |row| row.get::<_, i64>(0))? == 0 {
        return Ok(known()
            .into_iter()
            .filter(|(version, _)| *version <= counted)
            .collect());
    }
    let mut all = connection.prepare("SELECT version, checksum FROM schema_migration")?;
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The migrations of a PostgreSQL database, without changing it.
pub(super) async fn of_postgres(connection: &mut PgConnection) -> Result<BTreeMap<i64, String>> {
    let sql = "SELECT version, encode(checksum, 'hex') FROM _sqlx_migrations WHERE success";
    let rows = sqlx::query(sql).fetch_all(connection).await?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .collect()
}

/// Refuses migrations that this program does not know as they are.
pub(super) fn are_known(versions: &BTreeMap<i64, String>) -> Result<()> {
    let known = known();
    for (version, checksum) in versions {
        match known.get(version) {
            None => return Err(newer(*version)),
            Some(mine) if mine != checksum => return Err(changed(*version)),
            Some(_) => {}
        }
    }
    Ok(())
}
