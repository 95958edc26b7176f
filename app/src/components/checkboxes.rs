//! A question with any number of answers.

use leptos::prelude::*;

use super::{
    field::{Choice, Field, grouped},
    radios::items,
};

/// Checkboxes, one below the other.
#[component]
pub fn Checkboxes(
    /// The question.
    field: Field,
    /// The answers.
    choices: Vec<Choice>,
    /// The values of the chosen answers.
    #[prop(optional)]
    values: Vec<String>,
) -> impl IntoView {
    let items = items(&field, choices, "checkbox", &|choice| {
        values.contains(&choice.value)
    });
    grouped(
        &field,
        view! { <div class="choices">{items}</div> }.into_any(),
    )
}
