//! A section of the aside.

use leptos::prelude::*;

/// A headed section under a coloured rule. Stands in the second child of `columns`, an `aside`.
#[component]
pub fn AsideSection(
    /// The heading.
    #[prop(into)]
    title: String,
    /// Where a link within the page leads.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Lists, links, short paragraphs.
    children: Children,
) -> impl IntoView {
    view! { <section class="aside" id=id><h2 class="aside__title">{title}</h2>{children()}</section> }
        .into_any()
}
