//! Sends the messages of the outbox. It may run in several processes, twice, and stop at any point: a message is
//! claimed for a while, and its id lets the receiver recognise it.

use std::time::Duration;

use ::app::{
    format,
    text::{Lang, t, t_with, value},
};
use chrono::DateTime;
use domain::calendar::local;

use crate::{
    core::Core,
    flow::{
        codes::{self, CodeMessage, micros},
        news::{self, News, What},
        notices::{self, Notice},
        retention::{self, Reminder},
    },
    ports::messages::{Message, MessageKind},
    store::{StoreError, outbox::Claimed},
};

/// How often the outbox is looked at when nothing is known to wait.
pub const PERIOD: Duration = Duration::from_secs(2);

/// After this time a claimed message that nobody reported on is tried by somebody else.
const LEASE: Duration = Duration::from_secs(300);

/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// Sends what is due. Returns how many messages were handed over.
pub async fn send_due(app: &Core) -> Result<usize, StoreError> {
    let mut sent = 0;
    loop {
        let now = app.now().timestamp_micros();
        let claimed = app.store.claim_messages(now, now + micros(LEASE)).await?;
        if claimed.is_empty() {
            return Ok(sent);
        }
        // One write says of all of them that they are out: a message more or less again does no harm.
        let (mut done, mut erased) = (Vec::with_capacity(claimed.len()), Vec::new());
        for message in claimed {
            if app.stopping.is_cancelled() {
                // Whoever comes next need not wait for the end of the claim.
                app.store.retry_message(&message, now).await?;
                continue;
            }
            match send(app, &message).await? {
                Outcome::Sent => sent += 1,
                Outcome::Nobody => {}
                Outcome::Later => continue,
            }
            match must_not_stay(&message.kind) {
                true => erased.push(message.id),
                false => done.push(message.id),
            }
        }
        app.store.messages_erased(erased).await?;
        app.store.messages_sent(done).await?;
        if app.stopping.is_cancelled() {
            return Ok(sent);
        }
    }
}

/// What became of a message.
enum Outcome {
    Sent,
    /// There is nobody to send it to, or this version does not know its kind: trying again changes nothing.
    Nobody,
    Later,
}

async fn send(app: &Core, claimed: &Claimed) -> Result<Outcome, StoreError> {
    let Some(message) = written(app, claimed).await? else {
        let (id, kind) = (&claimed.id, &claimed.kind);
        tracing::info!(
            id,
            kind,
            "a message for nobody, out of date or of unknown kind"
        );
        return Ok(Outcome::Nobody);
    };
    let Err(error) = app.ports.messages.send(&message).await else {
        return Ok(Outcome::Sent);
    };
    let pause = pause(claimed.attempts);
    let seconds = pause.as_secs();
    tracing::warn!(id = claimed.id, %error, seconds, "a message waits for its next try");
    let not_before = app.now().timestamp_micros() + micros(pause);
    app.store.retry_message(claimed, not_before).await?;
    Ok(Outcome::Later)
}

/// Codes, and numbers that an account had: they go out of the store when they have gone out.
fn must_not_stay(kind: &str) -> bool {
    [codes::KIND, notices::KIND].contains(&kind)
}

/// Writes the message; nothing if there is nobody to send it to, or nothing left to say.
async fn written(app: &Core, claimed: &Claimed) -> Result<Option<Message>, StoreError> {
    let addressed = match claimed.kind.as_str() {
        news::KIND => news_of_case(app, &claimed.body).await?,
        codes::KIND => code(app, &claimed.body).await?,
        notices::KIND => notice(&claimed.body),
        retention::KIND => reminder(app, &claimed.body).await?,
        _ => None,
    };
    let addressed = addressed.filter(|(_, to, ..)| !to.is_empty());
    Ok(addressed.map(|(kind, to, subject, text)| Message {
        id: claimed.id.clone(),
        kind,
        to,
        subject,
        text,
        at: app.now(),
    }))
}

/// MessageKind, recipient, subject and text.
type Addressed = (MessageKind, String, String, String);

/// The telephone number is that of now, not of when it was caused.
async fn news_of_case(app: &Core, body: &str) -> Result<Option<Addressed>, StoreError> {
    let Ok(news) = serde_json::from_str::<News>(body) else {
        return Ok(None);
    };
    let person = app.store.person(&news.person).await?;
    Ok(person.map(|person| (MessageKind::Sms, person.phone, String::new(), text(&news))))
}

/// A code that is too old, used up or followed by another is not sent any more.
async fn code(app: &Core, body: &str) -> Result<Option<Addressed>, StoreError> {
    let Ok(message) = serde_json::from_str::<CodeMessage>(body) else {
        return Ok(None);
    };
    let now = app.now().timestamp_micros();
    let found = app.store.verification(&message.verification, now).await?;
    let fresh = |sent: i64| sent == message.sent && sent + micros(codes::LIFE) > now;
    Ok(found.filter(|found| fresh(found.sent)).map(|found| {
        let lang = message.lang;
        let key = format!("message-code-{}", message.purpose.tag());
        let text = t_with(lang, &key, &[("code", value(&message.code))]);
        let kind = message.purpose.kind();
        (kind, found.recipient, t(lang, "message-code-subject"), text)
    }))
}

fn notice(body: &str) -> Option<Addressed> {
    let notice: Notice = serde_json::from_str(body).ok()?;
    let text = t(notice.lang, notice.happened.key());
    let subject = t(notice.lang, "notice-subject");
    Some((notice.kind, notice.to, subject, text))
}

/// That a draft will be deleted. Nobody knows which language its owner reads: both of the country stand in it.
async fn reminder(app: &Core, body: &str) -> Result<Option<Addressed>, StoreError> {
    let Ok(reminder) = serde_json::from_str::<Reminder>(body) else {
        return Ok(None);
    };
    let until = DateTime::from_timestamp_micros(reminder.until).unwrap_or_default();
    let until = format::date(local(until).date_naive());
    let text = [Lang::Kk, Lang::Ru].map(|lang| {
        let told = [
            ("day", value(&until)),
            ("address", value(app.config.origin())),
        ];
        t_with(lang, "operation-draft-reminder", &told)
    });
    let person = app.store.person(&reminder.person).await?;
    Ok(person.map(|person| {
        (
            MessageKind::Sms,
            person.phone,
            String::new(),
            text.join(" / "),
        )
    }))
}

fn text(news: &News) -> String {
    let key = match news.what {
        What::Registered => "message-registered",
        What::TermReplaced => "message-term-replaced",
        What::Granted => "message-granted",
        What::Refused => "message-refused",
    };
    let due = DateTime::from_timestamp_micros(news.due).unwrap_or_default();
    let due = format::date(local(due).date_naive());
    t_with(
        news.lang,
        key,
        &[("number", value(&news.number)), ("due", value(due))],
    )
}

/// One second after the first failure, then twice as long each time.
fn pause(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(1))
        .unwrap_or(0)
        .min(16);
    Duration::from_secs(1 << doublings).min(LONGEST_PAUSE)
}
