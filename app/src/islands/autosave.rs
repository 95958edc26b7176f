//! Saves what was typed when the person changes an answer, so that a closed page loses nothing.

use leptos::prelude::*;

/// Posts the fields of the form `form_id` to `url` after a change, and says when they were saved. Nothing is
/// checked there: the page's own button does that.
#[island]
pub fn Autosave(
    /// The id of the form to watch.
    form_id: String,
    /// Where to post its fields.
    url: String,
    /// «Saved at»; the time is put behind it.
    saved: String,
    /// What is said when it could not be saved.
    failed: String,
) -> impl IntoView {
    let state = RwSignal::new(String::new());
    #[cfg(target_arch = "wasm32")]
    browser::watch(form_id, url, saved, failed, state);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (form_id, url, saved, failed);
    view! { <p role="status" class="autosave">{move || state.get()}</p> }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::{cell::Cell, rc::Rc};

    use gloo_net::http::Request;
    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{FormData, HtmlFormElement, UrlSearchParams};

    pub(super) fn watch(
        form_id: String,
        url: String,
        saved: String,
        failed: String,
        state: RwSignal<String>,
    ) {
        let Some(form) = document().get_element_by_id(&form_id) else {
            return;
        };
        let Ok(form) = form.dyn_into::<HtmlFormElement>() else {
            return;
        };
        let (watched, url) = (form.clone(), Rc::<str>::from(url));
        let texts = Rc::new((saved, failed));
        // One request at a time: what changes meanwhile goes with the next one.
        let (busy, again) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)));
        let save = Closure::<dyn FnMut()>::new(move || {
            again.set(true);
            if busy.replace(true) {
                return;
            }
            let (form, url, texts) = (watched.clone(), url.clone(), texts.clone());
            let (busy, again) = (busy.clone(), again.clone());
            spawn_local(async move {
                while again.replace(false) {
                    let text = match post(&form, &url).await {
                        true => format!("{} {}", texts.0, clock()),
                        false => texts.1.clone(),
                    };
                    state.set(text);
                }
                busy.set(false);
            });
        });
        // `change` comes when a field that was changed is left, and at once for radios and lists.
        let _ = form.add_event_listener_with_callback("change", save.as_ref().unchecked_ref());
        save.forget();
    }

    async fn post(form: &HtmlFormElement, url: &str) -> bool {
        let Some(body) = fields(form) else {
            return false;
        };
        let Ok(request) = Request::post(url).body(JsValue::from(body)) else {
            return false;
        };
        // A lost session is answered with the login page: only 204 means saved.
        request
            .send()
            .await
            .is_ok_and(|response| response.status() == 204)
    }

    fn fields(form: &HtmlFormElement) -> Option<UrlSearchParams> {
        let data = FormData::new_with_form(form).ok()?;
        UrlSearchParams::new_with_str_sequence_sequence(&data).ok()
    }

    fn clock() -> String {
        let now = js_sys::Date::new_0();
        format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
    }
}
