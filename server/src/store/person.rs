//! Persons: who somebody is and how they are reached, with or without an account.

use const_format::formatcp;

use super::{
    Result, Store,
    sql::{Row, query},
};

/// A person. Whoever has an account changes telephone and e-mail only with a code, since these recover the password.
#[derive(Clone)]
pub struct Person {
    /// UUIDv7.
    pub id: String,
    /// ИИН, twelve digits. Never logged.
    pub iin: String,
    /// Surname, first name, patronymic.
    pub name: String,
    /// ISO date.
    pub birth_date: String,
    /// Telephone, or empty.
    pub phone: String,
    /// E-mail, or empty.
    pub email: String,
    /// Unix microseconds.
    pub created: i64,
}

/// In the order of [`person`].
pub(super) const COLUMNS: &str = "id, iin, name, birth_date, phone, email, created";
/// How many those are: what a statement selects beside them begins there.
pub(super) const WIDTH: usize = 7;

const BY_ID: &str = formatcp!("SELECT {COLUMNS} FROM person WHERE id = $1");

pub(super) fn person(row: &Row) -> Result<Person> {
    Ok(Person {
        id: row.get(0)?,
        iin: row.get(1)?,
        name: row.get(2)?,
        birth_date: row.get(3)?,
        phone: row.get(4)?,
        email: row.get(5)?,
        created: row.get(6)?,
    })
}

impl Store {
    /// The person with this id.
    pub async fn person(&self, id: &str) -> Result<Option<Person>> {
        let row = query(BY_ID).bind(id).fetch_optional(self).await?;
        row.as_ref().map(person).transpose()
    }
}
