//! The act of a regulation: what it is, its editions, what became of it, where its lines are.

use domain::regulation::{LegalResource, Regulation};
use leptos::prelude::*;

use crate::{
    components::Citation,
    format,
    pages::act,
    text::{Lang, t, t_with, value},
};

/// The part of the aside to which citations lead.
pub(super) fn section(lang: Lang, regulation: &Regulation) -> AnyView {
    let resource = &regulation.act;
    let [first, last] = regulation.lines;
    let lines = t_with(
        lang,
        "service-act-lines",
        &[
            ("document", resource.document.clone().into()),
            ("first", first.into()),
            ("last", last.into()),
        ],
    );
    let language = [("language", resource.language.tag().into())];
    let language = t_with(lang, "service-act-language", &language);
    view! {
        <section class="aside" id="act">
            <h2 class="aside__title">{t(lang, "service-act")}</h2>
            <p>{resource.title.get(lang).to_owned()}" "{act::ours(lang, &resource.title)}</p>
            {in_force(lang, resource)}
            {editions(lang, resource)}
            <p class="meta">{lines}</p>
            <p class="meta">{language}</p>
        </section>
    }
    .into_any()
}

/// Since when it applied, and until when.
fn in_force(lang: Lang, resource: &LegalResource) -> AnyView {
    let date = |day| [("date", value(format::date(day)))];
    let since = match resource.in_force {
        Some(day) => t_with(lang, "service-act-since", &date(day)),
        None => t_with(lang, "service-act-adopted", &date(resource.date)),
    };
    let repealed = resource.repealed.as_ref().map(|repeal| {
        let until = t_with(lang, "service-act-repealed", &date(repeal.date));
        let by = repeal.by.get(lang).to_owned();
        let line = act::line(lang, repeal.line);
        view! { <p><strong>{until}</strong>" "{by}" "<Citation text=line/></p> }
    });
    view! { <p>{since}</p>{repealed} }.into_any()
}

/// The acts that changed it, and which of the texts is shown.
fn editions(lang: Lang, resource: &LegalResource) -> AnyView {
    if resource.editions.is_empty() {
        return view! { <p>{t(lang, "service-act-unchanged")}</p> }.into_any();
    }
    let mut editions: Vec<_> = resource.editions.iter().collect();
    editions.sort_by_key(|edition| edition.date);
    let rows: Vec<_> = editions
        .into_iter()
        .map(|edition| {
            let name = format!("{} {}", format::date(edition.date), edition.number);
            let line = act::line(lang, edition.line);
            view! { <li>{name}" "<Citation text=line/></li> }
        })
        .collect();
    view! {
        <p>{t(lang, "service-act-editions")}":"</p>
        <ul>{rows}</ul>
        <p>{t(lang, "service-act-at-hand")}</p>
    }
    .into_any()
}
