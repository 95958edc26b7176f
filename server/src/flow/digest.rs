//! Hashes as pages and logs show them.

use sha2::{Digest, Sha256};

use crate::store::document::Document;

/// SHA-256, hexadecimal.
pub fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// The bytes that a log names by their hash, if they are there and still those.
pub fn stored<'a>(documents: &'a [Document], named: &str) -> Option<&'a str> {
    let document = documents.iter().find(|document| document.sha256 == named)?;
    (sha256(&document.body) == named).then_some(document.body.as_str())
}
