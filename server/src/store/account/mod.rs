//! Accounts: how persons log in.

use const_format::formatcp;

use super::{
    Result, Store,
    person::{self, Person, person},
    sql::{Connection, Row, query},
    verification,
};

pub mod change;

/// The account of a person.
#[derive(Clone)]
pub struct CitizenAccount {
    /// Whose it is; its id is the account's too.
    pub person: Person,
    /// Argon2id hash in PHC form.
    pub password: String,
    /// Whether it is of the demonstration.
    pub demo: bool,
}

const COLUMNS: &str = formatcp!("{}, password, demo", person::COLUMNS);
const BY_ID: &str = formatcp!(
    "SELECT {COLUMNS} FROM person JOIN account ON account.person = person.id WHERE id = $1"
);
const BY_IIN: &str = formatcp!(
    "SELECT {COLUMNS} FROM person JOIN account ON account.person = person.id WHERE iin = $1"
);
/// Whoever was at a counter before stays the same person, with what is known of them today.
const ADD_PERSON: &str = formatcp!(
    "INSERT INTO person ({}) VALUES ($1, $2, $3, $4, $5, $6, $7) \
     ON CONFLICT (iin) DO UPDATE SET name = $3, birth_date = $4, phone = $5, email = $6 RETURNING id",
    person::COLUMNS
);
const ADD: &str = "INSERT INTO account (person, password, demo, opened) VALUES ($1, $2, $3, $4)";

fn account(row: &Row) -> Result<CitizenAccount> {
    Ok(CitizenAccount {
        person: person(row)?,
        password: row.get(person::WIDTH)?,
        demo: row.get::<i64>(person::WIDTH + 1)? != 0,
    })
}

impl Store {
    /// The account of the person with this id.
    pub async fn account(&self, person: &str) -> Result<Option<CitizenAccount>> {
        let row = query(BY_ID).bind(person).fetch_optional(self).await?;
        row.as_ref().map(account).transpose()
    }

    /// The account of the person with this ИИН.
    pub async fn account_by_iin(&self, iin: &str) -> Result<Option<CitizenAccount>> {
        let row = query(BY_IIN).bind(iin).fetch_optional(self).await?;
        row.as_ref().map(account).transpose()
    }

    /// Opens an account and ends the confirmation of its telephone, if there was one. Gives the person, who may have been
    /// known before. [`super::StoreError::Conflict`] if the person has an account.
    pub async fn add_account(
        &self,
        new: CitizenAccount,
        confirmation: Option<String>,
    ) -> Result<Person> {
        self.write(move |connection| {
            Box::pin(async move {
                let person = add(connection, new).await?;
                if let Some(id) = confirmation {
                    verification::end(connection, &id).await?;
                }
                Ok(person)
            })
        })
        .await
    }
}

async fn add(connection: &mut Connection, new: CitizenAccount) -> Result<Person> {
    let mut person = new.person;
    let row = query(ADD_PERSON)
        .bind(person.id)
        .bind(person.iin.as_str())
        .bind(person.name.as_str())
        .bind(person.birth_date.as_str())
        .bind(person.phone.as_str())
        .bind(person.email.as_str())
        .bind(person.created)
        .fetch_one(&mut *connection)
        .await?;
    person.id = row.get(0)?;
    query(ADD)
        .bind(person.id.as_str())
        .bind(new.password)
        .bind(i64::from(new.demo))
        .bind(person.created)
        .execute(connection)
        .await?;
    Ok(person)
}
