//! Accounts of citizens and of staff.

use super::{
    Result, Store, StoreError,
    sql::{Connection, Query, Row, query},
};

/// A citizen's account.
#[derive(Clone)]
pub struct Person {
    /// UUIDv7.
    pub id: String,
    /// ИИН, twelve digits. Never logged.
    pub iin: String,
    /// Argon2id hash in PHC form.
    pub password: String,
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
    /// Role ids of regulations.
    pub roles: Vec<String>,
    /// Office id.
    pub office: String,
    /// Whether they keep the accounts of their office. No role of a regulation.
    pub administrator: bool,
    /// Whether somebody else made the password: then it is changed at the login.
    pub one_time: bool,
}

const PERSON_BY_IIN: &str =
    "SELECT id, iin, password, name, birth_date, phone, email, created FROM person WHERE iin = $1";
const PERSON_BY_ID: &str =
    "SELECT id, iin, password, name, birth_date, phone, email, created FROM person WHERE id = $1";
const ADD_PERSON: &str = "INSERT INTO person (id, iin, password, name, birth_date, phone, email, created) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const STAFF_BY_LOGIN: &str = "SELECT id, login, password, name, roles, office, administrator, one_time FROM staff WHERE login = $1 AND active = 1";
const STAFF_BY_ID: &str = "SELECT id, login, password, name, roles, office, administrator, one_time FROM staff WHERE id = $1 AND active = 1";
const STAFF_OF_OFFICE: &str = "SELECT id, login, password, name, roles, office, administrator, one_time FROM staff WHERE office = $1 AND active = 1 ORDER BY name";
const ADD_STAFF: &str = "INSERT INTO staff (id, login, password, name, roles, office, administrator, \
     one_time, active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)";

fn person(row: &Row) -> Result<Person> {
    Ok(Person {
        id: row.get(0)?,
        iin: row.get(1)?,
        password: row.get(2)?,
        name: row.get(3)?,
        birth_date: row.get(4)?,
        phone: row.get(5)?,
        email: row.get(6)?,
        created: row.get(7)?,
    })
}

pub(super) fn staff(row: &Row) -> Result<Staff> {
    let roles: String = row.get(4)?;
    Ok(Staff {
        id: row.get(0)?,
        login: row.get(1)?,
        password: row.get(2)?,
        name: row.get(3)?,
        roles: serde_json::from_str(&roles)
            .map_err(|error| StoreError::Damaged(error.to_string()))?,
        office: row.get(5)?,
        administrator: row.get::<i64>(6)? != 0,
        one_time: row.get::<i64>(7)? != 0,
    })
}

/// Adds an account in the transaction of what it belongs to.
pub(super) async fn add(connection: &mut Connection, new: Person) -> Result<()> {
    let add = query(ADD_PERSON)
        .bind(new.id)
        .bind(new.iin)
        .bind(new.password)
        .bind(new.name)
        .bind(new.birth_date)
        .bind(new.phone)
        .bind(new.email)
        .bind(new.created);
    add.execute(connection).await?;
    Ok(())
}

/// The statement that adds an official.
pub(super) fn adding(new: Staff) -> Result<Query> {
    Ok(query(ADD_STAFF)
        .bind(new.id)
        .bind(new.login)
        .bind(new.password)
        .bind(new.name)
        .bind(written(&new.roles)?)
        .bind(new.office)
        .bind(i64::from(new.administrator))
        .bind(i64::from(new.one_time)))
}

/// Roles as they stand in a row.
pub(super) fn written(roles: &[String]) -> Result<String> {
    serde_json::to_string(roles).map_err(|error| StoreError::Damaged(error.to_string()))
}

impl Store {
    /// The account with this ИИН.
    pub async fn person_by_iin(&self, iin: &str) -> Result<Option<Person>> {
        let row = query(PERSON_BY_IIN).bind(iin).fetch_optional(self).await?;
        row.as_ref().map(person).transpose()
    }

    /// The account with this id.
    pub async fn person(&self, id: &str) -> Result<Option<Person>> {
        let row = query(PERSON_BY_ID).bind(id).fetch_optional(self).await?;
        row.as_ref().map(person).transpose()
    }

    /// Adds an account; [`StoreError::Conflict`] if the ИИН has one.
    pub async fn add_person(&self, new: Person) -> Result<()> {
        self.write(move |connection| Box::pin(add(connection, new)))
            .await
    }

    /// The active official with this login.
    pub async fn staff_by_login(&self, login: &str) -> Result<Option<Staff>> {
        let row = query(STAFF_BY_LOGIN)
            .bind(login)
            .fetch_optional(self)
            .await?;
        row.as_ref().map(staff).transpose()
    }

    /// The active official with this id.
    pub async fn staff(&self, id: &str) -> Result<Option<Staff>> {
        let row = query(STAFF_BY_ID).bind(id).fetch_optional(self).await?;
        row.as_ref().map(staff).transpose()
    }

    /// The active officials of an office, by name.
    pub async fn staff_of_office(&self, office: &str) -> Result<Vec<Staff>> {
        let rows = query(STAFF_OF_OFFICE).bind(office).fetch_all(self).await?;
        rows.iter().map(staff).collect()
    }

    /// Adds an official; [`StoreError::Conflict`] if the login is taken.
    pub async fn add_staff(&self, new: Staff) -> Result<()> {
        adding(new)?.execute(self).await?;
        Ok(())
    }
}
