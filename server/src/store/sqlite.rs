//! The embedded database: its connections, its schema, and statements on it.
//!
//! A statement runs on the thread that asks. The file's pages are in memory and every query follows an index, so
//! it takes microseconds: less than handing it to another thread and being woken up again would cost.

use std::{
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use rusqlite::{Connection, OpenFlags, Statement, types::ValueRef};
use rustix::fs::{Access, access};

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
/// How long a look waits for another process that writes.
const LOOK: Duration = Duration::from_secs(5);
/// What has a meaning in the path of a URI.
const PATH: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#').add(b' ');
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

/// Opens a file that is there to look at it. Nothing is written, unless a log must be read that stands beside it.
pub(crate) fn look(path: &Path) -> Result<Connection> {
    if !is_writable(path) {
        return open_for_reading(path);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(LOOK)?;
    Ok(connection)
}

/// Whether SQLite can write to the file and beside it.
pub(super) fn is_writable(path: &Path) -> bool {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let can = |path: &Path| access(path, Access::WRITE_OK).is_ok();
    can(folder.unwrap_or(Path::new("."))) && (!path.exists() || can(path))
}

/// SQLite reads its write-ahead log with the help of a file that it makes beside it. Where it cannot, a file without a log
/// is read as what nobody changes.
pub(super) fn open_for_reading(path: &Path) -> Result<Connection> {
    let log = log_of(path);
    let has_log = std::fs::metadata(&log).is_ok_and(|log| log.len() > 0);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = if has_log {
        Connection::open_with_flags(path, flags)?
    } else {
        let name = percent_encode(path.as_os_str().as_bytes(), PATH);
        let uri = format!("file:{name}?immutable=1");
        Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)?
    };
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    let read = connection.query_row("SELECT COUNT(*) FROM sqlite_master", [], |_| Ok(()));
    if has_log && read.is_err() {
        return Err(StoreError::Refused(format!(
            "{} holds changes that are not in the database file yet, and beside it nothing can be written: copy the \
             data folder to a place that can be written",
            log.display()
        )));
    }
    read?;
    Ok(connection)
}

/// The write-ahead log beside the file.
fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// Connections for reads. Each is in use for one statement only, never over a wait, so there are never more than
/// the server has threads.
#[derive(Clone)]
pub(super) struct Readers {
    path: Arc<Path>,
    limit: Duration,
    /// Whether it can be written to. Asked once: what is read as unchangeable must not change later.
    writable: bool,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    pub(super) fn new(path: &Path, limit: Duration, writable: bool) -> Readers {
        Readers {
            path: path.into(),
            limit,
            writable,
            idle: Arc::default(),
        }
    }

    /// Runs `read` on a connection of its own.
    pub(super) fn with<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None if self.writable => open(&self.path, self.limit)?,
            None => open_for_reading(&self.path)?,
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
        let grown = std::fs::metadata(log_of(&self.path)).is_ok_and(|log| log.len() > LOG_BYTES);
        let how = if grown { "TRUNCATE" } else { "PASSIVE" };
        connection.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(()))?;
        Ok(())
    }

    /// Bytes of the write-ahead log beside the file.
    pub(super) fn wal_bytes(&self) -> u64 {
        std::fs::metadata(log_of(&self.path)).map_or(0, |file| file.len())
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
