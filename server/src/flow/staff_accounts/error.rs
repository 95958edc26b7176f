//! Why an account could not be changed. The text is for the command line; pages have their own, in the reader's language.

use std::{collections::BTreeMap, fmt::Write};

use domain::{
    form::ErrorCode,
    regulation::{Office, Role},
    text::Lang,
};

use super::PasswordError;
use crate::store::StoreError;

/// Why an account could not be added or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The login has other signs, or too few or many.
    #[error(
        "a login has 2 to 40 signs: a to z, 0 to 9, `.`, `-`, `_`, and begins with a letter or digit"
    )]
    BadLogin,
    /// Somebody has this login.
    #[error("the login is taken")]
    LoginTaken,
    /// No name of a person in one alphabet, or one that is too long.
    #[error("{}; citizens see it like this: «А. Сейітова»", app::problem::message(Lang::En, "name", *.0))]
    BadName(ErrorCode),
    /// The catalogue has no such office.
    #[error("no office `{office}`; there are:\n{known}")]
    UnknownOffice {
        /// What was asked for.
        office: String,
        /// Those that exist, one a line.
        known: String,
    },
    /// The office has no such role.
    #[error("no role `{role}` in the office `{office}`; its roles are:\n{known}")]
    UnknownRole {
        /// What was asked for.
        role: String,
        office: String,
        /// Those that exist, one a line.
        known: String,
    },
    /// Neither a role nor the administration.
    #[error("an official has a role or is an administrator")]
    NoRoles,
    /// More roles than a queue can show.
    #[error("an official has at most {0} roles")]
    TooManyRoles(usize),
    /// Nobody would be left to keep the accounts of the office.
    #[error("the last administrator of the office stays")]
    LastAdministrator,
    /// More than one of these.
    #[error("{}", lines(.0))]
    Several(Vec<AccountError>),
    /// The password could not be hashed.
    #[error(transparent)]
    Password(PasswordError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl AccountError {
    /// Of everything that is wrong; none if nothing is.
    pub(super) fn of(mut wrong: Vec<AccountError>) -> Option<AccountError> {
        match wrong.len() {
            0 | 1 => wrong.pop(),
            _ => Some(AccountError::Several(wrong)),
        }
    }

    pub(super) fn unknown_office(office: &str, known: &BTreeMap<&str, &Office>) -> AccountError {
        let lines = known.iter().map(|(id, office)| (*id, &office.name));
        AccountError::UnknownOffice {
            office: office.to_owned(),
            known: listed(lines.map(|(id, name)| (id, name.get(Lang::En)))),
        }
    }

    pub(super) fn unknown_role(
        role: &str,
        office: &str,
        known: &BTreeMap<&str, &Role>,
    ) -> AccountError {
        let lines = known
            .iter()
            .map(|(id, role)| (*id, role.name.get(Lang::En)));
        AccountError::UnknownRole {
            role: role.to_owned(),
            office: office.to_owned(),
            known: listed(lines),
        }
    }
}

fn listed<'a>(lines: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = String::new();
    for (id, name) in lines {
        let _ = writeln!(out, "  {id:<24} {name}");
    }
    out
}

fn lines(errors: &[AccountError]) -> String {
    let lines: Vec<String> = errors.iter().map(AccountError::to_string).collect();
    lines.join("\n")
}
