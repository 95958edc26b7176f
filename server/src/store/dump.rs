//! The whole database as text: one portable file for both databases, written from one snapshot while the server runs.
//!
//! The first line says which migrations the schema has, each table begins with its columns, each row is an array of
//! texts, whole numbers and nothings, and the last line counts them, so that a file that was cut shows.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
};

use chrono::Utc;
use futures::TryStreamExt;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sqlx::{AssertSqlSafe, PgConnection, Row as _};

use super::{
    Expect, Result, Store, StoreError,
    installation::Installation,
    migrations, postgres,
    sql::{Value, query},
    sqlite,
};
use crate::config::database::Database;

/// Not copied: sessions end with a restoration, and the schema is made anew.
const LEFT_OUT: [&str; 3] = ["session", "schema_migration", "_sqlx_migrations"];
/// Rows that are written at once.
const BATCH: usize = 200;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DumpLine {
    /// The first: versions and checksums of the migrations.
    Otinish(BTreeMap<i64, String>),
    /// A table begins.
    Table {
        name: String,
        columns: Vec<String>,
    },
    Row(Vec<Json>),
    /// The last: the number of rows.
    End(u64),
}

fn broken(error: impl std::fmt::Display) -> StoreError {
    StoreError::Refused(format!("the backup cannot be used: {error}"))
}

fn disk(error: std::io::Error) -> StoreError {
    StoreError::unavailable(super::Outage::NoSpace, error)
}

/// Counts what it writes.
struct Out {
    file: BufWriter<File>,
    rows: u64,
}

impl Out {
    /// A new file at `path` for a schema with these migrations: of a newer program's no file is made, since that one may
    /// keep more than this one knows.
    fn begin(path: &Path, versions: BTreeMap<i64, String>) -> Result<Out> {
        migrations::are_known(&versions)?;
        let file = BufWriter::new(File::create_new(path).map_err(disk)?);
        let mut out = Out { file, rows: 0 };
        out.line(&DumpLine::Otinish(versions))?;
        Ok(out)
    }

    fn line(&mut self, line: &DumpLine) -> Result<()> {
        if matches!(line, DumpLine::Row(_)) {
            self.rows += 1;
        }
        serde_json::to_writer(&mut self.file, line).map_err(|error| disk(error.into()))?;
        self.file.write_all(b"\n").map_err(disk)
    }

    fn row(&mut self, values: Vec<Value>) -> Result<()> {
        let json = |value| match value {
            Value::Text(text) => Json::from(text),
            Value::Int(number) => Json::from(number),
            Value::Null => Json::Null,
        };
        self.line(&DumpLine::Row(values.into_iter().map(json).collect()))
    }

    fn end(mut self) -> Result<u64> {
        self.line(&DumpLine::End(self.rows))?;
        self.file.flush().map_err(disk)?;
        self.file.get_ref().sync_all().map_err(disk)?;
        Ok(self.rows)
    }
}

/// Writes the database at `url` to `path`; gives the number of rows. It changes nothing, not even an older schema.
pub async fn write(url: &str, path: &Path) -> Result<u64> {
    if url.starts_with("sqlite:") {
        let (from, to) = (sqlite::path_of(url), path.to_owned());
        migrations::look_at_file(&from, Expect::Existing)?;
        let work = tokio::task::spawn_blocking(move || sqlite_rows(&from, &to));
        return work.await.map_err(broken)?;
    }
    let mut connection = postgres::connect(url).await?;
    migrations::look_at_postgres(&mut connection, Expect::Existing).await?;
    postgres_rows(&mut connection, path).await
}

fn sqlite_rows(from: &Path, to: &Path) -> Result<u64> {
    let connection = sqlite::look(from)?;
    // One transaction, one snapshot; in WAL mode it stops no writer.
    connection.execute_batch("BEGIN")?;
    let mut out = Out::begin(to, migrations::of_file(&connection)?)?;
    let mut tables = connection
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")?;
    let names = tables
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    for name in names.into_iter().filter(|name| is_copied(name)) {
        let mut all = connection.prepare(&format!("SELECT * FROM {name}"))?;
        let columns: Vec<String> = all.column_names().into_iter().map(str::to_owned).collect();
        let width = columns.len();
        out.line(&DumpLine::Table { name, columns })?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            let values = (0..width).map(|at| sqlite::value(row.get_ref(at)?));
            out.row(values.collect::<Result<_>>()?)?;
        }
    }
    out.end()
}

fn is_copied(name: &str) -> bool {
    !LEFT_OUT.contains(&name)
}

