//! Officials: their accounts and roles.

use const_format::formatcp;

use super::{
    Result, Store,
    sql::{Connection, Row, query},
};

mod rights;
mod write;

pub use rights::RightsChange;
pub use write::{StaffWrite, Written};

/// An official's account.
#[derive(Clone, Default)]
pub struct Staff {
    /// UUIDv7.
    pub id: String,
    /// Login name.
    pub login: String,
    /// Argon2id hash in PHC form.
    pub password: String,
    /// As shown to citizens: «А. Сейітова».
    pub name: String,
    /// Office id.
    pub office: String,
    /// Whether they keep the accounts of their office. No role of a regulation.
    pub administrator: bool,
    /// Whether somebody else made the password: then it is changed at the login.
    pub one_time: bool,
    /// Role ids of regulations, in the order of the alphabet.
    pub roles: Vec<String>,
}

impl Staff {
    /// Whether they have this role.
    pub fn holds(&self, role: &str) -> bool {
        self.roles.iter().any(|held| held == role)
    }
}

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

const OWN_COLUMNS: &str = "id, login, password, name, office, administrator, one_time";
/// In the order of [`staff`].
const COLUMNS: &str = formatcp!(
    "{OWN_COLUMNS}, \
     (SELECT string_agg(role, ',' ORDER BY role) FROM staff_role WHERE staff_role.staff = staff.id)"
);
const ACCOUNT_COLUMNS: &str = formatcp!(
    "{COLUMNS}, active, last_login, \
     (SELECT since FROM staff_factor WHERE staff_factor.staff = staff.id)"
);

const BY_LOGIN: &str = formatcp!("SELECT {COLUMNS} FROM staff WHERE login = $1 AND active = 1");
const BY_ID: &str = formatcp!("SELECT {COLUMNS} FROM staff WHERE id = $1 AND active = 1");
const OF_OFFICE: &str =
    formatcp!("SELECT {COLUMNS} FROM staff WHERE office = $1 AND active = 1 ORDER BY name");
const OFFICES_HOLDING: &str = "SELECT DISTINCT staff.office FROM staff \
     JOIN staff_role ON staff_role.staff = staff.id WHERE staff_role.role = $1 AND staff.active = 1";
const ADD: &str =
    formatcp!("INSERT INTO staff ({OWN_COLUMNS}, active) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)");
const FORGET_ROLES: &str = "DELETE FROM staff_role WHERE staff = $1";
const ADD_ROLE: &str = "INSERT INTO staff_role (staff, role) VALUES ($1, $2)";
const ACCOUNTS: &str = formatcp!("SELECT {ACCOUNT_COLUMNS} FROM staff ORDER BY office, name, id");
const ACCOUNTS_OF_OFFICE: &str =
    formatcp!("SELECT {ACCOUNT_COLUMNS} FROM staff WHERE office = $1 ORDER BY name, id");
const ACCOUNT_BY_ID: &str = formatcp!("SELECT {ACCOUNT_COLUMNS} FROM staff WHERE id = $1");
const ACCOUNT_BY_LOGIN: &str = formatcp!("SELECT {ACCOUNT_COLUMNS} FROM staff WHERE login = $1");
const SET_LOGIN_TIME: &str = "UPDATE staff SET last_login = $1 WHERE id = $2";

fn staff(row: &Row) -> Result<Staff> {
    let roles: Option<String> = row.get(7)?;
    let roles = roles.iter().flat_map(|roles| roles.split(','));
    Ok(Staff {
        id: row.get(0)?,
        login: row.get(1)?,
        password: row.get(2)?,
        name: row.get(3)?,
        office: row.get(4)?,
        administrator: row.get::<i64>(5)? != 0,
        one_time: row.get::<i64>(6)? != 0,
        roles: roles.map(str::to_owned).collect(),
    })
}

fn account(row: &Row) -> Result<StaffAccount> {
    Ok(StaffAccount {
        staff: staff(row)?,
        active: row.get::<i64>(8)? != 0,
        last_login: row.get(9)?,
        factor: row.get::<Option<i64>>(10)?.is_some(),
    })
}

impl Store {
    /// The active official with this login.
    pub async fn staff_by_login(&self, login: &str) -> Result<Option<Staff>> {
        let row = query(BY_LOGIN).bind(login).fetch_optional(self).await?;
        row.as_ref().map(staff).transpose()
    }

    /// The active official with this id.
    pub async fn staff(&self, id: &str) -> Result<Option<Staff>> {
        let row = query(BY_ID).bind(id).fetch_optional(self).await?;
        row.as_ref().map(staff).transpose()
    }

    /// The active officials of an office, by name.
    pub async fn staff_of_office(&self, office: &str) -> Result<Vec<Staff>> {
        let rows = query(OF_OFFICE).bind(office).fetch_all(self).await?;
        rows.iter().map(staff).collect()
    }

    /// The offices in which an active official holds a role.
    pub async fn offices_holding(&self, role: &str) -> Result<Vec<String>> {
        let rows = query(OFFICES_HOLDING).bind(role).fetch_all(self).await?;
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// Adds an official; [`super::StoreError::Conflict`] if the login is taken.
    pub async fn add_staff(&self, new: Staff) -> Result<()> {
        self.write(move |connection| Box::pin(add(connection, new)))
            .await
    }

    /// All accounts of officials, those that may not log in too; of one office, if it is given.
    pub async fn staff_accounts(&self, office: Option<&str>) -> Result<Vec<StaffAccount>> {
        let all = match office {
            Some(office) => query(ACCOUNTS_OF_OFFICE).bind(office),
            None => query(ACCOUNTS),
        };
        all.fetch_all(self).await?.iter().map(account).collect()
    }

    /// The account with this id, active or not.
    pub async fn staff_account(&self, id: &str) -> Result<Option<StaffAccount>> {
        let row = query(ACCOUNT_BY_ID).bind(id).fetch_optional(self).await?;
        row.as_ref().map(account).transpose()
    }

    /// The account with this login, active or not.
    pub async fn staff_account_by_login(&self, login: &str) -> Result<Option<StaffAccount>> {
        let row = query(ACCOUNT_BY_LOGIN)
            .bind(login)
            .fetch_optional(self)
            .await?;
        row.as_ref().map(account).transpose()
    }

    /// Keeps when an official logged in.
    pub async fn staff_logged_in(&self, id: &str, at: i64) -> Result<()> {
        let set = query(SET_LOGIN_TIME).bind(at).bind(id);
        set.execute(self).await?;
        Ok(())
    }
}

async fn add(connection: &mut Connection, new: Staff) -> Result<()> {
    query(ADD)
        .bind(new.id.as_str())
        .bind(new.login)
        .bind(new.password)
        .bind(new.name)
        .bind(new.office)
        .bind(i64::from(new.administrator))
        .bind(i64::from(new.one_time))
        .execute(&mut *connection)
        .await?;
    set_roles(connection, &new.id, new.roles).await
}

async fn set_roles(connection: &mut Connection, staff: &str, roles: Vec<String>) -> Result<()> {
    let forget = query(FORGET_ROLES).bind(staff);
    forget.execute(&mut *connection).await?;
    for role in roles {
        let add = query(ADD_ROLE).bind(staff).bind(role);
        add.execute(&mut *connection).await?;
    }
    Ok(())
}
