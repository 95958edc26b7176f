//! Numbers above a list.

use leptos::prelude::*;

use super::tag::TagKind;

/// One number with its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatCard {
    /// The number as shown.
    pub number: String,
    /// What is counted.
    pub label: String,
    /// Its colour.
    pub kind: TagKind,
    /// The list of what is counted.
    pub href: Option<String>,
}

/// Up to four numbers side by side.
#[component]
pub fn StatCards(
    /// The numbers.
    cards: Vec<StatCard>,
) -> impl IntoView {
    let cards: Vec<_> = cards
        .into_iter()
        .map(|card| {
            let number = format!("stat__number stat__number--{}", card.kind.word());
            let label = match card.href {
                Some(href) => view! { <a href=href>{card.label}</a> }.into_any(),
                None => card.label.into_any(),
            };
            view! {
                <li class="stat">
                    <strong class=number>{card.number}</strong>
                    " "
                    <span class="stat__label">{label}</span>
                </li>
            }
        })
        .collect();
    view! { <ul class="stats">{cards}</ul> }.into_any()
}
