//! What is odd and still may be right, for the official: about the answers, and about what is decided on them.

use app::{
    format,
    pages::{decision, obstacles},
    sheet,
    text::{Lang, t, t_with, value},
};
use domain::{
    calendar::{Calendar, local},
    case::{CaseState, Departure, days_off, departures, reckoned},
    form::{Answers, FormCheck},
    regulation::Regulation,
};

use crate::flow::case::Loaded;

/// One sentence for each, as of the day of the application: first what the answers say against the service.
pub(super) fn warnings(lang: Lang, loaded: &Loaded<'_>) -> Vec<String> {
    let state = &loaded.state;
    let answers = Answers(state.answers.clone());
    let day = local(state.submitted_at).date_naive();
    let check = FormCheck::new(&loaded.regulation, state.channel, &answers, day);
    let against = obstacles::for_office(lang, &loaded.regulation, check.facts());
    let found = check.all_warnings().into_iter();
    let found = found.map(|(page, warning)| {
        let problem = t(lang, &format!("staff-warning-{}", warning.code.key()));
        let told = [
            ("topic", value(page.topic.title.for_others().get(lang))),
            ("problem", value(problem)),
        ];
        t_with(lang, "staff-warning", &told)
    });
    against.into_iter().chain(found).collect()
}

/// What is decided otherwise in `state` than it was asked for, a sentence for each.
pub(super) fn otherwise(
    lang: Lang,
    (regulation, calendar): (&Regulation, &Calendar),
    state: &CaseState,
) -> Vec<String> {
    let days_off = days_off(regulation, state, calendar).into_iter();
    let days_off = days_off.map(|(field, day)| {
        let told = [
            ("field", value(field.label.get(lang).trim_end_matches('.'))),
            ("day", value(format::date(day))),
        ];
        t_with(lang, "staff-otherwise-day-off", &told)
    });
    let departures = departures(regulation, state).into_iter();
    departures
        .map(|one| match one {
            Departure::Value {
                field,
                asked,
                given,
            } => {
                let shown = |said: &str| sheet::shown(regulation, field, said, lang).join(", ");
                let told = [
                    ("field", value(format::label_before(field.label.get(lang)))),
                    ("asked", value(shown(&asked))),
                    ("given", value(shown(&given))),
                ];
                t_with(lang, "staff-otherwise-value", &told)
            }
            Departure::Unusual {
                field,
                given,
                small,
            } => {
                let shown = sheet::shown(regulation, field, &given, lang).join(", ");
                let told = [
                    ("field", value(format::label_before(field.label.get(lang)))),
                    ("given", value(shown)),
                ];
                let key = match small {
                    true => "staff-otherwise-small",
                    false => "staff-otherwise-large",
                };
                t_with(lang, key, &told)
            }
            Departure::Long { from, to } => {
                let told = [
                    ("from", value(format::date(from))),
                    ("to", value(format::date(to))),
                ];
                t_with(lang, "staff-otherwise-long", &told)
            }
            Departure::Longer { months, from, to } => {
                let told = [
                    ("months", value(months)),
                    ("from", value(format::date(from))),
                    ("to", value(format::date(to))),
                ];
                t_with(lang, "staff-otherwise-longer", &told)
            }
        })
        .chain(days_off)
        .collect()
}

/// What the amount would be by the formula, where another was entered in `state`.
pub(super) fn miscounted(lang: Lang, regulation: &Regulation, state: &CaseState) -> Option<String> {
    let found = reckoned(regulation, state)?;
    let given = ("given", value(decision::tenge(found.given)));
    let told: Vec<_> = [given]
        .into_iter()
        .chain(decision::numbers(&found))
        .collect();
    found
        .differs()
        .then(|| t_with(lang, "staff-miscounted", &told))
}
