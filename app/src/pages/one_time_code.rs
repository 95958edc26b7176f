//! The page that asks for a one-time code, and the parts of it that the recovery shares.

use leptos::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, ErrorSummary, Field, FieldError, Notice, NoticeKind, Shell, TextField,
        error_of, field::Width, page,
    },
    format,
    text::{Lang, t},
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeOf {
    /// A new account.
    #[default]
    Registration,
    /// Another telephone.
    Phone,
    /// Another e-mail address.
    Email,
}

impl CodeOf {
    /// Where the form goes, where the way back leads, and the keys of title, sentence and way back.
    const fn words(self) -> (&'static str, &'static str, [&'static str; 3]) {
        match self {
            CodeOf::Registration => (
                "/register/code",
                "/register",
                ["code-title-phone", "code-sent-sms", "code-change-data"],
            ),
            CodeOf::Phone => (
                "/cabinet/profile/phone/code",
                "/cabinet/profile/phone",
                ["code-title-phone", "code-sent-sms", "code-change-phone"],
            ),
            CodeOf::Email => (
                "/cabinet/profile/email/code",
                "/cabinet/profile/email",
                ["code-title-email", "code-sent-mail", "code-change-email"],
            ),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeView {
    pub of: CodeOf,
    /// The number or address that was typed.
    pub recipient: String,
    /// What was typed as the code.
    pub code: String,
    pub errors: Vec<FieldError>,
    /// Whether another code was just sent.
    pub resent: bool,
    /// Whether this is the demonstration, which shows its messages.
    pub demo: bool,
}

pub fn code_page(shell: &Shell, view: &CodeView) -> String {
    let lang = shell.lang;
    let (action, back, [title, sent, change]) = view.of.words();
    let shell = shell
        .titled(t(lang, title))
        .with_error(!view.errors.is_empty())
        .with_form("code-form", &shell.href(action));
    let view = view.clone();
    page(&shell, || {
        let recipient = format::phone(&view.recipient);
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            <h1>{t(lang, title)}</h1>
            <p class="lead">{t(lang, sent)}" "<strong translate="no">{recipient}</strong></p>
            {resent(lang, view.resent)}
            {demo_link(&shell, view.demo)}
            <form method="post" action=shell.href(action) id="code-form" class="stack" novalidate=true>
                {code_field(lang, &view)}
                <div class="actions">
                    <Button text=t(lang, "code-submit")/>
                    {again_button(lang)}
                </div>
            </form>
            <p>{t(lang, "code-not-arrived")}" "<a href=shell.href(back)>{t(lang, change)}</a></p>
        }
    })
}

/// Where the code goes.
pub(super) fn code_field(lang: Lang, view: &CodeView) -> AnyView {
    let field = Field::new(lang, "code", t(lang, "code-label"))
        .hint(t(lang, "code-hint"))
        .error(error_of(&view.errors, "code"));
    view! {
        <TextField
            field=field
            value=view.code.clone()
            inputmode="numeric"
            autocomplete="one-time-code"
            width=Width::Chars10
        />
    }
    .into_any()
}

/// The button for another code. It posts the same form, so nothing that was typed is lost.
pub(super) fn again_button(lang: Lang) -> AnyView {
    view! {
        <Button text=t(lang, "code-again") kind=ButtonKind::Secondary name="do" value="resend"/>
    }
    .into_any()
}

/// Said after another code was sent.
pub(super) fn resent(lang: Lang, resent: bool) -> AnyView {
    view! {
        <div role="status">
            {resent.then(|| view! { <Notice kind=NoticeKind::Success title=t(lang, "code-resent")/> })}
        </div>
    }
    .into_any()
}

/// In the demonstration no operator sends anything: the way to what it would have sent.
pub(super) fn demo_link(shell: &Shell, demo: bool) -> Option<AnyView> {
    let (lang, path) = (shell.lang, &shell.path);
    let href = shell.href(&format!("/demo/messages?from={path}"));
    demo.then(|| {
        view! {
            <Notice title=t(lang, "code-demo-title")>
                <p>
                    {t(lang, "code-demo-text")}
                    " "
                    <a href=href>{t(lang, "code-demo-link")}</a>
                </p>
            </Notice>
        }
        .into_any()
    })
}
