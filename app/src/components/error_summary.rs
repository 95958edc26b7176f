//! What must be corrected on a page, first in `main`.

use leptos::prelude::*;

use crate::text::{Lang, t};

/// One thing to correct: the id of its field and the message that also stands at the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field; empty if the message belongs to the page as a whole.
    pub field: String,
    /// What to do.
    pub message: String,
}

impl FieldError {
    /// An error of the field with this id.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> FieldError {
        FieldError {
            field: field.into(),
            message: message.into(),
        }
    }
}

/// The message for the field with this id.
pub fn error_of(errors: &[FieldError], field: &str) -> Option<String> {
    errors
        .iter()
        .find(|error| error.field == field)
        .map(|error| error.message.clone())
}

/// The list of errors with links to the fields; nothing if there is no error. It takes the focus when the page
/// opens, so that a reader who does not see the box hears it.
#[component]
pub fn ErrorSummary(
    /// The language of the page.
    lang: Lang,
    /// What to correct, in the order of the page.
    errors: Vec<FieldError>,
) -> impl IntoView {
    let items: Vec<_> = errors
        .into_iter()
        .map(|FieldError { field, message }| match field.is_empty() {
            true => view! { <li>{message}</li> }.into_any(),
            false => view! { <li><a href=format!("#{field}")>{message}</a></li> }.into_any(),
        })
        .collect();
    (!items.is_empty())
        .then(|| {
            view! {
                <div
                    class="error-summary"
                    id="error-summary"
                    role="alert"
                    tabindex="-1"
                    autofocus=true
                    aria-labelledby="error-summary-title"
                >
                    <h2 class="error-summary__title" id="error-summary-title">
                        {t(lang, "form-error-summary")}
                    </h2>
                    <ul class="error-summary__list">{items}</ul>
                </div>
            }
        })
        .into_any()
}
