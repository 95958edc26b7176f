//! How an applicant confirms what they submit. Today by the password; digital signatures take the same place:
//! they get the same text and give the same record.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::case::Confirmation;

use crate::password::{PasswordError, PasswordPool};

/// What is to be confirmed, by whom, with what.
pub struct Signing<'a> {
    /// Of the application that was shown, hexadecimal.
    pub sha256: &'a str,
    /// Hash of the account's password.
    pub password_hash: &'a str,
    /// When the password was last given in this session.
    pub entered: DateTime<Utc>,
    /// What was given now; empty if nothing was asked for.
    pub answer: String,
    /// The time.
    pub now: DateTime<Utc>,
}

/// Why it is not confirmed.
#[derive(Debug, thiserror::Error)]
pub enum ConfirmationError {
    /// Nothing was given, though it is too long ago.
    #[error("the password is needed")]
    Needed,
    /// What was given does not fit.
    #[error("the password is wrong")]
    Wrong,
    /// It could not be checked.
    #[error("it could not be checked")]
    Failed(#[from] PasswordError),
}

/// A confirmation that was given.
pub struct CheckedConfirmation {
    /// The record for the log.
    pub confirmation: Confirmation,
    /// Whether the password was given just now: the session then counts anew.
    pub entered_now: bool,
}

/// Port to whatever proves that it was the applicant.
#[async_trait]
pub trait Confirmations: Send + Sync {
    /// Whether the applicant must give something with the page that shows the text.
    fn asks(&self, entered: DateTime<Utc>, now: DateTime<Utc>) -> bool;

    /// Checks what was given.
    async fn confirm(&self, signing: Signing<'_>)
    -> Result<CheckedConfirmation, ConfirmationError>;
}

/// Confirmation by the password of the account. A password that was given stands for the person at the screen for a
/// while.
pub struct Password {
    fresh: TimeDelta,
    pool: Arc<PasswordPool>,
}

impl Password {
    /// For so many minutes.
    pub fn fresh_for(minutes: u32, pool: Arc<PasswordPool>) -> Password {
        Password {
            fresh: TimeDelta::minutes(minutes.into()),
            pool,
        }
    }
}

#[async_trait]
impl Confirmations for Password {
    fn asks(&self, entered: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        now - entered > self.fresh
    }

    async fn confirm(
        &self,
        signing: Signing<'_>,
    ) -> Result<CheckedConfirmation, ConfirmationError> {
        let asked = self.asks(signing.entered, signing.now);
        if asked && signing.answer.is_empty() {
            return Err(ConfirmationError::Needed);
        }
        if asked {
            let hash = signing.password_hash.to_owned();
            if !self.pool.fits(signing.answer, hash).await? {
                return Err(ConfirmationError::Wrong);
            }
        }
        let confirmation = Confirmation {
            method: "password".to_owned(),
            at: signing.now,
            sha256: signing.sha256.to_owned(),
        };
        Ok(CheckedConfirmation {
            confirmation,
            entered_now: asked,
        })
    }
}
