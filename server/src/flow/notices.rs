//! What a citizen is told by message about their account: whoever did it may have been somebody else.

use domain::text::Lang;
use serde::{Deserialize, Serialize};

use crate::{
    ports::messages::MessageKind,
    store::job::{Lane, NewJob},
};

/// The kind of these jobs. Their rows are deleted when they are sent: an old number is nobody's.
pub const KIND: &str = "account-notice";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// The password was changed.
    PasswordChanged,
    /// A forgotten password was replaced.
    PasswordRecovered,
    /// The telephone was changed.
    PhoneChanged,
    /// The e-mail address was changed or taken out.
    EmailChanged,
    /// Somebody registered who has an account.
    RegisteredBefore,
}

impl Happened {
    /// The key of its message.
    pub const fn key(self) -> &'static str {
        match self {
            Happened::PasswordChanged => "notice-password-changed",
            Happened::PasswordRecovered => "notice-password-recovered",
            Happened::PhoneChanged => "notice-phone-changed",
            Happened::EmailChanged => "notice-email-changed",
            Happened::RegisteredBefore => "notice-registered-before",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// Number or address.
    pub to: String,
    /// Which of the two.
    pub kind: MessageKind,
    pub happened: Happened,
    /// The language of the message.
    pub lang: Lang,
}

impl Notice {
    /// The job that sends it; nothing if there is nobody to tell.
    pub fn message(&self, created: i64) -> Option<NewJob> {
        let body = serde_json::to_string(self).ok()?;
        (!self.to.is_empty()).then_some(NewJob {
            kind: KIND,
            lane: Lane::Messages,
            payload: body,
            created,
            due: created,
        })
    }
}

/// A text message about an account.
pub fn sms(to: &str, happened: Happened, lang: Lang, created: i64) -> Option<NewJob> {
    let notice = Notice {
        to: to.to_owned(),
        kind: MessageKind::Sms,
        happened,
        lang,
    };
    notice.message(created)
}
