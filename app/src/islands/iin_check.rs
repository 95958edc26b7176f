//! Checks an ИИН as soon as it has all its digits, with the same code as the server.

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
    #[cfg(target_arch = "wasm32")]
    watch(&input_id, wrong);
    let _ = &input_id;
    view! { <p role="status" class="live-error">{move || wrong.get().then(|| message.clone())}</p> }
}

#[cfg(target_arch = "wasm32")]
fn watch(input_id: &str, wrong: RwSignal<bool>) {
    use wasm_bindgen::{JsCast, closure::Closure};

    let Some(input) = document().get_element_by_id(input_id) else {
        return;
    };
    let Ok(input) = input.dyn_into::<web_sys::HtmlInputElement>() else {
        return;
    };
    let watched = input.clone();
    let check = Closure::<dyn FnMut()>::new(move || {
        let typed = watched.value();
        // An empty or unfinished number is not told off here; the server does when the form is sent.
        let digits = typed.chars().filter(char::is_ascii_digit).count();
        wrong.set(digits >= 12 && domain::iin::Iin::parse(&typed).is_err());
    });
    // At the last digit, and not when the field is left: the message would push away the button that is being
    // pressed. `blur` is for what was typed before this code was there. The page is left as a whole: the listener
    // lives as long as it does.
    for event in ["input", "blur"] {
        let _ = input.add_event_listener_with_callback(event, check.as_ref().unchecked_ref());
    }
    check.forget();
}
