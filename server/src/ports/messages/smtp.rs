//! Mail over SMTP.

use std::time::Duration;

use anyhow::Context;
use async_trait::async_trait;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message as Mail, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

use super::{Message, Messages};
use crate::ports::error::PortError;

/// Time for the server to take one mail.
const TIMEOUT: Duration = Duration::from_secs(20);

/// A server that takes mail.
pub struct SmtpSender {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpSender {
    /// The server at `url` (`smtps://user:password@host`, `smtp://host:587?tls=required`); `from` stands on each mail.
    pub fn new(url: &str, from: Option<&str>) -> anyhow::Result<SmtpSender> {
        let from = from.context("--smtp-url needs --mail-from")?;
        let from = from.parse().context("--mail-from is no address")?;
        // The cause may hold the password of the URL.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| anyhow::anyhow!("--smtp-url cannot be read"))?
            .timeout(Some(TIMEOUT))
            .build();
        Ok(SmtpSender { transport, from })
    }

    fn mail(&self, message: &Message) -> anyhow::Result<Mail> {
        let domain = self.from.email.domain();
        Ok(Mail::builder()
            .from(self.from.clone())
            .to(message.to.parse()?)
            .subject(message.subject.clone())
            .message_id(Some(format!("<{}@{domain}>", message.id)))
            .header(ContentType::TEXT_PLAIN)
            .body(message.text.clone())?)
    }
}

#[async_trait]
impl Messages for SmtpSender {
    async fn send(&self, message: &Message) -> Result<(), PortError> {
        let id = &message.id;
        let Ok(mail) = self.mail(message) else {
            tracing::warn!(
                id,
                "a mail could not be written: the address cannot be used"
            );
            return Err(PortError::Unavailable);
        };
        let sent = tokio::time::timeout(TIMEOUT, self.transport.send(mail)).await;
        let status = match sent {
            Ok(Ok(_)) => return Ok(()),
            // Not the answer itself: it may repeat the address.
            Ok(Err(error)) => error.status().map(|code| code.to_string()),
            Err(_) => None,
        };
        tracing::warn!(id, status, "the mail server did not take a mail");
        Err(PortError::Unavailable)
    }
}
