//! Runs statements: by themselves, or in the transaction of a write.

use super::{
    Result, Store, StoreError,
    postgres::{self, Postgres},
    sql::{Connection, Query, Row},
    sqlite::{self, Readers},
    tally,
};

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

impl Query {
    /// Runs it and gives the number of rows that it changed. By itself it is a write of its own.
    pub async fn execute<'t>(self, on: impl Into<Target<'t>>) -> Result<u64> {
        match on.into() {
            Target::Store(store) => store.execute(self).await,
            Target::Transaction(connection) => self.within(connection).await,
        }
    }

    pub(super) async fn within(self, connection: &mut Connection) -> Result<u64> {
        match connection {
            Connection::Sqlite(connection) => sqlite::execute(connection, &self),
            Connection::Postgres(connection) => postgres::execute(connection, self).await,
        }
    }

    /// All rows of its answer.
    pub async fn fetch_all<'t>(self, on: impl Into<Target<'t>>) -> Result<Vec<Row>> {
        match on.into() {
            Target::Store(store) => store.fetch(self).await,
            Target::Transaction(Connection::Sqlite(connection)) => sqlite::fetch(connection, &self),
            Target::Transaction(Connection::Postgres(connection)) => {
                postgres::fetch(connection, self).await
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
}

impl Store {
    async fn fetch(&self, query: Query) -> Result<Vec<Row>> {
        tally::read();
        match &self.pool {
            Pool::Sqlite(readers) => readers.with(|connection| sqlite::fetch(connection, &query)),
            Pool::Postgres(postgres) => {
                postgres
                    .alone(|connection| Box::pin(postgres::fetch(connection, query)))
                    .await
            }
        }
    }
}
