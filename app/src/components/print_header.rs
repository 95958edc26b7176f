//! The head of a printed sheet.

use leptos::prelude::*;

/// Name of the site, number of the case and the code that leads to its public page. Seen only on paper.
#[component]
pub fn PrintHeader(
    /// The name of the site or of the provider.
    #[prop(into)]
    name: String,
    /// The number of the case.
    #[prop(into)]
    number: String,
    /// The code as a ready `svg` element, made by the server and free of any typed text.
    #[prop(into, optional)]
    qr_svg: String,
    /// The address in the code, spelled out.
    #[prop(into, optional)]
    address: String,
) -> impl IntoView {
    view! {
        <div class="print-header only-print">
            <div>
                <p class="print-header__name">{name}</p>
                <p class="print-header__number">{number}</p>
                <p class="print-header__address">{address}</p>
            </div>
            <div class="print-header__qr" aria-hidden="true" inner_html=qr_svg></div>
        </div>
    }
    .into_any()
}