async fn postgres_rows(connection: &mut PgConnection, to: &Path) -> Result<u64> {
    sqlx::raw_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .execute(&mut *connection)
        .await?;
    let mut out = Out::begin(to, migrations::of_postgres(connection).await?)?;
    let sql = "SELECT table_name::text, column_name::text FROM information_schema.columns \
         WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position";
    let mut tables = BTreeMap::<String, Vec<String>>::new();
    for row in sqlx::query(sql).fetch_all(&mut *connection).await? {
        let column = row.try_get::<String, _>(1)?;
        tables.entry(row.try_get(0)?).or_default().push(column);
    }
    for (name, columns) in tables.into_iter().filter(|(name, _)| is_copied(name)) {
        // The names are those of our own schema.
        let sql = format!("SELECT {} FROM {name}", columns.join(", "));
        out.line(&DumpLine::Table { name, columns })?;
        let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut *connection);
        while let Some(row) = rows.try_next().await? {
            out.row(postgres::row(&row)?.0)?;
        }
    }
    out.end()
}

/// Makes a new database of `portal` at `url` from what [`write`] wrote, and brings its schema up to date. `keep` says
/// which rows of a table are taken over.
pub async fn read(
    url: &str,
    path: &Path,
    settings: &Database,
    portal: &Installation,
    keep: impl Fn(&str, &BTreeMap<&str, &Json>) -> bool,
) -> Result<Store> {
    let mut lines = BufReader::new(File::open(path).map_err(broken)?).lines();
    let mut next = || -> Result<Option<DumpLine>> {
        let line = lines.next().transpose().map_err(broken)?;
        line.map(|line| serde_json::from_str(&line).map_err(broken))
            .transpose()
    };
    let Some(DumpLine::Otinish(versions)) = next()? else {
        return Err(broken("its first line is not ours"));
    };
    migrations::are_known(&versions)?;
    let only: BTreeSet<i64> = versions.into_keys().collect();
    let store = Store::open_at(url, settings, Expect::New, Some(&only)).await?;
    let (now, can_be_named) = (
        Utc::now().timestamp_micros(),
        only.contains(&migrations::INSTALLATION),
    );
    // Before any row: if this breaks off, what is there gives out no number of the portal that was backed up.
    if can_be_named {
        store.set_installation(portal.clone(), now).await?;
    }
    let (mut insert, mut columns) = (Insert::default(), Vec::new());
    let mut read = 0;
    loop {
        match next()? {
            Some(DumpLine::Table {
                name,
                columns: these,
            }) => {
                insert.flush(&store).await?;
                insert = Insert::of(name, &these)?;
                columns = these;
            }
            Some(DumpLine::Row(row)) => {
                read += 1;
                let named: BTreeMap<&str, &Json> =
                    columns.iter().map(String::as_str).zip(&row).collect();
                if keep(&insert.table, &named) {
                    insert.add(&store, row).await?;
                }
            }
            Some(DumpLine::End(rows)) if rows == read => break,
            Some(DumpLine::Otinish(_) | DumpLine::End(_)) | None => {
                return Err(broken("it is cut or damaged"));
            }
        }
    }
    insert.flush(&store).await?;
    store.close().await;
    let store = Store::open_with(url, settings, Expect::Existing).await?;
    if !can_be_named {
        store.set_installation(portal.clone(), now).await?;
    }
    Ok(store)
}

#[derive(Default)]
struct Insert {
    table: String,
    sql: &'static str,
    rows: Vec<Vec<Value>>,
}

impl Insert {
    fn of(table: String, columns: &[String]) -> Result<Insert> {
        let is_name = |name: &String| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        };
        if !is_name(&table) || !columns.iter().all(is_name) {
            return Err(broken("a table has a name that is not ours"));
        }
        let places: Vec<String> = (1..=columns.len()).map(|at| format!("${at}")).collect();
        let sql = format!(
            "INSERT INTO {table} ({}) VALUES ({})",
            columns.join(", "),
            places.join(", ")
        );
        Ok(Insert {
            table,
            // Statements are texts of the program everywhere else. Some thirty here stay until it ends, which is soon.
            sql: Box::leak(sql.into_boxed_str()),
            rows: Vec::new(),
        })
    }

    async fn add(&mut self, store: &Store, row: Vec<Json>) -> Result<()> {
        let value = |json: Json| match json {
            Json::String(text) => Ok(Value::Text(text)),
            Json::Number(number) => number
                .as_i64()
                .map(Value::Int)
                .ok_or_else(|| broken("a number is not a whole one")),
            Json::Null => Ok(Value::Null),
            _ => Err(broken("a value is of no kind that we know")),
        };
        self.rows
            .push(row.into_iter().map(value).collect::<Result<_>>()?);
        if self.rows.len() >= BATCH {
            self.flush(store).await?;
        }
        Ok(())
    }

    async fn flush(&mut self, store: &Store) -> Result<()> {
        let (sql, rows) = (self.sql, std::mem::take(&mut self.rows));
        if rows.is_empty() {
            return Ok(());
        }
        store
            .write(move |connection| {
                Box::pin(async move {
                    for values in rows {
                        let add = values
                            .into_iter()
                            .fold(query(sql), |query, value| query.bind(value));
                        add.execute(&mut *connection).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}
