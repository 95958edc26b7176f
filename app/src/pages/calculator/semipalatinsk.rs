//! The compensation for residence near the Semipalatinsk test site.

use chrono::NaiveDate;
use domain::amounts::{
    Kind,
    semipalatinsk::{Compensation, Piece},
};
use leptos::prelude::*;

use super::{
    super::amounts, From, SEMIPALATINSK, add, count, first_in_form, money, remove, titled,
};
use crate::{
    components::{
        Cell, Choice, Column, DataTable, DateField, ErrorSummary, Field, FieldError, Notice,
        NoticeKind, Select, Shell, error_of, page,
    },
    format,
    text::{Lang, t, t_with, value},
};

/// One period of residence as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StayRow {
    /// Id of the zone.
    pub zone: String,
    /// The first day or year.
    pub from: String,
    /// The last day or year.
    pub to: String,
}

/// What was typed, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SemipalatinskView {
    /// Where the reader came from.
    pub from: From,
    /// The date of the monthly index as it was typed.
    pub date: String,
    /// The periods.
    pub rows: Vec<StayRow>,
    pub errors: Vec<FieldError>,
    /// The result, with the date of the monthly index.
    pub result: Option<(Compensation<'static>, NaiveDate)>,
}

/// The id of a field of period `n`, from 1: `zone`, `from` or `to`.
pub fn field_id(part: &str, n: usize) -> String {
    format!("{part}-{n}")
}

/// «2-кезең».
pub fn row_name(lang: Lang, n: usize) -> String {
    t_with(lang, "calculator-stay", &[("n", value(n))])
}

pub fn semipalatinsk(shell: &Shell, view: &SemipalatinskView) -> String {
    let lang = shell.lang;
    let wrong = !view.errors.is_empty();
    let shell = titled(shell, "calculator-semipalatinsk-heading", &view.from, wrong)
        .with_form("calculator", &shell.href(SEMIPALATINSK));
    let view = view.clone();
    page(&shell, || {
        let rows = view.rows.len();
        let action = shell.href(SEMIPALATINSK);
        let goes_to = format!("{action}#{}", field_id("zone", rows + 1));
        let stays: Vec<_> = view
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| stay(lang, at + 1, rows, row, &view.errors))
            .collect();
        let result = view
            .result
            .as_ref()
            .map(|(computed, day)| outcome(&shell, computed, *day));
        let date = Field::new(lang, "date", t(lang, "calculator-index-date"))
            .hint(t(lang, "calculator-index-date-hint"))
            .error(error_of(&view.errors, "date"));
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            <h1>{t(lang, "calculator-semipalatinsk-heading")}</h1>
            {(!view.from.name.is_empty()).then(|| view! { <p class="meta">{view.from.name.clone()}</p> })}
            <p class="lead">{t(lang, "calculator-semipalatinsk-lead")}</p>
            {result}
            <form method="post" action=action id="calculator" class="stack" novalidate=true>
                {first_in_form(&view.from)}
                <h2>{t(lang, "calculator-stays")}</h2>
                {stays}
                {add(lang, "calculator-add-stay", rows, goes_to)}
                <DateField field=date value=view.date.clone() autocomplete="off"/>
                {count(lang)}
            </form>
        }
    })
}

fn stay(lang: Lang, n: usize, rows: usize, row: &StayRow, errors: &[FieldError]) -> AnyView {
    let field = |part: &str, key: &str| {
        let id = field_id(part, n);
        let error = error_of(errors, &id);
        Field::new(lang, id, t(lang, key)).error(error)
    };
    let zones = catalogue::amounts().zones().iter();
    let choices = zones
        .map(|zone| Choice::new(&zone.id, zone.name.get(lang)))
        .collect();
    let hint = || t(lang, "calculator-day-hint");
    let from = field("from", "calculator-from").hint(hint());
    let to = field("to", "calculator-to").hint(hint());
    let name = row_name(lang, n);
    view! {
        <fieldset class="field stack">
            <legend class="field__label">{name.clone()}</legend>
            <Select field=field("zone", "calculator-zone") choices=choices value=row.zone.clone()/>
            <DateField field=from value=row.from.clone() autocomplete="off"/>
            <DateField field=to value=row.to.clone() autocomplete="off"/>
            {remove(lang, n, rows, name)}
        </fieldset>
    }
    .into_any()
}

