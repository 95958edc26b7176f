//! Recovery codes: ten, each for one login without the telephone. They are computed from the secret, so that the page
//! that shows them can be loaded again without them being kept anywhere; the database has hashes only.

use sha2::{Digest, Sha256};

/// How many.
pub const COUNT: u8 = 10;
/// Signs that are not mistaken for each other; 32 of them, so that each is five bits.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Signs of a code: 80 bits, not to be found out from its hash.
const LENGTH: usize = 16;
const GROUP: usize = 4;

/// The codes that come of a secret and a random `seed`.
pub fn codes(secret: &[u8], seed: &str) -> Vec<String> {
    (0..COUNT).map(|at| code(secret, seed, at)).collect()
}

fn code(secret: &[u8], seed: &str, at: u8) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"recovery code");
    hasher.update([at]);
    hasher.update(secret);
    hasher.update(seed.as_bytes());
    let bytes = hasher.finalize();
    let signs: Vec<char> = bytes
        .iter()
        .take(LENGTH)
        .map(|byte| char::from(SIGNS[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = signs
        .chunks(GROUP)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// The hash of a code as it may be typed: with or without dashes, in any case.
pub fn hash(staff: &str, typed: &str) -> String {
    let signs: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|sign| sign.to_ascii_lowercase())
        .collect();
    let mut hasher = Sha256::new();
    hasher.update(staff.as_bytes());
    hasher.update(b"\n");
    hasher.update(signs.as_bytes());
    hex::encode(hasher.finalize())
}
