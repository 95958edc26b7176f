//! The frame of the picture of a route.

use leptos::prelude::*;

use super::field::given;

/// A picture that scrolls sideways where it is wider than the column, and takes its colours from the style sheet.
#[component]
pub fn SwimlaneFigure(
    /// What it shows, in a few words.
    #[prop(into)]
    title: String,
    /// The `svg` element.
    svg: String,
    /// Words under the picture.
    #[prop(into, optional)]
    caption: String,
) -> impl IntoView {
    let caption = given(caption).map(|text| view! { <figcaption class="meta">{text}</figcaption> });
    view! {
        <figure class="swimlane">
            <div
                class="swimlane__scroll"
                role="region"
                tabindex="0"
                aria-label=title
                inner_html=svg
            ></div>
            {caption}
        </figure>
    }
    .into_any()
}
