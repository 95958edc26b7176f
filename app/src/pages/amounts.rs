//! The amounts by date, with source and certainty.

use chrono::NaiveDate;
use domain::amounts::{AmountUnit, Amounts, FactCertainty, Kind, Norm, Rate, Row, Source};
use leptos::prelude::*;

use super::{calculator, service};
use crate::{
    components::{Cell, Column, DataTable, Shell, Tag, TagKind, page},
    format,
    text::{Lang, t, t_with, value},
};

pub fn amounts(shell: &Shell, amounts: &Amounts) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(t(lang, "amounts-heading"))
        .with_crumbs(vec![service::crumb_home(lang)]);
    page(&shell, || {
        let kinds: Vec<_> = Kind::ALL
            .into_iter()
            .map(|kind| section(lang, amounts, kind))
            .collect();
        view! {
            <h1>{t(lang, "amounts-heading")}</h1>
            <p class="lead">{t(lang, "amounts-lead")}</p>
            <p class="meta">{t(lang, "amounts-meaning")}</p>
            {kinds}
            {zones(lang, amounts)}
            <h2>{t(lang, "amounts-calculators")}</h2>
            <ul class="no-print">
                <li><a href=shell.href(calculator::INCOME)>{t(lang, "calculator-income-link")}</a></li>
                <li>
                    <a href=shell.href(calculator::SEMIPALATINSK)>
                        {t(lang, "calculator-semipalatinsk-link")}
                    </a>
                </li>
            </ul>
        }
    })
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::MonthlyIndex => "amounts-monthly-index",
        Kind::Subsistence => "amounts-subsistence",
        Kind::PovertyShare => "amounts-poverty-share",
        Kind::PovertyLine => "amounts-poverty-line",
        Kind::ChildAllowanceLine => "amounts-child-allowance-line",
        Kind::ChildAllowance => "amounts-child-allowance",
    }
}

fn section(lang: Lang, amounts: &Amounts, kind: Kind) -> AnyView {
    let text = match kind {
        Kind::PovertyShare => Some("amounts-poverty-share-text"),
        Kind::PovertyLine => Some("amounts-poverty-line-text"),
        Kind::ChildAllowanceLine | Kind::ChildAllowance => Some("amounts-disputed"),
        Kind::MonthlyIndex | Kind::Subsistence => None,
    };
    let rows = amounts.rows(kind);
    let rows: Vec<_> = rows.iter().map(|one| row(lang, amounts, one)).collect();
    let columns = vec![
        Column::words(t(lang, "amounts-period")),
        Column::numbers(t(lang, "amounts-value")),
        Column::words(t(lang, "amounts-certainty")),
        Column::words(t(lang, "amounts-source")),
    ];
    view! {
        <section class="stack">
            <h2>{t(lang, name(kind))}</h2>
            {text.map(|key| view! { <p>{t(lang, key)}</p> })}
            <DataTable caption=t(lang, name(kind)) caption_hidden=true columns=columns rows=rows/>
        </section>
    }
    .into_any()
}

fn row(lang: Lang, amounts: &Amounts, row: &Row<'_>) -> Vec<Cell> {
    match row {
        Row::Known(norm) => vec![
            Cell::new(period(lang, norm.from, norm.to)),
            Cell::new(amount(lang, norm)),
            Cell::new(certainty_tag(lang, Some(norm.certainty))),
            sourced(lang, amounts, norm),
        ],
        Row::Unknown(from, to) => vec![
            Cell::new(period(lang, *from, *to)),
            Cell::new("–"),
            Cell::new(certainty_tag(lang, None)),
            Cell::new("–"),
        ],
    }
}

/// The source, and below it the region and the note.
fn sourced(lang: Lang, amounts: &Amounts, norm: &Norm) -> Cell {
    let cell = Cell::new(
        amounts
            .source(&norm.source)
            .map(|source| source_link(lang, source)),
    );
    let region = norm.region.as_deref().and_then(|kato| {
        let (_, name) = amounts.regions().find(|(known, _)| *known == kato)?;
        Some(format!("{}.", name.get(lang)))
    });
    let note = norm.note.as_ref().map(|note| note.get(lang).to_owned());
    let more: Vec<String> = region.into_iter().chain(note).collect();
    match more.is_empty() {
        true => cell,
        false => cell.with_sub(more.join(" ")),
    }
}

