//! An operator that sends nothing. The demonstration shows what it took.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio::time::timeout;

use super::{Message, MessageKind, Messages};
use crate::ports::{
    error::{PortError, TIMEOUT},
    fault::{Faults, PortName, simulate},
};

/// More are forgotten, the oldest first.
const MOST: usize = 200;

/// A message that the simulator took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its idempotency key.
    pub id: String,
    pub kind: MessageKind,
    /// Telephone number or address.
    pub to: String,
    /// The subject of a mail.
    pub subject: String,
    /// What the message says, in one language.
    pub text: String,
    /// When it was taken.
    pub at: DateTime<Utc>,
}

/// The last messages that the simulator of this process took. Only the demonstration has one.
#[derive(Default)]
pub struct SentBox(Mutex<VecDeque<Sent>>);

impl SentBox {
    /// All of them, the newest first.
    pub fn newest_first(&self) -> Vec<Sent> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().rev().cloned().collect()
    }

    fn keep(&self, message: &Message) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.iter().any(|sent| sent.id == message.id) {
            return;
        }
        if kept.len() == MOST {
            kept.pop_front();
        }
        let message = message.clone();
        kept.push_back(Sent {
            id: message.id,
            kind: message.kind,
            to: message.to,
            subject: message.subject,
            text: message.text,
            at: message.at,
        });
    }
}

/// Accepts every message and says in the log that it did, without recipient and text.
pub struct MessageSimulator {
    faults: Arc<Faults>,
    sent: Option<Arc<SentBox>>,
}

impl MessageSimulator {
    /// With these faults, whenever they are set; `sent` is where the demonstration finds what it took.
    pub fn new(faults: Arc<Faults>, sent: Option<Arc<SentBox>>) -> MessageSimulator {
        MessageSimulator { faults, sent }
    }
}

#[async_trait]
impl Messages for MessageSimulator {
    async fn send(&self, message: &Message) -> Result<(), PortError> {
        let fault = self.faults.of(PortName::Messages);
        timeout(TIMEOUT, simulate(fault))
            .await
            .map_err(|_| PortError::Unavailable)??;
        if let Some(sent) = &self.sent {
            sent.keep(message);
        }
        tracing::info!(
            id = message.id,
            kind = ?message.kind,
            characters = message.text.chars().count(),
            "message accepted by the simulator"
        );
        Ok(())
    }
}
