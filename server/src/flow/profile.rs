//! What citizens change in their own account: password, telephone, e-mail.

use domain::text::Lang;

use super::{
    account::LoginError,
    codes::{self, Asked, Begun, Purpose},
    notices::{self, Happened},
};
use crate::{
    core::Core,
    security_log::{self, Account},
    store::{
        StoreError,
        account::{
            CitizenAccount,
            change::{AccountChange, Changed, Ends},
        },
        job::NewJob,
        person::Person,
        verification::Tried,
    },
};

/// What came of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactConfirmed {
    /// The account has the new number or address.
    Done,
    /// The code was not right.
    Not(Tried),
}

/// Sets a password that the rules allow, if `current` is the present one. The session with the key `keep` stays, all
/// others of the account end.
pub async fn change_password(
    app: &Core,
    account: &CitizenAccount,
    current: String,
    new: String,
    keep: String,
    lang: Lang,
) -> Result<(), LoginError> {
    if !app
        .passwords
        .fits(current, account.password.clone())
        .await?
    {
        return Err(LoginError::Refused);
    }
    let person = &account.person;
    let change = AccountChange {
        person: person.id.clone(),
        what: Changed::Password(app.passwords.hash(new).await?),
        verification: None,
        ends: Ends::AllBut(keep),
        entered: None,
        messages: told(app, &person.phone, Happened::PasswordChanged, lang),
    };
    app.store.change_account(change).await?;
    app.jobs_added.notify_waiters();
    security_log::password_changed(Account::Citizen(&person.id), "changed");
    Ok(())
}

/// Has a code sent to a new number, if `current` is the present password: an open session must not be enough, because
/// the number recovers the password.
pub async fn begin_phone(
    app: &Core,
    secret: Option<String>,
    account: &CitizenAccount,
    current: String,
    phone: &str,
    lang: Lang,
) -> Result<Begun, LoginError> {
    if !app
        .passwords
        .fits(current, account.password.clone())
        .await?
    {
        return Err(LoginError::Refused);
    }
    Ok(begin(app, secret, Purpose::Phone, &account.person, phone, lang).await?)
}

/// Has a code sent to a new address.
pub async fn begin_email(
    app: &Core,
    secret: Option<String>,
    person: &Person,
    email: &str,
    lang: Lang,
) -> Result<Begun, StoreError> {
    begin(app, secret, Purpose::Email, person, email, lang).await
}

async fn begin(
    app: &Core,
    secret: Option<String>,
    purpose: Purpose,
    person: &Person,
    recipient: &str,
    lang: Lang,
) -> Result<Begun, StoreError> {
    let asked = Asked {
        purpose,
        person: person.id.clone(),
        recipient: recipient.to_owned(),
        asker: None,
        body: String::new(),
        lang,
    };
    codes::begin(app, secret, asked).await
}

/// The number or address that waits for its code in the session with this secret, for this account.
pub async fn under_way(
    app: &Core,
    secret: &str,
    purpose: Purpose,
    person: &str,
) -> Result<Option<String>, StoreError> {
    let found = codes::under_way(app, secret, purpose).await?;
    let own = found.filter(|found| found.person == person);
    Ok(own.map(|found| found.recipient))
}

/// Takes the code and changes the account. The old number is told.
pub async fn confirm(
    app: &Core,
    secret: &str,
    purpose: Purpose,
    person: &Person,
    code: &str,
    lang: Lang,
) -> Result<ContactConfirmed, StoreError> {
    if under_way(app, secret, purpose, &person.id).await?.is_none() {
        return Ok(ContactConfirmed::Not(Tried::Nothing));
    }
    let tried = codes::try_code(app, secret, purpose, code, None).await?;
    let found = codes::under_way(app, secret, purpose).await?;
    let (Tried::Right, Some(found)) = (tried, found) else {
        return Ok(ContactConfirmed::Not(tried));
    };
    let (what, happened) = match purpose {
        Purpose::Email => (Changed::Email(found.recipient), Happened::EmailChanged),
        _ => (Changed::Phone(found.recipient), Happened::PhoneChanged),
    };
    let change = AccountChange {
        person: person.id.clone(),
        what,
        verification: Some(found.id),
        ends: Ends::None,
        entered: None,
        messages: told(app, &person.phone, happened, lang),
    };
    match app.store.change_account(change).await {
        Ok(()) => {}
        // The same form sent twice: the first did it.
        Err(StoreError::Conflict) => return Ok(ContactConfirmed::Not(Tried::Nothing)),
        Err(error) => return Err(error),
    }
    app.jobs_added.notify_waiters();
    security_log::contact_changed(Account::Citizen(&person.id), purpose.tag());
    Ok(ContactConfirmed::Done)
}

/// Takes the address out of the account: nothing has to be confirmed.
pub async fn remove_email(app: &Core, person: &Person, lang: Lang) -> Result<(), StoreError> {
    let change = AccountChange {
        person: person.id.clone(),
        what: Changed::Email(String::new()),
        verification: None,
        ends: Ends::None,
        entered: None,
        messages: told(app, &person.phone, Happened::EmailChanged, lang),
    };
    app.store.change_account(change).await?;
    security_log::contact_changed(Account::Citizen(&person.id), Purpose::Email.tag());
    Ok(())
}

fn told(app: &Core, phone: &str, happened: Happened, lang: Lang) -> Vec<NewJob> {
    let now = app.now().timestamp_micros();
    let notice = notices::sms(phone, happened, lang, now);
    notice.into_iter().collect()
}
