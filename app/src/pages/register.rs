//! Registration of a citizen.

use domain::regulation::FieldKind;
use leptos::prelude::*;

use super::login::Refusal;
use crate::{
    components::{
        Button, ErrorSummary, Field, FieldError, FormField, LinkButton, Lost, Notice, NoticeKind,
        Reveal, Shell, TextField, error_of, field::Width, page,
    },
    text::{Lang, t},
};

/// What was typed. Passwords never come back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterView {
    pub iin: String,
    /// Surname, first name, patronymic.
    pub name: String,
    /// Day of birth.
    pub birth_date: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Where to go afterwards: a path of this site, or empty.
    pub next: String,
    /// Why the person could not be registered.
    pub refusal: Option<Refusal>,
    pub errors: Vec<FieldError>,
    /// What looks odd: the button then says that it is right as it stands.
    pub warnings: Vec<FieldError>,
}

/// Draws the registration page.
pub fn register(shell: &Shell, view: &RegisterView) -> String {
    let lang = shell.lang;
    let failed = view.refusal.is_some() || !view.errors.is_empty() || !view.warnings.is_empty();
    let action = shell.href("/register");
    let shell = shell
        .titled(t(lang, "register-title"))
        .with_error(failed)
        .with_form("register", &action)
        .losing(Lost::Password);
    let view = view.clone();
    page(&shell, || {
        let login = super::with_next(shell.href("/login"), &view.next);
        let warned = (!view.warnings.is_empty() && view.errors.is_empty()).then(|| {
            view! {
                <div role="alert">
                    <Notice kind=NoticeKind::Warning title=t(lang, "register-warning-title")>
                        <p>{t(lang, "register-warning-text")}</p>
                    </Notice>
                </div>
                <input type="hidden" name="sure" value="yes"/>
            }
        });
        let submit = if warned.is_some() {
            "register-submit-sure"
        } else {
            "register-submit"
        };
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            {view.refusal.clone().map(Refusal::view)}
            <h1>{t(lang, "register-title")}</h1>
            <p class="lead">{t(lang, "register-intro")}</p>
            <p>{t(lang, "register-have-account")}" "<a href=login>{t(lang, "register-login")}</a></p>
            <form method="post" action=action id="register" class="stack" novalidate=true>
                {warned}
                {person(lang, &view)}
                {passwords(lang, &view)}
                <input type="hidden" name="next" value=view.next.clone()/>
                {super::from_page()}
                <div class="actions"><Button text=t(lang, submit)/></div>
            </form>
        }
    })
}

fn person(lang: Lang, view: &RegisterView) -> Vec<AnyView> {
    let rows = [
        ("iin", FieldKind::Iin, &view.iin, Some("register-iin-hint")),
        (
            "name",
            FieldKind::Name,
            &view.name,
            Some("register-name-hint"),
        ),
        ("birth-date", FieldKind::Date, &view.birth_date, None),
        (
            "phone",
            FieldKind::Phone,
            &view.phone,
            Some("register-phone-hint"),
        ),
        ("email", FieldKind::Email, &view.email, None),
    ];
    rows.into_iter()
        .map(|(id, kind, value, hint)| {
            let field = Field::new(lang, id, t(lang, &format!("register-{id}")))
                .hint(hint.map(|key| t(lang, key)))
                .error(error_of(&view.errors, id))
                .warning(error_of(&view.warnings, id))
                .optional(kind == FieldKind::Email);
            FormField::new(field, kind, value).view()
        })
        .collect()
}

fn passwords(lang: Lang, view: &RegisterView) -> impl IntoView + use<> {
    let first = Field::new(lang, "password", t(lang, "passwords-first"))
        .hint(t(lang, "passwords-hint"))
        .error(error_of(&view.errors, "password"));
    let again = Field::new(lang, "password-again", t(lang, "passwords-again"))
        .error(error_of(&view.errors, "password-again"));
    view! {
        <TextField field=first kind="password" autocomplete="new-password" width=Width::Chars20/>
        <TextField field=again kind="password" autocomplete="new-password" width=Width::Chars20/>
        <Reveal lang=lang fields="password password-again"/>
    }
}

/// Draws the page after a registration that the register of persons could not confirm.
pub fn registered(shell: &Shell, next: &str) -> String {
    let lang = shell.lang;
    let shell = shell.titled(t(lang, "register-done-title"));
    let next = next.to_owned();
    page(&shell, || {
        view! {
            <h1>{t(lang, "register-done-title")}</h1>
            <Notice kind=NoticeKind::Warning title=t(lang, "register-unchecked-title")>
                <p>{t(lang, "register-unchecked-text")}</p>
            </Notice>
            <div class="actions"><LinkButton text=t(lang, "register-go-on") href=next/></div>
        }
    })
}
