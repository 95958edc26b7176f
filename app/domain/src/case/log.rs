//! The log as it is kept: every entry carries the hash of the one before, so a changed, missing or foreign
//! entry shows.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::event::Event;

/// Stands for the entry before the first one.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One entry of a case's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Place in the log, from 1.
    pub seq: u64,
    /// When, as in the event.
    pub at: DateTime<Utc>,
    /// The event as JSON, exactly the text that was hashed.
    pub body: String,
    /// Hash of the entry before, hexadecimal.
    pub prev: String,
    /// Hash of this entry, hexadecimal.
    pub hash: String,
}

/// Where a log stops being trustworthy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the log is broken at entry {seq}: {fault}")]
pub struct Broken {
    /// The place where an entry was expected.
    pub seq: u64,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Its number does not follow.
    #[error("its number does not follow")]
    Number,
    /// It does not name the entry before it.
    #[error("it does not follow the entry before")]
    Chain,
    /// Its hash is not that of its content.
    #[error("its content was changed")]
    Content,
    /// Its time is not that of its event, or its event cannot be read.
    #[error("its event cannot be read or has another time")]
    Event,
}

/// An event that could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The text of an entry is not an event.
    #[error("entry {seq} holds no event that this version knows: {source}")]
    Unreadable {
        /// Place in the log.
        seq: u64,
        /// What the parser says; it names a place and a word, never content.
        source: serde_json::Error,
    },
    /// An event could not be written as JSON.
    #[error("the event cannot be written: {0}")]
    Unwritable(serde_json::Error),
}

/// The hash of an entry: over the hash before, its number and its text.
pub fn chain(prev: &str, seq: u64, body: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(prev.as_bytes());
    hasher.update(b"\n");
    hasher.update(seq.to_string().as_bytes());
    hasher.update(b"\n");
    hasher.update(body.as_bytes());
    hex::encode(hasher.finalize())
}

/// An event as JSON. The same event always gives the same text: fields stand in the order of their types and
/// maps are sorted.
pub fn encode(event: &Event) -> Result<String, LogError> {
    serde_json::to_string(event).map_err(LogError::Unwritable)
}

/// The event of an entry.
pub fn decode(entry: &Entry) -> Result<Event, LogError> {
    serde_json::from_str(&entry.body).map_err(|source| LogError::Unreadable {
        seq: entry.seq,
        source,
    })
}

/// The events of a log, in order.
pub fn decode_all(entries: &[Entry]) -> Result<Vec<Event>, LogError> {
    entries.iter().map(decode).collect()
}

/// The entries that follow number `seq` with hash `prev` (0 and [`GENESIS`] for a new case).
pub fn append(mut seq: u64, prev: &str, events: &[Event]) -> Result<Vec<Entry>, LogError> {
    let mut prev = prev.to_owned();
    let mut entries = Vec::with_capacity(events.len());
    for event in events {
        seq = seq.saturating_add(1);
        let body = encode(event)?;
        let hash = chain(&prev, seq, &body);
        entries.push(Entry {
            seq,
            at: event.at(),
            body,
            prev,
            hash: hash.clone(),
        });
        prev = hash;
    }
    Ok(entries)
}

/// Checks a whole log, from its first entry. That its end is there too, only the hash kept elsewhere can tell.
pub fn verify(entries: &[Entry]) -> Result<(), Broken> {
    let mut prev = GENESIS;
    for (seq, entry) in (1..).zip(entries) {
        if let Some(fault) = fault(entry, seq, prev) {
            return Err(Broken { seq, fault });
        }
        prev = &entry.hash;
    }
    Ok(())
}

fn fault(entry: &Entry, seq: u64, prev: &str) -> Option<Fault> {
    if entry.seq != seq {
        Some(Fault::Number)
    } else if entry.prev != prev {
        Some(Fault::Chain)
    } else if entry.hash != chain(prev, seq, &entry.body) {
        Some(Fault::Content)
    } else if decode(entry).is_ok_and(|event| event.at() == entry.at) {
        None
    } else {
        Some(Fault::Event)
    }
}
