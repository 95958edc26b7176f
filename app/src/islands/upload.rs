//! Sends files with a progress bar and a way to stop. Without it the form sends them by itself.

use leptos::prelude::*;

/// Takes over the sending of the form `form_id`.
#[island]
pub fn Upload(
    /// The id of the form.
    form_id: String,
    /// Bytes that one file may have.
    most: u64,
    /// «Sending».
    sending: String,
    /// The text of the button that stops it.
    cancel: String,
    /// What is said after it was stopped.
    cancelled: String,
    /// What is said when the connection broke.
    broken: String,
    /// What is said of a file that is too large.
    large: String,
) -> impl IntoView {
    let under_way = RwSignal::new(false);
    let percent = RwSignal::new(0_u32);
    let message = RwSignal::new(String::new());
    let stop = RwSignal::new(0_u32);
    #[cfg(target_arch = "wasm32")]
    browser::take_over(
        &form_id,
        browser::Texts {
            cancelled,
            broken,
            large,
        },
        most,
        browser::Signals {
            under_way,
            percent,
            message,
            stop,
        },
    );
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (form_id, most, cancelled, broken, large);
    let label = sending.clone();
    view! {
        <div class="upload" hidden=move || !under_way.get()>
            <p>{sending}" "<span>{move || percent.get()}"%"</span></p>
            <progress class="upload__bar" max="100" value=move || percent.get().to_string() aria-label=label></progress>
            <button
                class="button button--secondary"
                type="button"
                on:click=move |_| stop.update(|times| *times += 1)
            >
                {cancel}
            </button>
        </div>
        <p role="status" class="live-error">{move || message.get()}</p>
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{
        Event, FormData, HtmlFormElement, HtmlInputElement, ProgressEvent, XmlHttpRequest,
    };

    #[derive(Clone)]
    pub(super) struct Texts {
        pub(super) cancelled: String,
        pub(super) broken: String,
        pub(super) large: String,
    }

    #[derive(Clone, Copy)]
    pub(super) struct Signals {
        pub(super) under_way: RwSignal<bool>,
        pub(super) percent: RwSignal<u32>,
        pub(super) message: RwSignal<String>,
        pub(super) stop: RwSignal<u32>,
    }

    pub(super) fn take_over(form_id: &str, texts: Texts, most: u64, signals: Signals) {
        let Some(form) = document().get_element_by_id(form_id) else {
            return;
        };
        let Ok(form) = form.dyn_into::<HtmlFormElement>() else {
            return;
        };
        let watched = form.clone();
        let submit = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            signals.message.set(String::new());
            match chosen(&watched, most) {
                // The server says what is wrong with a form without files.
                Chosen::Nothing => {}
                Chosen::TooLarge(name) => {
                    event.prevent_default();
                    signals.message.set(format!("{}: {name}", texts.large));
                }
                Chosen::Files => {
                    event.prevent_default();
                    if !signals.under_way.get_untracked()
                        && send(&watched, texts.clone(), signals).is_none()
                    {
                        signals.under_way.set(false);
                        let _ = watched.submit();
                    }
                }
            }
        });
        let _ = form.add_event_listener_with_callback("submit", submit.as_ref().unchecked_ref());
        submit.forget();
    }

    enum Chosen {
        Nothing,
        Files,
        TooLarge(String),
    }

    fn chosen(form: &HtmlFormElement, most: u64) -> Chosen {
        let input = form.query_selector("input[type=file]").ok().flatten();
        let files = input
            .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
            .and_then(|input| input.files());
        let Some(files) = files.filter(|files| files.length() > 0) else {
            return Chosen::Nothing;
        };
        let large = (0..files.length())
            .filter_map(|at| files.get(at))
            .find(|file| file.size() > most as f64);
        large.map_or(Chosen::Files, |file| Chosen::TooLarge(file.name()))
    }

    /// Sends the form. The server answers this header with the address to go to, or with what is wrong, a line each.
    fn send(form: &HtmlFormElement, texts: Texts, signals: Signals) -> Option<()> {
        let data = FormData::new_with_form(form).ok()?;
        let request = XmlHttpRequest::new().ok()?;
        request.open("POST", &form.action()).ok()?;
        request.set_request_header("Accept", "text/plain").ok()?;

        let on_progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
            if event.length_computable() && event.total() > 0.0 {
                signals
                    .percent
                    .set((event.loaded() / event.total() * 100.0) as u32);
            }
        });
        request
            .upload()
            .ok()?
            .set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
        on_progress.forget();

        let (answered, broken) = (request.clone(), texts.broken.clone());
        let on_load = Closure::<dyn FnMut()>::new(move || {
            signals.under_way.set(false);
            let text = answered.response_text().ok().flatten().unwrap_or_default();
            match answered.status() {
                Ok(200) if text.starts_with('/') => {
                    let _ = window().location().assign(&text);
                }
                Ok(422) => signals.message.set(text),
                _ => signals.message.set(broken.clone()),
            }
        });
        request.set_onload(Some(on_load.as_ref().unchecked_ref()));
        on_load.forget();

        let ended = move |text: String| {
            Closure::<dyn FnMut()>::new(move || {
                signals.under_way.set(false);
                signals.message.set(text.clone());
            })
        };
        let (on_error, on_abort) = (ended(texts.broken), ended(texts.cancelled));
        request.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        request.set_onabort(Some(on_abort.as_ref().unchecked_ref()));
        on_error.forget();
        on_abort.forget();

        signals.percent.set(0);
        signals.under_way.set(true);
        request.send_with_opt_form_data(Some(&data)).ok()?;
        let started = signals.stop.get_untracked();
        Effect::new(move |_| {
            if signals.stop.get() != started {
                let _ = request.abort();
            }
        });
        Some(())
    }
}
