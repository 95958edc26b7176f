//! Seals the heads of logs with a key that is not in the database. Whoever can write to the database can rewrite a log
//! and all its hashes; they cannot make the seal of another one.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use hmac::{Hmac, KeyInit, Mac};
use object_store::{ObjectStoreExt, path::Path as Key};
use rand::RngCore;
use sha2::{Digest, Sha256};

use super::installation::OWN;
use crate::store::{
    Store, StoreError,
    file::Files,
    seal::{Head, Seal},
};

/// Logs that are sealed in one write.
const BATCH: i64 = 100;
/// Stands for the seal before the first one.
const FIRST: &str = "";

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
    fn seal(&self, no: i64, at: i64, head: Head, before: &str) -> Option<Seal> {
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

/// Seals every log that changed since its last seal; gives their number. The last seal is also noted beside the files, so
/// that seals cut off at the end show.
pub async fn seal_all(
    store: &Store,
    files: &Files,
    key: &SealKey,
    now: i64,
) -> Result<usize, StoreError> {
    let (mut sealed, mut after) = (0, String::new());
    loop {
        let heads = store.unsealed(&after, BATCH).await?;
        let Some(last) = heads.last() else { break };
        after.clone_from(&last.case);
        let before = store.last_seal().await?;
        let (mut no, mut mac) = before.map_or((0, FIRST.to_owned()), |seal| (seal.no, seal.mac));
        let mut seals = Vec::with_capacity(heads.len());
        for head in heads {
            no += 1;
            let seal = key.seal(no, now, head, &mac);
            let seal = seal.ok_or_else(|| StoreError::Database("no seal".to_owned()))?;
            mac.clone_from(&seal.mac);
            seals.push(seal);
        }
        sealed += seals.len();
        store.add_seals(seals).await?;
    }
    if sealed > 0
        && let Some(last) = store.last_seal().await?
    {
        note(files, &last).await?;
    }
    Ok(sealed)
}

/// Notes `last` beside the files.
pub async fn note(files: &Files, last: &Seal) -> Result<(), StoreError> {
    let text = format!("{} {}\n", last.no, last.mac);
    files.put(noted_at().as_ref(), text.into()).await
}

fn noted_at() -> Key {
    Key::from(format!("{OWN}/last-seal"))
}

/// Number and mac of the last seal, as noted beside the files.
pub async fn noted(files: &Files) -> Result<Option<(i64, String)>, StoreError> {
    let found = match files.object_store().get(&noted_at()).await {
        Ok(found) => found.bytes().await?,
        Err(object_store::Error::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let text = String::from_utf8_lossy(&found);
    let noted = text.trim().split_once(' ');
    let (no, mac) =
        noted.ok_or_else(|| StoreError::Damaged("the note of the last seal".to_owned()))?;
    let no = no
        .parse()
        .map_err(|_| StoreError::Damaged("the note of the last seal".to_owned()))?;
    Ok(Some((no, mac.to_owned())))
}
