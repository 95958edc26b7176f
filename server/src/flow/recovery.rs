//! A forgotten password: ИИН and a code to the telephone of the account. Whether there is an account is never told: with
//! and without one the same rows are written and the same page answers.

use domain::{iin::Iin, text::Lang};

use super::{
    account::LoginError,
    codes::{self, Asked, Asker, Begun, Purpose, Resent},
    notices::{self, Happened},
    password_rules::{self, Owner, PasswordFault},
    throttle::{self, Origin, Subject},
};
use crate::{
    core::Core,
    security_log::{self, Account},
    store::{
        StoreError,
        account::change::{AccountChange, Changed, Ends},
        verification::Tried,
    },
};

/// What came of a code with a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovered {
    /// The account has the new password.
    Done,
    /// The password is refused.
    Password(PasswordFault),
    /// The code was not right.
    Not(Tried),
    /// The account has another number meanwhile.
    Anew,
}

/// Has a code sent to the telephone of the account with this ИИН, if there is one.
pub async fn begin(
    app: &Core,
    secret: Option<String>,
    iin: &Iin,
    origin: &Origin,
    lang: Lang,
) -> Result<Begun, StoreError> {
    let account = app.store.account_by_iin(iin.as_str()).await?;
    let (person, recipient) = account.map_or_else(
        || (String::new(), String::new()),
        |account| (account.person.id, account.person.phone),
    );
    let asked = Asked {
        purpose: Purpose::Recovery,
        person,
        recipient,
        asker: Some(Asker::of(app, iin.as_str(), origin).await?),
        body: iin.as_str().to_owned(),
        lang,
    };
    codes::begin(app, secret, asked).await
}

/// The ИИН of the recovery under way in the session with this secret.
pub async fn iin_under_way(app: &Core, secret: &str) -> Result<Option<String>, StoreError> {
    let found = codes::under_way(app, secret, Purpose::Recovery).await?;
    Ok(found.map(|found| found.body))
}

/// Sends another code.
pub async fn resend(
    app: &Core,
    secret: &str,
    origin: &Origin,
    lang: Lang,
) -> Result<Resent, StoreError> {
    let Some(iin) = iin_under_way(app, secret).await? else {
        return Ok(Resent::Nothing);
    };
    let asker = Asker::of(app, &iin, origin).await?;
    codes::resend(app, secret, Purpose::Recovery, Some(asker), lang).await
}

/// Takes the code and sets the password. What the account knows of its owner is compared after the code was right: a
/// refusal before would tell the name. Whoever has the telephone is the owner: wrong passwords of strangers hold them back no
/// more.
pub async fn finish(
    app: &Core,
    secret: &str,
    code: &str,
    password: String,
    origin: &Origin,
    lang: Lang,
) -> Result<Recovered, LoginError> {
    let Some(iin) = iin_under_way(app, secret).await? else {
        return Ok(Recovered::Not(Tried::Nothing));
    };
    let asker = Asker::of(app, &iin, origin).await?;
    let tried = codes::try_code(app, secret, Purpose::Recovery, code, Some(&asker)).await?;
    if tried != Tried::Right {
        if tried != Tried::Nothing {
            security_log::login_failed(Account::Unknown, "code");
        }
        return Ok(Recovered::Not(tried));
    }
    let Some(found) = codes::under_way(app, secret, Purpose::Recovery).await? else {
        return Ok(Recovered::Not(Tried::Nothing));
    };
    // A number that the account has no more proves nothing.
    let person = app.store.person(&found.person).await?;
    let Some(person) = person.filter(|person| person.phone == found.recipient) else {
        return Ok(Recovered::Anew);
    };
    let owner = Owner {
        login: &person.iin,
        phone: &person.phone,
        name: &person.name,
    };
    if let Some(fault) = password_rules::fault(&password, owner) {
        return Ok(Recovered::Password(fault));
    }
    let now = app.now().timestamp_micros();
    let told = notices::sms(&person.phone, Happened::PasswordRecovered, lang, now);
    let change = AccountChange {
        person: person.id.clone(),
        what: Changed::Password(app.passwords.hash(password).await?),
        verification: Some(found.id),
        ends: Ends::All,
        entered: Some(throttle::proven(Subject::Citizen(&person.iin), origin, now)),
        messages: told.into_iter().collect(),
    };
    match app.store.change_account(change).await {
        Ok(()) => {}
        // The same form sent twice: the first did it.
        Err(StoreError::Conflict) => return Ok(Recovered::Not(Tried::Nothing)),
        Err(error) => return Err(error.into()),
    }
    app.jobs_added.notify_waiters();
    security_log::password_changed(Account::Citizen(&person.id), "recovered");
    Ok(Recovered::Done)
}
