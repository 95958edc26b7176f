//! Login of citizens and of staff.

use leptos::prelude::*;

use crate::{
    components::{
        Button, Citation, ErrorSummary, Field, FieldError, Lost, Notice, NoticeKind, Reveal, Shell,
        TextField, error_of, field::Width, page,
    },
    text::{Lang, t},
};

/// Why someone is not let in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// What happened, in the portal's words.
    pub text: String,
    /// The message that the act prescribes, if it does.
    pub of_act: String,
    /// Where that stands in the act.
    pub citation: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    /// The panel.
    pub(super) fn view(self) -> AnyView {
        let Refusal {
            text,
            of_act,
            citation,
            help,
        } = self;
        let of_act = (!of_act.is_empty())
            .then(|| view! { <p class="meta">{of_act}" "<Citation text=citation/></p> });
        view! {
            <div role="alert" id="refusal" tabindex="-1" autofocus=true>
                <Notice kind=NoticeKind::Bad title=text><p>{help}</p>{of_act}</Notice>
            </div>
        }
        .into_any()
    }
}

/// Who logs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoginOf {
    /// A citizen, by ИИН.
    #[default]
    Citizen,
    /// An official, by login name.
    Staff,
}

impl LoginOf {
    /// The page, without the language.
    pub const fn path(self) -> &'static str {
        match self {
            LoginOf::Citizen => "/login",
            LoginOf::Staff => "/staff/login",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoginView {
    /// Who logs in.
    pub of: LoginOf,
    /// The ИИН or login name that was typed.
    pub login: String,
    /// Where to go afterwards: a path of this site, or empty.
    pub next: String,
    /// Why the last attempt failed.
    pub refusal: Option<Refusal>,
    pub errors: Vec<FieldError>,
    /// A form that was posted after the session had ended, to come back after the login.
    pub kept: Vec<(String, String)>,
    /// Whether files were, which are not kept.
    pub lost_files: bool,
}

/// Draws the login page.
pub fn login(shell: &Shell, view: &LoginView) -> String {
    let lang = shell.lang;
    let failed = view.refusal.is_some() || !view.errors.is_empty();
    let action = shell.href(view.of.path());
    let shell = shell
        .titled(t(lang, title_key(view.of)))
        .with_error(failed)
        .with_form("login-form", &action)
        .losing(Lost::Password);
    let view = view.clone();
    page(&shell, || {
        let kept_note = (!view.kept.is_empty()).then(|| {
            view! {
                <Notice title=t(lang, "login-kept-title")><p>{t(lang, "login-kept-text")}</p></Notice>
            }
        });
        let lost_files = view.lost_files.then(|| {
            view! {
                <Notice kind=NoticeKind::Warning title=t(lang, "login-lost-title")><p>{t(lang, "login-lost-text")}</p></Notice>
            }
        });
        let hidden: Vec<_> = view
            .kept
            .iter()
            .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
            .collect();
        let login_error = error_of(&view.errors, "login");
        let password_error = error_of(&view.errors, "password");
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            {view.refusal.clone().map(Refusal::view)}
            <h1>{t(lang, title_key(view.of))}</h1>
            {kept_note}
            {lost_files}
            <form method="post" action=action id="login-form" class="stack" novalidate=true>
                {login_field(lang, view.of, &view.login, login_error)}
                <TextField
                    field=Field::new(lang, "password", t(lang, "login-password")).error(password_error)
                    kind="password"
                    autocomplete="current-password"
                    width=Width::Chars20
                />
                <Reveal lang=lang fields="password"/>
                <input type="hidden" name="next" value=view.next.clone()/>
                {hidden}
                <div class="actions"><Button text=t(lang, "login-submit")/></div>
            </form>
            {(view.of == LoginOf::Citizen).then(|| elsewhere(&shell, &view.next))}
        }
    })
}

const fn title_key(of: LoginOf) -> &'static str {
    match of {
        LoginOf::Citizen => "login-title",
        LoginOf::Staff => "login-staff-title",
    }
}

fn login_field(lang: Lang, of: LoginOf, value: &str, error: Option<String>) -> AnyView {
    match of {
        LoginOf::Citizen => {
            let field = Field::new(lang, "login", t(lang, "login-iin"))
                .hint(t(lang, "login-iin-hint"))
                .error(error);
            view! {
                <TextField
                    field=field
                    value=value
                    inputmode="numeric"
                    autocomplete="username"
                    width=Width::Chars20
                />
            }
            .into_any()
        }
        LoginOf::Staff => {
            let field = Field::new(lang, "login", t(lang, "login-staff-login")).error(error);
            view! { <TextField field=field value=value autocomplete="username" width=Width::Chars20/> }.into_any()
        }
    }
}

fn elsewhere(shell: &Shell, next: &str) -> AnyView {
    let lang = shell.lang;
    let register = super::with_next(shell.href("/register"), next);
    view! {
        <p><a href=shell.href("/recovery")>{t(lang, "login-forgot")}</a></p>
        <p>{t(lang, "login-no-account")}" "<a href=register>{t(lang, "login-register")}</a></p>
        <p class="meta"><a href=shell.href("/staff/login")>{t(lang, "login-staff-link")}</a></p>
    }
    .into_any()
}
