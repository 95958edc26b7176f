//! Where somebody stands to an account: whether it was entered from there before.

use super::subject::{Origin, Subject, hash};
use crate::{
    core::Core,
    store::{StoreError, login::Entered},
};

/// A device or address is known for so long after the last login.
pub(super) const KNOWN: i64 = 180 * 24 * 3600 * 1_000_000;

/// Where somebody stands to an account.
pub struct Standing {
    /// The key of what is done to the account from here.
    pub here: String,
    /// Whether the account was entered from this device or address before; who is logged in is known.
    pub is_known: bool,
    /// Device and address, and when the account was last entered from each.
    pub(super) seen: Vec<(String, i64)>,
}

/// Where `origin` stands to `subject`.
///
/// # Errors
/// If the store failed.
pub async fn standing(
    app: &Core,
    subject: Subject<'_>,
    origin: &Origin,
) -> Result<Standing, StoreError> {
    let now = app.now().timestamp_micros();
    standing_of(app, &subject.key(), origin, now).await
}

pub(super) async fn standing_of(
    app: &Core,
    subject: &str,
    origin: &Origin,
    now: i64,
) -> Result<Standing, StoreError> {
    let (device, address) = (origin.device(), origin.address());
    let mut here = hash(&["here", subject, &address]);
    let mut is_known = origin.address.is_none();
    let mut seen = Vec::new();
    if !is_known {
        let last = app.store.login_origin_seen(subject, &address).await?;
        is_known = last + KNOWN > now;
        seen.push((address, last));
    }
    if let Some(device) = device {
        let last = app.store.login_origin_seen(subject, &device).await?;
        if last + KNOWN > now {
            here = hash(&["here", subject, &device]);
            is_known = true;
        }
        seen.push((device, last));
    }
    Ok(Standing {
        here,
        is_known,
        seen,
    })
}

/// What a proof that is stronger than the password writes: failures of before count no more, and from here the account is
/// known.
pub fn proven(subject: Subject<'_>, origin: &Origin, now: i64) -> Entered {
    let subject = subject.key();
    let origins: Vec<String> = [origin.device(), origin.address.map(|_| origin.address())]
        .into_iter()
        .flatten()
        .collect();
    let here = origins
        .iter()
        .map(|origin| hash(&["here", &subject, origin]));
    let anywhere = hash(&["anywhere", &subject]);
    Entered {
        forget: here.chain([anywhere]).collect(),
        origins,
        subject,
        at: now,
    }
}
