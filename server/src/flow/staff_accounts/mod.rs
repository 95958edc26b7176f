//! The accounts of officials: who keeps them, and what is checked before anything changes. The program's command and the
//! pages of an administrator do the same things here; the command may do them in every office.

use std::collections::BTreeSet;

use catalogue::Catalogue;
use chrono::{DateTime, Utc};
use domain::{
    calendar::local,
    form::{self, ErrorCode},
    regulation::FieldKind,
};
use rand::Rng;

use super::throttle::{self, Origin, Subject};
use crate::{
    password::{PasswordError, PasswordPool},
    security_log::{self, Account},
    store::{
        Store, StoreError, new_id,
        staff::{RightsChange, Staff, StaffAccount, StaffWrite, Written},
    },
};

mod error;
pub mod known;

pub use error::AccountError;

/// More roles than this a queue does not ask for.
const MOST_ROLES: usize = 8;
/// Longest login and name.
const LONGEST_LOGIN: usize = 40;
const LONGEST_NAME: usize = 100;

/// Who changes an account.
#[derive(Clone, Copy)]
pub enum By<'a> {
    /// Whoever has the command line of the server.
    CommandLine,
    /// An administrator, in their own office.
    Administrator(&'a Staff),
}

impl By<'_> {
    fn account(&self) -> Account<'_> {
        match self {
            By::CommandLine => Account::Unknown,
            By::Administrator(staff) => Account::Staff(&staff.id),
        }
    }
}

/// Keeps the accounts.
pub struct Accounts<'a> {
    /// Offices and roles.
    pub catalogue: &'a Catalogue,
    /// The database.
    pub store: &'a Store,
    /// Hashes one-time passwords.
    pub passwords: &'a PasswordPool,
    /// The time.
    pub now: DateTime<Utc>,
    /// Who changes something.
    pub by: By<'a>,
}

/// What an account is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// As shown to citizens: «А. Сейітова».
    pub name: String,
    /// Ids of roles.
    pub roles: Vec<String>,
    /// Id of the office.
    pub office: String,
    /// Whether they keep accounts.
    pub administrator: bool,
}

/// A password that is told once and must be changed at the login.
pub struct OneTime {
    /// Id of the account.
    pub id: String,
    /// In clear, to be told once.
    pub password: String,
}

