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
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == value;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect();
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
