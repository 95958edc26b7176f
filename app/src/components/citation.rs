//! Where a rule stands.

use leptos::prelude::*;

use super::field::given;

/// A small reference: act and line, linked to the text of the act where the portal shows it.
#[component]
pub fn Citation(
    /// «2-бөлім, 316-жол».
    #[prop(into)]
    text: String,
    /// The address of the place in the act.
    #[prop(into, optional)]
    href: String,
) -> impl IntoView {
    let inner = match given(href) {
        Some(href) => view! { <a href=href>{text}</a> }.into_any(),
        None => text.into_any(),
    };
    view! { <cite class="citation">{inner}</cite> }.into_any()
}
