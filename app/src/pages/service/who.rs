//! Who may get the service.

use domain::regulation::{Regulation, Requirement};
use leptos::prelude::*;

use crate::{
    components::{Citation, Row, RowList, TagKind, TagText},
    pages::{act, calculator},
    route,
    text::{Lang, t},
};

pub(super) fn section(lang: Lang, regulation: &Regulation) -> AnyView {
    let recipients = &regulation.recipients;
    let rows = regulation
        .requirements
        .iter()
        .map(|one| row(lang, one))
        .collect();
    view! {
        <section aria-labelledby="who">
            <h2 id="who">{t(lang, "service-who")}</h2>
            <p>
                {recipients.text.get(lang).to_owned()}" "
                <Citation text=act::line(lang, recipients.line)/>
            </p>
            <RowList rows=rows/>
            {calculator::link(lang, regulation)}
        </section>
    }
    .into_any()
}

fn row(lang: Lang, requirement: &Requirement) -> Row {
    let decided_by = requirement.decided_by.as_ref();
    Row {
        title: requirement.text.get(lang).to_owned(),
        meta: decided_by
            .map(|text| text.get(lang).to_owned())
            .into_iter()
            .collect(),
        tag: requirement
            .channel
            .map(|kind| TagText::new(TagKind::Info, t(lang, route::channel_key(kind)))),
        citation: Some((act::line(lang, requirement.line), String::new())),
        href: None,
        ..Row::default()
    }
}
