//! What changes in a citizen's account: each with the sessions it ends, the messages it causes and the confirmation it
//! uses up, in one transaction.

use crate::store::{
    Result, Store, StoreError,
    job::{self, NewJob},
    login::{self, Entered},
    sql::{Connection, query},
    verification,
};

const SET_PASSWORD: &str = "UPDATE account SET password = $1 WHERE person = $2";
const SET_PHONE: &str = "UPDATE person SET phone = $1 WHERE id = $2";
const SET_EMAIL: &str = "UPDATE person SET email = $1 WHERE id = $2";

/// Which sessions of an account a change ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ends {
    None,
    /// All of them.
    All,
    /// All but the one with this key.
    AllBut(String),
}

#[derive(Clone, Debug)]
pub struct AccountChange {
    /// Id of the account.
    pub person: String,
    /// What becomes what.
    pub what: Changed,
    /// The confirmation that it uses up.
    pub verification: Option<String>,
    /// Sessions that it ends.
    pub ends: Ends,
    /// Whether it proves the owner: then wrong passwords of before hold nobody back any more.
    pub entered: Option<Entered>,
    /// Messages that it causes.
    pub messages: Vec<NewJob>,
}

/// The new value.
#[derive(Clone, Debug)]
pub enum Changed {
    /// Hash of the password.
    Password(String),
    /// Telephone.
    Phone(String),
    /// E-mail, or empty.
    Email(String),
}

impl Store {
    /// Changes an account. [`StoreError::Conflict`] if the confirmation was used up before.
    pub async fn change_account(&self, change: AccountChange) -> Result<()> {
        self.write(move |connection| Box::pin(apply(connection, change)))
            .await
    }
}

async fn apply(connection: &mut Connection, change: AccountChange) -> Result<()> {
    if let Some(id) = &change.verification
        && !verification::end(connection, id).await?
    {
        return Err(StoreError::Conflict);
    }
    if matches!(change.what, Changed::Phone(_) | Changed::Password(_)) {
        // A code that is under way may have gone to the number before.
        let end = query(END_RECOVERIES).bind(change.person.as_str());
        end.execute(&mut *connection).await?;
    }
    let (sql, value) = match change.what {
        Changed::Password(hash) => (SET_PASSWORD, hash),
        Changed::Phone(phone) => (SET_PHONE, phone),
        Changed::Email(email) => (SET_EMAIL, email),
    };
    let set = query(sql).bind(value).bind(change.person.as_str());
    set.execute(&mut *connection).await?;
    end_sessions(connection, &change.person, &change.ends).await?;
    if let Some(entered) = change.entered {
        login::note_entered(connection, entered).await?;
    }
    job::add(connection, change.messages).await
}

const END_RECOVERIES: &str = "DELETE FROM verification WHERE person = $1 AND purpose = 'recovery'";
const END: &str = "DELETE FROM session WHERE account = $1 AND kind = 'citizen'";
const END_OTHERS: &str =
    "DELETE FROM session WHERE account = $1 AND kind = 'citizen' AND key <> $2 AND former <> $2";

async fn end_sessions(connection: &mut Connection, person: &str, ends: &Ends) -> Result<()> {
    let end = match ends {
        Ends::None => return Ok(()),
        Ends::All => query(END).bind(person),
        Ends::AllBut(key) => query(END_OTHERS).bind(person).bind(key.as_str()),
    };
    end.execute(connection).await?;
    Ok(())
}
