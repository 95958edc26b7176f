//! The page of a form that could not be saved: everything that was typed, to be sent again.

use leptos::prelude::*;

use crate::{
    components::{
        Button, Field, FormField, Lost, Notice, NoticeKind, Reveal, Shell, TextField, Viewer,
        Width, page,
    },
    pages::profile::CURRENT_PASSWORD,
    text::{Lang, t},
};

#[derive(Clone, Debug, Default)]
pub struct UnsavedView {
    /// Where the form is sent again: a path with its language.
    pub action: String,
    /// Why it was not saved, and what to do.
    pub why: String,
    /// Where a page without a form is looked at again, after files that are not kept.
    pub files: bool,
    /// The questions that are known, with what was typed.
    pub fields: Vec<FormField>,
    /// Everything else that was sent.
    pub hidden: Vec<(String, String)>,
    /// The names of the passwords that were sent: they never come back.
    pub passwords: Vec<String>,
}

/// Draws the page of a form that was not saved because the database was away.
pub fn unsaved(shell: &Shell, view: &UnsavedView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(t(lang, "typed-unsaved-title"))
        .with_error(true)
        .with_form("unsaved", &view.action);
    let shell = match (view.files, view.passwords.is_empty()) {
        (true, _) => Shell {
            form: None,
            ..shell
        },
        (false, true) => shell,
        (false, false) => shell.losing(Lost::Password),
    };
    let view = view.clone();
    page(&shell, || {
        let lost = view
            .files
            .then(|| view! { <p>{t(lang, "typed-unsaved-file")}</p> });
        let why = view.why.clone();
        let rest = match view.files {
            true => view! { <p><a class="button" href=view.action>{t(lang, "typed-unsaved-back")}</a></p> }.into_any(),
            false => form(&shell, view),
        };
        view! {
            <h1>{t(lang, "typed-unsaved-title")}</h1>
            <div role="alert" id="refusal" tabindex="-1" autofocus=true>
                <Notice kind=NoticeKind::Warning title=why>{lost}</Notice>
            </div>
            {rest}
        }
    })
}

fn form(shell: &Shell, view: UnsavedView) -> AnyView {
    let lang = shell.lang;
    let fields: Vec<_> = view.fields.into_iter().map(FormField::view).collect();
    let hidden: Vec<_> = view
        .hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    let is_new = view.passwords.iter().any(|name| name == "password-again");
    let reveals = view.passwords.join(" ");
    let passwords: Vec<_> = view
        .passwords
        .into_iter()
        .map(|name| {
            let key = match name.as_str() {
                CURRENT_PASSWORD => "profile-current",
                "password" if is_new => "passwords-new",
                "password-again" => "passwords-again",
                _ => "typed-unsaved-password",
            };
            let field = Field::new(lang, name, t(lang, key));
            view! { <TextField field=field kind="password" autocomplete="off" width=Width::Chars20/> }
        })
        .collect();
    view! {
        <form method="post" action=view.action id="unsaved" class="stack" novalidate=true>
            {hidden}
            {fields}
            {passwords}
            {(!reveals.is_empty()).then(|| view! { <Reveal lang=lang fields=reveals/> })}
            <div class="actions"><Button text=t(lang, "typed-unsaved-submit")/></div>
        </form>
    }
    .into_any()
}

/// What the page of an application shows that was submitted while somebody typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubmittedView {
    pub case: String,
    /// Whether files were sent, which are not attached.
    pub files: bool,
    /// Question and answer, as they were typed.
    pub typed: Vec<(String, String)>,
}

/// Draws the page of an application that was submitted while somebody typed.
pub fn submitted(shell: &Shell, view: &SubmittedView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(t(lang, "typed-submitted-title"))
        .with_error(true);
    let view = view.clone();
    let text = match view.files {
        true => "typed-submitted-file",
        false => "typed-submitted-text",
    };
    page(&shell, || {
        view! {
            <h1>{t(lang, "typed-submitted-title")}</h1>
            <p class="lead">{t(lang, text)}</p>
            <p><a class="button" href=view.case>{t(lang, "typed-submitted-link")}</a></p>
            {typed_list(lang, view.typed)}
        }
    })
}

/// Draws the page of a form that can be sent nowhere any more: its heading, why, and what was typed.
pub fn nowhere(
    shell: &Shell,
    (title, why): (String, String),
    typed: Vec<(String, String)>,
) -> String {
    let lang = shell.lang;
    let shell = shell.titled(title.clone()).with_error(true);
    let (path, link) = match shell.viewer {
        Viewer::Staff { .. } => ("/staff", "staff-taken-back-link"),
        Viewer::Citizen { .. } | Viewer::Guest => ("/cabinet", "typed-nowhere-link"),
    };
    let list = shell.href(path);
    page(&shell, || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{why}</p>
            <p><a class="button" href=list>{t(lang, link)}</a></p>
            {typed_list(lang, typed)}
        }
    })
}

/// What was typed and can be saved nowhere, as question and answer, to be copied.
pub(super) fn typed_list(lang: Lang, typed: Vec<(String, String)>) -> Option<AnyView> {
    if typed.is_empty() {
        return None;
    }
    let rows: Vec<_> = typed
        .into_iter()
        .map(|(label, text)| view! { <div><dt>{label}</dt><dd class="as-typed">{text}</dd></div> })
        .collect();
    Some(
        view! {
            <h2>{t(lang, "typed-submitted-typed")}</h2>
            <dl class="typed">{rows}</dl>
        }
        .into_any(),
    )
}