impl Accounts<'_> {
    /// Adds an account.
    pub async fn add(&self, login: &str, wanted: Wanted) -> Result<OneTime, AccountError> {
        let login = login_of(login);
        let wanted = tidied(wanted, self.now);
        let bad_login = (!is_login(&login)).then_some(AccountError::BadLogin);
        let wrong = bad_login.into_iter().chain(self.wrong(&wanted));
        if let Some(error) = AccountError::of(wrong.collect()) {
            return Err(error);
        }
        if self.store.staff_account_by_login(&login).await?.is_some() {
            return Err(AccountError::LoginTaken);
        }
        let password = one_time_password();
        let new = Staff {
            id: new_id(),
            login,
            password: self.passwords.hash(password.clone()).await?,
            name: wanted.name,
            roles: wanted.roles,
            office: wanted.office,
            administrator: wanted.administrator,
            one_time: true,
        };
        let id = new.id.clone();
        let mut records = vec![self.record(&new, "added", &new.roles.join(", "))];
        if new.administrator {
            records.push(self.record(&new, "administrator-on", ""));
        }
        let written = self.store.write_staff(StaffWrite::Add(new), records, false);
        match written.await {
            Err(StoreError::Conflict) => return Err(AccountError::LoginTaken),
            other => other?,
        };
        security_log::account_created(Account::Staff(&id));
        security_log::rights_changed(Account::Staff(&id), self.by.account());
        Ok(OneTime { id, password })
    }

    /// Changes name, roles, office and whether they keep accounts.
    pub async fn set(&self, account: &StaffAccount, wanted: Wanted) -> Result<(), AccountError> {
        let wanted = tidied(wanted, self.now);
        if let Some(error) = AccountError::of(self.wrong(&wanted)) {
            return Err(error);
        }
        let (was, staff) = (&account.staff, &account.staff);
        let mut records = Vec::new();
        let mut note = |is_so: bool, change: &str, detail: &str| {
            if is_so {
                records.push(self.record(staff, change, detail));
            }
        };
        let sorted = |roles: &[String]| roles.iter().cloned().collect::<BTreeSet<_>>();
        let roles_differ = sorted(&was.roles) != sorted(&wanted.roles);
        note(roles_differ, "roles", &wanted.roles.join(", "));
        note(was.name != wanted.name, "renamed", &wanted.name);
        note(was.office != wanted.office, "moved", &wanted.office);
        let keeps = (was.administrator, wanted.administrator);
        note(keeps == (false, true), "administrator-on", "");
        note(keeps == (true, false), "administrator-off", "");
        if records.is_empty() {
            return Ok(());
        }
        let write = StaffWrite::Set {
            id: was.id.clone(),
            name: wanted.name,
            roles: wanted.roles,
            office: wanted.office,
            administrator: wanted.administrator,
        };
        let guarded = keeps == (true, false) && account.active;
        self.write(write, records, guarded).await?;
        security_log::rights_changed(Account::Staff(&was.id), self.by.account());
        Ok(())
    }

    /// Closes an account to logins, at once: its sessions end.
    pub async fn disable(&self, account: &StaffAccount) -> Result<(), AccountError> {
        self.set_active(account, false).await
    }

    /// Opens an account again, with the password that it had.
    pub async fn enable(&self, account: &StaffAccount) -> Result<(), AccountError> {
        self.set_active(account, true).await
    }

    async fn set_active(&self, account: &StaffAccount, active: bool) -> Result<(), AccountError> {
        let staff = &account.staff;
        if account.active == active {
            return Ok(());
        }
        let change = if active { "enabled" } else { "disabled" };
        let write = StaffWrite::Active {
            id: staff.id.clone(),
            active,
        };
        let records = vec![self.record(staff, change, "")];
        let guarded = !active && staff.administrator;
        let written = self.write(write, records, guarded).await?;
        security_log::account_disabled(Account::Staff(&staff.id), !active, self.by.account());
        told_ended(&staff.id, &written, "disabled");
        Ok(())
    }

    /// Gives an account a new one-time password. Its sessions end.
    pub async fn reset_password(&self, account: &StaffAccount) -> Result<OneTime, AccountError> {
        let staff = &account.staff;
        let password = one_time_password();
        let subject = Subject::Staff(&staff.login);
        let now = self.now.timestamp_micros();
        let write = StaffWrite::OneTimePassword {
            id: staff.id.clone(),
            hash: self.passwords.hash(password.clone()).await?,
            entered: throttle::proven(subject, &Origin::default(), now),
        };
        let records = vec![self.record(staff, "password", "")];
        let written = self.write(write, records, false).await?;
        security_log::password_changed(Account::Staff(&staff.id), "reset");
        told_ended(&staff.id, &written, "password_reset");
        Ok(OneTime {
            id: staff.id.clone(),
            password,
        })
    }

    /// Forgets the second factor of whoever lost their telephone: the next login sets up a new one. Sessions end.
    pub async fn reset_factor(&self, account: &StaffAccount) -> Result<(), AccountError> {
        let staff = &account.staff;
        let write = StaffWrite::ForgetFactor {
            id: staff.id.clone(),
        };
        let records = vec![self.record(staff, "factor", "")];
        let written = self.write(write, records, false).await?;
        security_log::second_factor(Account::Staff(&staff.id), "reset");
        told_ended(&staff.id, &written, "second_factor_reset");
        Ok(())
    }

    async fn write(
        &self,
        write: StaffWrite,
        records: Vec<RightsChange>,
        removes_administrator: bool,
    ) -> Result<Written, AccountError> {
        // The command line can always make another administrator; the pages could not.
        let guarded = removes_administrator && matches!(self.by, By::Administrator(_));
        match self.store.write_staff(write, records, guarded).await {
            Err(StoreError::Conflict) if guarded => Err(AccountError::LastAdministrator),
            other => Ok(other?),
        }
    }

    fn record(&self, staff: &Staff, change: &str, detail: &str) -> RightsChange {
        let (actor, actor_name) = match self.by {
            By::CommandLine => Default::default(),
            By::Administrator(actor) => (actor.id.clone(), actor.name.clone()),
        };
        RightsChange {
            id: String::new(),
            at: self.now.timestamp_micros(),
            office: staff.office.clone(),
            staff: staff.id.clone(),
            name: staff.name.clone(),
            actor,
            actor_name,
            change: change.to_owned(),
            detail: detail.to_owned(),
        }
    }

    /// What is wrong with what is wanted.
    fn wrong(&self, wanted: &Wanted) -> Vec<AccountError> {
        let bad_name = name_of(&wanted.name, self.now).err();
        bad_name
            .into_iter()
            .chain(self.wrong_roles(wanted))
            .collect()
    }

    /// What is wrong with the office and the roles: the catalogue has to know all of them.
    fn wrong_roles(&self, wanted: &Wanted) -> Option<AccountError> {
        let offices = known::offices(self.catalogue);
        if !offices.contains_key(wanted.office.as_str()) {
            return Some(AccountError::unknown_office(&wanted.office, &offices));
        }
        let roles = known::roles(self.catalogue, &wanted.office);
        let mut wrong = wanted.roles.iter();
        if let Some(wrong) = wrong.find(|role| !roles.contains_key(role.as_str())) {
            return Some(AccountError::unknown_role(wrong, &wanted.office, &roles));
        }
        match wanted.roles.len() {
            0 if !wanted.administrator => Some(AccountError::NoRoles),
            0..=MOST_ROLES => None,
            _ => Some(AccountError::TooManyRoles(MOST_ROLES)),
        }
    }
}

