//! What stands between the password of an official and their work: a new password, a code, setting the code up.

use leptos::prelude::*;

use super::profile::CURRENT_PASSWORD;
use crate::{
    components::{
        Button, ErrorSummary, Field, FieldError, LinkButton, Lost, Notice, NoticeKind, Reveal,
        Shell, TextField, Width, error_of, page,
    },
    text::{Lang, t, t_with},
};

/// What is wrong with the last try; nothing at first.
pub type Wrong = Option<FieldError>;

/// The id of the form of each page.
const FORM: &str = "step";

fn begun(shell: &Shell, title: &str, wrong: &Wrong) -> Shell {
    shell
        .titled(t(shell.lang, title))
        .with_error(wrong.is_some())
}

/// Asks for the code of the telephone.
pub fn code(shell: &Shell, typed: &str, wrong: &Wrong) -> String {
    let lang = shell.lang;
    let action = shell.href("/staff/login/code");
    let shell = begun(shell, "factor-code-title", wrong).with_form(FORM, &action);
    let errors: Vec<FieldError> = wrong.iter().cloned().collect();
    page(&shell, || {
        let field = Field::new(lang, "code", t(lang, "factor-code"))
            .hint(t(lang, "factor-code-hint"))
            .error(error_of(&errors, "code"));
        view! {
            <ErrorSummary lang=lang errors=errors.clone()/>
            <h1>{t(lang, "factor-code-title")}</h1>
            <p>{t(lang, "factor-code-lead")}</p>
            <form method="post" action=action id=FORM class="stack" novalidate=true>
                <TextField field=field value=typed autocomplete="one-time-code" width=Width::Chars20/>
                <div class="actions"><Button text=t(lang, "factor-code-submit")/></div>
            </form>
            <p class="meta">{t(lang, "factor-lost")}</p>
        }
    })
}

/// Asks for a password of one's own, in place of a one-time password or of one's own of before.
pub fn new_password(shell: &Shell, one_time: bool, errors: &[FieldError]) -> String {
    let lang = shell.lang;
    let (title, lead) = match one_time {
        true => ("factor-password-title", "factor-password-lead"),
        false => ("factor-password-own-title", "factor-password-own-lead"),
    };
    let wrong = errors.first().cloned();
    let action = shell.href("/staff/login/password");
    let shell = begun(shell, title, &wrong)
        .with_form(FORM, &action)
        .losing(Lost::Password);
    let errors = errors.to_vec();
    page(&shell, || {
        let first = Field::new(lang, "password", t(lang, "factor-password"))
            .hint(t(lang, "factor-password-hint"))
            .error(error_of(&errors, "password"));
        let again = Field::new(lang, "password-again", t(lang, "factor-password-again"))
            .error(error_of(&errors, "password-again"));
        view! {
            <ErrorSummary lang=lang errors=errors.clone()/>
            <h1>{t(lang, title)}</h1>
            <p>{t(lang, lead)}</p>
            <form method="post" action=action id=FORM class="stack" novalidate=true>
                <TextField field=first kind="password" autocomplete="new-password" width=Width::Chars20/>
                <TextField field=again kind="password" autocomplete="new-password" width=Width::Chars20/>
                <Reveal lang=lang fields="password password-again"/>
                <div class="actions"><Button text=t(lang, "factor-password-submit")/></div>
            </form>
        }
    })
}

/// What the telephone needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnrolView {
    /// The picture for the camera, as a ready `svg` element made by the server.
    pub qr_svg: String,
    /// The secret, for typing it in.
    pub secret: String,
    /// The login under which the telephone lists it.
    pub login: String,
    /// The code that was typed, where the page comes back in another language.
    pub typed: String,
    /// What is wrong with the last try.
    pub wrong: Wrong,
}

