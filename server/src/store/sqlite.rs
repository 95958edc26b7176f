//! The embedded database: its connections, its schema, and statements on it.
//!
//! A statement runs on the thread that asks. The file's pages are in memory and every query follows an index, so
//! it takes microseconds: less than handing it to another thread and being woken up again would cost.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use rusqlite::{Connection, Statement, types::ValueRef};

use super::{
    Result, StoreError,
    sql::{Query, Row, Value},
};

/// Instructions of SQLite's machine between two looks at the clock: well below a millisecond.
const BETWEEN_LOOKS: i32 = 20_000;
/// A write-ahead log above this size is emptied when nobody reads.
const LOG_BYTES: u64 = 16 * 1024 * 1024;
/// Statements that a connection keeps compiled: more than the store has.
const STATEMENTS: usize = 128;
/// Connections that are kept for the next read.
const KEPT: usize = 8;

/// The file that a URL `sqlite://path?…` names.
pub(crate) fn path_of(url: &str) -> PathBuf {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = path.strip_prefix("//").unwrap_or(path);
    PathBuf::from(path.split('?').next().unwrap_or(path))
}

/// Opens the file, or makes it. WAL with a sync at every commit: an answered write survives a power cut. A log that grew
/// while somebody read for long is cut back to 16 MiB at the next checkpoint.
/// `limit` is how long it waits for another process that writes.
pub(super) fn open(path: &Path, limit: Duration) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(limit)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
         PRAGMA journal_size_limit = 16777216; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000",
    )?;
    Ok(connection)
}

/// Connections for reads. Each is in use for one statement only, never over a wait, so there are never more than
/// the server has threads.
#[derive(Clone)]
pub(super) struct Readers {
    path: Arc<Path>,
    limit: Duration,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    pub(super) fn new(path: &Path, limit: Duration) -> Readers {
        Readers {
            path: path.into(),
            limit,
            idle: Arc::default(),
        }
    }

    /// Runs `read` on a connection of its own.
    pub(super) fn with<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open(&self.path, self.limit)?,
        };
        let end = Instant::now() + self.limit;
        connection.progress_handler(BETWEEN_LOOKS, Some(move || Instant::now() > end))?;
        let outcome = read(&connection);
        let mut idle = self.idle();
        if idle.len() < KEPT {
            idle.push(connection);
        }
        outcome
    }

    /// Brings what the log holds into the file. A log that grew while somebody read for long is emptied, unless somebody
    /// still reads: nobody waits for that.
    pub(super) fn checkpoint(&self) -> Result<()> {
        let connection = Connection::open(&self.path)?;
        connection.busy_timeout(Duration::ZERO)?;
        let log = PathBuf::from(format!("{}-wal", self.path.display()));
        let grown = std::fs::metadata(log).is_ok_and(|log| log.len() > LOG_BYTES);
        let how = if grown { "TRUNCATE" } else { "PASSIVE" };
        connection.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(()))?;
        Ok(())
    }

    /// Bytes of the write-ahead log beside the file.
    pub(super) fn wal_bytes(&self) -> u64 {
        let mut name = self.path.as_os_str().to_owned();
        name.push("-wal");
        std::fs::metadata(name).map_or(0, |file| file.len())
    }

    /// Closes the connections.
    pub(super) fn close(&self) {
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs a statement and gives the number of rows that it changed.
pub(super) fn execute(connection: &Connection, query: &Query) -> Result<u64> {
    let mut statement = connection.prepare_cached(query.sql)?;
    bind(&mut statement, &query.values)?;
    Ok(statement.raw_execute()? as u64)
}

/// Runs a statement and gives all rows of its answer.
pub(super) fn fetch(connection: &Connection, query: &Query) -> Result<Vec<Row>> {
    let mut statement = connection.prepare_cached(query.sql)?;
    let columns = statement.column_count();
    bind(&mut statement, &query.values)?;
    let mut found = statement.raw_query();
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let values = (0..columns).map(|at| value(row.get_ref(at)?));
        rows.push(Row(values.collect::<Result<_>>()?));
    }
    Ok(rows)
}

/// SQLite numbers `$7` by the place where it first stands; here the number in its name counts, as on PostgreSQL.
fn bind(statement: &mut Statement<'_>, values: &[Value]) -> Result<()> {
    for place in 1..=statement.parameter_count() {
        let name = statement.parameter_name(place).unwrap_or_default();
        let number = name
            .trim_start_matches('$')
            .parse::<usize>()
            .unwrap_or(place);
        let value = values.get(number.wrapping_sub(1)).unwrap_or(&Value::Null);
        statement.raw_bind_parameter(place, value)?;
    }
    Ok(())
}

pub(super) fn value(value: ValueRef<'_>) -> Result<Value> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        ValueRef::Text(text) => String::from_utf8(text.to_vec())
            .map(Value::Text)
            .map_err(|error| StoreError::Damaged(error.to_string())),
        ValueRef::Real(_) | ValueRef::Blob(_) => Err(StoreError::Damaged(
            "a value is neither a text nor a whole number".to_owned(),
        )),
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::ToSqlOutput;
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Null => ValueRef::Null,
        }))
    }
}
