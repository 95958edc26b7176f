//! Applications that people prepare at home and take to a counter. Nobody logs in for it: whoever has the code on the
//! paper opens the data, and without the code the store alone tells nothing.

use std::collections::BTreeMap;

use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce, aead::Aead};
use chrono::{DateTime, Utc};
use domain::{condition::Facts, counter_code::CounterCode};
use rand::RngCore;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{core::Core, store::StoreError};

/// What was prepared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// Id of the regulation.
    pub regulation: String,
    /// Answers of the guide.
    pub facts: Facts,
    /// Answers of the form, in their kept form.
    pub values: BTreeMap<String, String>,
}

/// What a code opens.
#[derive(Debug, PartialEq, Eq)]
pub enum Opened {
    /// The application, and until when it is kept.
    Found(Prepared, DateTime<Utc>),
    /// Its time is over.
    Expired,
    /// There is none, or none any more.
    Unknown,
}

/// Keeps `prepared` and returns the code that opens it.
pub async fn keep(app: &Core, prepared: &Prepared) -> Result<CounterCode, StoreError> {
    let code = new_code();
    let body = close(&code, prepared)?;
    let expires = app.now() + app.config.retention.prepared();
    app.store
        .add_prepared(id(&code), body, expires.timestamp_micros())
        .await?;
    Ok(code)
}

/// What `code` opens.
pub async fn open(app: &Core, code: &CounterCode) -> Result<Opened, StoreError> {
    let Some((body, expires)) = app.store.prepared(&id(code)).await? else {
        return Ok(Opened::Unknown);
    };
    let expires = DateTime::from_timestamp_micros(expires).unwrap_or_default();
    if expires < app.now() {
        return Ok(Opened::Expired);
    }
    Ok(Opened::Found(unclose(code, &body)?, expires))
}

/// Forgets what `code` opens.
pub async fn forget(app: &Core, code: &CounterCode) -> Result<(), StoreError> {
    app.store.delete_prepared(&id(code)).await
}

fn new_code() -> CounterCode {
    let mut random = rand::rng();
    loop {
        let number = (u128::from(random.next_u64()) << 64) | u128::from(random.next_u64());
        // Five numbers of 37 have no check sign of ours; the next one has.
        if let Some(code) = CounterCode::new(number) {
            return code;
        }
    }
}

/// The code is random and long enough that a plain hash keeps it; two labels keep its two uses apart.
fn hash(label: &str, code: &CounterCode) -> [u8; 32] {
    Sha256::digest(format!("otinish prepared {label} {}", code.as_str())).into()
}

fn id(code: &CounterCode) -> String {
    hex::encode(hash("id", code))
}

fn cipher(code: &CounterCode) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&hash("key", code).into())
}

/// Each code closes one body and never another, so the nonce need not differ.
fn close(code: &CounterCode, prepared: &Prepared) -> Result<String, StoreError> {
    let json = serde_json::to_vec(prepared).map_err(|error| damaged(&error))?;
    let closed = cipher(code).encrypt(&Nonce::default(), json.as_slice());
    closed.map(hex::encode).map_err(|error| damaged(&error))
}

fn unclose(code: &CounterCode, body: &str) -> Result<Prepared, StoreError> {
    let closed = hex::decode(body).map_err(|error| damaged(&error))?;
    let json = cipher(code).decrypt(&Nonce::default(), closed.as_slice());
    let json = json.map_err(|error| damaged(&error))?;
    serde_json::from_slice(&json).map_err(|error| damaged(&error))
}

fn damaged(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Damaged(format!("a prepared application: {error}"))
}
