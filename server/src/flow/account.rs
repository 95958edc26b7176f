//! Passwords and logins.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use crate::{
    state::Portal,
    store::{
        StoreError,
        account::{Person, Staff},
    },
};

/// Hashing takes 19 MiB and a core each; more at once would only make all of them slower.
static HASHING: Semaphore = Semaphore::const_new(2);

/// Why someone could not be let in.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// No such account, or another password: deliberately not told apart.
    #[error("login refused")]
    Refused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Hashing failed.
    #[error("hashing failed")]
    Hashing,
}

/// Hashes a password with argon2id and a random salt, off the async threads.
pub async fn hash_password(password: String) -> Result<String, LoginError> {
    let _place = HASHING.acquire().await.map_err(|_| LoginError::Hashing)?;
    tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
    })
    .await
    .map_err(|_| LoginError::Hashing)?
    .map_err(|_| LoginError::Hashing)
}

/// Whether `password` fits `hash`.
pub async fn password_fits(password: String, hash: String) -> Result<bool, LoginError> {
    let _place = HASHING.acquire().await.map_err(|_| LoginError::Hashing)?;
    tokio::task::spawn_blocking(move || {
        PasswordHash::new(&hash).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        })
    })
    .await
    .map_err(|_| LoginError::Hashing)
}

/// A hash that no password fits: checked when the account does not exist, so that the answer takes as long.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The citizen with this ИИН and password.
pub async fn login_person(app: &Portal, iin: &str, password: String) -> Result<Person, LoginError> {
    let person = app.store.person_by_iin(iin).await?;
    let hash = person
        .as_ref()
        .map_or_else(|| NOBODY.to_owned(), |person| person.password.clone());
    let fits = password_fits(password, hash).await?;
    person.filter(|_| fits).ok_or(LoginError::Refused)
}

/// The official with this login and password.
pub async fn login_staff(app: &Portal, login: &str, password: String) -> Result<Staff, LoginError> {
    let staff = app.store.staff_by_login(login).await?;
    let hash = staff
        .as_ref()
        .map_or_else(|| NOBODY.to_owned(), |staff| staff.password.clone());
    let fits = password_fits(password, hash).await?;
    staff.filter(|_| fits).ok_or(LoginError::Refused)
}
