//! One SQL text for SQLite and PostgreSQL: a statement with its values, and rows of texts and whole numbers. The
//! schema has no other types.

use sqlx::pool::PoolConnection;

use super::{Result, StoreError};

/// What stands in a column: a text, a whole number, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
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
}
