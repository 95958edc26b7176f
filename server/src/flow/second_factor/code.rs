//! Codes by time: RFC 6238 with SHA-1, six digits and steps of 30 seconds, which every authenticator application knows.

use rand::RngCore;
use totp_rs::{Algorithm, TOTP};

/// Length of a secret: that of a SHA-1 hash, as RFC 4226 recommends.
pub const SECRET_BYTES: usize = 20;
const DIGITS: usize = 6;
const STEP_SECONDS: u64 = 30;
/// A telephone's clock may be so many steps off.
const OFF: i64 = 1;

/// A new random secret.
pub fn new_secret() -> [u8; SECRET_BYTES] {
    let mut secret = [0; SECRET_BYTES];
    rand::rng().fill_bytes(&mut secret);
    secret
}

fn totp(secret: &[u8], login: &str) -> Option<TOTP> {
    let issuer = Some("Otinish".to_owned());
    TOTP::new(
        Algorithm::SHA1,
        DIGITS,
        0,
        STEP_SECONDS,
        secret.to_vec(),
        issuer,
        login.to_owned(),
    )
    .ok()
}

/// What the telephone needs: the address in the picture, and the secret for typing it in.
pub struct ForTelephone {
    /// `otpauth://…`.
    pub address: String,
    /// The secret in groups of four signs.
    pub secret: String,
}

/// The secret as a telephone takes it.
pub fn for_telephone(secret: &[u8], login: &str) -> Option<ForTelephone> {
    let totp = totp(secret, login)?;
    let signs = totp.get_secret_base32();
    let groups: Vec<&str> = (0..signs.len())
        .step_by(4)
        .filter_map(|at| signs.get(at..signs.len().min(at + 4)))
        .collect();
    Some(ForTelephone {
        address: totp.get_url(),
        secret: groups.join(" "),
    })
}

/// The time step whose code `typed` is, at `now` (unix seconds); none if it is of none that counts.
pub fn step_of(secret: &[u8], typed: &str, now: i64) -> Option<i64> {
    let typed: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    if typed.len() != DIGITS {
        return None;
    }
    let totp = totp(secret, "")?;
    let seconds = i64::try_from(STEP_SECONDS).ok()?;
    let here = now.div_euclid(seconds);
    (here - OFF..=here + OFF).find(|step| {
        u64::try_from(step * seconds).is_ok_and(|time| same(&totp.generate(time), &typed))
    })
}

/// Compares in a time that does not tell how many signs agree.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one
            .bytes()
            .zip(other.bytes())
            .fold(0, |differ, (a, b)| differ | (a ^ b))
            == 0
}
