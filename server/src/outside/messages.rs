//! SMS and mail to citizens.

use async_trait::async_trait;

use super::{Fault, OutsideError, suffer};

/// A message on its way.
pub struct Message {
    /// Idempotency key: a system that got it twice sends it once.
    pub id: String,
    /// Telephone number.
    pub to: String,
    /// Text in the recipient's language.
    pub text: String,
}

/// Port to the sender of messages.
#[async_trait]
pub trait Messages: Send + Sync {
    /// Hands a message over. It may be handed over again after a failure.
    async fn send(&self, message: &Message) -> Result<(), OutsideError>;
}

/// Accepts every message and says in the log that it did, without recipient and text.
pub struct Simulator(Option<Fault>);

impl Simulator {
    /// With a fault, if wanted.
    pub fn new(fault: Option<Fault>) -> Simulator {
        Simulator(fault)
    }
}

#[async_trait]
impl Messages for Simulator {
    async fn send(&self, message: &Message) -> Result<(), OutsideError> {
        suffer(self.0).await?;
        tracing::info!(
            id = message.id,
            characters = message.text.chars().count(),
            "message accepted"
        );
        Ok(())
    }
}
