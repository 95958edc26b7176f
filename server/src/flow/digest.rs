//! Hashes as pages and logs show them.

use sha2::{Digest, Sha256};

/// SHA-256, hexadecimal.
pub fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}
