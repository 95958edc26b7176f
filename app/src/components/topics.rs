//! Ways into the catalogue: a title and what is behind it.

use leptos::prelude::*;

use super::field::given;

/// One way in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// Where it leads.
    pub href: String,
    /// «I have a child».
    pub title: String,
    /// What is found there.
    pub text: String,
    /// How much of it; may be empty.
    pub count: String,
}

/// The ways in, three side by side.
#[component]
pub fn Topics(
    /// The ways in.
    topics: Vec<Topic>,
) -> impl IntoView {
    let topics: Vec<_> = topics
        .into_iter()
        .map(|topic| {
            view! {
                <li class="topic">
                    <a class="topic__link" href=topic.href>{topic.title}</a>
                    <p class="topic__text">{topic.text}</p>
                    {given(topic.count).map(|count| view! { <p class="topic__count">{count}</p> })}
                </li>
            }
        })
        .collect();
    view! { <ul class="topics">{topics}</ul> }.into_any()
}
