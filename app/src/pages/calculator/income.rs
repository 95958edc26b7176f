//! Per-capita income, set beside the poverty line where it is known.

use chrono::NaiveDate;
use domain::{
    amounts::{Kind, Norm},
    income::PerCapita,
    quarter::quarter_before,
};
use leptos::prelude::*;

use super::{super::amounts, From, INCOME, add, count, first_in_form, money, remove, titled};
use crate::{
    components::{
        Choice, DateField, ErrorSummary, Field, FieldError, Notice, Select, Shell, SummaryList,
        SummaryRow, TextField, Width, error_of, page,
    },
    format,
    text::{Lang, t, t_with, value},
};

/// What was typed, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomeView {
    /// Where the reader came from.
    pub from: From,
    /// The date of application as it was typed.
    pub date: String,
    /// The date by which the page names its quarter.
    pub day: NaiveDate,
    /// КАТО of the region; empty for any other.
    pub region: String,
    /// The incomes of the members as they were typed.
    pub incomes: Vec<String>,
    pub errors: Vec<FieldError>,
    pub result: Option<PerCapita>,
}

/// The id of a member's field, from 1.
pub fn field_id(n: usize) -> String {
    format!("income-{n}")
}

/// The question to a member, from 1.
pub fn label(lang: Lang, n: usize) -> String {
    t_with(lang, "calculator-member-income", &[("n", value(n))])
}

pub fn income(shell: &Shell, view: &IncomeView) -> String {
    let lang = shell.lang;
    let wrong = !view.errors.is_empty();
    let shell = titled(shell, "calculator-income-heading", &view.from, wrong)
        .with_form("calculator", &shell.href(INCOME));
    let view = view.clone();
    page(&shell, || {
        let result = view
            .result
            .map(|computed| outcome(&shell, computed, view.day, &view.region));
        let (first, last) = quarter_before(view.day);
        let quarter = [
            ("from", value(format::date(first))),
            ("to", value(format::date(last))),
        ];
        let rows = view.incomes.len();
        let action = shell.href(INCOME);
        let goes_to = format!("{action}#{}", field_id(rows + 1));
        let members: Vec<_> = view
            .incomes
            .iter()
            .enumerate()
            .map(|(at, typed)| member(lang, at + 1, rows, typed, &view.errors))
            .collect();
        let date = Field::new(lang, "date", t(lang, "calculator-date"))
            .error(error_of(&view.errors, "date"));
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            <h1>{t(lang, "calculator-income-heading")}</h1>
            {(!view.from.name.is_empty()).then(|| view! { <p class="meta">{view.from.name.clone()}</p> })}
            <p class="lead">{t(lang, "calculator-income-lead")}</p>
            {result}
            <form method="post" action=action id="calculator" class="stack" novalidate=true>
                {first_in_form(&view.from)}
                <DateField field=date value=view.date autocomplete="off"/>
                {region(lang, view.region)}
                <h2>{t(lang, "calculator-members")}</h2>
                <p>{t_with(lang, "calculator-quarter", &quarter)}</p>
                {members}
                {add(lang, "calculator-add-member", rows, goes_to)}
                {count(lang)}
            </form>
        }
    })
}

fn region(lang: Lang, chosen: String) -> AnyView {
    let field = Field::new(lang, "region", t(lang, "calculator-region"))
        .hint(t(lang, "calculator-region-hint"))
        .optional(true);
    let regions = catalogue::amounts().regions();
    let choices = regions
        .map(|(kato, name)| Choice::new(kato, name.get(lang)))
        .collect();
    let empty = t(lang, "calculator-region-other");
    view! { <Select field=field choices=choices value=chosen empty=empty/> }.into_any()
}

fn member(lang: Lang, n: usize, rows: usize, typed: &str, errors: &[FieldError]) -> AnyView {
    let field = Field::new(lang, field_id(n), label(lang, n))
        .hint((n == 1).then(|| t(lang, "calculator-member-hint")))
        .error(error_of(errors, &field_id(n)));
    let what = t_with(lang, "calculator-member", &[("n", value(n))]);
    view! {
        <div>
            <TextField
                field=field
                value=typed.to_owned()
                autocomplete="off"
                inputmode="numeric"
                width=Width::Chars10
                suffix="₸"
            />
            {remove(lang, n, rows, what)}
        </div>
    }
    .into_any()
}

