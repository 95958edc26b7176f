//! A file to attach.

use leptos::prelude::*;

use super::field::{Field, given, labelled};
use crate::text::t;

/// The file chooser of the browser. The kinds are only offered: the server looks at the content.
#[component]
pub fn FileField(
    /// The question.
    field: Field,
    /// Kinds and endings that the chooser offers.
    #[prop(into, default = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.heif".to_owned())]
    accept: String,
    /// Whether several files may be chosen at once.
    #[prop(optional)]
    multiple: bool,
) -> impl IntoView {
    // Another page, also the same in another language, begins without a chosen file: said before one is chosen.
    let note = t(field.lang, "form-file-not-kept");
    let hint: Vec<String> = field.hint.clone().into_iter().chain([note]).collect();
    let field = field.hint(hint.join(" "));
    let control = view! {
        <input
            class="file"
            type="file"
            id=field.id.clone()
            name=field.name.clone()
            accept=given(accept)
            multiple=multiple
            aria-describedby=field.described_by()
            aria-invalid=field.invalid()
        />
    };
    labelled(&field, control.into_any())
}
