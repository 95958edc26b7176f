//! Services that were found, each with its regions.

use leptos::prelude::*;

use super::{field::given, tag::TagText};

/// A service that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundService {
    /// Its name.
    pub title: String,
    /// Its page: that of the chosen region, or that of the service in all regions.
    pub href: String,
    /// What it is and, if a region was chosen, how to apply there.
    pub meta: Vec<String>,
    /// States in a word or two.
    pub tags: Vec<TagText>,
    /// What the list of regions is; empty where the list is.
    pub regions_label: String,
    /// Regions and editions: address and name.
    pub regions: Vec<(String, String)>,
}

/// The services under each other, the best first.
#[component]
pub fn FoundList(
    /// The services.
    found: Vec<FoundService>,
) -> impl IntoView {
    let found: Vec<_> = found.into_iter().map(service).collect();
    view! { <ul class="rows">{found}</ul> }.into_any()
}

fn service(found: FoundService) -> impl IntoView {
    let meta: Vec<_> = found
        .meta
        .into_iter()
        .map(|text| view! { <p class="row__meta">{text}</p> })
        .collect();
    let tags: Vec<_> = found.tags.into_iter().map(TagText::view).collect();
    let tags = (!tags.is_empty()).then(|| view! { <div class="row__status">{tags}</div> });
    let regions: Vec<_> = found
        .regions
        .into_iter()
        .map(|(href, name)| view! { <li><a href=href>{name}</a></li> })
        .collect();
    let regions = given(found.regions_label).map(|label| {
        view! {
            <div class="found__regions">
                <span>{label}</span>
                <ul class="found__list">{regions}</ul>
            </div>
        }
    });
    view! {
        <li class="row found">
            <div class="row__text">
                <p class="row__title"><a class="row__link" href=found.href>{found.title}</a></p>
                {meta}
                {regions}
            </div>
            {tags}
        </li>
    }
}
