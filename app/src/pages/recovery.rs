//! A forgotten password: the ИИН, then the code with a new password.

use leptos::prelude::*;

use super::{
    from_page,
    login::Refusal,
    one_time_code::{CodeView, again_button, code_field, demo_link, resent},
};
use crate::{
    components::{
        Button, ErrorSummary, Field, FieldError, LinkButton, Lost, Notice, NoticeKind, Reveal,
        Shell, TextField, error_of, field::Width, page,
    },
    text::{Lang, t},
};

/// The first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecoveryView {
    /// The ИИН that was typed.
    pub iin: String,
    pub errors: Vec<FieldError>,
    /// Why nothing was tried.
    pub refusal: Option<Refusal>,
}

/// The second page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecoverView {
    /// The code, with what is wrong with any field of the page.
    pub code: CodeView,
}

/// Draws the page that asks whose password it is.
pub fn recovery(shell: &Shell, view: &RecoveryView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(t(lang, "recovery-title"))
        .with_error(!view.errors.is_empty() || view.refusal.is_some())
        .with_back(shell.href("/login"))
        .with_form("recovery", &shell.href("/recovery"));
    let view = view.clone();
    page(&shell, || {
        let field = Field::new(lang, "iin", t(lang, "recovery-iin"))
            .hint(t(lang, "recovery-iin-hint"))
            .error(error_of(&view.errors, "iin"));
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            {view.refusal.clone().map(Refusal::view)}
            <h1>{t(lang, "recovery-title")}</h1>
            <p class="lead">{t(lang, "recovery-intro")}</p>
            <form method="post" action=shell.href("/recovery") id="recovery" class="stack" novalidate=true>
                <TextField
                    field=field
                    value=view.iin.clone()
                    inputmode="numeric"
                    autocomplete="username"
                    width=Width::Chars20
                />
                {from_page()}
                <div class="actions"><Button text=t(lang, "recovery-submit")/></div>
            </form>
            <p>{t(lang, "recovery-other-number")}</p>
        }
    })
}

/// Draws the page that takes the code and the new password.
pub fn recover(shell: &Shell, view: &RecoverView) -> String {
    let lang = shell.lang;
    let errors = &view.code.errors;
    let shell = shell
        .titled(t(lang, "recovery-code-title"))
        .with_error(!errors.is_empty())
        .with_form("recovery", &shell.href("/recovery/code"))
        .losing(Lost::Password);
    page(&shell, || {
        view! {
            <ErrorSummary lang=lang errors=errors.clone()/>
            <h1>{t(lang, "recovery-code-title")}</h1>
            <p class="lead">{t(lang, "recovery-code-sent")}</p>
            {resent(lang, view.code.resent)}
            {demo_link(&shell, view.code.demo)}
            <form method="post" action=shell.href("/recovery/code") id="recovery" class="stack" novalidate=true>
                {code_field(lang, &view.code)}
                {new_passwords(lang, errors, "password password-again")}
                <div class="actions">
                    <Button text=t(lang, "recovery-code-submit")/>
                    {again_button(lang)}
                </div>
            </form>
            <p>
                {t(lang, "recovery-code-not-arrived")}
                " "
                <a href=shell.href("/recovery")>{t(lang, "recovery-code-back")}</a>
            </p>
        }
    })
}

/// A new password, twice, and the button that shows the fields `reveals`. Passwords never come back.
pub(super) fn new_passwords(lang: Lang, errors: &[FieldError], reveals: &'static str) -> AnyView {
    let first = Field::new(lang, "password", t(lang, "passwords-new"))
        .hint(t(lang, "passwords-hint"))
        .error(error_of(errors, "password"));
    let again = Field::new(lang, "password-again", t(lang, "passwords-again"))
        .error(error_of(errors, "password-again"));
    view! {
        <TextField field=first kind="password" autocomplete="new-password" width=Width::Chars20/>
        <TextField field=again kind="password" autocomplete="new-password" width=Width::Chars20/>
        <Reveal lang=lang fields=reveals/>
    }
    .into_any()
}

/// Draws the page after the password was set.
pub fn recovered(shell: &Shell) -> String {
    let lang = shell.lang;
    let shell = shell.titled(t(lang, "recovery-done-title"));
    page(&shell, || {
        view! {
            <h1>{t(lang, "recovery-done-title")}</h1>
            <Notice kind=NoticeKind::Success title=t(lang, "recovery-done-notice")>
                <p>{t(lang, "recovery-done-text")}</p>
            </Notice>
            <div class="actions">
                <LinkButton text=t(lang, "recovery-done-login") href=shell.href("/login")/>
            </div>
        }
    })
}
