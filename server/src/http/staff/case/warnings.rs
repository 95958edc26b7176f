//! What is odd and still may be right, for the official: about the answers, and about what is decided on them.

use app::{
    format, sheet,
    text::{Lang, t, t_with, value},
};
use domain::{
    calendar::{Calendar, local},
    case::{CaseState, Departure, days_off, departures},
    form::{Answers, FormCheck},
    regulation::Regulation,
};

use crate::flow::case::Loaded;

/// One sentence for each, as of the day of the application.
pub(super) fn warnings(lang: Lang, loaded: &Loaded<'_>) -> Vec<String> {
    let state = &loaded.state;
    let answers = Answers(state.answers.clone());
    let day = local(state.submitted_at).date_naive();
    let check = FormCheck::new(&loaded.regulation, state.channel, &answers, day);
    let found = check.all_warnings().into_iter();
    found
        .map(|(page, warning)| {
            let problem = t(lang, &format!("staff-warning-{}", warning.code.key()));
            let told = [
                ("topic", value(page.topic.title.for_others().get(lang))),
                ("problem", value(problem)),
            ];
            t_with(lang, "staff-warning", &told)
        })
        .collect()
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
            ("field", value(format::label_before(field.label.get(lang)))),
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
