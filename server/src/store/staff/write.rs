//! Changes of officials' accounts, each with the record of it and the sessions that it ends.

use super::{
    Staff, add,
    rights::{self, RightsChange},
    set_roles,
};
use crate::store::{
    Result, Store, StoreError,
    login::{Entered, note_entered},
    sql::{Connection, query},
};

/// A change of an account.
pub enum StaffWrite {
    /// A new one.
    Add(Staff),
    /// Other rights.
    Set {
        /// Id of the account.
        id: String,
        name: String,
        /// Ids of roles.
        roles: Vec<String>,
        /// Id of the office.
        office: String,
        /// Whether they keep accounts.
        administrator: bool,
    },
    /// Closed to logins, or opened again.
    Active {
        /// Id of the account.
        id: String,
        /// Whether it may log in.
        active: bool,
    },
    /// A password that somebody else made.
    OneTimePassword {
        /// Id of the account.
        id: String,
        hash: String,
        /// Wrong passwords of before hold nobody back from the new one.
        entered: Entered,
    },
    /// No second factor any more.
    ForgetFactor {
        /// Id of the account.
        id: String,
    },
}

/// What a change brought with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Sessions that ended.
    pub sessions: u64,
}

const SET: &str = "UPDATE staff SET name = $1, office = $2, administrator = $3 WHERE id = $4";
const SET_ACTIVE: &str = "UPDATE staff SET active = $1 WHERE id = $2";
const SET_PASSWORD: &str = "UPDATE staff SET password = $1, one_time = $2 WHERE id = $3";
const FORGET_FACTOR: &str = "DELETE FROM staff_factor WHERE staff = $1";
const FORGET_RECOVERY: &str = "DELETE FROM staff_recovery WHERE staff = $1";
/// Those that are open, and those between the password and the second factor: of these the data are JSON in which nothing
/// but the session's own official stands under this name.
const END_SESSIONS: &str =
    "DELETE FROM session WHERE (account = $1 AND kind = 'staff') OR data LIKE $2";
const END_OTHER_SESSIONS: &str = "DELETE FROM session \
     WHERE ((account = $1 AND kind = 'staff') OR data LIKE $2) AND id <> $3";
/// Changes nothing, but makes a second change of the same office wait: two administrators who disable each other would
/// otherwise both succeed.
const HOLD_ADMINISTRATORS: &str =
    "UPDATE staff SET administrator = 1 WHERE administrator = 1 AND active = 1 AND office = $1";
const COUNT_ADMINISTRATORS: &str =
    "SELECT COUNT(*) FROM staff WHERE administrator = 1 AND active = 1 AND office = $1";

impl Store {
    /// Changes an account and keeps the record of it, all or nothing. With `guarded`, [`StoreError::Conflict`] if the
    /// office of the record would have no administrator left.
    pub async fn write_staff(
        &self,
        write: StaffWrite,
        records: Vec<RightsChange>,
        guarded: bool,
    ) -> Result<Written> {
        self.write(move |connection| Box::pin(write_staff(connection, write, records, guarded)))
            .await
    }

    /// The official's own new password. All other sessions end, also those that are half logged in: whoever knew the
    /// password before may have one. `here` is the id of the session that stays.
    pub async fn set_staff_password(&self, id: &str, hash: String, here: &str) -> Result<()> {
        let (id, here) = (id.to_owned(), here.to_owned());
        self.write(move |connection| {
            Box::pin(async move {
                let set = query(SET_PASSWORD).bind(hash).bind(0_i64).bind(id.as_str());
                set.execute(&mut *connection).await?;
                let half = format!("%\"staff\":\"{id}\"%");
                let end = query(END_OTHER_SESSIONS).bind(id).bind(half).bind(here);
                end.execute(connection).await?;
                Ok(())
            })
        })
        .await
    }
}

async fn write_staff(
    connection: &mut Connection,
    write: StaffWrite,
    records: Vec<RightsChange>,
    guarded: bool,
) -> Result<Written> {
    let office = records.first().map(|record| record.office.clone());
    let office = office.filter(|_| guarded);
    if let Some(office) = &office {
        let hold = query(HOLD_ADMINISTRATORS).bind(office.as_str());
        hold.execute(&mut *connection).await?;
    }
    let ended = apply(connection, write).await?;
    if let Some(office) = office {
        let left = query(COUNT_ADMINISTRATORS).bind(office);
        let left = left.fetch_one(&mut *connection).await?;
        if left.get::<i64>(0)? == 0 {
            return Err(StoreError::Conflict);
        }
    }
    for record in records {
        rights::add(connection, record).await?;
    }
    let Some(id) = ended else {
        return Ok(Written::default());
    };
    let end = query(END_SESSIONS)
        .bind(id.as_str())
        .bind(format!("%\"staff\":\"{id}\"%"));
    let sessions = end.execute(connection).await?;
    Ok(Written { sessions })
}

/// Changes the account; gives its id if its sessions end with it.
async fn apply(connection: &mut Connection, write: StaffWrite) -> Result<Option<String>> {
    match write {
        StaffWrite::Add(new) => {
            add(connection, new).await?;
            Ok(None)
        }
        StaffWrite::Set {
            id,
            name,
            roles,
            office,
            administrator,
        } => {
            let set = query(SET)
                .bind(name)
                .bind(office)
                .bind(i64::from(administrator))
                .bind(id.as_str());
            set.execute(&mut *connection).await?;
            set_roles(connection, &id, roles).await?;
            Ok(None)
        }
        StaffWrite::Active { id, active } => {
            let set = query(SET_ACTIVE).bind(i64::from(active)).bind(id.as_str());
            set.execute(connection).await?;
            Ok((!active).then_some(id))
        }
        StaffWrite::OneTimePassword { id, hash, entered } => {
            let set = query(SET_PASSWORD).bind(hash).bind(1_i64).bind(id.as_str());
            set.execute(&mut *connection).await?;
            note_entered(connection, entered).await?;
            Ok(Some(id))
        }
        StaffWrite::ForgetFactor { id } => {
            for sql in [FORGET_FACTOR, FORGET_RECOVERY] {
                query(sql)
                    .bind(id.as_str())
                    .execute(&mut *connection)
                    .await?;
            }
            Ok(Some(id))
        }
    }
}
