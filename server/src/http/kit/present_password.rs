//! The present password, given again before something that matters. Its tries count like those of a login.

use std::future::Future;

use app::{
    components::FieldError,
    text::{Lang, t},
};
use axum::http::StatusCode;

use super::{error::PageError, refusals::wait_text};
use crate::{
    core::{Core, throttle::Throttled},
    flow::{
        account::LoginError,
        throttle::{Origin, Subject},
    },
    security_log::{self, Account},
};

/// Why the present password was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Denied {
    Wrong,
    /// Seconds before the next try.
    Wait(u64),
}

impl Denied {
    pub(crate) const fn status(self) -> StatusCode {
        match self {
            Denied::Wrong => StatusCode::UNPROCESSABLE_ENTITY,
            Denied::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    /// The error of the field that asks for the password.
    pub(crate) fn error(self, lang: Lang, field: &str) -> FieldError {
        let text = match self {
            Denied::Wrong => t(lang, "profile-error-current-wrong"),
            Denied::Wait(seconds) => wait_text(lang, seconds),
        };
        FieldError::new(field, text)
    }
}

/// Runs `act`, which refuses a wrong password of `account`, as a try that counts.
pub(crate) async fn counted<T>(
    app: &Core,
    account: Account<'_>,
    act: impl Future<Output = Result<T, LoginError>> + Send,
) -> Result<Result<T, Denied>, PageError> {
    let subject = Subject::Confirmation(account.id());
    let attempt = match app.throttle.begin(app, subject, &Origin::default()).await {
        Ok(attempt) => attempt,
        Err(Throttled::Wait(seconds)) => return Ok(Err(Denied::Wait(seconds))),
        Err(Throttled::Store(error)) => return Err(error.into()),
    };
    match act.await {
        Ok(done) => {
            attempt.succeeded(app).await;
            Ok(Ok(done))
        }
        Err(LoginError::Refused) => {
            security_log::login_failed(account, "confirmation");
            let wait = attempt.failed(app).await;
            Ok(Err(wait.map_or(Denied::Wrong, Denied::Wait)))
        }
        Err(error) => Err(error.into()),
    }
}
