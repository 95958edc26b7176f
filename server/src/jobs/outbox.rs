//! Sends the messages of the outbox. It may run in several processes, twice, and stop at any point: a message is
//! claimed for a while, and its id lets the receiver recognise it.

use std::time::Duration;

use ::app::{
    format,
    text::{t_with, value},
};
use chrono::DateTime;
use domain::calendar::local;

use crate::{
    flow::news::{self, News, What},
    outside::messages::Message,
    state::Portal,
    store::{StoreError, outbox::Claimed},
};

/// How often the outbox is looked at when nothing is known to wait.
pub const PERIOD: Duration = Duration::from_secs(2);

/// After this time a claimed message that nobody reported on is tried by somebody else.
const LEASE: Duration = Duration::from_secs(300);

/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// Sends what is due. Returns how many messages were handed over.
pub async fn send_due(app: &Portal) -> Result<usize, StoreError> {
    let mut sent = 0;
    loop {
        let now = app.now().timestamp_micros();
        let claimed = app.store.claim_messages(now, now + micros(LEASE)).await?;
        if claimed.is_empty() {
            return Ok(sent);
        }
        // One write says of all of them that they are out: a message more or less again does no harm.
        let mut done = Vec::with_capacity(claimed.len());
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
            done.push(message.id);
        }
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

async fn send(app: &Portal, claimed: &Claimed) -> Result<Outcome, StoreError> {
    let Some(message) = written(app, claimed).await? else {
        let (id, kind) = (&claimed.id, &claimed.kind);
        tracing::warn!(id, kind, "a message without recipient or of unknown kind");
        return Ok(Outcome::Nobody);
    };
    let Err(error) = app.outside.messages.send(&message).await else {
        return Ok(Outcome::Sent);
    };
    let pause = pause(claimed.attempts);
    let seconds = pause.as_secs();
    tracing::warn!(id = claimed.id, %error, seconds, "a message waits for its next try");
    let not_before = app.now().timestamp_micros() + micros(pause);
    app.store.retry_message(claimed, not_before).await?;
    Ok(Outcome::Later)
}

/// Writes the message: the telephone number is that of now, not of when it was caused.
async fn written(app: &Portal, claimed: &Claimed) -> Result<Option<Message>, StoreError> {
    if claimed.kind != news::KIND {
        return Ok(None);
    }
    let Ok(news) = serde_json::from_str::<News>(&claimed.body) else {
        return Ok(None);
    };
    let person = app
        .store
        .person(&news.person)
        .await?
        .filter(|person| !person.phone.is_empty());
    Ok(person.map(|person| Message {
        id: claimed.id.clone(),
        to: person.phone,
        text: text(&news),
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

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}
