//! Seals secrets that the database keeps for the portal: a copy of the database alone opens none of them.
//!
//! The key is a setting, or a file in the data folder that is made at the first start. Server processes that share a
//! database must have the same key.

use std::{fs, io::Write, os::unix::fs::OpenOptionsExt, path::Path};

use anyhow::{Context, bail};
use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use rand::RngCore;

/// The file of the key in the data folder.
pub const KEY_FILE: &str = "secret.key";

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// Seals and unseals.
pub struct Sealer(XChaCha20Poly1305);

impl Sealer {
    /// With the key of the settings (64 hexadecimal digits), else with that of the data folder.
    pub fn open(setting: Option<&str>, data_dir: &Path) -> anyhow::Result<Sealer> {
        let key = match setting {
            Some(text) => text.to_owned(),
            None => read_or_make(&data_dir.join(KEY_FILE))?,
        };
        let mut bytes = [0; KEY_BYTES];
        if hex::decode_to_slice(key.trim(), &mut bytes).is_err() {
            bail!("the secret key is not {} hexadecimal digits", 2 * KEY_BYTES);
        }
        Ok(Sealer(XChaCha20Poly1305::new(Key::from_slice(&bytes))))
    }

    /// `secret` as text that only this key opens, and only in the same `context`.
    pub fn seal(&self, context: &str, secret: &[u8]) -> Option<String> {
        let mut nonce = [0; NONCE_BYTES];
        rand::rng().fill_bytes(&mut nonce);
        let payload = Payload {
            msg: secret,
            aad: context.as_bytes(),
        };
        let sealed = self.0.encrypt(XNonce::from_slice(&nonce), payload).ok()?;
        Some(hex::encode([&nonce[..], &sealed].concat()))
    }

    /// What [`Sealer::seal`] was given; nothing if it was sealed by another key, for another context, or was changed.
    pub fn unseal(&self, context: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = hex::decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_BYTES)?;
        let payload = Payload {
            msg: sealed,
            aad: context.as_bytes(),
        };
        self.0.decrypt(XNonce::from_slice(nonce), payload).ok()
    }
}

fn read_or_make(path: &Path) -> anyhow::Result<String> {
    if !path.exists() {
        make(path).with_context(|| format!("writing the secret key {}", path.display()))?;
    }
    fs::read_to_string(path).with_context(|| format!("reading the secret key {}", path.display()))
}

/// Whole or not at all: another process that starts at the same moment reads the same key.
fn make(path: &Path) -> std::io::Result<()> {
    let mut key = [0; KEY_BYTES];
    rand::rng().fill_bytes(&mut key);
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&draft)?;
    file.write_all(hex::encode(key).as_bytes())?;
    file.sync_all()?;
    // A link, unlike a rename, does not take the place of a key that another process made meanwhile.
    let linked = match fs::hard_link(&draft, path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    };
    fs::remove_file(&draft)?;
    linked
}
