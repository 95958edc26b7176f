//! The second factor of officials: a code that their telephone computes from a secret and the time, or one of ten recovery
//! codes on paper.

use crate::{
    config::staff::SecondFactor,
    core::Core,
    demo,
    security_log::{self, Account},
    store::{StoreError, factor::CodeAttempt, staff::Staff},
};

pub mod code;
pub mod recovery;

/// Why a code was not taken.
#[derive(Debug, thiserror::Error)]
pub enum FactorError {
    /// It is not the code of this minute, and no recovery code.
    #[error("wrong code")]
    Wrong,
    /// It was right, and taken before.
    #[error("the code was used before")]
    Used,
    /// Too many were wrong.
    #[error("wait {0} seconds")]
    Wait(u64),
    /// The secret was sealed with another key, or there is none any more.
    #[error("the second factor cannot be read")]
    Unreadable,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How somebody proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// By a code of the telephone.
    Code,
    /// By a recovery code.
    Recovery,
}

/// Whether this official must have a second factor. Those of the demonstration have a password that everybody knows: a
/// second factor would only keep people from trying it.
pub fn is_required(app: &Core, staff: &Staff) -> bool {
    let required = app.config.staff.second_factor == SecondFactor::Required;
    required && !(app.config.demo() && demo::is_staff(&staff.login))
}

/// What a secret is sealed for: it opens for no other account.
fn context(staff: &str) -> String {
    format!("second factor of {staff}")
}

/// Seals a secret for the account.
pub fn seal(app: &Core, staff: &str, secret: &[u8]) -> Result<String, FactorError> {
    let sealed = app.sealer.seal(&context(staff), secret);
    sealed.ok_or(FactorError::Unreadable)
}

/// Opens what [`seal`] made.
pub fn unseal(app: &Core, staff: &str, sealed: &str) -> Result<Vec<u8>, FactorError> {
    let secret = app.sealer.unseal(&context(staff), sealed);
    secret.ok_or_else(|| {
        tracing::error!(
            staff,
            "a second factor was sealed with another key than this server has"
        );
        FactorError::Unreadable
    })
}

/// Sets the second factor up, once a first code shows that the telephone has the secret. `seed` makes the recovery codes.
pub async fn enrol(
    app: &Core,
    staff: &Staff,
    secret: &[u8],
    seed: &str,
    typed: &str,
) -> Result<(), FactorError> {
    let now = app.now();
    let step = code::step_of(secret, typed, now.timestamp()).ok_or(FactorError::Wrong)?;
    let hashes = hashes(staff, secret, seed);
    let sealed = seal(app, &staff.id, secret)?;
    let at = now.timestamp_micros();
    app.store
        .set_factor(&staff.id, sealed, at, step, hashes)
        .await?;
    security_log::second_factor(Account::Staff(&staff.id), "set_up");
    Ok(())
}

fn hashes(staff: &Staff, secret: &[u8], seed: &str) -> Vec<String> {
    let codes = recovery::codes(secret, seed);
    let hashes = codes.iter().map(|code| recovery::hash(&staff.id, code));
    hashes.collect()
}

/// Makes new recovery codes of `seed`; those before are worth nothing any more. Returns the sealed secret that they are
/// computed from.
pub async fn renew_codes(app: &Core, staff: &Staff, seed: &str) -> Result<String, FactorError> {
    let factor = app.store.factor(&staff.id).await?;
    let sealed = factor.ok_or(FactorError::Unreadable)?.secret;
    let secret = unseal(app, &staff.id, &sealed)?;
    let hashes = hashes(staff, &secret, seed);
    app.store.set_recovery(&staff.id, hashes).await?;
    security_log::second_factor(Account::Staff(&staff.id), "codes_renewed");
    Ok(sealed)
}

/// Checks a code of the telephone or a recovery code, and takes it: neither is worth anything again.
pub async fn prove(app: &Core, staff: &Staff, typed: &str) -> Result<Proof, FactorError> {
    let now = app.now();
    let factor = app.store.factor(&staff.id).await?;
    let factor = factor.ok_or(FactorError::Unreadable)?;
    let secret = unseal(app, &staff.id, &factor.secret)?;
    let micros = now.timestamp_micros();
    if let CodeAttempt::WaitUntil(until) = app.store.claim_attempt(&staff.id, micros).await? {
        let seconds = (until - micros).unsigned_abs().div_ceil(1_000_000);
        security_log::locked(Account::Staff(&staff.id), seconds);
        return Err(FactorError::Wait(seconds));
    }
    let taken = take(app, staff, &secret, typed, now.timestamp()).await;
    match &taken {
        Ok(proof) => {
            app.store.attempt_was_right(&staff.id).await?;
            if *proof == Proof::Recovery {
                security_log::second_factor(Account::Staff(&staff.id), "recovery_code_used");
            }
        }
        Err(_) => security_log::login_failed(Account::Staff(&staff.id), "code"),
    }
    taken
}

async fn take(
    app: &Core,
    staff: &Staff,
    secret: &[u8],
    typed: &str,
    now: i64,
) -> Result<Proof, FactorError> {
    if let Some(step) = code::step_of(secret, typed, now) {
        return match app.store.use_step(&staff.id, step).await? {
            true => Ok(Proof::Code),
            false => Err(FactorError::Used),
        };
    }
    let hash = recovery::hash(&staff.id, typed);
    match app.store.use_recovery(&staff.id, &hash).await? {
        true => Ok(Proof::Recovery),
        false => Err(FactorError::Wrong),
    }
}
