//! Logins, and what a name tells.

use domain::iin::Sex;

use super::staff_accounts::one_time_of;
use crate::{
    core::Core,
    password::{NOBODY, PasswordError},
    store::{StoreError, account::CitizenAccount, person::Person, staff::Staff},
};

/// Why someone could not be let in.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// No such account, or another password: deliberately not told apart.
    #[error("login refused")]
    Refused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The password could not be checked, or not now.
    #[error(transparent)]
    Password(#[from] PasswordError),
}

/// The citizen with this ИИН and password. One of the demonstration is nobody without `--demo`.
pub async fn login_person(app: &Core, iin: &str, password: String) -> Result<Person, LoginError> {
    let account = app.store.account_by_iin(iin).await?;
    let hash = account
        .as_ref()
        .map_or_else(|| NOBODY.to_owned(), |account| account.password.clone());
    let fits = app.passwords.fits(password, hash).await?;
    let is_open = |account: &CitizenAccount| fits && (app.config.entrance.demo || !account.demo);
    match account.filter(is_open) {
        Some(account) => Ok(account.person),
        None => Err(LoginError::Refused),
    }
}

/// The official with this login and password. One of the demonstration is nobody without `--demo`.
pub async fn login_staff(app: &Core, login: &str, password: String) -> Result<Staff, LoginError> {
    let staff = app.store.staff_by_login(login).await?;
    let hash = staff
        .as_ref()
        .map_or_else(|| NOBODY.to_owned(), |staff| staff.password.clone());
    let password = match &staff {
        Some(staff) if staff.one_time => one_time_of(&password),
        _ => password,
    };
    let fits = app.passwords.fits(password, hash).await?;
    let staff = staff.filter(|_| fits).ok_or(LoginError::Refused)?;
    match app.config.entrance.demo || !app.store.is_demo_staff(&staff.id).await? {
        true => Ok(staff),
        false => Err(LoginError::Refused),
    }
}

/// Whether two spellings name one person: case, spaces and letters that look the same do not matter.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    domain::form::names_agree(one, other)
}

/// «Surname A. B.» for the header.
pub fn short_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    let mut short = words.next().unwrap_or_default().to_owned();
    for initial in words.filter_map(|word| word.chars().next()) {
        short.push(' ');
        short.push(initial);
        short.push('.');
    }
    short
}

/// What the ending of the patronymic says of the sex; `None` where there is none or it is of neither kind.
pub fn sex_of_name(name: &str) -> Option<Sex> {
    let patronymic = name.split_whitespace().nth(2)?.to_lowercase();
    if ["қызы", "кызы", "вна", "чна", "шна"]
        .iter()
        .any(|ending| patronymic.ends_with(ending))
    {
        Some(Sex::Female)
    } else if ["ұлы", "улы", "вич", "ьич"]
        .iter()
        .any(|ending| patronymic.ends_with(ending))
    {
        Some(Sex::Male)
    } else {
        None
    }
}
