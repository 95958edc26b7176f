//! An amount that was typed for other months than those that are asked for today.

use std::collections::BTreeMap;

use app::{
    format, sheet,
    text::{Lang, t_with, value},
};
use chrono::NaiveDate;
use domain::{
    form,
    regulation::{Field, Regulation},
};

/// The months that a question asks for.
pub(super) fn asked(lang: Lang, question: &Field, today: NaiveDate) -> String {
    let [first, .., last] = form::months_asked(question, today);
    format::months(lang, first, last)
}

/// What was typed, of which months, and what is asked now; nothing if it is of the months that are asked for.
pub(super) fn told(
    lang: Lang,
    (regulation, question): (&Regulation, &Field),
    page: &BTreeMap<String, String>,
    today: NaiveDate,
) -> Option<String> {
    if !form::is_of_other_months(question, page, today) {
        return None;
    }
    let typed = form::typed(question, page);
    let read = form::normalise(question, &typed, today).unwrap_or(typed);
    let was = sheet::shown(regulation, question, &read, lang).join("; ");
    let was = match page.get(&form::of_key(&question.id)) {
        Some(of) => sheet::of_months(lang, question, &was, of),
        None => was,
    };
    let told = [
        ("was", value(was)),
        ("asked", value(asked(lang, question, today))),
    ];
    Some(t_with(lang, "draft-other-months", &told))
}
