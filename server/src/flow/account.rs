//! Logins and registration.

use chrono::NaiveDate;
use domain::iin::{Iin, Sex};

use super::password::{NOBODY, PasswordError};
use crate::{
    outside::OutsideError,
    state::Portal,
    store::{
        StoreError,
        account::{Person, Staff},
        new_id,
    },
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

/// The citizen with this ИИН and password.
pub async fn login_person(app: &Portal, iin: &str, password: String) -> Result<Person, LoginError> {
    let person = app.store.person_by_iin(iin).await?;
    let hash = person
        .as_ref()
        .map_or_else(|| NOBODY.to_owned(), |person| person.password.clone());
    let fits = app.passwords.fits(password, hash).await?;
    person.filter(|_| fits).ok_or(LoginError::Refused)
}

/// The official with this login and password.
pub async fn login_staff(app: &Portal, login: &str, password: String) -> Result<Staff, LoginError> {
    let staff = app.store.staff_by_login(login).await?;
    let hash = staff
        .as_ref()
        .map_or_else(|| NOBODY.to_owned(), |staff| staff.password.clone());
    let fits = app.passwords.fits(password, hash).await?;
    staff.filter(|_| fits).ok_or(LoginError::Refused)
}

/// What a person says at the registration, checked in form.
pub struct Registration {
    /// ИИН.
    pub iin: Iin,
    /// Surname, first name, patronymic.
    pub name: String,
    /// Day of birth.
    pub birth_date: NaiveDate,
    /// Telephone.
    pub phone: String,
    /// E-mail, or empty.
    pub email: String,
    /// The password.
    pub password: String,
}

/// A new account.
pub struct Registered {
    /// The account.
    pub person: Person,
    /// Whether the register of persons answered.
    pub checked: bool,
}

/// Registers a citizen. The register of persons must agree where it knows the person; where it does not answer,
/// the registration goes on with what was typed.
///
/// A disagreement with the register and an ИИН that has an account already are refused alike, after the same
/// work: whoever does not know the name and birth date of a person learns nothing about their account.
pub async fn register(app: &Portal, new: Registration) -> Result<Registered, LoginError> {
    let password = app.passwords.hash(new.password).await?;
    let (known, checked) = match app.outside.persons.person(&new.iin).await {
        Ok(known) => (known, true),
        Err(OutsideError::Unavailable) => (None, false),
    };
    let name = match known {
        Some(known) if known.birth_date != new.birth_date || !same_name(&known.name, &new.name) => {
            return Err(LoginError::Refused);
        }
        Some(known) => known.name,
        None => new.name,
    };
    let person = Person {
        id: new_id(),
        iin: new.iin.as_str().to_owned(),
        password,
        name,
        birth_date: new.birth_date.format("%Y-%m-%d").to_string(),
        phone: new.phone,
        email: new.email,
        created: app.now().timestamp_micros(),
    };
    match app.store.add_person(person.clone()).await {
        Ok(()) => Ok(Registered { person, checked }),
        Err(StoreError::Conflict) => Err(LoginError::Refused),
        Err(error) => Err(error.into()),
    }
}

/// Whether two spellings name one person: case and spaces do not matter.
fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        name.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    plain(one) == plain(other)
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
