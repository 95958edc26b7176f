//! The few things that every island does with the page.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlFormElement, UrlSearchParams};

/// The element with this id, if it is of the wanted kind.
pub(super) fn by_id<T: JsCast>(id: &str) -> Option<T> {
    let element = web_sys::window()?.document()?.get_element_by_id(id)?;
    element.dyn_into().ok()
}

/// Calls `heard` at each event. The page is left as a whole, so the listener lives as long as it does.
pub(super) fn listen(target: &EventTarget, event: &str, heard: impl FnMut(Event) + 'static) {
    let heard = Closure::<dyn FnMut(Event)>::new(heard);
    let _ = target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
    heard.forget();
}

/// Calls `due` once after so many milliseconds.
pub(super) fn after(milliseconds: i32, due: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let due = Closure::once_into_js(due);
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            due.unchecked_ref(),
            milliseconds,
        );
    }
}

/// Waits so many milliseconds.
pub(super) async fn sleep(milliseconds: i32) {
    let waited = js_sys::Promise::new(&mut |done, _| {
        after(milliseconds, move || {
            let _ = done.call0(&JsValue::NULL);
        });
    });
    let _ = wasm_bindgen_futures::JsFuture::from(waited).await;
}

/// Keeps a text in the session of the browser's tab, where there is one.
pub(super) fn keep(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, text);
    }
}

/// Takes a text out of the session of the browser's tab.
pub(super) fn take_kept(name: &str) -> Option<String> {
    let storage = storage()?;
    let text = storage.get_item(name).ok().flatten();
    let _ = storage.remove_item(name);
    text
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// Whether the pointer is down: on a button, a link, a label.
pub(super) fn is_pressing() -> bool {
    found(":active")
}

/// Whether the page has an element like this.
pub(super) fn found(selector: &str) -> bool {
    first(selector).is_some()
}

/// The first element like this.
pub(super) fn first(selector: &str) -> Option<Element> {
    let document = web_sys::window()?.document()?;
    document.query_selector(selector).ok().flatten()
}

/// Whether the reader asked for this very page again.
pub(super) fn is_reload() -> bool {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.is_some_and(|performance| performance.navigation().type_() == 1)
}

/// The boxes, buttons and lists of a form in which people answer.
pub(super) fn controls(form: &HtmlFormElement) -> Vec<Element> {
    let all = form.elements();
    (0..all.length())
        .filter_map(|at| all.item(at))
        .filter(|control| {
            !matches!(
                kind(control).as_str(),
                "hidden" | "submit" | "file" | "password"
            )
        })
        .collect()
}

/// Whether a control has another answer than the one that the server wrote.
pub(super) fn is_changed(control: &Element) -> bool {
    match kind(control).as_str() {
        "radio" | "checkbox" => property(control, "checked") != property(control, "defaultChecked"),
        "select-one" => {
            let option = |selector| control.query_selector(selector).ok().flatten();
            let served = option("option[selected]").or_else(|| option("option"));
            served.is_some_and(|served| property(&served, "value") != property(control, "value"))
        }
        _ => property(control, "value") != property(control, "defaultValue"),
    }
}

/// Puts the answer that was kept for a control into it.
pub(super) fn put(control: &Element, kept: &UrlSearchParams) {
    let text = |name| property(control, name).as_string().unwrap_or_default();
    let Some(answer) = kept.get(&text("name")) else {
        return;
    };
    let (name, value) = match kind(control).as_str() {
        "radio" | "checkbox" => ("checked", JsValue::from(answer == text("value"))),
        _ => ("value", JsValue::from(answer)),
    };
    let _ = Reflect::set(control, &name.into(), &value);
}

fn kind(control: &Element) -> String {
    property(control, "type").as_string().unwrap_or_default()
}

fn property(element: &Element, name: &str) -> JsValue {
    Reflect::get(element, &name.into()).unwrap_or_default()
}
