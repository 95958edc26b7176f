//! SMS and mail to people. Each kind goes its own way: to a command, to an SMTP server, or to the simulator.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use crate::{
    config::MessagesConfig,
    ports::{error::PortError, fault::Faults},
};

mod command;
mod simulator;
mod smtp;

pub use command::CommandSender;
pub use simulator::{MessageSimulator, Sent, SentBox};
pub use smtp::SmtpSender;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageKind {
    /// To a telephone number.
    Sms,
    /// To an e-mail address.
    Mail,
}

/// A message on its way.
#[derive(Clone)]
pub struct Message {
    /// Idempotency key: a system that got it twice sends it once.
    pub id: String,
    pub kind: MessageKind,
    /// Telephone number or address.
    pub to: String,
    /// The subject of a mail; a text message has none.
    pub subject: String,
    /// Text in the recipient's language.
    pub text: String,
    /// When it is handed over.
    pub at: DateTime<Utc>,
}

/// Port to the sender of messages.
#[async_trait]
pub trait Messages: Send + Sync {
    /// Hands a message over. It may be handed over again after a failure.
    async fn send(&self, message: &Message) -> Result<(), PortError>;
}

/// The way of each kind of message.
pub struct ByKind {
    sms: Box<dyn Messages>,
    mail: Box<dyn Messages>,
}

#[async_trait]
impl Messages for ByKind {
    async fn send(&self, message: &Message) -> Result<(), PortError> {
        match message.kind {
            MessageKind::Sms => self.sms.send(message).await,
            MessageKind::Mail => self.mail.send(message).await,
        }
    }
}

/// What `config` names, with the simulator in the place of what it does not name; `sent` keeps what that one took.
pub fn connect(
    config: &MessagesConfig,
    faults: Arc<Faults>,
    sent: Option<&Arc<SentBox>>,
) -> anyhow::Result<ByKind> {
    let simulator = || Box::new(MessageSimulator::new(faults.clone(), sent.cloned()));
    let sms: Box<dyn Messages> = match &config.sms_command {
        Some(words) => Box::new(CommandSender::new(words, config.sms_timeout())?),
        None => {
            if sent.is_none() {
                tracing::warn!(
                    "text messages have no way out, so nobody can register: --sms-command"
                );
            }
            simulator()
        }
    };
    let mail: Box<dyn Messages> = match &config.smtp_url {
        Some(url) => Box::new(SmtpSender::new(url, config.mail_from.as_deref())?),
        None => {
            if sent.is_none() {
                tracing::warn!(
                    "mails have no way out, so nobody can confirm an address: --smtp-url"
                );
            }
            simulator()
        }
    };
    Ok(ByKind { sms, mail })
}
