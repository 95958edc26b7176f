//! The text of a regulation as it stood when a case was registered.

use serde_json::Error;

use super::Regulation;
use crate::{canonical, ids::EditionHash};

/// A regulation as text, by which a case runs to its end whatever becomes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionText {
    /// SHA-256 of `json`, hexadecimal.
    pub hash: EditionHash,
    /// Canonical JSON (RFC 8785).
    pub json: String,
}

impl Regulation {
    /// Its text. That the service ends some day is not part of it: what was applied for before is decided all the same.
    ///
    /// # Errors
    /// If a value cannot be JSON; none of this type is such a value.
    pub fn edition(&self) -> Result<EditionText, Error> {
        let timeless = Regulation {
            ended: None,
            ..self.clone()
        };
        let written = canonical::write(&timeless)?;
        Ok(EditionText {
            hash: written.sha256.into(),
            json: written.json,
        })
    }

    /// Reads a text that [`Regulation::edition`] wrote.
    ///
    /// # Errors
    /// If it is none.
    pub fn of_edition(json: &str) -> Result<Regulation, Error> {
        serde_json::from_str(json)
    }
}
