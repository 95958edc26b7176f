//! The page for what went wrong, with the way out.

use leptos::prelude::*;

use crate::{
    components::{Shell, Viewer, page},
    text::t,
};

/// What the reader must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorView {
    /// What happened.
    pub heading: String,
    /// What to do now.
    pub text: String,
    /// The number under which the log tells of it, to be said on the telephone.
    pub reference: Option<String>,
}

pub fn error(shell: &Shell, view: &ErrorView) -> String {
    let lang = shell.lang;
    // An official has no cabinet.
    let (own, own_key) = match shell.viewer {
        Viewer::Staff { .. } => ("/staff", "site-nav-queue"),
        Viewer::Guest | Viewer::Citizen { .. } => ("/cabinet", "error-way-cabinet"),
    };
    page(shell, || {
        view! {
            <h1>{view.heading.clone()}</h1>
            <p class="lead">{view.text.clone()}</p>
            <ul class="links">
                <li><a href=shell.href("/")>{t(lang, "error-way-home")}</a></li>
                <li><a href=shell.href("/services")>{t(lang, "error-way-services")}</a></li>
                <li><a href=shell.href(own)>{t(lang, own_key)}</a></li>
            </ul>
            <p>{t(lang, "error-help")}</p>
            {view.reference.clone().map(|number| view! {
                <p class="reference">
                    {t(lang, "operation-reference")}" "
                    <strong translate="no">{number}</strong>
                </p>
            })}
        }
    })
}
