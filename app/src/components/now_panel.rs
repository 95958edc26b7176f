//! What is happening now, and whether the reader must do something.

use leptos::prelude::*;

/// The panel at the top of a case.
#[component]
pub fn NowPanel(
    /// «Now: …».
    #[prop(into)]
    heading: String,
    /// Who holds the case, and whether the citizen must do something.
    #[prop(into)]
    text: String,
    /// How much of the term is used and how long it is, in the same unit; no bar if the term is not counted.
    #[prop(optional_no_strip)]
    progress: Option<(u32, u32)>,
    /// What the bar says in words, with the day it ends in `strong`.
    children: Children,
) -> impl IntoView {
    let bar = progress.map(|(used, total)| {
        view! {
            <progress
                class="now__bar"
                value=used.min(total).to_string()
                max=total.max(1).to_string()
                aria-labelledby="now-caption"
            ></progress>
        }
    });
    view! {
        <section class="now" aria-labelledby="now-heading">
            <h2 class="now__heading" id="now-heading">{heading}</h2>
            <p>{text}</p>
            {bar}
            <p class="now__caption" id="now-caption">{children()}</p>
        </section>
    }
    .into_any()
}
