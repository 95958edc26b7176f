//! What a check of everything reads: also cases of which only a part is left.

use const_format::formatcp;

use super::{
    Result, Store,
    case::{CASE_COLUMNS, COLUMNS, Case, OpenWork, SET, bound, case, put_work},
    job::{self, NewJob},
    sql::{Connection, query},
};

const CASES: &str = formatcp!("SELECT {COLUMNS} FROM cases WHERE id > $1 ORDER BY id LIMIT $2");
/// Each part is cut to the page before they are put together, so that none is read whole.
const KNOWN: &str = "SELECT a.id FROM (SELECT id FROM cases WHERE id > $1 ORDER BY id LIMIT $2) a \
     UNION SELECT e.case_id FROM (SELECT DISTINCT case_id FROM event WHERE case_id > $1 ORDER BY case_id LIMIT $2) e \
     UNION SELECT s.case_id FROM (SELECT DISTINCT case_id FROM seal WHERE case_id > $1 ORDER BY case_id LIMIT $2) s \
     ORDER BY 1 LIMIT $2";
const LOGS: &str = "SELECT e.case_id, a.id FROM \
     (SELECT DISTINCT case_id FROM event WHERE case_id > $1 ORDER BY case_id LIMIT $2) e \
     LEFT JOIN cases a ON a.id = e.case_id ORDER BY e.case_id";
const CASE_OF_DRAFT: &str = "SELECT case_id FROM draft WHERE id = $1";
const NAMED: &str = "SELECT seq FROM event WHERE body LIKE $2 AND (case_id = $1 \
     OR case_id IN (SELECT id FROM cases WHERE draft = $1) \
     OR case_id IN (SELECT case_id FROM draft WHERE id = $1 AND case_id IS NOT NULL)) LIMIT 1";
const REBUILD: &str = formatcp!(
    "UPDATE cases SET {SET} WHERE id = $1 AND seq = ${}",
    CASE_COLUMNS + 1
);
const TO_REBUILD: &str = "SELECT case_id FROM case_to_rebuild ORDER BY case_id LIMIT $1";
const REBUILT: &str = "DELETE FROM case_to_rebuild WHERE case_id = $1";

/// What an upgrade makes of a case by its log.
pub struct Upgraded {
    /// Its row.
    pub case: Case,
    /// The rows of its open work.
    pub work: OpenWork,
    /// What its row said of how far its log goes.
    pub seq: i64,
    /// What is still to be done for it.
    pub jobs: Vec<NewJob>,
}

/// Writes the rows of a case unless it went on since its row said `seq`; whether they were written.
async fn rebuild(
    connection: &mut Connection,
    case: Case,
    work: OpenWork,
    seq: i64,
) -> Result<bool> {
    let id = case.id.clone();
    let rebuild = bound(query(REBUILD), case).bind(seq);
    if rebuild.execute(&mut *connection).await? == 0 {
        return Ok(false);
    }
    put_work(connection, &id, work).await?;
    Ok(true)
}

impl Store {
    /// Cases after `id`, in the order of their ids.
    pub async fn cases_after(&self, id: &str, limit: i64) -> Result<Vec<Case>> {
        let rows = query(CASES).bind(id).bind(limit).fetch_all(self).await?;
        rows.iter().map(case).collect()
    }

    /// Ids after `id` of cases that have a row, a log or a seal.
    pub async fn known_cases_after(&self, id: &str, limit: i64) -> Result<Vec<String>> {
        let rows = query(KNOWN).bind(id).bind(limit).fetch_all(self).await?;
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// Ids after `id` of cases that have a log, each with whether it has a row.
    pub async fn logs_after(&self, id: &str, limit: i64) -> Result<Vec<(String, bool)>> {
        let rows = query(LOGS).bind(id).bind(limit).fetch_all(self).await?;
        let log =
            |row: &super::sql::Row| Ok((row.get(0)?, row.get::<Option<String>>(1)?.is_some()));
        rows.iter().map(log).collect()
    }

    /// The case that was made of a draft.
    pub async fn case_of_draft(&self, draft: &str) -> Result<Option<String>> {
        let row = query(CASE_OF_DRAFT)
            .bind(draft)
            .fetch_optional(self)
            .await?;
        Ok(row.map(|row| row.get(0)).transpose()?.flatten())
    }

    /// Whether the log of the case `home`, or of the one made of that draft, names the file.
    pub async fn is_named(&self, id: &str, home: &str) -> Result<bool> {
        let named = query(NAMED).bind(home).bind(format!("%{id}%"));
        Ok(named.fetch_optional(self).await?.is_some())
    }

    /// Makes the rows of a case what its log adds up to; false if it went on since its row said `seq`.
    pub async fn rebuild_case(&self, case: Case, work: OpenWork, seq: i64) -> Result<bool> {
        self.write(move |connection| Box::pin(rebuild(connection, case, work, seq)))
            .await
    }

    /// Ids of cases whose rows an upgrade has yet to make anew.
    pub async fn cases_to_rebuild(&self, limit: i64) -> Result<Vec<String>> {
        let rows = query(TO_REBUILD).bind(limit).fetch_all(self).await?;
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// Ends the upgrade of a case with what it must be, or without where its log cannot be read. Whoever went on with the
    /// case meanwhile wrote its rows.
    pub async fn end_rebuild(&self, id: &str, right: Option<Upgraded>) -> Result<()> {
        let id = id.to_owned();
        self.write(move |connection| {
            Box::pin(async move {
                if let Some(right) = right {
                    let (case, work) = (right.case, right.work);
                    if rebuild(&mut *connection, case, work, right.seq).await? {
                        job::add(&mut *connection, right.jobs).await?;
                    }
                }
                query(REBUILT).bind(id).execute(connection).await?;
                Ok(())
            })
        })
        .await
    }
}
