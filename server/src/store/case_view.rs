//! Who of the officials looked at which case. Rows are added and never changed.

use const_format::formatcp;

use super::{
    Result, Store, new_id,
    sql::{Row, query},
};

/// One opening of a case or of one of its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseViewed {
    /// UUIDv7; also the place in the list. Empty before it is kept.
    pub id: String,
    /// Id of the case.
    pub case: String,
    /// Id of the official.
    pub staff: String,
    /// Id of the file; empty for the case itself.
    pub file: String,
    /// Its name at that time.
    pub file_name: String,
    /// Unix microseconds.
    pub at: i64,
    /// The official's name at that time.
    pub name: String,
    /// Id of the role that gave the right.
    pub role: String,
    /// Id of the office.
    pub office: String,
}

/// An opening in the list of an office, with what names the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeViewed {
    /// The opening.
    pub viewed: CaseViewed,
    /// Registration number of the case.
    pub number: String,
    /// Id of its regulation.
    pub regulation: String,
}

/// For so long one row stands for all openings of the same thing by the same official. Microseconds.
const SLOT: i64 = 10 * 60 * 1_000_000;
/// Sorts after every id.
const NEWEST: &str = "g";

const IS_THERE: &str =
    "SELECT COUNT(*) FROM case_view WHERE case_id = $1 AND staff = $2 AND file = $3 AND slot = $4";
/// In the order of [`viewed`].
const COLUMNS: &str = "id, case_id, staff, file, file_name, at, name, role, office";
const ADD: &str = formatcp!(
    "INSERT INTO case_view ({COLUMNS}, slot) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (case_id, staff, file, slot) DO NOTHING"
);
const OF_CASE: &str = formatcp!(
    "SELECT {COLUMNS} FROM case_view WHERE case_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
);
const LAST: &str = formatcp!(
    "SELECT {COLUMNS} FROM case_view WHERE case_id = $1 AND staff = $2 ORDER BY id DESC LIMIT 1"
);
const OF_OFFICE: &str = formatcp!(
    "SELECT v.*, c.number, c.regulation \
     FROM (SELECT {COLUMNS} FROM case_view WHERE office = $1 AND id < $2) v \
     JOIN cases c ON c.id = v.case_id ORDER BY v.id DESC LIMIT $3"
);

fn viewed(row: &Row) -> Result<CaseViewed> {
    Ok(CaseViewed {
        id: row.get(0)?,
        case: row.get(1)?,
        staff: row.get(2)?,
        file: row.get(3)?,
        file_name: row.get(4)?,
        at: row.get(5)?,
        name: row.get(6)?,
        role: row.get(7)?,
        office: row.get(8)?,
    })
}

impl Store {
    /// Keeps an opening, unless one of the same thing by the same official was kept in these minutes.
    pub async fn add_case_view(&self, new: CaseViewed) -> Result<()> {
        let slot = new.at.div_euclid(SLOT);
        // A page that is opened again costs no write.
        let known = query(IS_THERE)
            .bind(new.case.as_str())
            .bind(new.staff.as_str())
            .bind(new.file.as_str())
            .bind(slot)
            .fetch_one(self)
            .await?;
        if known.get::<i64>(0)? > 0 {
            return Ok(());
        }
        let add = query(ADD)
            .bind(new_id())
            .bind(new.case)
            .bind(new.staff)
            .bind(new.file)
            .bind(new.file_name)
            .bind(new.at)
            .bind(new.name)
            .bind(new.role)
            .bind(new.office)
            .bind(slot);
        add.execute(self).await?;
        Ok(())
    }

    /// Who looked at a case, the latest first: those before the row `before`, or from the start of the list.
    pub async fn case_views(
        &self,
        case: &str,
        before: Option<&str>,
        limit: i64,
    ) -> Result<Vec<CaseViewed>> {
        let rows = query(OF_CASE)
            .bind(case)
            .bind(before.unwrap_or(NEWEST))
            .bind(limit)
            .fetch_all(self)
            .await?;
        rows.iter().map(viewed).collect()
    }

    /// When an official last looked at a case or a file of it.
    pub async fn last_view(&self, case: &str, staff: &str) -> Result<Option<CaseViewed>> {
        let row = query(LAST).bind(case).bind(staff).fetch_optional(self);
        row.await?.as_ref().map(viewed).transpose()
    }

    /// What the officials of an office looked at, the latest first.
    pub async fn office_views(
        &self,
        office: &str,
        before: Option<&str>,
        limit: i64,
    ) -> Result<Vec<OfficeViewed>> {
        let rows = query(OF_OFFICE)
            .bind(office)
            .bind(before.unwrap_or(NEWEST))
            .bind(limit)
            .fetch_all(self)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(OfficeViewed {
                    viewed: viewed(row)?,
                    number: row.get(9)?,
                    regulation: row.get(10)?,
                })
            })
            .collect()
    }
}
