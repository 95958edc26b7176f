//! What the server processes of one PostgreSQL tell each other of cases: LISTEN and NOTIFY.

use sqlx::postgres::PgListener;

use super::{Result, Store, run::Pool, sql::query};

const CHANNEL: &str = "otinish_case";
/// The result of the function has no type that our rows know.
const TELL: &str = "SELECT CAST(pg_notify('otinish_case', $1) AS TEXT)";
/// Ids of one message: it may have 8000 bytes.
const MOST: usize = 200;

/// Hears the other processes.
pub struct Listener(PgListener);

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// These cases changed.
    Cases(Vec<String>),
    /// The connection was lost for a while: any case may have changed.
    Gap,
}

impl Store {
    /// Tells the other processes that cases changed. On SQLite there are none.
    pub async fn tell_others(&self, cases: &[String]) -> Result<()> {
        if matches!(self.pool, Pool::Sqlite(_)) {
            return Ok(());
        }
        for some in cases.chunks(MOST) {
            query(TELL).bind(some.join(",")).fetch_all(self).await?;
        }
        Ok(())
    }

    /// Listens to the other processes, over a connection of its own; nothing on SQLite.
    pub async fn listener(&self) -> Result<Option<Listener>> {
        let Pool::Postgres(pool) = &self.pool else {
            return Ok(None);
        };
        let mut listener = pool.listener().await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(Listener(listener)))
    }
}

impl Listener {
    /// Waits for the next. A lost connection is opened again at the next call.
    pub async fn next(&mut self) -> Result<Heard> {
        let Some(told) = self.0.try_recv().await? else {
            return Ok(Heard::Gap);
        };
        Ok(Heard::Cases(
            told.payload().split(',').map(str::to_owned).collect(),
        ))
    }
}
