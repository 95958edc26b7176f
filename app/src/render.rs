//! The only place that knows Leptos' `Owner` and `SharedContext`.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

/// Renders one whole document. `view` runs inside an owner in islands mode, so that islands carry the
/// markers with which the browser finds them; without the owner they would render as plain markup.
pub fn document<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let mut page = String::from("<!DOCTYPE html>");
    push(&mut page, view);
    page
}

/// Renders a part of a document that is the same for every reader, so that it can be kept and put into pages.
pub fn fragment<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let mut part = String::new();
    push(&mut part, view);
    part
}

fn push<V: IntoView>(page: &mut String, view: impl FnOnce() -> V) {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().into_view().to_html());
    drop(owner);
    page.reserve(html.len());
    settle_markers(page, &html);
}

const OPEN: &str = "<leptos-island";
const CLOSE: &str = "</leptos-island>";

/// Leptos writes `<!>` between texts. An island needs these markers in the browser and gets them as
/// `<!---->`, the valid spelling of the same node; elsewhere nothing reads them, so they go.
/// Typed text cannot hold one: it is escaped.
fn settle_markers(page: &mut String, html: &str) {
    let mut rest = html;
    while let Some(start) = rest.find(OPEN) {
        let (before, from) = rest.split_at(start);
        let (island, after) = from.split_at(end_of_island(from));
        push_replaced(page, before, "");
        push_replaced(page, island, "<!---->");
        rest = after;
    }
    push_replaced(page, rest, "");
}

fn push_replaced(page: &mut String, html: &str, marker: &str) {
    let mut parts = html.split("<!>");
    page.push_str(parts.next().unwrap_or_default());
    for part in parts {
        page.push_str(marker);
        page.push_str(part);
    }
}

/// Where the island that `html` begins with ends; islands may hold islands.
fn end_of_island(html: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        let Some(close) = html[at..].find(CLOSE) else {
            return html.len();
        };
        depth += html[at..at + close].matches(OPEN).count();
        at += close + CLOSE.len();
        depth = depth.saturating_sub(1);
        if depth == 0 {
            return at;
        }
    }
}
