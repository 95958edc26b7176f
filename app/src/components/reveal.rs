//! A button that shows what is typed into password fields.

use leptos::prelude::*;

use crate::text::{Lang, t};

/// Hidden until `start.js` makes it work; without JavaScript the fields stay as they are.
#[component]
pub fn Reveal(
    /// The language of the page.
    lang: Lang,
    /// The ids of the fields, separated by spaces.
    #[prop(into)]
    fields: String,
) -> impl IntoView {
    view! {
        <p>
            <button
                class="link-button"
                type="button"
                hidden=true
                aria-pressed="false"
                aria-controls=fields.clone()
                data-reveals=fields
            >
                {t(lang, "login-show-password")}
            </button>
        </p>
    }
    .into_any()
}
