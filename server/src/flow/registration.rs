//! Registration of citizens: what is typed waits until the telephone is confirmed, then the register of persons has its
//! say, and then there is an account.
//!
//! Before a telephone is confirmed nothing is looked up, so nothing can be learned. After that, a disagreement with the
//! register and an ИИН that has an account already are refused alike, in the same words.

use chrono::{Datelike, NaiveDate};
use domain::{iin::Iin, text::Lang};
use serde::{Deserialize, Serialize};

use super::{
    account::{LoginError, same_name},
    codes::{self, Asked, Begun, Purpose},
    notices::{self, Happened},
};
use crate::{
    core::Core,
    ports::error::PortError,
    security_log::{self, Account},
    store::{StoreError, account::CitizenAccount, new_id, person::Person, verification::Tried},
};

/// Under this age a parent acts. The acts of the catalogue name no age: this is the portal's own rule.
pub const OWN_AGE: u32 = 16;

/// So often a confirmed telephone may name a person before it is confirmed anew.
const MOST_PERSONS: u8 = 5;

/// What a person says at the registration, checked in form.
#[derive(Clone, Debug)]
pub struct RegistrationForm {
    pub iin: Iin,
    /// Surname, first name, patronymic.
    pub name: String,
    /// Day of birth.
    pub birth_date: NaiveDate,
    /// Telephone.
    pub phone: String,
    /// E-mail, or empty.
    pub email: String,
    /// As it was typed.
    pub password: String,
}

impl RegistrationForm {
    /// Whether the day that was typed, or the one in the ИИН, is that of a child.
    pub fn is_of_child(&self, today: NaiveDate) -> bool {
        let days = [Some(self.birth_date), self.iin.birth_date()];
        days.into_iter()
            .flatten()
            .any(|born| age(born, today) < i64::from(OWN_AGE))
    }
}

/// Whole years; somebody born on 29 February is a year older on 1 March.
fn age(born: NaiveDate, today: NaiveDate) -> i64 {
    let before = (today.month(), today.day()) < (born.month(), born.day());
    i64::from(today.year()) - i64::from(born.year()) - i64::from(before)
}

/// A registration that waits for its code. The password is a hash.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PendingRegistration {
    pub iin: String,
    /// Surname, first name, patronymic.
    pub name: String,
    /// ISO date.
    pub birth_date: NaiveDate,
    /// Telephone.
    pub phone: String,
    /// E-mail, or empty.
    pub email: String,
    /// Argon2id hash.
    password: String,
    /// Where to go afterwards, or empty.
    pub next: String,
    /// How many persons were refused in this attempt.
    refused: u8,
}

/// A new account.
pub struct RegisteredCitizen {
    /// The account.
    pub person: Person,
    /// Whether the register of persons answered.
    pub checked: bool,
    /// Where to go now, or empty.
    pub next: String,
}

/// What came of a code.
pub enum Confirmed {
    /// There is an account now.
    Registered(Box<RegisteredCitizen>),
    /// The code was right, the person is refused.
    Refused(Box<PendingRegistration>),
    /// The code was not right.
    Not(Tried),
}

/// Has a code sent, or finds that the telephone was confirmed in this session.
pub async fn begin(
    app: &Core,
    secret: Option<String>,
    new: RegistrationForm,
    next: String,
    lang: Lang,
) -> Result<Begun, LoginError> {
    let before = match &secret {
        Some(secret) => pending(app, secret).await?,
        None => None,
    };
    let pending = PendingRegistration {
        iin: new.iin.as_str().to_owned(),
        name: new.name,
        birth_date: new.birth_date,
        phone: new.phone,
        email: new.email,
        password: app.passwords.hash(new.password).await?,
        next,
        refused: before.map_or(0, |before| before.refused),
    };
    let asked = Asked {
        purpose: Purpose::Registration,
        person: String::new(),
        recipient: pending.phone.clone(),
        asker: None,
        body: body(&pending)?,
        lang,
    };
    Ok(codes::begin(app, secret, asked).await?)
}

/// What waits in the session with this secret.
pub async fn pending(app: &Core, secret: &str) -> Result<Option<PendingRegistration>, StoreError> {
    let found = codes::under_way(app, secret, Purpose::Registration).await?;
    Ok(found.and_then(|found| serde_json::from_str(&found.body).ok()))
}

