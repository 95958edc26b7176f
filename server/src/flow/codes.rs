//! One-time codes: six digits that prove that a telephone or an address is in the hands of whoever sits at the screen.
//!
//! A code belongs to one number, one purpose and one session: the session holds a secret, the store its hash and the
//! hash of the code with it. A code lives ten minutes and takes five wrong tries; another is sent after a minute at the
//! earliest, and to one number five an hour.
//!
//! Where anybody may ask for the code of an account, codes are counted by the place that asks, so that nobody uses up those
//! of the owner; what strangers ask for and guess together is bounded too.

use std::time::Duration;

use rand::Rng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::throttle::{self, Origin, Subject};
use crate::{
    core::Core,
    ports::messages::MessageKind,
    store::{
        StoreError,
        job::{Lane, NewJob},
        verification::{CodeQuota, Tried, Verification},
    },
};

/// The kind of these jobs.
pub const KIND: &str = "code";

/// How long a code can be used.
pub const LIFE: Duration = Duration::from_secs(10 * 60);

/// Wrong codes that are taken before a new one is needed.
pub const MOST_TRIES: i64 = 5;

/// Time between two codes for one confirmation.
pub const PAUSE: Duration = Duration::from_secs(60);

/// Codes in an hour to one number, or for one account from one place: twenty-five guesses at a million.
const MOST_AN_HOUR: i64 = 5;

/// Codes for one account in an hour from all places that it does not know.
const MOST_OF_STRANGERS: i64 = 20;

/// Wrong codes for one account in a day, from a place that it knows or from all others together, after which none is sent
/// to them.
const MOST_GUESSES: i64 = 100;

/// The time in which codes are counted.
pub const COUNTED: Duration = Duration::from_secs(3600);

/// The time in which wrong guesses are.
pub const GUESSES_COUNTED: Duration = Duration::from_secs(24 * 3600);

/// How long what was typed waits for its confirmation, from the last time that it was touched.
const KEPT: Duration = Duration::from_secs(3600);

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A new account.
    Registration,
    /// A forgotten password.
    Recovery,
    /// Another telephone.
    Phone,
    /// Another e-mail address.
    Email,
}

impl Purpose {
    /// Its name in the store.
    pub const fn tag(self) -> &'static str {
        match self {
            Purpose::Registration => "registration",
            Purpose::Recovery => "recovery",
            Purpose::Phone => "phone",
            Purpose::Email => "email",
        }
    }

    /// The kind of message that carries its code.
    pub const fn kind(self) -> MessageKind {
        match self {
            Purpose::Registration | Purpose::Recovery | Purpose::Phone => MessageKind::Sms,
            Purpose::Email => MessageKind::Mail,
        }
    }
}

/// What a job holds of a code until it is sent; then the row is deleted. The recipient stands with the confirmation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CodeMessage {
    /// Id of the confirmation.
    pub verification: String,
    /// When it was written. A confirmation that got another code since has another time.
    pub sent: i64,
    /// Six digits.
    pub code: String,
    pub purpose: Purpose,
    /// The language of the message.
    pub lang: domain::text::Lang,
}

/// What is to be confirmed.
pub struct Asked {
    pub purpose: Purpose,
    /// Id of the account, or empty.
    pub person: String,
    /// Number or address. Empty: everything is done as ever, and nobody gets a message.
    pub recipient: String,
    /// Who asks for the code of an account; none where codes are counted by the recipient.
    pub asker: Option<Asker>,
    /// What waits for it, as JSON.
    pub body: String,
    /// The language of the message.
    pub lang: domain::text::Lang,
}

/// Somebody who asks for the code of an account that need not be theirs. Nothing here depends on whether there is one.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The account as it was typed: an ИИН.
    account: String,
    /// The place, for this account.
    here: String,
    /// Whether the account was entered from there before.
    is_known: bool,
}

impl Asker {
    /// Who asks from `origin` for the account with this ИИН.
    pub async fn of(app: &Core, iin: &str, origin: &Origin) -> Result<Asker, StoreError> {
        let standing = throttle::standing(app, Subject::Citizen(iin), origin).await?;
        Ok(Asker {
            account: iin.to_owned(),
            here: standing.here,
            is_known: standing.is_known,
        })
    }

    /// The key of the wrong codes that count for this place.
    fn guesses(&self) -> String {
        match self.is_known {
            true => key(&["guesses", &self.here]),
            false => key(&["guesses", &self.account]),
        }
    }

    fn quotas(&self, purpose: Purpose, now: i64) -> Vec<CodeQuota> {
        let hour = now - micros(COUNTED);
        let codes = |key, most| CodeQuota {
            key,
            most,
            since: hour,
            of_codes: true,
        };
        let here = codes(key(&[purpose.tag(), &self.here]), MOST_AN_HOUR);
        let strangers = codes(key(&[purpose.tag(), &self.account]), MOST_OF_STRANGERS);
        let guesses = CodeQuota {
            key: self.guesses(),
            most: MOST_GUESSES,
            since: now - micros(GUESSES_COUNTED),
            of_codes: false,
        };
        let strangers = (!self.is_known).then_some(strangers);
        [here, guesses].into_iter().chain(strangers).collect()
    }
}

/// What came of asking for a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// A code is on its way, or one that was sent before still holds. The session keeps the secret.
    Sent(String),
    /// This recipient was confirmed in this session already.
    Confirmed(String),
    /// Too many codes were sent to this recipient or for this account.
    TooMany,
}

/// What came of asking for another code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resent {
    /// It is on its way.
    Sent,
    /// The last one was sent less than a minute ago.
    TooSoon,
    /// Too many were sent.
    TooMany,
    /// Nothing is under way.
    Nothing,
}

