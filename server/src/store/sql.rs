//! One SQL text for SQLite and PostgreSQL: a statement with its values, and rows of texts and whole numbers. The
//! schema has no other types.

use sqlx::{Column, Row as _, TypeInfo, pool::PoolConnection, postgres::PgRow};

use super::{
    Result, Store, StoreError,
    postgres::Postgres,
    sqlite::{self, Readers},
};

/// What stands in a column: a text, a whole number, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// TEXT.
    Text(String),
    /// BIGINT.
    Int(i64),
    /// No value.
    Null,
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

/// A type that a column reads as.
pub trait FromValue: Sized {
    /// What `value` is; nothing if it is of another type.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            Value::Int(_) | Value::Null => None,
        }
    }
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(number) => Some(*number),
            Value::Text(_) | Value::Null => None,
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

/// A row that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub(super) Vec<Value>);

impl Row {
    /// The column `at`, counted from 0.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if there is no such column or it is of another type.
    pub fn get<T: FromValue>(&self, at: usize) -> Result<T> {
        self.0
            .get(at)
            .and_then(T::from_value)
            .ok_or_else(|| StoreError::Damaged(format!("column {at} is not of the type expected")))
    }
}

/// A connection to one of the databases; for writes, inside a transaction.
pub enum Connection {
    /// The embedded file.
    Sqlite(rusqlite::Connection),
    /// A connection to a server.
    Postgres(PoolConnection<sqlx::Postgres>),
}

/// What reads go to.
#[derive(Clone)]
pub(super) enum Pool {
    Sqlite(Readers),
    Postgres(Postgres),
}

/// Where a statement runs: by itself, or in the transaction of a write.
pub enum Target<'t> {
    /// By itself.
    Store(&'t Store),
    /// In a transaction.
    Transaction(&'t mut Connection),
}

impl<'t> From<&'t Store> for Target<'t> {
    fn from(store: &'t Store) -> Self {
        Target::Store(store)
    }
}

impl<'t> From<&'t mut Connection> for Target<'t> {
    fn from(connection: &'t mut Connection) -> Self {
        Target::Transaction(connection)
    }
}

/// A statement with the values of `$1`, `$2` … in it.
#[derive(Clone, Debug)]
pub struct Query {
    pub(super) sql: &'static str,
    pub(super) values: Vec<Value>,
}

/// The statement `sql`, without values yet. It is part of the program: what people typed comes in as values only.
pub fn query(sql: &'static str) -> Query {
    Query {
        sql,
        values: Vec::new(),
    }
}

impl Query {
    /// Adds the next value.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Query {
        self.values.push(value.into());
        self
    }

    /// Runs it and gives the number of rows that it changed. By itself it is a write of its own.
    pub async fn execute<'t>(self, on: impl Into<Target<'t>>) -> Result<u64> {
        match on.into() {
            Target::Store(store) => {
                store
                    .write(move |connection| Box::pin(self.within(connection)))
                    .await
            }
            Target::Transaction(connection) => self.within(connection).await,
        }
    }

    async fn within(self, connection: &mut Connection) -> Result<u64> {
        match connection {
            Connection::Sqlite(connection) => sqlite::execute(connection, &self),
            Connection::Postgres(connection) => Ok(self
                .for_postgres()
                .execute(&mut **connection)
                .await?
                .rows_affected()),
        }
    }

    /// All rows of its answer.
    pub async fn fetch_all<'t>(self, on: impl Into<Target<'t>>) -> Result<Vec<Row>> {
        match on.into() {
            Target::Store(store) => match &store.pool {
                Pool::Sqlite(readers) => {
                    readers.with(|connection| sqlite::fetch(connection, &self))
                }
                Pool::Postgres(postgres) => {
                    postgres
                        .read(|connection| Box::pin(self.on_postgres(connection)))
                        .await
                }
            },
            Target::Transaction(Connection::Sqlite(connection)) => sqlite::fetch(connection, &self),
            Target::Transaction(Connection::Postgres(connection)) => {
                self.on_postgres(connection).await
            }
        }
    }

    /// The first row of its answer, if there is one.
    pub async fn fetch_optional<'t>(self, on: impl Into<Target<'t>>) -> Result<Option<Row>> {
        Ok(self.fetch_all(on).await?.into_iter().next())
    }

    /// The first row of its answer.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if there is none, beside what any statement may fail with.
    pub async fn fetch_one<'t>(self, on: impl Into<Target<'t>>) -> Result<Row> {
        let row = self.fetch_optional(on).await?;
        row.ok_or_else(|| StoreError::Damaged("no row where there must be one".to_owned()))
    }

    async fn on_postgres(self, connection: &mut sqlx::PgConnection) -> Result<Vec<Row>> {
        let rows = self.for_postgres().fetch_all(connection).await?;
        rows.iter().map(row_of_postgres).collect()
    }

    fn for_postgres(
        self,
    ) -> sqlx::query::Query<'static, sqlx::Postgres, sqlx::postgres::PgArguments> {
        self.values
            .into_iter()
            .fold(sqlx::query(self.sql), |query, value| match value {
                Value::Text(text) => query.bind(text),
                Value::Int(number) => query.bind(number),
                Value::Null => query.bind(None::<String>),
            })
    }
}

pub(super) fn row_of_postgres(row: &PgRow) -> Result<Row> {
    let value = |at: usize, kind: &str| -> Result<Value> {
        Ok(match kind {
            "INT8" => row
                .try_get::<Option<i64>, _>(at)?
                .map_or(Value::Null, Value::Int),
            _ => row
                .try_get::<Option<String>, _>(at)?
                .map_or(Value::Null, Value::Text),
        })
    };
    row.columns()
        .iter()
        .map(|column| value(column.ordinal(), column.type_info().name()))
        .collect::<Result<_>>()
        .map(Row)
}