/// The name of a source, as a link where it has an address.
pub(super) fn source_link(lang: Lang, source: &Source) -> AnyView {
    let name = source.name.get(lang).to_owned();
    match source.url.clone() {
        Some(url) => view! { <a href=url rel="external noreferrer">{name}</a> }.into_any(),
        None => name.into_any(),
    }
}

/// «2 121 ₸», «40 %».
pub(super) fn amount(lang: Lang, norm: &Norm) -> String {
    match norm.unit {
        AmountUnit::Tenge => calculator::money(norm.value),
        AmountUnit::Percent => {
            let share = u32::try_from(norm.value).unwrap_or(u32::MAX);
            format::percent(lang, share.saturating_mul(10))
        }
    }
}

/// How sure an amount is, in a word; without one it is not known.
pub(super) fn certainty(lang: Lang, certainty: Option<FactCertainty>) -> String {
    t(
        lang,
        match certainty {
            Some(FactCertainty::Read) => "amounts-read",
            Some(FactCertainty::Common | FactCertainty::Forecast) => "amounts-common",
            None => "amounts-unknown",
        },
    )
}

fn certainty_tag(lang: Lang, of: Option<FactCertainty>) -> AnyView {
    let kind = match of {
        Some(FactCertainty::Read) => TagKind::Ok,
        Some(FactCertainty::Common | FactCertainty::Forecast) => TagKind::Warn,
        None => TagKind::Neutral,
    };
    view! { <Tag kind=kind text=certainty(lang, of)/> }.into_any()
}

/// «01.01.2020 – 31.03.2020».
pub(super) fn period(lang: Lang, from: NaiveDate, to: Option<NaiveDate>) -> String {
    let from = value(format::date(from));
    match to {
        Some(to) => t_with(
            lang,
            "amounts-period-from-to",
            &[("from", from), ("to", value(format::date(to)))],
        ),
        None => t_with(lang, "amounts-period-from", &[("from", from)]),
    }
}

fn zones(lang: Lang, amounts: &Amounts) -> AnyView {
    let rows: Vec<_> = amounts
        .rates()
        .iter()
        .map(|rate| zone_row(lang, amounts, rate))
        .collect();
    let columns = vec![
        Column::words(t(lang, "amounts-zone")),
        Column::numbers(t(lang, "amounts-value")),
        Column::words(t(lang, "amounts-certainty")),
        Column::words(t(lang, "amounts-source")),
    ];
    let title = t(lang, "amounts-semipalatinsk");
    view! {
        <section class="stack">
            <h2>{title.clone()}</h2>
            <p>{t(lang, "amounts-semipalatinsk-text")}</p>
            <DataTable caption=title caption_hidden=true columns=columns rows=rows/>
        </section>
    }
    .into_any()
}

fn zone_row(lang: Lang, amounts: &Amounts, rate: &Rate) -> Vec<Cell> {
    let zone = amounts
        .zone(&rate.zone)
        .map(|zone| zone.name.get(lang).to_owned());
    let counted = rate.hundredths.map(|hundredths| {
        let shown = value(format::hundredths(lang, hundredths));
        t_with(lang, "amounts-index", &[("value", shown)])
    });
    let source = rate.source.as_deref().and_then(|id| amounts.source(id));
    let source = match source {
        Some(source) => source_link(lang, source),
        None => "–".into_any(),
    };
    vec![
        Cell::new(zone).with_sub(period(lang, rate.from, Some(rate.to))),
        Cell::new(counted.unwrap_or_else(|| "–".to_owned())),
        Cell::new(certainty_tag(lang, rate.certainty)),
        Cell::new(source),
    ]
}
