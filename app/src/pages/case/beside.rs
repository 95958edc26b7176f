//! What happened beside the steps of the route, on the timeline.

use chrono::{DateTime, Utc};
use domain::{
    calendar::local,
    case::{CaseState, Event},
    regulation::Regulation,
};

use super::at;
use crate::{
    components::{TimelineItem, TimelineState},
    format,
    text::{Lang, t, t_with, value},
};

/// The items with their moments. What is between the officials stays with them.
pub(super) fn items(
    lang: Lang,
    regulation: &Regulation,
    state: &CaseState,
    internal: bool,
) -> Vec<(DateTime<Utc>, TimelineItem)> {
    let events = state.beside.iter();
    events
        .filter_map(|event| Some((event.at(), item(lang, regulation, event, internal)?)))
        .collect()
}

fn item(
    lang: Lang,
    regulation: &Regulation,
    event: &Event,
    internal: bool,
) -> Option<TimelineItem> {
    let applicant = t(lang, "case-step-added-by");
    let until = |due: DateTime<Utc>| {
        let day = format::until_day(lang, local(due).date_naive());
        [("until", value(day))]
    };
    let (title, by, note) = match event {
        Event::CorrectionRequested(asked) => (
            t_with(lang, "case-beside-asked", &until(asked.due)),
            asked.correction.by.name.clone(),
            Some(asked.correction.text.clone()),
        ),
        Event::Corrected(answer) => (
            t(lang, "case-beside-answered"),
            applicant,
            answer.text.clone(),
        ),
        Event::Lapsed(_) => (
            t(lang, "case-beside-lapsed"),
            t(lang, "case-channel-portal"),
            None,
        ),
        Event::ClockStopped(stopped) => (
            t(lang, "case-beside-stopped"),
            stopped.by.name.clone(),
            Some(stopped.reason.clone()),
        ),
        Event::ClockResumed(resumed) => (
            t_with(lang, "case-beside-resumed", &until(resumed.due)),
            resumed.by.name.clone(),
            None,
        ),
        Event::TermExtended(extended) => (
            t_with(lang, "case-beside-extended", &until(extended.due)),
            extended.by.name.clone(),
            Some(extended.reason.clone()),
        ),
        Event::Reopened(reopened) => (
            t(lang, "case-beside-reopened"),
            reopened.by.name.clone(),
            Some(reopened.reason.clone()),
        ),
        Event::Appointed(given) => (
            t_with(lang, "case-beside-given", &[("name", value(&given.name))]),
            given.by.name.clone(),
            given.reason.clone().filter(|_| internal),
        ),
        Event::HandedOver(handed) => {
            let office = regulation.office(&handed.to);
            let office = office.map_or(handed.to.as_str(), |office| office.name.get(lang));
            (
                t_with(lang, "case-beside-handed", &[("office", value(office))]),
                handed.by.name.clone(),
                Some(handed.reason.clone()).filter(|_| internal),
            )
        }
        Event::Accepted(taken) => (t(lang, "case-beside-taken"), taken.by.name.clone(), None),
        _ => return None,
    };
    Some(TimelineItem {
        state: TimelineState::Done,
        title,
        meta: vec![format!("{} · {by}", format::datetime(at(event.at())))],
        note,
    })
}
