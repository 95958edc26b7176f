//! Sends files with a progress bar and a way to stop. Without it the form sends them by itself.

use leptos::prelude::*;

use super::mount;

/// Takes over the sending of the form `form_id`.
#[component]
pub fn Upload(
    /// The id of the form.
    #[prop(into)]
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
    /// What is said when nobody is logged in any more.
    ended: String,
    /// The text of the link to the login.
    log_in: String,
    /// Where it leads: the login page, which leads back here.
    login: String,
    /// What is said when the portal cannot take it now.
    away: String,
    /// What is said when too much was sent.
    busy: String,
    /// What is said when there is nothing any more to attach it to.
    gone: String,
    /// What is said when the portal cannot take it at all.
    failed: String,
    /// What is said when the draft was submitted meanwhile.
    submitted: String,
    /// The text of the link to its case.
    open_case: String,
) -> impl IntoView {
    let most = most.to_string();
    let told = UploadTexts {
        form_id,
        most,
        sending,
        cancel,
        cancelled,
        broken,
        large,
        ended,
        log_in,
        login,
        away,
        busy,
        gone,
        failed,
        submitted,
        open_case,
    };
    mount::island("upload", told, view)
}

mount::props! {
    UploadTexts {
        form_id,
        most,
        sending,
        cancel,
        cancelled,
        broken,
        large,
        ended,
        log_in,
        login,
        away,
        busy,
        gone,
        failed,
        submitted,
        open_case,
    }
}

fn view(told: UploadTexts) -> impl IntoView {
    // How much has been sent, in percent; none while nothing is under way.
    let percent = RwSignal::new(None::<u32>);
    let message = RwSignal::new(None::<String>);
    let logged_out = RwSignal::new(false);
    let case = RwSignal::new(String::new());
    let shown = move || percent.get().unwrap_or_default().to_string();
    #[cfg(target_arch = "wasm32")]
    let stop = {
        let upload = browser::Upload {
            cancelled: told.cancelled,
            broken: told.broken,
            large: told.large,
            ended: told.ended,
            logged_out,
            away: told.away,
            busy: told.busy,
            gone: told.gone,
            failed: told.failed,
            submitted: told.submitted,
            case,
            most: told.most.parse::<u64>().unwrap_or(u64::MAX) as f64,
            percent,
            message,
            request: StoredValue::new_local(None),
        };
        let request = upload.request;
        browser::take_over(&told.form_id, upload);
        move |_| browser::stop(request)
    };
    #[cfg(not(target_arch = "wasm32"))]
    let stop = move |_| {};
    let label = told.sending.clone();
    view! {
        <div class="upload" hidden=move || percent.get().is_none()>
            <p>{told.sending}" "<span>{shown}"%"</span></p>
            <progress class="upload__bar" max="100" value=shown aria-label=label></progress>
            <button class="button button--secondary" type="button" on:click=stop>{told.cancel}</button>
        </div>
        <p role="status" class="live-error" prop:textContent=move || message.get().unwrap_or_default()></p>
        <p hidden=move || !logged_out.get()><a href=told.login>{told.log_in}</a></p>
        <p hidden=move || case.read().is_empty()><a href=move || case.get()>{told.open_case}</a></p>
    }
}

