//! Saves what was typed when the person changes an answer, so that a closed page loses nothing.

use leptos::prelude::*;

use super::mount;

/// Posts the fields of the form `form_id` to `url` after a change, and says when they were saved. Nothing is
/// checked there: the page's own button does that.
#[component]
pub fn Autosave(
    /// The id of the form to watch.
    #[prop(into)]
    form_id: String,
    /// Where to post its fields.
    url: String,
    /// «Saved at»; the time is put behind it.
    saved: String,
    /// What is said when it could not be saved.
    failed: String,
) -> impl IntoView {
    mount::island("autosave", [form_id, url, saved, failed], view)
}

fn view(told: [String; 4]) -> impl IntoView {
    let said = RwSignal::new(None::<String>);
    #[cfg(target_arch = "wasm32")]
    browser::watch(told, said);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = told;
    view! { <p role="status" class="autosave">{move || said.get()}</p> }
}

/// Wakes the island; called by `start.js`.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn autosave(element: &web_sys::HtmlElement) {
    mount::wake(element, view);
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::{cell::Cell, rc::Rc};

    use leptos::prelude::*;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{FormData, HtmlFormElement, UrlSearchParams};

    use crate::islands::{dom, fetch};

    pub(super) fn watch(
        [form_id, url, saved, failed]: [String; 4],
        said: RwSignal<Option<String>>,
    ) {
        let Some(form) = dom::by_id::<HtmlFormElement>(&form_id) else {
            return;
        };
        let watched = form.clone();
        let texts = Rc::new((url, saved, failed));
        // One request at a time: what changes meanwhile goes with the next one.
        let (busy, again) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)));
        // `change` comes when a field that was changed is left, and at once for radios and lists.
        dom::listen(&form, "change", move |_| {
            again.set(true);
            if busy.replace(true) {
                return;
            }
            let (form, texts) = (watched.clone(), texts.clone());
            let (busy, again) = (busy.clone(), again.clone());
            spawn_local(async move {
                let (url, saved, failed) = &*texts;
                while again.replace(false) {
                    let text = match post(&form, url).await {
                        Some(()) => [saved, " ", &clock()].concat(),
                        None => failed.clone(),
                    };
                    said.set(Some(text));
                }
                busy.set(false);
            });
        });
    }

    async fn post(form: &HtmlFormElement, url: &str) -> Option<()> {
        let data = FormData::new_with_form(form).ok()?;
        let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        let answer = fetch::post(url, &fields).await?;
        // A lost session is answered with the login page: only 204 means saved.
        (answer.status() == 204).then_some(())
    }

    /// «09:05».
    fn clock() -> String {
        let now = js_sys::Date::new_0();
        let two = |number: u32| {
            let digits = number.to_string();
            if number < 10 {
                ["0", &digits].concat()
            } else {
                digits
            }
        };
        [two(now.get_hours()), two(now.get_minutes())].join(":")
    }
}