fn outcome(shell: &Shell, computed: PerCapita, day: NaiveDate, region: &str) -> AnyView {
    let lang = shell.lang;
    let amounts = catalogue::amounts();
    let (first, last) = quarter_before(day);
    let per_month = money(computed.per_month);
    let formula = t_with(
        lang,
        "calculator-income-formula",
        &[
            ("total", value(money(computed.total))),
            ("members", value(computed.members)),
            ("months", value(computed.months)),
            ("result", value(&per_month)),
        ],
    );
    let source = amounts
        .formula()
        .map_or_else(String::new, |source| source.name.get(lang).to_owned());
    let row = |key: &str, text: String| SummaryRow::new(t(lang, key), text);
    let rows = vec![
        row(
            "calculator-income-quarter",
            amounts::period(lang, first, Some(last)),
        ),
        row("calculator-income-total", money(computed.total)),
        row(
            "calculator-income-members",
            format::number(i64::try_from(computed.members).unwrap_or(i64::MAX)),
        ),
        row("calculator-income-how", formula),
        row("calculator-income-source", source),
    ];
    let title = t_with(
        lang,
        "calculator-income-result",
        &[("amount", value(per_month))],
    );
    view! {
        <section class="stack">
            <div class="verdict">
                <Notice title=title><p>{t(lang, "calculator-estimate")}</p></Notice>
            </div>
            <SummaryList rows=rows/>
            {line(lang, computed, day, region)}
            {super::see_amounts(shell)}
        </section>
    }
    .into_any()
}

/// What the poverty line of the day says.
fn line(lang: Lang, computed: PerCapita, day: NaiveDate, region: &str) -> AnyView {
    let amounts = catalogue::amounts();
    let region = Some(region).filter(|region| !region.is_empty());
    let line = match amounts.at(Kind::PovertyLine, day, region) {
        Some(line) => compared(lang, computed, line),
        None => view! { <p>{t(lang, "calculator-line-unknown")}</p> }.into_any(),
    };
    let rule = amounts.at(Kind::PovertyShare, day, None).map(|rule| {
        let share = [("share", value(amounts::amount(lang, rule)))];
        view! {
            <p>{t_with(lang, "calculator-line-rule", &share)}</p>
            {sourced(lang, rule)}
        }
    });
    view! {
        <h2>{t(lang, "calculator-line")}</h2>
        {line}
        {rule}
        <p>{t(lang, "calculator-other-lines")}</p>
    }
    .into_any()
}

fn compared(lang: Lang, computed: PerCapita, line: &Norm) -> AnyView {
    let above = computed.exceeds(line.value);
    let key = match above {
        true => "calculator-line-above",
        false => "calculator-line-not-above",
    };
    let shown = [
        ("amount", value(amounts::amount(lang, line))),
        ("period", value(amounts::period(lang, line.from, line.to))),
    ];
    let rest = money(line.value.saturating_sub(computed.per_month));
    let assistance = (!above).then(|| {
        let amount = [("amount", value(rest))];
        view! { <p>{t_with(lang, "calculator-assistance", &amount)}</p> }
    });
    view! {
        <p><strong>{t(lang, key)}</strong>" "{t_with(lang, "calculator-line-value", &shown)}</p>
        {assistance}
        {sourced(lang, line)}
    }
    .into_any()
}

/// The note on an amount, its source and how sure it is, in one small line.
fn sourced(lang: Lang, norm: &Norm) -> AnyView {
    let note = norm
        .note
        .as_ref()
        .map(|note| format!("{} ", note.get(lang)));
    let source = catalogue::amounts()
        .source(&norm.source)
        .map_or_else(String::new, |source| source.name.get(lang).to_owned());
    let source = t_with(lang, "calculator-source", &[("source", value(source))]);
    let certainty = amounts::certainty(lang, Some(norm.certainty));
    view! { <p class="meta">{note}{source}" "{certainty}"."</p> }.into_any()
}
