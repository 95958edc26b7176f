//! A box for several lines of text: the one place that writes text into a `textarea`.

use leptos::prelude::*;

use super::field::{Field, labelled};

/// Several lines of text.
///
/// Leptos does not escape the children of `textarea`: `</textarea><script>` that a person typed would run.
/// So the text is escaped here and goes in as ready HTML. A test keeps it so.
#[component]
pub fn TextArea(
    /// The question.
    field: Field,
    /// What was typed before.
    #[prop(into, optional)]
    value: String,
    /// How many lines are seen at once.
    #[prop(default = 5)]
    rows: u8,
    /// The island that checks what is typed; it speaks where the server does, before the box.
    #[prop(optional_no_strip)]
    check: Option<AnyView>,
    /// What is asked of the answer after the box.
    #[prop(optional_no_strip)]
    more: Option<AnyView>,
) -> impl IntoView {
    let control = view! {
        <textarea
            class="input"
            id=field.id.clone()
            name=field.name.clone()
            rows=rows.to_string()
            aria-describedby=field.described_by()
            aria-invalid=field.invalid()
            aria-required=field.required()
            inner_html=escaped(&value)
        ></textarea>
    };
    labelled(&field, view! { {check}{control}{more} }.into_any())
}

/// A browser drops one line break right after the tag, so one is put before a text that begins with one.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    if text.starts_with(['\n', '\r']) {
        html.push('\n');
    }
    for sign in text.chars() {
        match sign {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
    html
}
