//! The forms in the appendices of the act.

use domain::regulation::{Blank, BlankField, Regulation};
use leptos::prelude::*;

use crate::{
    components::Citation,
    pages::act,
    text::{Lang, t},
};

/// Folded: they are for those who look for them.
pub(super) fn section(lang: Lang, regulation: &Regulation) -> AnyView {
    if regulation.blanks.is_empty() {
        return ().into_any();
    }
    let blanks: Vec<_> = regulation
        .blanks
        .iter()
        .map(|one| blank(lang, one))
        .collect();
    view! {
        <section aria-labelledby="blanks">
            <h2 id="blanks">{t(lang, "service-blanks")}</h2>
            <details>
                <summary>{t(lang, "service-blanks-open")}</summary>
                <div class="stack">{blanks}</div>
            </details>
        </section>
    }
    .into_any()
}

fn blank(lang: Lang, blank: &Blank) -> impl IntoView + use<> {
    let lost = blank
        .fields
        .is_empty()
        .then(|| view! { <p>{t(lang, "service-blank-lost")}</p> });
    let fields = blank.fields.iter().map(|one| field(lang, one));
    let fields =
        (!blank.fields.is_empty()).then(|| view! { <ul>{fields.collect::<Vec<_>>()}</ul> });
    view! {
        <h3>{blank.name.get(lang).to_owned()}" "<Citation text=act::line(lang, blank.line)/></h3>
        {lost}
        {fields}
    }
}

fn field(lang: Lang, field: &BlankField) -> impl IntoView + use<> {
    let answers = field.answers.iter().map(|answer| {
        view! { <li>{answer.text.get(lang).to_owned()}" "<Citation text=act::line(lang, answer.line)/></li> }
    });
    let answers =
        (!field.answers.is_empty()).then(|| view! { <ul>{answers.collect::<Vec<_>>()}</ul> });
    view! {
        <li>
            {field.text.get(lang).to_owned()}" "<Citation text=act::line(lang, field.line)/>
            {answers}
        </li>
    }
}
