//! Results with a term of their own, for both sides.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::{Calendar, local},
    case::{self, CaseState},
    regulation::{Regulation, StatedTerm},
};
use leptos::prelude::*;

use super::act;
use crate::{
    format,
    text::{Lang, t},
};

/// The term of one of several results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputTerm {
    /// What is issued, as the act says it.
    pub what: String,
    /// The term in words, with what starts it where that is not the application.
    pub term: String,
    /// The day on which it is due; none while its clock has not begun or stands still.
    pub due: Option<NaiveDate>,
    /// Whether it is a stage that begins when the one before it ends, and has not begun.
    pub follows: bool,
}

impl OutputTerm {
    /// Those of a case.
    pub fn all(
        lang: Lang,
        regulation: &Regulation,
        state: &CaseState,
        (calendar, now): (&Calendar, DateTime<Utc>),
    ) -> Vec<OutputTerm> {
        let stands = state.is_open() && state.stands_since(now).is_some();
        let runs = |term: &StatedTerm| state.own.as_ref().is_none_or(|own| own.term == term.id);
        let terms = case::output_terms(state, regulation, calendar).into_iter();
        terms
            .map(|one| {
                let starts = one
                    .term
                    .starts
                    .as_ref()
                    .map(|text| text.get(lang).to_owned());
                let limit = act::limit(lang, &one.term.limit);
                let words = [Some(limit), starts].into_iter().flatten();
                OutputTerm {
                    what: format::upper_first(one.term.when.get(lang)),
                    term: words.collect::<Vec<_>>().join(" "),
                    due: one
                        .due
                        .filter(|_| !stands || !runs(one.term))
                        .map(|due| local(due).date_naive()),
                    follows: one.term.since.is_some()
                        && one.term.starts.is_none()
                        && one.due.is_none(),
                }
            })
            .collect()
    }
}

/// The list of them; nothing where there is none.
pub(super) fn list(lang: Lang, terms: &[OutputTerm]) -> Option<AnyView> {
    let lines = terms.iter().map(|one| {
        let due = one
            .due
            .map(|due| format!(", {}", format::until_day(lang, due)));
        view! { <li>{one.what.clone()}": "{one.term.clone()}{due}</li> }
    });
    let lines: Vec<_> = lines.collect();
    let ahead = terms.iter().any(|one| one.follows);
    let stages = ahead.then(|| view! { <p>{t(lang, "receipt-stages")}</p> });
    (!terms.is_empty())
        .then(|| view! { <p>{t(lang, "receipt-outputs")}</p><ul>{lines}</ul>{stages} }.into_any())
}
