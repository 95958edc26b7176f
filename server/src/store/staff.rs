//! Accounts of officials as those see them who keep them, and the record of every change of rights.

use super::{
    Result, Store, StoreError,
    account::{Staff, adding, staff, written},
    login::{Entered, note_entered},
    new_id,
    sql::{Connection, Row, query},
};

/// An account with what its keeper needs to know.
#[derive(Clone)]
pub struct StaffAccount {
    /// The account.
    pub staff: Staff,
    /// Whether it may log in.
    pub active: bool,
    /// When it last logged in, or 0. Unix microseconds.
    pub last_login: i64,
    /// Whether it has a second factor.
    pub factor: bool,
}

/// A change of an account.
pub enum StaffWrite {
    /// A new one.
    Add(Staff),
    /// Other rights.
    Set {
        /// Id of the account.
        id: String,
        /// Name.
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
        /// Its hash.
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

/// One line of the record of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RightsChange {
    /// UUIDv7; also the place in the list. Empty before it is kept.
    pub id: String,
    /// Unix microseconds.
    pub at: i64,
    /// Id of the office.
    pub office: String,
    /// Id of the account.
    pub staff: String,
    /// Name of the official.
    pub name: String,
    /// Id of the administrator; empty for the command line.
    pub actor: String,
    /// Name of the administrator.
    pub actor_name: String,
    /// What was done: `added`, `roles` …
    pub change: String,
    /// The new value, where there is one.
    pub detail: String,
}

/// Sorts after every id.
const NEWEST: &str = "g";

const ALL: &str = "SELECT s.id, s.login, s.password, s.name, s.roles, s.office, s.administrator, s.one_time, s.active, \
     s.last_login, f.since FROM staff s LEFT JOIN staff_factor f ON f.staff = s.id ORDER BY s.office, s.name, s.id";
const OF_OFFICE: &str = "SELECT s.id, s.login, s.password, s.name, s.roles, s.office, s.administrator, s.one_time, \
     s.active, s.last_login, f.since FROM staff s LEFT JOIN staff_factor f ON f.staff = s.id \
     WHERE s.office = $1 ORDER BY s.name, s.id";
const BY_ID: &str = "SELECT s.id, s.login, s.password, s.name, s.roles, s.office, s.administrator, s.one_time, s.active, \
     s.last_login, f.since FROM staff s LEFT JOIN staff_factor f ON f.staff = s.id WHERE s.id = $1";
const BY_LOGIN: &str = "SELECT s.id, s.login, s.password, s.name, s.roles, s.office, s.administrator, s.one_time, \
     s.active, s.last_login, f.since FROM staff s LEFT JOIN staff_factor f ON f.staff = s.id WHERE s.login = $1";
const SET: &str =
    "UPDATE staff SET name = $1, roles = $2, office = $3, administrator = $4 WHERE id = $5";
const SET_ACTIVE: &str = "UPDATE staff SET active = $1 WHERE id = $2";
const SET_PASSWORD: &str = "UPDATE staff SET password = $1, one_time = $2 WHERE id = $3";
const SET_LOGIN_TIME: &str = "UPDATE staff SET last_login = $1 WHERE id = $2";
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
const ADD_CHANGE: &str = "INSERT INTO rights_change (id, at, office, staff, name, actor, actor_name, change, detail) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const CHANGES: &str = "SELECT id, at, office, staff, name, actor, actor_name, change, detail FROM rights_change \
     WHERE office = $1 AND id < $2 ORDER BY id DESC LIMIT $3";

fn account(row: &Row) -> Result<StaffAccount> {
    Ok(StaffAccount {
        staff: staff(row)?,
        active: row.get::<i64>(8)? != 0,
        last_login: row.get(9)?,
        factor: row.get::<Option<i64>>(10)?.is_some(),
    })
}

fn change(row: &Row) -> Result<RightsChange> {
    Ok(RightsChange {
        id: row.get(0)?,
        at: row.get(1)?,
        office: row.get(2)?,
        staff: row.get(3)?,
        name: row.get(4)?,
        actor: row.get(5)?,
        actor_name: row.get(6)?,
        change: row.get(7)?,
        detail: row.get(8)?,
    })
}

impl Store {
    /// All accounts of officials, those that may not log in too; of one office, if it is given.
    pub async fn staff_accounts(&self, office: Option<&str>) -> Result<Vec<StaffAccount>> {
        let rows = match office {
            Some(office) => query(OF_OFFICE).bind(office).fetch_all(self).await?,
            None => query(ALL).fetch_all(self).await?,
        };
        rows.iter().map(account).collect()
    }

    /// The account with this id, active or not.
    pub async fn staff_account(&self, id: &str) -> Result<Option<StaffAccount>> {
        let row = query(BY_ID).bind(id).fetch_optional(self).await?;
        row.as_ref().map(account).transpose()
    }

    /// The account with this login, active or not.
    pub async fn staff_account_by_login(&self, login: &str) -> Result<Option<StaffAccount>> {
        let row = query(BY_LOGIN).bind(login).fetch_optional(self).await?;
        row.as_ref().map(account).transpose()
    }

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

    /// Keeps when an official logged in.
    pub async fn staff_logged_in(&self, id: &str, at: i64) -> Result<()> {
        query(SET_LOGIN_TIME)
            .bind(at)
            .bind(id)
            .execute(self)
            .await?;
        Ok(())
    }

    /// The record of an office, the latest first: those before the row `before`, or from the start.
    pub async fn rights_changes(
        &self,
        office: &str,
        before: Option<&str>,
        limit: i64,
    ) -> Result<Vec<RightsChange>> {
        let rows = query(CHANGES)
            .bind(office)
            .bind(before.unwrap_or(NEWEST))
            .bind(limit)
            .fetch_all(self)
            .await?;
        rows.iter().map(change).collect()
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
        add_change(connection, record).await?;
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
            adding(new)?.execute(connection).await?;
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
                .bind(written(&roles)?)
                .bind(office)
                .bind(i64::from(administrator))
                .bind(id);
            set.execute(connection).await?;
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

async fn add_change(connection: &mut Connection, new: RightsChange) -> Result<()> {
    let add = query(ADD_CHANGE)
        .bind(new_id())
        .bind(new.at)
        .bind(new.office)
        .bind(new.staff)
        .bind(new.name)
        .bind(new.actor)
        .bind(new.actor_name)
        .bind(new.change)
        .bind(new.detail);
    add.execute(connection).await?;
    Ok(())
}
