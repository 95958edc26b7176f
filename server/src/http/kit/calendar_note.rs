//! How sure a due date is.

use app::text::{Lang, t_with};
use chrono::{Datelike, NaiveDate};

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
        &[("year", app::text::value(year))],
    ))
}
