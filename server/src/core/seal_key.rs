//! The key that seals the heads of logs. It is not in the database: whoever can write there can rewrite a log and all its
//! hashes, and cannot make the seal of another one.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use hmac::{Hmac, KeyInit, Mac};
use rand::RngCore;
use sha2::{Digest, Sha256};

use crate::store::seal::{Head, Seal};

/// The key.
#[derive(Clone)]
pub struct SealKey {
    bytes: [u8; 32],
    id: String,
}

impl SealKey {
    /// Reads the key from `path`, or makes one there that only its owner can read.
    pub fn open(path: &Path) -> anyhow::Result<SealKey> {
        match std::fs::read_to_string(path) {
            Ok(text) => SealKey::parse(&text).with_context(|| {
                format!(
                    "reading a key of 64 hexadecimal digits in {}",
                    path.display()
                )
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => SealKey::make(path),
            Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
        }
    }

    fn make(path: &Path) -> anyhow::Result<SealKey> {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .with_context(|| format!("making {}", path.display()))?;
        writeln!(file, "{}", hex::encode(bytes))?;
        file.sync_all()?;
        Ok(SealKey::of(bytes))
    }

    fn parse(text: &str) -> Option<SealKey> {
        let bytes = hex::decode(text.trim()).ok()?;
        Some(SealKey::of(bytes.try_into().ok()?))
    }

    fn of(bytes: [u8; 32]) -> SealKey {
        let digest = Sha256::new().chain_update(b"otinish seal key ");
        let digest = digest.chain_update(bytes).finalize();
        SealKey {
            bytes,
            id: hex::encode(&digest[..6]),
        }
    }

    /// The seal of `head` after the one with `before`.
    pub fn seal(&self, no: i64, at: i64, head: Head, before: &str) -> Option<Seal> {
        let mut seal = Seal {
            no,
            at,
            case: head.case,
            seq: head.seq,
            hash: head.hash,
            key: self.id.clone(),
            mac: String::new(),
        };
        seal.mac = hex::encode(self.mac(&seal, before)?.finalize().into_bytes());
        Some(seal)
    }

    /// Whether `seal` was made with this key after the one with `before`; nothing if it is another key's.
    pub fn made(&self, seal: &Seal, before: &str) -> Option<bool> {
        if seal.key != self.id {
            return None;
        }
        let mac = hex::decode(&seal.mac).unwrap_or_default();
        Some(self.mac(seal, before)?.verify_slice(&mac).is_ok())
    }

    fn mac(&self, seal: &Seal, before: &str) -> Option<Hmac<Sha256>> {
        // A key of any length is one; the type cannot say so.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.bytes).ok()?;
        let (no, at, seq) = (seal.no, seal.at, seal.seq);
        let text = format!(
            "otinish seal 1\n{before}\n{no}\n{at}\n{}\n{seq}\n{}\n{}",
            seal.case, seal.hash, seal.key
        );
        mac.update(text.as_bytes());
        Some(mac)
    }
}

/// The keys that seals are checked with.
#[derive(Clone, Default)]
pub struct SealKeys(Vec<SealKey>);

impl SealKeys {
    /// `present`, if there is one, and those in the files `old`, the oldest first.
    pub fn open(present: Option<SealKey>, old: &[PathBuf]) -> anyhow::Result<SealKeys> {
        let read = |path: &PathBuf| {
            ensure!(
                path.is_file(),
                "there is no old seal key {}",
                path.display()
            );
            SealKey::open(path)
        };
        let keys: anyhow::Result<Vec<_>> = old.iter().map(read).collect();
        Ok(SealKeys(keys?.into_iter().chain(present).collect()))
    }

    /// Which of the keys, the oldest first, made `seal` after the one with `before`.
    pub fn check(&self, seal: &Seal, before: &str) -> Made {
        let mut made = Made::UnknownKey;
        for (place, key) in self.0.iter().enumerate() {
            match key.made(seal, before) {
                Some(true) => return Made::By(place),
                Some(false) => made = Made::ByNobody,
                None => {}
            }
        }
        made
    }
}

/// Who made a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// The key at this place.
    By(usize),
    /// None: it was changed.
    ByNobody,
    /// A key that is not at hand, or so it says.
    UnknownKey,
}
