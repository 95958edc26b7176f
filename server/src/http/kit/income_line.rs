//! Per-capita income with its formula, as pages show it.

use app::{
    format,
    pages::check::IncomeLine,
    text::{Lang, t_with, value},
};
use domain::income::PerCapita;

pub(crate) fn income_line(lang: Lang, income: &PerCapita) -> IncomeLine {
    let tenge = |amount: u64| format::money(i64::try_from(amount).unwrap_or(i64::MAX));
    let formula = [
        ("total", value(tenge(income.total))),
        ("members", value(income.members)),
        ("months", value(income.months)),
    ];
    IncomeLine {
        per_head: tenge(income.per_month),
        formula: t_with(lang, "check-income-sum", &formula),
    }
}
