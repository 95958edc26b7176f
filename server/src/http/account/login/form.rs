//! One try to log in, and the pages that refuse it.

use app::{
    components::FieldError,
    pages::login::{LoginOf, LoginView, Refusal},
    text::{Lang, t},
};
use axum::{
    http::{StatusCode, header},
    response::Response,
};
use domain::iin::Iin;

use super::{page, same_site::same_site};
use crate::{
    core::throttle::Throttled,
    flow::{
        account::LoginError,
        staff_accounts,
        throttle::{Attempt, Origin, Subject},
    },
    http::kit::{
        error::PageError,
        fields::Fields,
        page_context::PageContext,
        refusals::{busy, must_wait, refusal_of_act, staff_refused},
        unsaved_answers::{KEPT_PATH, UnsavedAnswers},
        web::App,
    },
    password::{PasswordError, RETRY_SECONDS},
    security_log::{self, Account},
};

/// Longest login that is looked at, and longest password that is hashed.
const MAX_LOGIN_LENGTH: usize = 100;
const MAX_PASSWORD_LENGTH: usize = 200;

/// What was posted to a login page.
pub(super) struct LoginForm {
    pub(super) of: LoginOf,
    pub(super) login: String,
    pub(super) password: String,
    pub(super) next: String,
    /// The form of a lost session.
    pub(super) unsaved: UnsavedAnswers,
    /// Whether only the language of the page is to change.
    switch: bool,
}

impl LoginForm {
    pub(super) fn new(of: LoginOf, lang: Lang, mut fields: Fields) -> LoginForm {
        let kept = fields.take(KEPT_PATH);
        LoginForm {
            of,
            login: fields.take("login").trim().to_owned(),
            password: fields.take("password"),
            next: same_site(lang, &fields.take("next")),
            switch: fields.take_switch(),
            unsaved: UnsavedAnswers::from_login(same_site(lang, &kept), fields),
        }
    }

    /// The answer to an attempt that is not worth looking up the account for.
    pub(super) fn stopped(&self, app: &App, context: &PageContext) -> Option<Response> {
        if self.switch {
            return Some(self.show(app, context, StatusCode::OK, None, Vec::new()));
        }
        let errors = self.errors(context.lang);
        if !errors.is_empty() {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Some(self.show(app, context, status, None, errors));
        }
        let too_long =
            self.login.len() > MAX_LOGIN_LENGTH || self.password.len() > MAX_PASSWORD_LENGTH;
        too_long.then(|| self.refused(app, context))
    }

    /// The ИИН that was typed, or what was typed instead.
    pub(super) fn iin(&self) -> String {
        Iin::digits(&self.login).unwrap_or_else(|_| self.login.clone())
    }

    /// The login of an official as it is kept.
    pub(super) fn staff_login(&self) -> String {
        staff_accounts::login_of(&self.login)
    }

    fn errors(&self, lang: Lang) -> Vec<FieldError> {
        let login = match self.of {
            LoginOf::Citizen => "login-error-iin",
            LoginOf::Staff => "login-error-login",
        };
        let fields = [
            ("login", &self.login, login),
            ("password", &self.password, "login-error-password"),
        ];
        let empty = fields.into_iter().filter(|(_, typed, _)| typed.is_empty());
        empty
            .map(|(id, _, key)| FieldError::new(id, t(lang, key)))
            .collect()
    }

    /// No such account, or another password.
    fn refused(&self, app: &App, context: &PageContext) -> Response {
        let lang = context.lang;
        let refusal = match self.of {
            LoginOf::Citizen => {
                refusal_of_act(app, lang, "login-refused-title", "login-refused-help")
            }
            LoginOf::Staff => staff_refused(lang),
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        self.show(app, context, status, Some(refusal), Vec::new())
    }

    /// A try at what was typed, or the page that says why there is none now.
    pub(super) async fn begin(
        &self,
        app: &App,
        context: &PageContext,
        subject: Subject<'_>,
        origin: &Origin,
    ) -> Result<Result<Attempt, Response>, PageError> {
        match app.throttle.begin(app, subject, origin).await {
            Ok(attempt) => Ok(Ok(attempt)),
            Err(Throttled::Wait(seconds)) => {
                let id = self.account(app).await;
                security_log::locked(self.logged(id.as_deref()), seconds);
                Ok(Err(self.must_wait(app, context, seconds)))
            }
            Err(Throttled::Store(error)) => Err(error.into()),
        }
    }

    /// The password was wrong, or could not be checked.
    pub(super) async fn not_in(
        &self,
        app: &App,
        context: &PageContext,
        attempt: Attempt,
        error: LoginError,
    ) -> Result<Response, PageError> {
        match error {
            LoginError::Refused => {
                let id = self.account(app).await;
                security_log::login_failed(self.logged(id.as_deref()), "password");
                Ok(match attempt.failed(app).await {
                    Some(seconds) => self.must_wait(app, context, seconds),
                    None => self.refused(app, context),
                })
            }
            LoginError::Password(PasswordError::Busy) => {
                let status = StatusCode::SERVICE_UNAVAILABLE;
                let page = self.show(app, context, status, Some(busy(context.lang)), Vec::new());
                Ok(retry_after(page, RETRY_SECONDS))
            }
            error => Err(error.into()),
        }
    }

    /// The id of the account that was typed, for the security log.
    async fn account(&self, app: &App) -> Option<String> {
        let id = match self.of {
            LoginOf::Citizen => {
                let account = app.store.account_by_iin(&self.iin()).await;
                account.map(|account| account.map(|account| account.person.id))
            }
            LoginOf::Staff => {
                let staff = app.store.staff_by_login(&self.staff_login()).await;
                staff.map(|staff| staff.map(|staff| staff.id))
            }
        };
        id.ok().flatten()
    }

    fn logged<'a>(&self, id: Option<&'a str>) -> Account<'a> {
        match (self.of, id) {
            (_, None) => Account::Unknown,
            (LoginOf::Citizen, Some(id)) => Account::Citizen(id),
            (LoginOf::Staff, Some(id)) => Account::Staff(id),
        }
    }

    fn must_wait(&self, app: &App, context: &PageContext, seconds: u64) -> Response {
        let status = StatusCode::TOO_MANY_REQUESTS;
        let refusal = must_wait(context.lang, seconds);
        retry_after(
            self.show(app, context, status, Some(refusal), Vec::new()),
            seconds,
        )
    }

    /// The page again. Everything but the password stays.
    fn show(
        &self,
        app: &App,
        context: &PageContext,
        status: StatusCode,
        refusal: Option<Refusal>,
        errors: Vec<FieldError>,
    ) -> Response {
        let view = LoginView {
            of: self.of,
            login: self.login.clone(),
            next: self.next.clone(),
            refusal,
            errors,
            kept: self.unsaved.hidden_fields(),
            ..LoginView::default()
        };
        page::show(app, context, status, view)
    }
}

fn retry_after(mut response: Response, seconds: u64) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, seconds.into());
    response
}
