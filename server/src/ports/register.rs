//! How a register of another body is asked: one question, one answer with its time and source, and a limit of time.
//! There is no retry here: a page goes on without the answer, a job asks again by its own back-off.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::regulation::RegisterName;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use super::error::{PortError, TIMEOUT};

/// A register: what it is asked by, and what an entry of it says.
pub trait Register: Send + Sync + 'static {
    const NAME: RegisterName;
    /// What it is asked by.
    type Key: Sync;
    /// What an entry says.
    type Entry: Send;
}

/// Whoever answers for a register: the system itself, or its simulator.
#[async_trait]
pub trait RegisterSource<R: Register>: Send + Sync {
    /// The entry of `key`; `None` if the register has none.
    async fn find(&self, key: &R::Key) -> Result<Option<R::Entry>, PortError>;
}

/// An answer as it is kept: with when it was asked for and who gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterAnswer<T> {
    /// The entry; `None` if the register has none.
    pub value: Option<T>,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Who gave it.
    pub source: RegisterName,
}

/// The way to a register.
pub struct Port<R: Register>(Box<dyn RegisterSource<R>>);

impl<R: Register> Port<R> {
    /// The way to `source`.
    pub fn to(source: impl RegisterSource<R> + 'static) -> Port<R> {
        Port(Box::new(source))
    }

    /// Asks, at the time `now`, and waits no longer than a person would.
    pub async fn ask(
        &self,
        key: &R::Key,
        now: DateTime<Utc>,
    ) -> Result<RegisterAnswer<R::Entry>, PortError> {
        let name = R::NAME;
        // Neither the key nor the answer stands in the log: both are about a person.
        match timeout(TIMEOUT, self.0.find(key)).await {
            Ok(Ok(value)) => Ok(RegisterAnswer {
                value,
                asked_at: now,
                source: name,
            }),
            Ok(Err(error)) => {
                tracing::warn!(port = name.id(), %error, "a register gives no answer");
                Err(error)
            }
            Err(_) => {
                tracing::warn!(port = name.id(), "a register takes too long");
                Err(PortError::Unavailable)
            }
        }
    }
}
