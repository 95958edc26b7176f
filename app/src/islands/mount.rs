//! How the server marks an island and how the browser wakes it.
//!
//! This stands in the place of leptos' `#[island]`, which reads the props of an island as JSON: the reader with its
//! messages was a fifth of the Wasm. Here an island is told texts in a fixed order, a line each.

use leptos::prelude::*;

/// An island in the server's HTML: `view` within the mark with which `start.js` finds it. `name` is the function
/// that the Wasm exports for it; the last of `told` may have several lines.
pub(crate) fn island<const N: usize, V: IntoView + 'static>(
    name: &'static str,
    mut told: [String; N],
    view: fn([String; N]) -> V,
) -> impl IntoView {
    for text in told.iter_mut().rev().skip(1) {
        *text = text.replace('\n', " ");
    }
    let props = told.join("\n");
    view! { <leptos-island data-component=name data-props=props>{view(told)}</leptos-island> }
}

/// Wakes the island that the server wrote as `element`. It lives as long as the page.
#[cfg(target_arch = "wasm32")]
pub(crate) fn wake<const N: usize, V: IntoView + 'static>(
    element: &web_sys::HtmlElement,
    view: fn([String; N]) -> V,
) {
    use leptos::tachys::view::Position;

    let props = element.get_attribute("data-props").unwrap_or_default();
    let told: Vec<String> = props.splitn(N, '\n').map(str::to_owned).collect();
    let Ok(told) = told.try_into() else { return };
    let owner = Owner::new();
    let state = owner.with(|| {
        view(told)
            .into_view()
            .hydrate_from_position::<true>(element, Position::FirstChild)
    });
    std::mem::forget((owner, state));
}
