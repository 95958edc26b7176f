//! The bytes of stored documents.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// A document as bytes, with their hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Canonical JSON (RFC 8785): one document has one spelling.
    pub json: String,
    /// SHA-256 of `json`, hexadecimal.
    pub sha256: String,
}

/// Bytes that are no document of the kind that was looked for.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// They are not its JSON. The cause names a place and a word, never content.
    #[error("the document cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// A newer program wrote them.
    #[error("the document has format {0}, which this program does not know")]
    Format(u32),
}

/// Writes a document. The same document always gives the same bytes.
///
/// # Errors
/// If a value cannot be JSON; none of the documents holds such a value.
pub fn write(document: &impl Serialize) -> Result<Written, serde_json::Error> {
    let json = serde_json_canonicalizer::to_string(document)?;
    let sha256 = hex::encode(Sha256::digest(json.as_bytes()));
    Ok(Written { json, sha256 })
}
