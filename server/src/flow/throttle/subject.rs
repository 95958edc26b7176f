//! What is tried, and from where: only hashes of both are kept.

use std::net::IpAddr;

use sha2::{Digest, Sha256};

/// What is tried: an account as it was typed, or a code of one. Only its hash is kept.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// The password of a citizen, by the ИИН that was typed.
    Citizen(&'a str),
    /// The password of an official, by the login name that was typed.
    Staff(&'a str),
    /// The password with which somebody who is logged in confirms, by the id of the account.
    Confirmation(&'a str),
    /// A one-time code, by what it is a code of: `totp:<id>`.
    Code(&'a str),
}

impl Subject<'_> {
    pub(super) fn key(self) -> String {
        let (kind, text) = match self {
            Subject::Citizen(iin) => ("citizen", iin),
            Subject::Staff(login) => ("staff", login),
            Subject::Confirmation(id) => ("confirmation", id),
            Subject::Code(of) => ("code", of),
        };
        hash(&[kind, text])
    }
}

pub(super) fn hash(parts: &[&str]) -> String {
    hex::encode(Sha256::digest(parts.join("\n")))
}

/// From where it is tried.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// What the cookie of the device holds.
    pub device: Option<String>,
    /// The address that limits count by; none for somebody who is logged in.
    pub address: Option<IpAddr>,
}

impl Origin {
    pub(super) fn device(&self) -> Option<String> {
        self.device.as_ref().map(|device| hash(&["device", device]))
    }

    pub(super) fn address(&self) -> String {
        let address = self.address.map(|address| address.to_string());
        hash(&["address", &address.unwrap_or_default()])
    }
}