/// Sets the code up.
pub fn enrol(shell: &Shell, view: &EnrolView) -> String {
    let lang = shell.lang;
    let action = shell.href("/staff/login/enrol");
    let shell = begun(shell, "factor-enrol-title", &view.wrong).with_form(FORM, &action);
    let errors: Vec<FieldError> = view.wrong.iter().cloned().collect();
    page(&shell, || {
        let field =
            Field::new(lang, "code", t(lang, "factor-enrol-code")).error(error_of(&errors, "code"));
        view! {
            <ErrorSummary lang=lang errors=errors.clone()/>
            <h1>{t(lang, "factor-enrol-title")}</h1>
            <p>{t(lang, "factor-enrol-lead")}</p>
            <ol class="stack">
                <li>{t(lang, "factor-enrol-app")}</li>
                <li>
                    <p>{t(lang, "factor-enrol-scan")}</p>
                    <div class="qr" role="img" aria-label=t(lang, "factor-enrol-picture") inner_html=view.qr_svg.clone()></div>
                    <p>
                        {t(lang, "factor-enrol-typed")}" "
                        <strong translate="no">{view.secret.clone()}</strong>
                        " ("<span translate="no">{view.login.clone()}</span>")"
                    </p>
                </li>
                <li>{t(lang, "factor-enrol-then")}</li>
            </ol>
            <form method="post" action=action id=FORM class="stack" novalidate=true>
                <TextField
                    field=field
                    value=view.typed.clone()
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    width=Width::Chars10
                />
                <div class="actions"><Button text=t(lang, "factor-enrol-submit")/></div>
            </form>
        }
    })
}

/// The recovery codes, shown once.
pub fn codes(shell: &Shell, codes: &[String]) -> String {
    let lang = shell.lang;
    let shell = shell.titled(t(lang, "factor-codes-title"));
    page(&shell, || {
        let codes: Vec<_> = codes
            .iter()
            .map(|code| view! { <li><code class="unbroken" translate="no">{code.clone()}</code></li> })
            .collect();
        view! {
            <h1>{t(lang, "factor-codes-title")}</h1>
            <Notice kind=NoticeKind::Warning title=t(lang, "factor-codes-once")>
                <p>{t(lang, "factor-codes-lead")}</p>
            </Notice>
            <ol>{codes}</ol>
            <form method="post" action=shell.href("/staff/login/codes") class="no-print">
                <div class="actions"><Button text=t(lang, "factor-codes-submit")/></div>
            </form>
        }
    })
}

/// The official's own login: whether there is a second factor, how many recovery codes are left, and what can be changed.
pub fn own_factor(shell: &Shell, left: Option<u64>, errors: &[FieldError]) -> String {
    let lang = shell.lang;
    let action = shell.href("/staff/second-factor");
    let shell = shell
        .titled(t(lang, "factor-title"))
        .with_error(!errors.is_empty())
        .with_back(shell.href("/staff"))
        .with_form(FORM, &action)
        .losing(Lost::Password);
    let errors = errors.to_vec();
    page(&shell, || {
        let field = Field::new(lang, CURRENT_PASSWORD, t(lang, "profile-current"))
            .error(error_of(&errors, CURRENT_PASSWORD));
        let other = match left {
            Some(_) => ("codes", "factor-new-codes"),
            None => ("enrol", "factor-turn-on"),
        };
        let button = |(what, key): (&'static str, &str), kind: &'static str| {
            view! { <button class=kind type="submit" name="do" value=what>{t(lang, key)}</button> }
        };
        view! {
            <ErrorSummary lang=lang errors=errors.clone()/>
            <h1>{t(lang, "factor-title")}</h1>
            {own(lang, left)}
            <form method="post" action=action id=FORM class="stack" novalidate=true>
                <p>{t(lang, "factor-confirm")}</p>
                <TextField field=field kind="password" autocomplete="current-password" width=Width::Chars20/>
                <Reveal lang=lang fields=CURRENT_PASSWORD/>
                <div class="actions">
                    {button(("password", "factor-change-password"), "button")}
                    {button(other, "button button--secondary")}
                </div>
                {left.map(|_| view! { <p class="meta">{t(lang, "factor-new-codes-note")}</p> })}
            </form>
        }
    })
}

fn own(lang: Lang, left: Option<u64>) -> AnyView {
    match left {
        Some(left) => view! {
            <p>{t(lang, "factor-on")}</p>
            <p>{t_with(lang, "factor-left", &[("n", left.into())])}</p>
            <p>{t(lang, "factor-lost")}</p>
        }
        .into_any(),
        None => view! { <p>{t(lang, "factor-off")}</p> }.into_any(),
    }
}

/// The secret of the second factor cannot be read.
pub fn unreadable(shell: &Shell) -> String {
    let lang = shell.lang;
    let shell = begun(
        shell,
        "factor-unreadable-title",
        &Some(FieldError::default()),
    );
    page(&shell, || {
        view! {
            <h1>{t(lang, "factor-unreadable-title")}</h1>
            <p>{t(lang, "factor-unreadable-text")}</p>
            <div class="actions">
                <LinkButton text=t(lang, "factor-again") href=shell.href("/staff/login")/>
            </div>
        }
    })
}
