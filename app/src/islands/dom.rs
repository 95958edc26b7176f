//! The few things that every island does with the page.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget};

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

/// Whether the pointer is down: on a button, a link, a label.
pub(super) fn is_pressing() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let pressed = document.and_then(|document| document.query_selector(":active").ok().flatten());
    pressed.is_some()
}
