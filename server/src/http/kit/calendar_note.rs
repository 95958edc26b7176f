//! How sure a due date is, and why it is not an earlier one.

use app::{
    format,
    text::{Lang, t_with, value},
};
use chrono::{Datelike, NaiveDate};
use domain::{calendar::local, case::CaseState};

use crate::core::Core;

/// Said where a due date lies in a year whose exchanged days are not all known; of several years, the last.
pub(crate) fn of(
    app: &Core,
    lang: Lang,
    due: impl IntoIterator<Item = NaiveDate>,
) -> Option<String> {
    let years = due.into_iter().map(|date| date.year());
    let year = years
        .filter(|year| !app.calendar.is_confirmed(*year))
        .max()?;
    Some(t_with(
        lang,
        "operation-calendar-unconfirmed",
        // As text: a number would get a separator of thousands.
        &[("year", value(year))],
    ))
}

/// The same of the term of a case, after the holidays that put its end off. While the clock stands no day is told.
pub(crate) fn of_case(app: &Core, lang: Lang, state: &CaseState) -> Option<String> {
    let due = state
        .due
        .filter(|_| state.stands_since(app.now()).is_none())?;
    let due = local(due).date_naive();
    let from = local(state.accepted_at).date_naive();
    let holidays = app.calendar.holidays_of(&state.term, from, due);
    let holidays = (!holidays.is_empty()).then(|| {
        let days = [("days", value(format::days(lang, &holidays)))];
        t_with(lang, "operation-calendar-holidays", &days)
    });
    let told: Vec<String> = holidays.into_iter().chain(of(app, lang, [due])).collect();
    (!told.is_empty()).then(|| told.join(" "))
}