/// Takes the code; if it is right, registers.
pub async fn confirm(
    app: &Core,
    secret: &str,
    code: &str,
    lang: Lang,
) -> Result<Confirmed, LoginError> {
    match codes::try_code(app, secret, Purpose::Registration, code, None).await? {
        Tried::Right => complete(app, secret, lang).await,
        other => Ok(Confirmed::Not(other)),
    }
}

/// Registers whoever's telephone is confirmed. The register of persons must agree where it knows the person; where it
/// does not answer, the registration goes on with what was typed.
pub async fn complete(app: &Core, secret: &str, lang: Lang) -> Result<Confirmed, LoginError> {
    let found = codes::under_way(app, secret, Purpose::Registration).await?;
    let Some(found) = found.filter(|found| found.verified) else {
        return Ok(Confirmed::Not(Tried::Nothing));
    };
    let pending: PendingRegistration = serde_json::from_str(&found.body)
        .map_err(|error| StoreError::Damaged(error.to_string()))?;
    let iin = Iin::parse(&pending.iin).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let (known, checked) = match app.ports.persons.ask(&iin, app.now()).await {
        Ok(answer) => (answer.value, true),
        Err(PortError::Unavailable) => (None, false),
    };
    let account = app.store.account_by_iin(&pending.iin).await?;
    // The same form sent twice at the same time: the first made the account of this very password.
    if let Some(account) = &account
        && account.password == pending.password
    {
        return Ok(registered(account.person.clone(), checked, pending.next));
    }
    let name = match known {
        Some(known)
            if known.birth_date != pending.birth_date || !same_name(&known.name, &pending.name) =>
        {
            return refuse(app, &found.id, pending, None, lang).await;
        }
        Some(known) => known.name,
        None => pending.name.clone(),
    };
    if account.is_some() {
        return refuse(app, &found.id, pending, account, lang).await;
    }
    let person = Person {
        id: new_id(),
        iin: pending.iin.clone(),
        name,
        birth_date: pending.birth_date.format("%Y-%m-%d").to_string(),
        phone: pending.phone.clone(),
        email: pending.email.clone(),
        created: app.now().timestamp_micros(),
    };
    let id = found.id.clone();
    let new = CitizenAccount {
        person,
        password: pending.password.clone(),
        demo: false,
    };
    match app.store.add_account(new, Some(id)).await {
        Ok(person) => {
            security_log::account_created(Account::Citizen(&person.id));
            Ok(registered(person, checked, pending.next))
        }
        Err(StoreError::Conflict) => {
            let first = app.store.account_by_iin(&pending.iin).await?;
            match first.filter(|first| first.password == pending.password) {
                Some(first) => Ok(registered(first.person, checked, pending.next)),
                None => refuse(app, &found.id, pending, None, lang).await,
            }
        }
        Err(error) => Err(error.into()),
    }
}

fn registered(person: Person, checked: bool, next: String) -> Confirmed {
    Confirmed::Registered(Box::new(RegisteredCitizen {
        person,
        checked,
        next,
    }))
}

/// Keeps what was typed and the telephone's confirmation, so that a mistake in the name costs no second code. Whoever
/// has the account that is in the way is told by message, at the number that it has.
async fn refuse(
    app: &Core,
    id: &str,
    mut pending: PendingRegistration,
    account: Option<CitizenAccount>,
    lang: Lang,
) -> Result<Confirmed, LoginError> {
    let now = app.now().timestamp_micros();
    if let Some(account) = account {
        let told = notices::sms(&account.person.phone, Happened::RegisteredBefore, lang, now);
        app.store.add_jobs(told.into_iter().collect()).await?;
    }
    pending.refused = pending.refused.saturating_add(1);
    if pending.refused >= MOST_PERSONS {
        app.store.delete_verification(id).await?;
    } else {
        let expires = now + codes::micros(codes::COUNTED);
        let kept = app
            .store
            .set_verification_body(id, body(&pending)?, expires);
        kept.await?;
    }
    Ok(Confirmed::Refused(Box::new(pending)))
}

fn body(pending: &PendingRegistration) -> Result<String, StoreError> {
    serde_json::to_string(pending).map_err(|error| StoreError::Damaged(error.to_string()))
}
