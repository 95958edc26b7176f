//! Saves what was typed while the person types and when the page is left, so that a closed page loses nothing; also what was
//! typed before the island woke, and what a reload came too early for.

use leptos::prelude::*;

use super::mount;

/// Posts the fields of the form `form_id` to `url` soon after a change and on leaving, and says when they were saved. Nothing
/// is checked there: the page's own button does that.
#[component]
pub fn Autosave(
    /// The id of the form to watch.
    #[prop(into)]
    form_id: String,
    /// Where to post its fields, and where those that are saved are read after a reload.
    url: String,
    /// «Saved at»; the time is put behind it.
    saved: String,
    /// What is said when no answer came.
    failed: String,
    /// What is said when the server cannot save now.
    away: String,
    /// What is said when the session has ended.
    ended: String,
    /// What is said when there is nothing any more to save it in.
    gone: String,
) -> impl IntoView {
    let told = [form_id, url, saved, failed, away, ended, gone];
    mount::island("autosave", told, view)
}

fn view(told: [String; 7]) -> impl IntoView {
    let said = RwSignal::new(String::new());
    #[cfg(target_arch = "wasm32")]
    browser::watch(told, said);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = told;
    // As a property: a browser that translates the page wraps texts, and one that is wrapped cannot be changed.
    view! { <p role="status" class="autosave" prop:textContent=move || said.get()></p> }
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

    /// Typing rests for so long before it is saved. Milliseconds.
    const REST: i32 = 1_000;
    /// What could not be saved is tried again after so long. Milliseconds.
    const AGAIN: i32 = 15_000;

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

    struct Saving {
        form: HtmlFormElement,
        url: String,
        texts: [String; 5],
        said: RwSignal<String>,
        progress: Progress,
    }

    pub(super) fn watch(
        [form_id, url, saved, failed, away, ended, gone]: [String; 7],
        said: RwSignal<String>,
    ) {
        let Some(form) = dom::by_id::<HtmlFormElement>(&form_id) else {
            return;
        };
        let saving = Rc::new(Saving {
            form: form.clone(),
            url,
            texts: [saved, failed, away, ended, gone],
            said,
            progress: Progress::default(),
        });
        leaving(&saving);
        let typing = saving.clone();
        dom::listen(&form, "input", move |_| {
            let changed = typing.changes();
            let rested = typing.clone();
            dom::after(REST, move || {
                let progress = &rested.progress;
                if progress.changed.get() == changed && progress.saved.get() != changed {
                    rested.clone().save();
                }
            });
        });
        // `change` comes when a field that was changed is left, and at once for radios and lists.
        let changed = saving.clone();
        dom::listen(&form, "change", move |_| changed.clone().save());
        // The page's own button sends everything.
        let submitted = saving.clone();
        dom::listen(&form, "submit", move |_| {
            let progress = &submitted.progress;
            progress.saved.set(progress.changed.get());
        });
        waking(saving);
    }

    /// What was typed before this ran fired no event that anybody heard. After a reload the page may be older than what was
    /// sent on leaving: the browser asked for it first.
    fn waking(saving: Rc<Saving>) {
        if dom::controls(&saving.form).iter().any(dom::is_changed) {
            saving.changes();
            saving.save();
        } else if dom::is_reload() {
            spawn_local(async move {
                let Some(text) = fetch::text(&saving.url).await else {
                    return;
                };
                let Ok(kept) = UrlSearchParams::new_with_str(&text) else {
                    return;
                };
                // Whoever has begun to type has the newest text.
                if saving.progress.changed.get() == 0 {
                    for control in dom::controls(&saving.form) {
                        dom::put(&control, &kept);
                    }
                }
            });
        }
    }

    /// Sends what is not saved when the page is left or put aside: nothing may come after that. `beforeunload` comes before
    /// the next page is asked for, the others after it.
    fn leaving(saving: &Rc<Saving>) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let Some(document) = window.document() else {
            return;
        };
        let hidden = (document.clone(), saving.clone());
        dom::listen(&document, "visibilitychange", move |_| {
            let (document, saving) = &hidden;
            if document.hidden() {
                saving.send();
            }
        });
        for event in ["beforeunload", "pagehide"] {
            let saving = saving.clone();
            dom::listen(&window, event, move |_| saving.send());
        }
    }

    impl Saving {
        /// Counts a change.
        fn changes(&self) -> u32 {
            let changed = self.progress.changed.get().wrapping_add(1);
            self.progress.changed.set(changed);
            changed
        }

        fn send(&self) {
            let progress = &self.progress;
            let changed = progress.changed.get();
            if changed == progress.saved.get() || changed == progress.left.get() || self.is_gone() {
                return;
            }
            let Some(window) = web_sys::window() else {
                return;
            };
            let fields = fields(&self.form);
            let sent = window
                .navigator()
                .send_beacon_with_opt_url_search_params(&self.url, fields.as_ref());
            if sent.unwrap_or(false) {
                progress.left.set(changed);
            }
        }

        /// Whether the page has put another form in the place of this one.
        fn is_gone(&self) -> bool {
            !self.form.is_connected()
        }

        fn save(self: Rc<Saving>) {
            if self.is_gone() {
                return;
            }
            self.progress.again.set(true);
            if self.progress.busy.replace(true) {
                return;
            }
            spawn_local(async move {
                let progress = &self.progress;
                while progress.again.replace(false) {
                    let sent = progress.changed.get();
                    let [saved, failed, away, ended, gone] = &self.texts;
                    let (text, passing) = match post(&self.form, &self.url).await {
                        Some(204) => {
                            progress.saved.set(sent);
                            ([saved, " ", &clock()].concat(), false)
                        }
                        None => (failed.clone(), true),
                        Some(500..) => (away.clone(), true),
                        Some(404 | 409 | 410) => (gone.clone(), false),
                        // The login page, asked for by the answer or as the answer.
                        Some(_) => (ended.clone(), false),
                    };
                    self.said.set(text);
                    if passing {
                        let later = self.clone();
                        dom::after(AGAIN, move || {
                            if later.progress.saved.get() != later.progress.changed.get() {
                                later.save();
                            }
                        });
                    }
                }
                progress.busy.set(false);
            });
        }
    }

    async fn post(form: &HtmlFormElement, url: &str) -> Option<u16> {
        let answer = fetch::post(url, &fields(form)?).await?;
        Some(answer.status())
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
