//! Keeps the page of a case up to date while it is open.

use leptos::prelude::*;

/// Listens to the server's events of a case. On a newer entry of its log it fetches the page again and puts the
/// new part in the place of the old; where that fails it offers a link that loads the page anew.
#[island]
pub fn LiveStatus(
    /// The address of the page; its events are below it.
    page: String,
    /// The id of the part that changes.
    target: String,
    /// The last entry of the log that this page shows.
    seq: u64,
    /// Said when the page has been brought up to date.
    updated: String,
    /// The text of the link.
    reload: String,
) -> impl IntoView {
    let news = RwSignal::new(String::new());
    let stale = RwSignal::new(false);
    #[cfg(target_arch = "wasm32")]
    browser::listen(browser::Watch {
        page: page.clone(),
        target,
        seq,
        updated,
        news,
        stale,
    });
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (target, seq, updated);
    view! {
        <div class="live" role="status">
            <p>{move || news.get()}</p>
            <p hidden=move || !stale.get()><a href=page>{reload}</a></p>
        </div>
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use futures::StreamExt;
    use gloo_net::{eventsource::futures::EventSource, http::Request};
    use leptos::prelude::*;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{DomParser, SupportedType};

    /// What is watched, and where news is said.
    pub(super) struct Watch {
        pub(super) page: String,
        pub(super) target: String,
        pub(super) seq: u64,
        pub(super) updated: String,
        pub(super) news: RwSignal<String>,
        pub(super) stale: RwSignal<bool>,
    }

    pub(super) fn listen(mut watch: Watch) {
        spawn_local(async move {
            let Ok(mut source) = EventSource::new(&format!("{}/events", watch.page)) else {
                return;
            };
            let Ok(mut events) = source.subscribe("seq") else {
                return;
            };
            // The browser connects again by itself; an error means that it has given up.
            while let Some(Ok((_, event))) = events.next().await {
                let seq = event
                    .data()
                    .as_string()
                    .and_then(|text| text.parse::<u64>().ok());
                if seq.is_some_and(|seq| seq > watch.seq) {
                    watch.seq = seq.unwrap_or(watch.seq);
                    match swap(&watch).await {
                        Some(()) => watch.news.set(watch.updated.clone()),
                        None => watch.stale.set(true),
                    }
                }
            }
        });
    }

    async fn swap(watch: &Watch) -> Option<()> {
        let answer = Request::get(&watch.page)
            .send()
            .await
            .ok()
            .filter(|answer| answer.ok())?;
        let text = answer.text().await.ok()?;
        let parsed = DomParser::new()
            .ok()?
            .parse_from_string(&text, SupportedType::TextHtml)
            .ok()?;
        let new = parsed.get_element_by_id(&watch.target)?;
        let old = web_sys::window()?
            .document()?
            .get_element_by_id(&watch.target)?;
        old.replace_with_with_node_1(&new).ok()
    }
}
