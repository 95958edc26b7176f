//! The migrations as files: part of the program in a release build, read from their folder in a debug build.
//!
//! Not by `sqlx::migrate!`: its macro builds most of sqlx a second time, for the compiler.

use std::sync::LazyLock;

use rust_embed::RustEmbed;
use sqlx::{
    AssertSqlSafe, SqlSafeStr as _,
    migrate::{Migration, MigrationType},
};

#[derive(RustEmbed)]
#[folder = "migrations"]
struct MigrationFiles;

/// In their order. A file that is no migration is left out; a test names all of them.
pub(super) static MIGRATIONS: LazyLock<Vec<Migration>> = LazyLock::new(|| {
    let mut migrations: Vec<Migration> = MigrationFiles::iter()
        .filter_map(|name| read(&name))
        .collect();
    migrations.sort_by_key(|migration| migration.version);
    migrations
});

/// `0004_sessions.sql`.
fn read(name: &str) -> Option<Migration> {
    let (version, description) = name.strip_suffix(".sql")?.split_once('_')?;
    let file = MigrationFiles::get(name)?;
    let sql = String::from_utf8(file.data.into_owned()).ok()?;
    Some(Migration::new(
        version.parse().ok()?,
        description.replace('_', " ").into(),
        MigrationType::Simple,
        AssertSqlSafe(sql).into_sql_str(),
        false,
    ))
}
