//! Messages to people, each written when it goes out. One may go out twice: its id lets the receiver recognise it.

use std::sync::Arc;

use ::app::{
    format,
    text::{Lang, t, t_with, value},
};
use chrono::{DateTime, Utc};
use domain::calendar::local;

use super::job::{Job, Next};
use crate::{
    core::Core,
    flow::{
        codes::{self, CodeMessage, micros},
        notices::{self, Notice},
        notification::{self, Notification, Occasion},
        retention::{self, Reminder},
    },
    ports::messages::{Message, MessageKind},
    store::job::Lane,
};

/// The telephone number is that of now, not of when it was caused.
impl Job for Notification {
    const KIND: &'static str = notification::KIND;
    const LANE: Lane = Lane::Messages;
    const RECORDED: bool = true;

    async fn run(&self, core: &Arc<Core>, id: &str) -> anyhow::Result<Next> {
        let phone = phone_of(core, &self.person).await?;
        send(core, sms(id, phone, text(core, self))).await
    }
}

async fn phone_of(core: &Core, person: &str) -> anyhow::Result<String> {
    let person = core.store.person(person).await?;
    Ok(person.map(|person| person.phone).unwrap_or_default())
}

/// Tells `person` that what a case asks of them is due soon.
pub(super) async fn remind(
    core: &Core,
    id: &str,
    person: &str,
    (lang, number, due): (Lang, &str, DateTime<Utc>),
) -> anyhow::Result<Next> {
    let phone = phone_of(core, person).await?;
    let due = format::date(local(due).date_naive());
    let told = [
        ("number", value(number)),
        ("due", value(due)),
        ("address", value(cabinet(core, lang))),
    ];
    send(
        core,
        sms(id, phone, t_with(lang, "message-asked-reminder", &told)),
    )
    .await
}

/// A code that is too old, used up or followed by another is not sent any more.
impl Job for CodeMessage {
    const KIND: &'static str = codes::KIND;
    const LANE: Lane = Lane::Codes;

    async fn run(&self, core: &Arc<Core>, id: &str) -> anyhow::Result<Next> {
        let now = core.now().timestamp_micros();
        let found = core.store.verification(&self.verification, now).await?;
        let fresh = |sent: i64| sent == self.sent && sent + micros(codes::LIFE) > now;
        let Some(found) = found.filter(|found| fresh(found.sent)) else {
            return Ok(Next::Done);
        };
        let key = format!("message-code-{}", self.purpose.tag());
        let message = Outgoing {
            id,
            kind: self.purpose.kind(),
            to: found.recipient,
            subject: t(self.lang, "message-code-subject"),
            text: t_with(self.lang, &key, &[("code", value(&self.code))]),
        };
        send(core, message).await
    }
}

impl Job for Notice {
    const KIND: &'static str = notices::KIND;
    const LANE: Lane = Lane::Messages;

    async fn run(&self, core: &Arc<Core>, id: &str) -> anyhow::Result<Next> {
        let message = Outgoing {
            id,
            kind: self.kind,
            to: self.to.clone(),
            subject: t(self.lang, "notice-subject"),
            text: t(self.lang, self.happened.key()),
        };
        send(core, message).await
    }
}

/// That a draft will be deleted. Nobody knows which language its owner reads: both of the country stand in it.
impl Job for Reminder {
    const KIND: &'static str = retention::KIND;
    const LANE: Lane = Lane::Messages;
    const RECORDED: bool = true;

    async fn run(&self, core: &Arc<Core>, id: &str) -> anyhow::Result<Next> {
        let until = DateTime::from_timestamp_micros(self.until).unwrap_or_default();
        let until = format::date(local(until).date_naive());
        let text = [Lang::Kk, Lang::Ru].map(|lang| {
            let told = [
                ("day", value(&until)),
                ("address", value(core.config.origin())),
            ];
            t_with(lang, "operation-draft-reminder", &told)
        });
        let phone = phone_of(core, &self.person).await?;
        send(core, sms(id, phone, text.join(" / "))).await
    }
}

/// A message that is written.
struct Outgoing<'a> {
    id: &'a str,
    kind: MessageKind,
    /// Empty: there is nobody to send it to, and trying again changes nothing.
    to: String,
    subject: String,
    text: String,
}

fn sms(id: &str, to: String, text: String) -> Outgoing<'_> {
    Outgoing {
        id,
        kind: MessageKind::Sms,
        to,
        subject: String::new(),
        text,
    }
}

async fn send(core: &Core, message: Outgoing<'_>) -> anyhow::Result<Next> {
    if message.to.is_empty() {
        tracing::info!(id = message.id, "a message for nobody");
        return Ok(Next::Done);
    }
    let message = Message {
        id: message.id.to_owned(),
        kind: message.kind,
        to: message.to,
        subject: message.subject,
        text: message.text,
        at: core.now(),
    };
    core.ports.messages.send(&message).await?;
    Ok(Next::Done)
}

/// Where the reader finds everything of their cases.
fn cabinet(core: &Core, lang: Lang) -> String {
    format!("{}/{}/cabinet", core.config.origin(), lang.tag())
}

fn text(core: &Core, notification: &Notification) -> String {
    let key = match notification.what {
        Occasion::Registered if notification.due.is_none() => "message-registered-open",
        Occasion::Registered => "message-registered",
        Occasion::TermReplaced => "message-term-replaced",
        Occasion::Granted => "message-granted",
        Occasion::Refused => "message-refused",
        Occasion::Issued => "message-issued",
        Occasion::Asked if notification.due.is_none() => "message-asked-open",
        Occasion::Abandoned => "message-abandoned",
        Occasion::Asked => "message-asked",
        Occasion::AskedNoMore => "message-asked-no-more",
        Occasion::Reopened if notification.due.is_none() => "message-reopened-open",
        Occasion::Reopened => "message-reopened",
        Occasion::StageBegun => "message-stage-begun",
        Occasion::Stopped => "message-stopped",
        Occasion::Resumed if notification.due.is_none() => "message-resumed-open",
        Occasion::Resumed => "message-resumed",
    };
    let due = notification.due.and_then(DateTime::from_timestamp_micros);
    let due = due.map(|due| format::date(local(due).date_naive()));
    let due = due.unwrap_or_default();
    t_with(
        notification.lang,
        key,
        &[
            ("number", value(&notification.number)),
            ("due", value(due)),
            ("address", value(cabinet(core, notification.lang))),
        ],
    )
}
