//! What every page that comes from a regulation says of its act: the strip, the citation, whose wording it is.

use domain::{
    limit::{Limit, Unit},
    regulation::Regulation,
    term::{Overall, Term},
    text::Text,
};
use leptos::prelude::*;

use crate::{
    components::{Banner, Notice, NoticeKind},
    format::{self, Span},
    text::{Lang, t, t_with, value},
};

/// The address of the service's page without the language: `/services/west-kazakhstan-2018/…`.
pub fn path(regulation: &Regulation) -> String {
    format!("/services/{}", regulation.id)
}

/// The name that the act gives, where people call the service otherwise.
pub(super) fn official(lang: Lang, regulation: &Regulation) -> Option<String> {
    regulation.plain_name.as_ref()?;
    let name = value(regulation.names.get(lang));
    Some(t_with(lang, "act-official", &[("name", name)]))
}

/// The same in small type, with whose wording it is.
pub(super) fn official_name(lang: Lang, regulation: &Regulation) -> Option<AnyView> {
    let name = official(lang, regulation)?;
    Some(view! { <p class="meta">{name}" "{ours(lang, &regulation.names)}</p> }.into_any())
}

/// The strip under the header, where the act is no longer in force.
pub fn banner(lang: Lang, regulation: &Regulation) -> Option<Banner> {
    let act = &regulation.act;
    act.repealed.as_ref()?;
    let text = t_with(
        lang,
        "act-banner",
        &[
            ("region", value(regulation.region.name.get(lang))),
            ("date", value(format::date(act.date))),
            ("number", value(number(lang, regulation))),
        ],
    );
    Some(Banner {
        tag: t(lang, "act-banner-tag"),
        text,
    })
}

/// The number of the act as the language writes one: «№ 119», “No. 119”.
pub fn number(lang: Lang, regulation: &Regulation) -> String {
    let number = &regulation.act.number;
    match lang {
        Lang::En => number.replace('№', "No."),
        Lang::Kk | Lang::Ru => number.clone(),
    }
}

/// The region of a regulation, with its act where the region has several for the service.
pub(super) fn region(lang: Lang, regulation: &Regulation, name: &str, several: bool) -> String {
    match several {
        true => format!("{name}, {}", resource(lang, regulation)),
        false => name.to_owned(),
    }
}

/// «26.12.2014 № 357 қаулы».
pub fn resource(lang: Lang, regulation: &Regulation) -> String {
    let act = &regulation.act;
    let words = [
        ("date", value(format::date(act.date))),
        ("number", value(number(lang, regulation))),
    ];
    t_with(lang, "act-resource", &words)
}

/// «316-жол»: a line of the regulation's own act.
pub fn line(lang: Lang, line: u32) -> String {
    t_with(lang, "act-line", &[("line", line.into())])
}

/// Where a rule stands, as text and address: the line, and the part of the service's page that names the act.
pub fn cite(lang: Lang, regulation: &Regulation, at: u32) -> (String, String) {
    (
        line(lang, at),
        format!("/{}{}#act", lang.tag(), path(regulation)),
    )
}

/// «1 жұмыс күні», «6 сағ 20 мин»: a limit in the unit of the act. Sixty minutes are said as an hour.
pub fn limit(lang: Lang, limit: &Limit) -> String {
    if limit.unit == Unit::Minutes {
        let minutes = Span::HoursMinutes(limit.value / 60, limit.value % 60);
        return format::span(lang, minutes);
    }
    let key = match limit.unit {
        Unit::Seconds => "act-seconds",
        Unit::Minutes | Unit::Hours => "unit-hours",
        Unit::WorkingDays => "unit-working-days",
        Unit::CalendarDays => "act-calendar-days",
        Unit::Months => "act-months",
    };
    t_with(lang, key, &[("n", limit.value.into())])
}

/// «7 жұмыс күні 20 мин»: limits of several units.
pub fn limits(lang: Lang, limits: &[Limit]) -> String {
    let parts: Vec<String> = limits.iter().map(|one| limit(lang, one)).collect();
    parts.join(" ")
}

/// The terms of several ways together: one, a range, or that it depends.
pub fn overall(lang: Lang, overall: &Overall) -> String {
    let term = |term: &Term| limits(lang, &term.limits);
    match overall {
        Overall::None => String::new(),
        Overall::One(one) => term(one),
        Overall::Between(least, most) => match (&least.limits[..], &most.limits[..]) {
            ([least], [most]) if least.unit != Unit::Minutes => {
                format!("{}–{}", least.value, limit(lang, most))
            }
            _ => format!("{} – {}", term(least), term(most)),
        },
        Overall::Depends => t(lang, "act-term-depends"),
    }
}

/// What stands first wherever a service is shown that is no longer rendered: since when, and what replaced it.
pub(super) fn ended(lang: Lang, regulation: &Regulation) -> Option<AnyView> {
    let ended = regulation.ended.as_ref()?;
    let title = t_with(
        lang,
        "act-ended",
        &[("date", value(format::date(ended.date)))],
    );
    let instead = regulation.replaced_by().map(|id| {
        let href = format!("/{}/services/{id}", lang.tag());
        view! { <p><a href=href>{t(lang, "act-ended-instead")}</a></p> }
    });
    let text = ended.text.get(lang).to_owned();
    Some(
        view! { <Notice kind=NoticeKind::Warning title=title><p>{text}</p>{instead}</Notice> }
            .into_any(),
    )
}

/// A mark beside a wording that is the project's own, because the act has none in this language.
pub(super) fn ours(lang: Lang, text: &Text) -> Option<impl IntoView + use<>> {
    text.is_ours(lang)
        .then(|| view! { <span class="ours">{t(lang, "act-our-wording")}</span> })
}

/// Several short remarks in one line, the first with a capital; none where there is none.
pub(super) fn phrase(remarks: impl Iterator<Item = String>) -> Option<String> {
    let line = remarks.collect::<Vec<_>>().join(" · ");
    (!line.is_empty()).then(|| format::upper_first(&line))
}
