//! The bytes of an application.

use sha2::{Digest, Sha256};

use super::{Application, FORMAT};

/// An application as bytes, with their hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Canonical JSON (RFC 8785): one application has one spelling.
    pub json: String,
    /// SHA-256 of `json`, hexadecimal.
    pub sha256: String,
}

/// Bytes that are no application.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// They are not the JSON of an application. The cause names a place and a word, never content.
    #[error("the application cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// A newer program wrote them.
    #[error("the application has format {0}, which this program does not know")]
    Format(u32),
}

impl Application {
    /// Writes it. The same application always gives the same bytes.
    ///
    /// # Errors
    /// If a value cannot be JSON; none of this type is such a value.
    pub fn write(&self) -> Result<Written, serde_json::Error> {
        let json = serde_json_canonicalizer::to_string(self)?;
        let sha256 = hex::encode(Sha256::digest(json.as_bytes()));
        Ok(Written { json, sha256 })
    }
}

/// Reads what [`Application::write`] wrote.
///
/// # Errors
/// See [`Unreadable`].
pub fn read(json: &str) -> Result<Application, Unreadable> {
    let application: Application = serde_json::from_str(json)?;
    match application.format {
        FORMAT => Ok(application),
        other => Err(Unreadable::Format(other)),
    }
}
