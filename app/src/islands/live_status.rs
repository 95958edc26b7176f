//! Keeps the page of a case up to date while it is open.

use leptos::prelude::*;

use super::mount;

/// Listens to the server's events of a case. On a newer entry of its log it fetches the page again and puts the
/// new part in the place of the old; where that fails it offers a link that loads the page anew.
#[component]
pub fn LiveStatus(
    /// The address of the page; its events are below it.
    page: String,
    /// The id of the part that changes.
    #[prop(into)]
    target: String,
    /// The last entry of the log that this page shows.
    seq: u64,
    /// Said when the page has been brought up to date.
    updated: String,
    /// The text of the link.
    reload: String,
) -> impl IntoView {
    let told = LiveTexts {
        page,
        target,
        seq: seq.to_string(),
        updated,
        reload,
    };
    mount::island("live_status", told, view)
}

mount::props! {
    LiveTexts {
        page,
        target,
        seq,
        updated,
        reload,
    }
}

fn view(told: LiveTexts) -> impl IntoView {
    let news = RwSignal::new(None::<String>);
    let stale = RwSignal::new(false);
    #[cfg(target_arch = "wasm32")]
    browser::listen(browser::Watch {
        page: told.page.clone(),
        target: told.target,
        seq: told.seq.parse::<u64>().unwrap_or_default().into(),
        updated: told.updated,
        news,
        stale,
    });
    view! {
        <div class="live" role="status">
            <p>{move || news.get()}</p>
            <p hidden=move || !stale.get()><a href=told.page>{told.reload}</a></p>
        </div>
    }
}

/// Wakes the island; called by `start.js`.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn live_status(element: &web_sys::HtmlElement) {
    mount::wake(element, view);
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::{cell::Cell, rc::Rc};

    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{
        DomParser, Element, EventSource, FocusOptions, HtmlElement, MessageEvent, SupportedType,
    };

    use crate::islands::{dom, fetch};

    /// What is watched, and where news is said.
    pub(super) struct Watch {
        pub(super) page: String,
        pub(super) target: String,
        pub(super) seq: Cell<u64>,
        pub(super) updated: String,
        pub(super) news: RwSignal<Option<String>>,
        pub(super) stale: RwSignal<bool>,
    }

    pub(super) fn listen(watch: Watch) {
        // The browser connects again by itself.
        let Ok(source) = EventSource::new(&[&watch.page, "/events"].concat()) else {
            return;
        };
        let watch = Rc::new(watch);
        dom::listen(&source, "seq", move |event| {
            let data = event.unchecked_into::<MessageEvent>().data().as_string();
            let seq = data.and_then(|text| text.parse().ok()).unwrap_or_default();
            if seq > watch.seq.get() {
                watch.seq.set(seq);
                spawn_local(update(watch.clone(), seq));
            }
        });
    }

    async fn update(watch: Rc<Watch>, seq: u64) {
        let text = fetch::text(&watch.page).await;
        // A newer event has asked again meanwhile: its answer counts.
        if watch.seq.get() != seq {
            return;
        }
        let swapped = text.and_then(|text| swap(&watch.target, &text)).is_some();
        if swapped {
            watch.news.set(Some(watch.updated.clone()));
        }
        watch.stale.set(!swapped);
    }

    fn swap(target: &str, page: &str) -> Option<()> {
        let parsed = DomParser::new()
            .ok()?
            .parse_from_string(page, SupportedType::TextHtml)
            .ok()?;
        let new = parsed.get_element_by_id(target)?;
        let old = dom::by_id::<Element>(target)?;
        let focused = web_sys::window()?.document()?.active_element();
        let focused = focused.filter(|focused| old.contains(Some(focused)));
        old.replace_with_with_node_1(&new).ok()?;
        if let Some(focused) = focused {
            refocus(&old, &new, &focused);
        }
        Some(())
    }

    /// Whoever was in the part stays where they were; if that is gone, in the part.
    fn refocus(old: &Element, new: &Element, focused: &Element) {
        let same = counterpart(old, new, focused).unwrap_or_else(|| {
            let _ = new.set_attribute("tabindex", "-1");
            new.clone()
        });
        if let Ok(same) = same.dyn_into::<HtmlElement>() {
            let how = FocusOptions::new();
            how.set_prevent_scroll(true);
            let _ = same.focus_with_options(&how);
        }
    }

    /// What stands in `new` for an element of `old`: what has its id, or the same of the like links or buttons.
    fn counterpart(old: &Element, new: &Element, focused: &Element) -> Option<Element> {
        let id = focused.id();
        if !id.is_empty() {
            return dom::by_id::<Element>(&id).filter(|found| new.contains(Some(found)));
        }
        let like = |part: &Element| {
            let all = part.get_elements_by_tag_name(&focused.tag_name());
            let all = (0..all.length()).filter_map(move |at| all.item(at));
            let href = focused.get_attribute("href");
            all.filter(move |one| one.get_attribute("href") == href)
        };
        let at = like(old).position(|one| one == *focused)?;
        like(new).nth(at)
    }
}
