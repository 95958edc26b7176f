//! Confirmation: exactly what is submitted, and the button that does it.

use leptos::prelude::*;

use crate::{
    components::{
        Button, ErrorSummary, Field, FieldError, Lost, Notice, NoticeKind, Reveal, Shell,
        TextField, Width, error_of, page,
    },
    text::t,
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignView {
    /// Id of the draft.
    pub draft: String,
    /// The text that is confirmed.
    pub text: String,
    /// Whether documents go with it.
    pub documents: bool,
    /// Its SHA-256, hexadecimal; posted back, so that nothing else than what was shown is confirmed.
    pub sha256: String,
    /// Whether the form has asked for consents already: each is asked for once.
    pub consented: bool,
    /// Whether the application is about somebody else than the reader.
    pub represented: bool,
    /// Whether the password is asked for.
    pub asks_password: bool,
    pub errors: Vec<FieldError>,
    /// Whether the text is another one than the reader saw before.
    pub changed: bool,
}

pub fn sign(shell: &Shell, view: &SignView) -> String {
    let lang = shell.lang;
    let action = shell.href(&format!("/drafts/{}/sign", view.draft));
    let password = view.asks_password.then(|| {
        let field = Field::new(lang, "password", t(lang, "sign-password"))
            .hint(t(lang, "sign-password-hint"))
            .error(error_of(&view.errors, "password"));
        view! {
            <TextField field=field kind="password" autocomplete="current-password" width=Width::Chars20/>
            <Reveal lang=lang fields="password"/>
        }
    });
    let data = match view.represented {
        true => "sign-declaration-data-others",
        false => "sign-declaration-data",
    };
    let intro = match view.documents {
        true => "sign-intro",
        false => "sign-intro-alone",
    };
    let shell = shell.with_error(!view.errors.is_empty() || view.changed);
    let shell = match view.asks_password {
        true => shell.with_form("sign", &action).losing(Lost::Password),
        false => shell,
    };
    page(&shell, || {
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            {view.changed.then(|| view! {
                <div role="alert">
                    <Notice kind=NoticeKind::Warning title=t(lang, "sign-changed-title")>
                        <p>{t(lang, "sign-changed-text")}</p>
                    </Notice>
                </div>
            })}
            <h1>{t(lang, "sign-title")}</h1>
            <p>{t(lang, intro)}</p>
            <section class="stack">
                <h2 id="sign-text">{t(lang, "sign-text-heading")}</h2>
                <pre class="document" role="region" aria-labelledby="sign-text">{view.text.clone()}</pre>
                <div class="meta">"SHA-256"<code class="hash">{view.sha256.clone()}</code></div>
            </section>
            <form method="post" action=action id="sign" novalidate class="stack">
                <input type="hidden" name="sha256" value=view.sha256.clone()/>
                <h2>{t(lang, "sign-declaration-heading")}</h2>
                <ul>
                    <li>{t(lang, "sign-declaration-true")}</li>
                    {(!view.consented).then(|| view! { <li>{t(lang, data)}</li> })}
                    <li>{t(lang, "sign-declaration-check")}</li>
                </ul>
                {password}
                <p class="actions"><Button text=t(lang, "sign-submit")/></p>
            </form>
        }
    })
}