/// A name as citizens' names are read.
fn name_of(typed: &str, now: DateTime<Utc>) -> Result<String, AccountError> {
    let today = local(now).date_naive();
    match form::read(FieldKind::Name, LONGEST_NAME, typed, today) {
        Ok(name) if name.is_empty() => Err(AccountError::BadName(ErrorCode::Required)),
        Ok(name) => Ok(name),
        Err(code) => Err(AccountError::BadName(code)),
    }
}

/// With the name as it is kept, if it is one, and each role once.
fn tidied(mut wanted: Wanted, now: DateTime<Utc>) -> Wanted {
    if let Ok(name) = name_of(&wanted.name, now) {
        wanted.name = name;
    }
    let mut once = BTreeSet::new();
    wanted.roles.retain(|role| once.insert(role.clone()));
    wanted
}

fn told_ended(staff: &str, written: &Written, why: &'static str) {
    if written.sessions > 0 {
        security_log::sessions_ended(Account::Staff(staff), written.sessions, why);
    }
}

/// A login as it is kept, however it was typed.
pub fn login_of(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// Letters, digits, dots and dashes: what can be typed on every keyboard and told by telephone.
fn is_login(login: &str) -> bool {
    let sign =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_".contains(&byte);
    (2..=LONGEST_LOGIN).contains(&login.len())
        && login.bytes().all(sign)
        && login.starts_with(|first: char| first.is_ascii_alphanumeric())
}

/// Signs that are not mistaken for each other; 32 of them, so that each is five random bits.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// 80 random bits in groups of four signs: `k3fd-9mwq-x7ah-2bcd`.
fn one_time_password() -> String {
    let mut random = rand::rng();
    let mut group = || -> String {
        (0..4)
            .map(|_| char::from(SIGNS[random.random_range(0..SIGNS.len())]))
            .collect()
    };
    let groups: Vec<String> = (0..4).map(|_| group()).collect();
    groups.join("-")
}

/// A one-time password that was typed as it is kept: capitals and the signs between the groups carry nothing of what is
/// random in it, and are lost where it is told by telephone.
pub fn one_time_of(typed: &str) -> String {
    let signs: Vec<char> = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|sign| sign.to_ascii_lowercase())
        .collect();
    let groups: Vec<String> = signs
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

impl From<PasswordError> for AccountError {
    fn from(error: PasswordError) -> Self {
        AccountError::Password(error)
    }
}
