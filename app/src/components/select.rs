//! A question with one answer of a long list.

use leptos::prelude::*;

use super::field::{Choice, Field, labelled};
use crate::text::t;

/// A drop-down list. Its first entry is empty, so that nothing is chosen by oversight.
#[component]
pub fn Select(
    /// The question.
    field: Field,
    /// The answers.
    choices: Vec<Choice>,
    /// The value of the chosen answer, or nothing.
    #[prop(into, optional)]
    value: String,
    /// What the empty entry says; «Choose» if nothing is given.
    #[prop(into, optional)]
    empty: String,
) -> impl IntoView {
    let empty = match empty.is_empty() {
        true => t(field.lang, "form-select-empty"),
        false => empty,
    };
    let groups = choices.chunk_by(|a, b| a.group == b.group);
    let options: Vec<_> = groups.map(|group| grouped(group, &value)).collect();
    let control = view! {
        <select
            class="input input--select"
            id=field.id.clone()
            name=field.name.clone()
            aria-describedby=field.described_by()
            aria-invalid=field.invalid()
            aria-required=field.required()
        >
            <option value="">{empty}</option>
            {options}
        </select>
    };
    labelled(&field, control.into_any())
}

/// Neighbours under the same heading, or without one.
fn grouped(choices: &[Choice], value: &str) -> AnyView {
    let options: Vec<_> = choices
        .iter()
        .map(|choice| {
            let selected = choice.value == value;
            view! {
                <option value=choice.value.clone() selected=selected>{choice.label.clone()}</option>
            }
        })
        .collect();
    match choices.first().and_then(|choice| choice.group.clone()) {
        Some(group) => view! { <optgroup label=group>{options}</optgroup> }.into_any(),
        None => options.into_any(),
    }
}
