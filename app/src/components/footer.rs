//! The footer: where to ask, and what the portal promises.

use leptos::prelude::*;

use crate::text::{Lang, t};

/// The footer of every page.
#[component]
pub fn Footer(
    /// The language of the page.
    lang: Lang,
) -> impl IntoView {
    let link = |path: &str, key: &str| {
        view! { <li><a href=format!("/{}{path}", lang.tag())>{t(lang, key)}</a></li> }
    };
    view! {
        <footer class="footer">
            <ul class="wrap footer__row">
                <li>{t(lang, "site-contact-centre")}" "<a href="tel:1414"><strong>"1414"</strong></a></li>
                {link("/accessibility", "site-footer-accessibility")}
                {link("/privacy", "site-footer-privacy")}
                {link("/data", "site-footer-data")}
                {link("/amounts", "site-footer-amounts")}
            </ul>
        </footer>
    }
    .into_any()
}
