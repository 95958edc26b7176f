//! The facts of a service at a glance.

use leptos::prelude::*;

/// Up to four facts side by side: term, price, result, how.
#[component]
pub fn FactsRow(
    /// What it is, and the answer.
    facts: Vec<(String, String)>,
) -> impl IntoView {
    let cells: Vec<_> = facts
        .into_iter()
        .map(|(name, value)| {
            view! { <div class="facts__cell"><dt>{name}</dt><dd>{value}</dd></div> }
        })
        .collect();
    view! { <dl class="facts">{cells}</dl> }.into_any()
}
