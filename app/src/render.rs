//! The only place that knows Leptos' `Owner` and `SharedContext`.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

/// Renders one whole document. `view` runs inside an owner in islands mode, so that islands carry the
/// markers with which the browser finds them; without the owner they would render as plain markup.
pub fn document<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().into_view().to_html());
    drop(owner);
    let mut page = String::with_capacity(html.len() + 16);
    page.push_str("<!DOCTYPE html>");
    page.push_str(&html);
    page
}
