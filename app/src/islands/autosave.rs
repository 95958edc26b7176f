//! Saves what was typed when the person changes an answer or leaves the page, so that a closed page loses nothing.

use leptos::prelude::*;

use super::mount;

/// Posts the fields of the form `form_id` to `url` after a change and on leaving, and says when they were saved. Nothing is
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

    /// How far saving is. Numbers of changes, counted from 1.
    #[derive(Default)]
    struct Progress {
        changed: Cell<u32>,
        /// Up to here the server has said that it has them.
        saved: Cell<u32>,
        /// Up to here they were sent on leaving; no answer comes to that.
        left: Cell<u32>,
        /// One request at a time: what changes meanwhile goes with the next one.
        busy: Cell<bool>,
        again: Cell<bool>,
    }

    pub(super) fn watch(
        [form_id, url, saved, failed]: [String; 4],
        said: RwSignal<Option<String>>,
    ) {
        let Some(form) = dom::by_id::<HtmlFormElement>(&form_id) else {
            return;
        };
        let progress = Rc::new(Progress::default());
        leaving(&form, &url, &progress);
        let watched = form.clone();
        let texts = Rc::new((url, saved, failed));
        // `change` comes when a field that was changed is left, and at once for radios and lists.
        dom::listen(&form, "change", move |_| {
            progress.again.set(true);
            if progress.busy.replace(true) {
                return;
            }
            let (form, texts, progress) = (watched.clone(), texts.clone(), progress.clone());
            spawn_local(async move {
                let (url, saved, failed) = &*texts;
                while progress.again.replace(false) {
                    let sent = progress.changed.get();
                    let text = match post(&form, url).await {
                        Some(()) => {
                            progress.saved.set(sent);
                            [saved, " ", &clock()].concat()
                        }
                        None => failed.clone(),
                    };
                    said.set(Some(text));
                }
                progress.busy.set(false);
            });
        });
    }

    /// Sends what is not saved when the page is left or put aside: nothing may come after that.
    fn leaving(form: &HtmlFormElement, url: &str, progress: &Rc<Progress>) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let Some(document) = window.document() else {
            return;
        };
        let typed = progress.clone();
        dom::listen(form, "input", move |_| {
            typed.changed.set(typed.changed.get().wrapping_add(1));
        });
        // The page's own button sends everything.
        let submitted = progress.clone();
        dom::listen(form, "submit", move |_| {
            submitted.saved.set(submitted.changed.get());
        });
        let (form, url, progress) = (form.clone(), url.to_owned(), progress.clone());
        let navigator = window.navigator();
        let send = Rc::new(move || {
            let changed = progress.changed.get();
            if changed == progress.saved.get() || changed == progress.left.get() {
                return;
            }
            let fields = fields(&form);
            let sent = navigator.send_beacon_with_opt_url_search_params(&url, fields.as_ref());
            if sent.unwrap_or(false) {
                progress.left.set(changed);
            }
        });
        let hidden = (document.clone(), send.clone());
        dom::listen(&document, "visibilitychange", move |_| {
            let (document, send) = &hidden;
            if document.hidden() {
                send();
            }
        });
        dom::listen(&window, "pagehide", move |_| send());
    }

    async fn post(form: &HtmlFormElement, url: &str) -> Option<()> {
        let answer = fetch::post(url, &fields(form)?).await?;
        // A lost session is answered with the login page: only 204 means saved.
        (answer.status() == 204).then_some(())
    }

    fn fields(form: &HtmlFormElement) -> Option<UrlSearchParams> {
        let data = FormData::new_with_form(form).ok()?;
        UrlSearchParams::new_with_str_sequence_sequence(&data).ok()
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