/// Wakes the island; called by `start.js`.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn upload(element: &web_sys::HtmlElement) {
    mount::wake(element, view);
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::rc::Rc;

    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::{FormData, HtmlFormElement, HtmlInputElement, ProgressEvent, XmlHttpRequest};

    use crate::islands::dom;

    type Running = StoredValue<Option<XmlHttpRequest>, LocalStorage>;

    /// What is said and where.
    pub(super) struct Upload {
        pub(super) cancelled: String,
        pub(super) broken: String,
        pub(super) large: String,
        pub(super) ended: String,
        pub(super) logged_out: RwSignal<bool>,
        pub(super) away: String,
        pub(super) busy: String,
        pub(super) gone: String,
        pub(super) failed: String,
        pub(super) submitted: String,
        /// The page of the case that was made of the draft.
        pub(super) case: RwSignal<String>,
        pub(super) most: f64,
        pub(super) percent: RwSignal<Option<u32>>,
        pub(super) message: RwSignal<Option<String>>,
        pub(super) request: Running,
    }

    impl Upload {
        fn end(&self, text: Option<String>) {
            self.percent.set(None);
            self.message.set(text);
        }
    }

    pub(super) fn stop(request: Running) {
        if let Some(request) = request.get_value() {
            let _ = request.abort();
        }
    }

    pub(super) fn take_over(form_id: &str, upload: Upload) {
        let Some(form) = dom::by_id::<HtmlFormElement>(form_id) else {
            return;
        };
        let (watched, upload) = (form.clone(), Rc::new(upload));
        dom::listen(&form, "submit", move |event| {
            upload.message.set(None);
            upload.logged_out.set(false);
            upload.case.set(String::new());
            match chosen(&watched, upload.most) {
                // The server says what is wrong with a form without files.
                Chosen::Nothing => {}
                Chosen::TooLarge(name) => {
                    event.prevent_default();
                    upload
                        .message
                        .set(Some([&upload.large, ": ", &name].concat()));
                }
                Chosen::Files => {
                    event.prevent_default();
                    if upload.percent.get_untracked().is_none() && send(&watched, &upload).is_none()
                    {
                        upload.percent.set(None);
                        let _ = watched.submit();
                    }
                }
            }
        });
    }

    enum Chosen {
        Nothing,
        Files,
        TooLarge(String),
    }

    fn chosen(form: &HtmlFormElement, most: f64) -> Chosen {
        let input = form.query_selector("input[type=file]").ok().flatten();
        let files = input
            .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
            .and_then(|input| input.files());
        let Some(files) = files.filter(|files| files.length() > 0) else {
            return Chosen::Nothing;
        };
        let large = (0..files.length())
            .filter_map(|at| files.get(at))
            .find(|file| file.size() > most);
        large.map_or(Chosen::Files, |file| Chosen::TooLarge(file.name()))
    }

    /// Sends the form. The server answers this header with the address to go to, or with what is wrong, a line each.
    fn send(form: &HtmlFormElement, upload: &Rc<Upload>) -> Option<()> {
        let data = FormData::new_with_form(form).ok()?;
        let request = XmlHttpRequest::new().ok()?;
        request.open("POST", &form.action()).ok()?;
        request.set_request_header("Accept", "text/plain").ok()?;

        let percent = upload.percent;
        let sent = request.upload().ok()?;
        dom::listen(&sent, "progress", move |event| {
            let event: ProgressEvent = event.unchecked_into();
            if event.length_computable() && event.total() > 0.0 {
                percent.set(Some((event.loaded() / event.total() * 100.0) as u32));
            }
        });
        let (here, answer) = (upload.clone(), request.clone());
        dom::listen(&request, "load", move |_| {
            let text = answer.response_text().ok().flatten().unwrap_or_default();
            match answer.status() {
                Ok(200) if text.starts_with('/') => {
                    here.end(None);
                    let _ = window().location().assign(&text);
                }
                Ok(413 | 422) => here.end(Some(text)),
                Ok(401) => {
                    here.logged_out.set(true);
                    here.end(Some(here.ended.clone()));
                }
                Ok(409) if text.starts_with('/') => {
                    here.case.set(text);
                    here.end(Some(here.submitted.clone()));
                }
                Ok(429) => here.end(Some(here.busy.clone())),
                Ok(404 | 409 | 410) => here.end(Some(here.gone.clone())),
                Ok(408 | 503) => here.end(Some(here.away.clone())),
                _ => here.end(Some(here.failed.clone())),
            }
        });
        let here = upload.clone();
        dom::listen(&request, "error", move |_| {
            here.end(Some(here.broken.clone()))
        });
        let here = upload.clone();
        dom::listen(&request, "abort", move |_| {
            here.end(Some(here.cancelled.clone()))
        });

        upload.percent.set(Some(0));
        upload.request.set_value(Some(request.clone()));
        request.send_with_opt_form_data(Some(&data)).ok()
    }
}
