//! How the server marks an island and how the browser wakes it.
//!
//! This stands in the place of leptos' `#[island]`, which reads the props of an island as JSON: the reader with its
//! messages was a fifth of the Wasm. Here an island is told texts in the order in which they are named, a line each.

use leptos::prelude::*;

/// What an island is told.
pub(crate) trait Props {
    /// Its texts in their order.
    fn lines(self) -> Vec<String>;
    /// The same out of the lines.
    fn of(lines: &str) -> Self;
}

/// A struct of texts, which are told in the order of its fields.
macro_rules! props {
    ($(#[$meta:meta])* $name:ident { $($field:ident),* $(,)? }) => {
        $(#[$meta])*
        struct $name {
            $($field: String),*
        }

        impl $crate::islands::mount::Props for $name {
            fn lines(self) -> Vec<String> {
                vec![$(self.$field),*]
            }

            fn of(lines: &str) -> $name {
                let count = [$(stringify!($field)),*].len();
                let mut lines = lines.splitn(count, '\n');
                $(let $field = lines.next().unwrap_or_default().to_owned();)*
                $name { $($field),* }
            }
        }
    };
}

pub(crate) use props;

/// An island in the server's HTML: `view` within the mark with which `start.js` finds it. `name` is the function
/// that the Wasm exports for it; the last text of `told` may have several lines.
pub(crate) fn island<P: Props, V: IntoView + 'static>(
    name: &'static str,
    told: P,
    view: fn(P) -> V,
) -> impl IntoView {
    let mut lines = told.lines();
    for text in lines.iter_mut().rev().skip(1) {
        *text = text.replace('\n', " ");
    }
    let props = lines.join("\n");
    let shown = view(P::of(&props));
    view! { <leptos-island data-component=name data-props=props>{shown}</leptos-island> }
}

/// Wakes the island that the server wrote as `element`. It lives as long as the page.
#[cfg(target_arch = "wasm32")]
pub(crate) fn wake<P: Props, V: IntoView + 'static>(
    element: &web_sys::HtmlElement,
    view: fn(P) -> V,
) {
    use leptos::tachys::view::Position;

    let props = element.get_attribute("data-props").unwrap_or_default();
    let owner = Owner::new();
    let state = owner.with(|| {
        view(P::of(&props))
            .into_view()
            .hydrate_from_position::<true>(element, Position::FirstChild)
    });
    std::mem::forget((owner, state));
}