/// Begins a confirmation, in the session with this secret if it has one. Whoever comes back and sends the same again
/// gets no second code.
pub async fn begin(app: &Core, secret: Option<String>, asked: Asked) -> Result<Begun, StoreError> {
    let now = app.now().timestamp_micros();
    let before = match &secret {
        Some(secret) => under_way(app, secret, asked.purpose).await?,
        None => None,
    };
    if let (Some(secret), Some(before)) = (secret, before)
        && is_same(&before, &asked)
    {
        let alive = before.sent + micros(LIFE) > now && before.tries < MOST_TRIES;
        // A telephone that is confirmed stays so while the person is mended; all else needs its code each time.
        let confirmed = before.verified && asked.purpose == Purpose::Registration;
        if confirmed || alive {
            let expires = now + micros(KEPT);
            let kept = app
                .store
                .set_verification_body(&before.id, asked.body, expires);
            kept.await?;
            return Ok(match confirmed {
                true => Begun::Confirmed(secret),
                false => Begun::Sent(secret),
            });
        }
    }
    // Always a new secret: one that somebody planted in this session is worth nothing.
    let secret = hex::encode(rand::rng().random::<[u8; 32]>());
    match send(app, &secret, asked, now).await? {
        true => Ok(Begun::Sent(secret)),
        false => Ok(Begun::TooMany),
    }
}

/// Whether it is asked for once more. Two ИИН without an account have the same empty account and number, and must not
/// share their tries: that would tell them from those with one.
fn is_same(before: &Verification, asked: &Asked) -> bool {
    let same_account = asked.asker.is_none() || before.body == asked.body;
    same_account && before.person == asked.person && before.recipient == asked.recipient
}

/// Sends another code for the confirmation under way.
pub async fn resend(
    app: &Core,
    secret: &str,
    purpose: Purpose,
    asker: Option<Asker>,
    lang: domain::text::Lang,
) -> Result<Resent, StoreError> {
    let now = app.now().timestamp_micros();
    let Some(before) = under_way(app, secret, purpose).await? else {
        return Ok(Resent::Nothing);
    };
    if before.sent + micros(PAUSE) > now {
        return Ok(Resent::TooSoon);
    }
    let asked = Asked {
        purpose,
        person: before.person,
        recipient: before.recipient,
        asker,
        body: before.body,
        lang,
    };
    Ok(match send(app, secret, asked, now).await? {
        true => Resent::Sent,
        false => Resent::TooMany,
    })
}

/// The confirmation under way in the session with this secret.
pub async fn under_way(
    app: &Core,
    secret: &str,
    purpose: Purpose,
) -> Result<Option<Verification>, StoreError> {
    let now = app.now().timestamp_micros();
    let found = app.store.verification(&id_of(secret), now).await?;
    Ok(found.filter(|found| found.purpose == purpose.tag()))
}

/// Tries a code. One that fits may be given again until the confirmation is used up; a wrong one counts for `asker`.
pub async fn try_code(
    app: &Core,
    secret: &str,
    purpose: Purpose,
    code: &str,
    asker: Option<&Asker>,
) -> Result<Tried, StoreError> {
    let now = app.now().timestamp_micros();
    let oldest = now - micros(LIFE);
    let hash = hash_of(secret, &digits(code));
    let limits = (MOST_TRIES, oldest);
    let id = id_of(secret);
    let guessed = asker.map(|asker| (asker.guesses(), now));
    app.store
        .try_code(&id, purpose.tag(), hash, limits, guessed)
        .await
}

/// The digits of a code as it is typed: «123 456».
pub fn digits(code: &str) -> String {
    code.chars()
        .filter(|char| !char.is_whitespace() && *char != '-')
        .collect()
}

async fn send(app: &Core, secret: &str, asked: Asked, now: i64) -> Result<bool, StoreError> {
    let code = format!("{:06}", rand::rng().random_range(0..1_000_000_u32));
    let id = id_of(secret);
    let message = CodeMessage {
        verification: id.clone(),
        sent: now,
        code: code.clone(),
        purpose: asked.purpose,
        lang: asked.lang,
    };
    let body =
        serde_json::to_string(&message).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let quotas = match app.config.no_rate_limit {
        true => Vec::new(),
        false => quotas(&asked, now),
    };
    let new = Verification {
        id,
        purpose: asked.purpose.tag().to_owned(),
        person: asked.person,
        recipient: asked.recipient,
        body: asked.body,
        code: hash_of(secret, &code),
        sent: now,
        tries: 0,
        verified: false,
        expires: now + micros(KEPT),
    };
    let message = NewJob {
        kind: KIND,
        lane: Lane::Codes,
        payload: body,
        created: now,
        due: now,
    };
    let sent = app.store.send_code(new, quotas, message).await?;
    if sent {
        app.jobs_added.notify_waiters();
    }
    Ok(sent)
}

/// By account and place where anybody may ask, and else by number: what is told must not depend on a number that whoever
/// asks does not see.
fn quotas(asked: &Asked, now: i64) -> Vec<CodeQuota> {
    match &asked.asker {
        Some(asker) => asker.quotas(asked.purpose, now),
        None => vec![CodeQuota {
            key: key(&["to", &asked.recipient]),
            most: MOST_AN_HOUR,
            since: now - micros(COUNTED),
            of_codes: true,
        }],
    }
}

fn key(parts: &[&str]) -> String {
    hex::encode(Sha256::digest(parts.join(":")))
}

fn id_of(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

fn hash_of(secret: &str, code: &str) -> String {
    hex::encode(Sha256::digest(format!("{secret}:{code}")))
}

pub(crate) fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}
