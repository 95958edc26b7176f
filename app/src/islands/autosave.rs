//! Saves what was typed while the person types and when the page is left, so that a closed page loses nothing; also what was
//! typed before the island woke, and what a reload came too early for.

use leptos::prelude::*;

use super::mount;

/// The name under which a page sends which load of it this is.
pub const LOAD: &str = "page-load";
/// The name under which a page sends how often it has sent its fields: a request that comes late undoes no newer one.
pub const TURN: &str = "page-turn";

/// The name under which a page sends upon which answers it was typed: an old page writes over no newer answers unasked.
pub const SEEN: &str = "page-seen";

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
    let told = AutosaveTexts {
        form_id,
        url,
        saved,
        failed,
        away,
        ended,
        gone,
    };
    mount::island("autosave", told, view)
}

mount::props! {
    AutosaveTexts {
        form_id,
        url,
        saved,
        failed,
        away,
        ended,
        gone,
    }
}

fn view(told: AutosaveTexts) -> impl IntoView {
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

    use js_sys::Reflect;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{Event, FormData, HtmlFormElement, UrlSearchParams};

    use super::{AutosaveTexts, LOAD, SEEN, TURN};
    use crate::islands::{dom, fetch};

    /// Where the session of the browser's tab has which sending was the last one on leaving. No answer is in it.
    const LEFT: &str = "left";
    /// After a reload that sending is waited for so often, and so long each time. Milliseconds.
    const WAITS: u8 = 8;
    const WAIT: i32 = 250;

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
        /// How often the fields were sent.
        turn: Cell<u32>,
    }

    struct Saving {
        form: HtmlFormElement,
        told: AutosaveTexts,
        said: RwSignal<String>,
        load: String,
        progress: Progress,
    }

    pub(super) fn watch(told: AutosaveTexts, said: RwSignal<String>) {
        let Some(form) = dom::by_id::<HtmlFormElement>(&told.form_id) else {
            return;
        };
        let saving = Rc::new(Saving {
            form: form.clone(),
            told,
            said,
            load: number(),
            progress: Progress::default(),
        });
        leaving(&saving);
        // Comes whenever the fields are read to be sent, by the page's own buttons too.
        let sending = saving.clone();
        dom::listen(&form, "formdata", move |event| sending.number(&event));
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

    /// A number that no other load of the page has. Whole, because writing fractions would weigh a tenth of the Wasm.
    fn number() -> String {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the number lies within those of the type"
        )]
        let number = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
        number.to_string()
    }

    /// What was typed before this ran fired no event that anybody heard. After a reload the page may be older than what was
    /// sent on leaving: the browser asked for it first.
    fn waking(saving: Rc<Saving>) {
        let left = dom::take_kept(LEFT);
        if dom::controls(&saving.form).iter().any(dom::is_changed) {
            saving.changes();
            saving.save();
        } else if dom::is_reload() {
            spawn_local(async move {
                let Some(kept) = saving.kept_since(left.as_deref()).await else {
                    return;
                };
                // Whoever has begun to type has the newest text.
                if saving.progress.changed.get() == 0 {
                    for control in dom::controls(&saving.form) {
                        dom::put(&control, &kept);
                    }
                    let seen = saving.form.elements().named_item(SEEN);
                    if let Some(seen) = seen {
                        dom::put(&seen, &kept);
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
                .send_beacon_with_opt_url_search_params(&self.told.url, fields.as_ref());
            if sent.unwrap_or(false) {
                progress.left.set(changed);
                dom::keep(LEFT, &self.sending());
            }
        }

        /// Which sending of which load of which page the last one was.
        fn sending(&self) -> String {
            let turn = self.progress.turn.get().to_string();
            [&self.told.url, self.load.as_str(), &turn].join(" ")
        }

        /// Gives the next number to fields that are about to be sent.
        fn number(&self, event: &Event) {
            let turn = self.progress.turn.get().wrapping_add(1);
            self.progress.turn.set(turn);
            let data = Reflect::get(event, &"formData".into()).unwrap_or_default();
            if let Ok(data) = data.dyn_into::<FormData>() {
                let _ = data.append_with_str(LOAD, &self.load);
                let _ = data.append_with_str(TURN, &turn.to_string());
            }
        }

        /// What the server has of this page, once it has what was sent on leaving it, or has had time enough.
        async fn kept_since(&self, left: Option<&str>) -> Option<UrlSearchParams> {
            let left = left.filter(|left| left.starts_with(&self.told.url));
            let mut waits = 0;
            loop {
                let text = fetch::text(&self.told.url).await?;
                let kept = UrlSearchParams::new_with_str(&text).ok()?;
                let last = [LOAD, TURN].map(|name| kept.get(name).unwrap_or_default());
                let last = [&self.told.url, &last[0], &last[1]]
                    .map(String::as_str)
                    .join(" ");
                if waits == WAITS || left.is_none_or(|left| left == last) {
                    return Some(kept);
                }
                waits += 1;
                dom::sleep(WAIT).await;
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
                    let told = &self.told;
                    let (text, passing) = match post(&self.form, &told.url).await {
                        Some(204) => {
                            progress.saved.set(sent);
                            ([&told.saved, " ", &clock()].concat(), false)
                        }
                        None => (told.failed.clone(), true),
                        Some(500..) => (told.away.clone(), true),
                        Some(404 | 409 | 410) => (told.gone.clone(), false),
                        // The login page, asked for by the answer or as the answer.
                        Some(_) => (told.ended.clone(), false),
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
