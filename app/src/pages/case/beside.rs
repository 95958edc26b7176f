//! What happened beside the steps of the route, on the timeline.

use chrono::{DateTime, Utc};
use domain::{
    calendar::local,
    case::{CaseState, Event, step_of},
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
        .filter_map(|event| {
            Some((
                event.at(),
                item(lang, (regulation, state), event, internal)?,
            ))
        })
        .collect()
}

fn item(
    lang: Lang,
    (regulation, state): (&Regulation, &CaseState),
    event: &Event,
    internal: bool,
) -> Option<TimelineItem> {
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
            t(
                lang,
                whose(internal, "case-beside-answered", "case-beside-answered-you"),
            ),
            applicant(lang, internal),
            answer.text.clone(),
        ),
        Event::Prolonged(more) => (
            t_with(lang, "case-beside-prolonged", &until(more.due)),
            more.by.name.clone(),
            Some(more.reason.clone()),
        ),
        Event::CorrectionDropped(dropped) => (
            t(lang, "case-beside-dropped"),
            dropped.by.name.clone(),
            None,
        ),
        Event::Lapsed(_) => (
            t(
                lang,
                whose(internal, "case-beside-lapsed", "case-beside-lapsed-you"),
            ),
            t(lang, "case-channel-portal"),
            None,
        ),
        Event::ClockStopped(stopped) => (
            t(lang, "case-beside-stopped"),
            stopped.by.name.clone(),
            Some(stopped.reason.clone()),
        ),
        Event::ClockResumed(resumed) => (
            match resumed.due {
                Some(due) => t_with(lang, "case-beside-resumed", &until(due)),
                None => t(lang, "case-beside-resumed-open"),
            },
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
            let opened = state.opened.get(&handed.task);
            let step = opened.and_then(|step| step_of(state, regulation, step));
            let title = step.map_or("", |step| step.title.get(lang));
            let told = [("step", value(title)), ("office", value(office))];
            (
                t_with(lang, "case-beside-handed", &told),
                handed.by.name.clone(),
                Some(handed.reason.clone()).filter(|_| internal),
            )
        }
        Event::Accepted(taken) => {
            let who = [("who", value(&taken.by.name))];
            (t_with(lang, "case-beside-taken", &who), String::new(), None)
        }
        _ => return None,
    };
    Some(TimelineItem {
        state: TimelineState::Done,
        title,
        meta: vec![when(event.at(), &by)],
        note,
    })
}

/// The text that names the applicant to officials, or the one that says «you» to the applicant.
pub(super) const fn whose<'a>(internal: bool, theirs: &'a str, yours: &'a str) -> &'a str {
    match internal {
        true => theirs,
        false => yours,
    }
}

/// «Applicant» or «you», after the moment of what they did or will do.
pub(super) fn applicant(lang: Lang, internal: bool) -> String {
    t(lang, whose(internal, "case-step-added-by", "case-step-you"))
}

/// The moment, and who it was, where the title does not say so.
fn when(moment: DateTime<Utc>, by: &str) -> String {
    let moment = format::datetime(at(moment));
    match by.is_empty() {
        true => moment,
        false => format!("{moment} · {by}"),
    }
}

/// An end without a decision, which no step of the route tells of.
pub(super) fn ended(
    lang: Lang,
    state: &CaseState,
    internal: bool,
) -> Option<(DateTime<Utc>, TimelineItem)> {
    let closed = state.closed.as_ref();
    let closed = closed.filter(|closed| !closed.closing.is_decided())?;
    let (title, by) = match &closed.by {
        Some(official) => (t(lang, "case-beside-ended"), official.name.clone()),
        None => (t(lang, "case-beside-withdrawn"), applicant(lang, internal)),
    };
    let item = TimelineItem {
        state: TimelineState::Done,
        title,
        meta: vec![when(closed.at, &by)],
        note: closed.reason.clone(),
    };
    Some((closed.at, item))
}
