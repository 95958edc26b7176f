//! How amounts are computed, with numbers put in, and where that was read.

use domain::service::Formula;
use leptos::prelude::*;

use crate::text::{Lang, t, t_with, value};

pub(super) fn section(lang: Lang, formulas: &[&Formula]) -> Option<AnyView> {
    if formulas.is_empty() {
        return None;
    }
    let formulas: Vec<_> = formulas.iter().map(|one| formula(lang, one)).collect();
    let section = view! {
        <section aria-labelledby="formulas">
            <h2 id="formulas">{t(lang, "service-formulas")}</h2>
            {formulas}
        </section>
    };
    Some(section.into_any())
}

fn formula(lang: Lang, formula: &Formula) -> AnyView {
    let source = formula.source.as_ref().map_or_else(
        || t(lang, "service-formula-ours"),
        |source| {
            t_with(
                lang,
                "service-formula-source",
                &[("source", value(source.get(lang)))],
            )
        },
    );
    view! {
        <p>{formula.text.get(lang).to_owned()}</p>
        <p class="meta">{source}</p>
    }
    .into_any()
}
