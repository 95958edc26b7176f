//! The ended cases of an office, the newest first.

use const_format::formatcp;

use super::{COLUMNS, Case, case};
use crate::store::{Result, Store, sql::query};

/// Where a page of the list begins: after this case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedPlace {
    /// When it ended. Unix microseconds.
    pub closed: i64,
    /// Its id.
    pub case: String,
}

impl EndedPlace {
    /// The place of a case in the list.
    pub fn of(case: &Case) -> EndedPlace {
        EndedPlace {
            closed: case.closed,
            case: case.id.clone(),
        }
    }
}

/// Office, place and length of the page.
pub const LIST_ENDED: &str = formatcp!(
    "SELECT {COLUMNS} FROM cases \
     WHERE office = $1 AND state <> 'open' AND (closed, id) < ($2, $3) \
     ORDER BY closed DESC, id DESC LIMIT $4"
);

impl Store {
    /// A page of the cases of an office that have ended: from the newest, or after a place.
    pub async fn ended_cases(
        &self,
        office: &str,
        after: Option<&EndedPlace>,
        limit: i64,
    ) -> Result<Vec<Case>> {
        let (closed, id) = after.map_or((i64::MAX, ""), |after| (after.closed, &after.case));
        let list = query(LIST_ENDED).bind(office).bind(closed).bind(id);
        let rows = list.bind(limit).fetch_all(self).await?;
        rows.iter().map(case).collect()
    }
}
