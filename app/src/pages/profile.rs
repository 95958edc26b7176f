//! The citizen's own account: what it knows and what of it can be changed.

use leptos::prelude::*;

use super::{login::Refusal, one_time_code::CodeOf, recovery::new_passwords};
use crate::{
    components::{
        Button, ErrorSummary, Field, FieldError, Lost, Notice, NoticeKind, Reveal, Shell,
        SummaryList, SummaryRow, TextField, error_of, field::Width, page,
    },
    format,
    text::{Lang, t},
};

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The password was changed.
    Password,
    /// The telephone was.
    Phone,
    /// The address was.
    Email,
    /// The address was taken out.
    NoEmail,
}

impl Done {
    const fn key(self) -> &'static str {
        match self {
            Done::Password => "profile-done-password",
            Done::Phone => "profile-done-phone",
            Done::Email => "profile-done-email",
            Done::NoEmail => "profile-done-no-email",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileView {
    /// Surname, first name, patronymic.
    pub name: String,
    pub iin: String,
    /// Telephone.
    pub phone: String,
    /// E-mail, or empty.
    pub email: String,
    /// What was just done.
    pub done: Option<Done>,
}

pub fn profile(shell: &Shell, view: &ProfileView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(t(lang, "profile-title"))
        .with_back(shell.href("/cabinet"));
    page(&shell, || {
        let change = |row: SummaryRow, path: &str| {
            row.action(
                shell.href(&format!("/cabinet/profile/{path}")),
                t(lang, "profile-change"),
            )
        };
        let email = match view.email.is_empty() {
            true => t(lang, "profile-no-email"),
            false => view.email.clone(),
        };
        let rows = vec![
            SummaryRow::new(t(lang, "profile-name"), view.name.clone()),
            SummaryRow::new(t(lang, "profile-iin"), view.iin.clone()),
            change(
                SummaryRow::new(t(lang, "profile-phone"), format::phone(&view.phone)),
                "phone",
            ),
            change(SummaryRow::new(t(lang, "profile-email"), email), "email"),
            change(
                SummaryRow::new(t(lang, "profile-password"), t(lang, "profile-hidden")),
                "password",
            ),
        ];
        view! {
            <div role="status">
                {view.done.map(|done| {
                    view! { <Notice kind=NoticeKind::Success title=t(lang, done.key())/> }
                })}
            </div>
            <h1>{t(lang, "profile-title")}</h1>
            <SummaryList rows=rows/>
            <p>{t(lang, "profile-name-note")}</p>
            <h2>{t(lang, "profile-sessions")}</h2>
            <p>
                {t(lang, "profile-sessions-text")}
                " "
                <a href=shell.href("/cabinet/sessions")>{t(lang, "profile-sessions-link")}</a>
            </p>
        }
    })
}

/// The id of the form of each page that changes something.
const FORM: &str = "change";

/// The page that changes the password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PasswordView {
    pub errors: Vec<FieldError>,
    /// Why nothing was tried.
    pub refusal: Option<Refusal>,
}

/// Draws it.
pub fn password(shell: &Shell, view: &PasswordView) -> String {
    let lang = shell.lang;
    let failed = view.refusal.is_some() || !view.errors.is_empty();
    let action = shell.href("/cabinet/profile/password");
    let shell = inside(shell, "profile-password-title")
        .with_error(failed)
        .with_form(FORM, &action)
        .losing(Lost::Password);
    let view = view.clone();
    page(&shell, || {
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            {view.refusal.clone().map(Refusal::view)}
            <h1>{t(lang, "profile-password-title")}</h1>
            <p class="lead">{t(lang, "profile-password-intro")}</p>
            <form method="post" action=action id=FORM class="stack" novalidate=true>
                {current_password(lang, &view.errors)}
                {new_passwords(lang, &view.errors, "current password password-again")}
                <div class="actions"><Button text=t(lang, "profile-password-submit")/></div>
            </form>
        }
    })
}

/// The page that changes a telephone or an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactView {
    /// Which of the two.
    pub of: CodeOf,
    /// What the account has now.
    pub present: String,
    /// What was typed.
    pub typed: String,
    pub errors: Vec<FieldError>,
}

/// Draws it.
pub fn contact(shell: &Shell, view: &ContactView) -> String {
    let lang = shell.lang;
    let is_email = view.of == CodeOf::Email;
    let name = if is_email { "email" } else { "phone" };
    let key = |end: &str| t(lang, &format!("profile-{name}-{end}"));
    let action = shell.href(&format!("/cabinet/profile/{name}"));
    let shell = shell
        .titled(key("title"))
        .with_back(shell.href("/cabinet/profile"))
        .with_error(!view.errors.is_empty())
        .with_form(FORM, &action);
    let shell = match is_email {
        true => shell,
        false => shell.losing(Lost::Password),
    };
    let view = view.clone();
    page(&shell, || {
        let present = (!view.present.is_empty()).then(|| {
            let present = format::phone(&view.present);
            view! { <p>{key("present")}" "<strong translate="no">{present}</strong></p> }
        });
        let field = Field::new(lang, name, key("new"))
            .hint(key("hint"))
            .error(error_of(&view.errors, name));
        let (kind, inputmode, width) = match is_email {
            true => ("email", "email", Width::Full),
            false => ("tel", "tel", Width::Chars20),
        };
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            <h1>{key("title")}</h1>
            <p class="lead">{key("intro")}</p>
            {present}
            <form method="post" action=action id=FORM class="stack" novalidate=true>
                <TextField
                    field=field
                    value=view.typed.clone()
                    kind=kind
                    autocomplete=kind
                    inputmode=inputmode
                    width=width
                />
                {(!is_email).then(|| view! {
                    {current_password(lang, &view.errors)}
                    <Reveal lang=lang fields=CURRENT_PASSWORD/>
                })}
                <div class="actions"><Button text=key("submit")/></div>
            </form>
        }
    })
}

fn inside(shell: &Shell, title: &str) -> Shell {
    shell
        .titled(t(shell.lang, title))
        .with_back(shell.href("/cabinet/profile"))
}

/// The field of the present password, on the pages of the profile. Its value never comes back to a page.
pub const CURRENT_PASSWORD: &str = "current";

fn current_password(lang: Lang, errors: &[FieldError]) -> AnyView {
    let field = Field::new(lang, CURRENT_PASSWORD, t(lang, "profile-current"))
        .error(error_of(errors, CURRENT_PASSWORD));
    view! {
        <TextField
            field=field
            kind="password"
            autocomplete="current-password"
            width=Width::Chars20
        />
    }
    .into_any()
}
