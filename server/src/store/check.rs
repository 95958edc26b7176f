//! What a check of everything reads: also cases of which only a part is left.

use const_format::formatcp;

use super::{
    Result, Store,
    case::{COLUMNS, Case, case},
    sql::query,
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
const REBUILD: &str = "UPDATE cases SET number = $1, office = $2, channel = $3, state = $4, step = $5, \
     performer = $6, appointed = $7, step_due = $8, due = $9, registered = $10, closed = $11, late = $12, seq = $13, \
     added = $14, replaced = $15, person = $16, regulation = $17, code = $18, draft = $19, person_name = $20, lang = $21 \
     WHERE id = $22";

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

    /// Makes the row of a case what its log adds up to.
    pub async fn rebuild_case(&self, case: Case) -> Result<()> {
        let rebuild = query(REBUILD).bind(case.number).bind(case.office);
        let rebuild = rebuild.bind(case.channel).bind(case.state).bind(case.step);
        let rebuild = rebuild.bind(case.performer).bind(case.appointed);
        let rebuild = rebuild.bind(case.step_due).bind(case.due);
        let rebuild = rebuild.bind(case.registered).bind(case.closed);
        let rebuild = rebuild.bind(case.late).bind(case.seq).bind(case.added);
        let rebuild = rebuild.bind(case.replaced).bind(case.person);
        let rebuild = rebuild.bind(case.regulation).bind(case.code);
        let rebuild = rebuild.bind(case.draft).bind(case.person_name);
        let rebuild = rebuild.bind(case.lang).bind(case.id);
        rebuild.execute(self).await?;
        Ok(())
    }
}