fn outcome(shell: &Shell, computed: &Compensation<'_>, day: NaiveDate) -> AnyView {
    let lang = shell.lang;
    let hundredths = computed.hundredths();
    let (kind, title) = match hundredths {
        0 => (
            NoticeKind::Warning,
            t(lang, "calculator-semipalatinsk-none"),
        ),
        _ => {
            let amount = value(format::hundredths(lang, hundredths));
            let title = t_with(
                lang,
                "calculator-semipalatinsk-result",
                &[("amount", amount)],
            );
            (NoticeKind::Info, title)
        }
    };
    let tenge = (hundredths > 0).then(|| tenge(lang, hundredths, day));
    let pieces = (!computed.pieces.is_empty()).then(|| pieces(lang, &computed.pieces));
    let source = catalogue::amounts().source("article-12").map(|source| {
        let source = amounts::source_link(lang, source);
        view! { <p class="meta">{source}</p> }
    });
    view! {
        <section class="stack">
            <div class="verdict">
                <Notice kind=kind title=title>
                    {tenge.map(|text| view! { <p>{text}</p> })}
                    <p>{t(lang, "calculator-estimate")}</p>
                </Notice>
            </div>
            {pieces}
            {source}
            {unknown(lang, computed)}
            {super::see_amounts(shell)}
        </section>
    }
    .into_any()
}

/// The sum with the monthly index of a day: hundredths of an index by whole tenge are tiyn, so nothing is rounded.
fn tenge(lang: Lang, hundredths: u64, day: NaiveDate) -> String {
    let date = ("date", value(format::date(day)));
    let index = catalogue::amounts().at(Kind::MonthlyIndex, day, None);
    let tiyn = index.and_then(|index| {
        let tiyn = index.value.checked_mul(hundredths)?;
        Some((index, i64::try_from(tiyn).ok()?))
    });
    match tiyn {
        Some((index, tiyn)) => t_with(
            lang,
            "calculator-tenge",
            &[
                date,
                ("index", value(money(index.value))),
                (
                    "certainty",
                    value(amounts::certainty(lang, Some(index.certainty)).to_lowercase()),
                ),
                ("amount", value(format::money_tiyn(tiyn))),
            ],
        ),
        None => t_with(lang, "calculator-tenge-unknown", &[date]),
    }
}

fn pieces(lang: Lang, pieces: &[Piece<'_>]) -> AnyView {
    let columns = vec![
        Column::words(t(lang, "calculator-zone")),
        Column::numbers(t(lang, "calculator-years")),
        Column::numbers(t(lang, "calculator-rate")),
        Column::numbers(t(lang, "calculator-product")),
    ];
    let rows = pieces.iter().map(|piece| piece_row(lang, piece)).collect();
    let title = t(lang, "calculator-pieces");
    view! {
        <h2>{title.clone()}</h2>
        <DataTable caption=title caption_hidden=true columns=columns rows=rows/>
    }
    .into_any()
}

fn piece_row(lang: Lang, piece: &Piece<'_>) -> Vec<Cell> {
    let zone = piece.zone.name.get(lang).to_owned();
    let years = Cell::new(piece.years.to_string());
    let rest = [("days", value(piece.days))];
    let years = match piece.days {
        0 => years,
        _ => years.with_sub(t_with(lang, "calculator-rest", &rest)),
    };
    let not_known = || t(lang, "calculator-not-confirmed");
    let rate = match (piece.rate.confirmed(), piece.rate.hundredths) {
        (Some(rate), _) => Cell::new(format::hundredths(lang, rate)),
        (None, Some(rate)) => {
            let rate = [("rate", value(format::hundredths(lang, rate)))];
            Cell::new(not_known()).with_sub(t_with(lang, "calculator-not-counted", &rate))
        }
        (None, None) => Cell::new(not_known()),
    };
    let product = piece
        .hundredths()
        .map_or_else(not_known, |sum| format::hundredths(lang, sum));
    vec![
        Cell::new(zone).with_sub(amounts::period(lang, piece.from, Some(piece.to))),
        years,
        rate,
        Cell::new(product),
    ]
}

/// What nobody could tell the portal.
fn unknown(lang: Lang, computed: &Compensation<'_>) -> AnyView {
    let rest = computed.pieces.iter().any(|piece| piece.days > 0);
    let said = [
        (true, "calculator-unknown-date"),
        (rest, "calculator-unknown-rest"),
        (!computed.is_complete(), "calculator-unknown-zones"),
        (computed.outside, "calculator-outside"),
    ];
    let items: Vec<_> = said
        .into_iter()
        .filter(|(so, _)| *so)
        .map(|(_, key)| view! { <li>{t(lang, key)}</li> })
        .collect();
    view! {
        <h2>{t(lang, "calculator-unknown-title")}</h2>
        <ul>{items}</ul>
    }
    .into_any()
}
