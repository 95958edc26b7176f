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
    let told = asked(lang, event, internal);
    let told = told.or_else(|| timed(lang, event));
    let told = told.or_else(|| handed(lang, (regulation, state), event, internal))?;
    Some(TimelineItem {
        state: TimelineState::Done,
        title: told.title,
        meta: vec![when(event.at(), &told.by)],
        note: told.note,
        of_office: is_to_applicant(event),
    })
}

/// What the timeline tells of an event.
struct Happened {
    title: String,
    /// Who it was; empty where the title says so.
    by: String,
    /// What they wrote.
    note: Option<String>,
}

fn happened(title: String, by: impl Into<String>, note: Option<&String>) -> Happened {
    Happened {
        title,
        by: by.into(),
        note: note.cloned(),
    }
}

/// A text that names the last day.
fn until(lang: Lang, key: &str, due: DateTime<Utc>) -> String {
    let day = format::until_day(lang, local(due).date_naive());
    t_with(lang, key, &[("until", value(day))])
}

/// What the applicant was asked for, and what came of it.
fn asked(lang: Lang, event: &Event, internal: bool) -> Option<Happened> {
    Some(match event {
        Event::CorrectionRequested(asked) => happened(
            until(lang, "case-beside-asked", asked.due),
            &asked.correction.by.name,
            Some(&asked.correction.text),
        ),
        Event::Corrected(answer) => {
            let key = whose(internal, "case-beside-answered", "case-beside-answered-you");
            let by = applicant(lang, internal);
            happened(t(lang, key), by, answer.text.as_ref())
        }
        Event::Prolonged(more) => happened(
            until(lang, "case-beside-prolonged", more.due),
            &more.by.name,
            Some(&more.reason),
        ),
        Event::CorrectionDropped(dropped) => {
            happened(t(lang, "case-beside-dropped"), &dropped.by.name, None)
        }
        Event::Lapsed(_) => {
            let key = whose(internal, "case-beside-lapsed", "case-beside-lapsed-you");
            happened(t(lang, key), t(lang, "case-channel-portal"), None)
        }
        _ => return None,
    })
}

/// What happened to the time.
fn timed(lang: Lang, event: &Event) -> Option<Happened> {
    Some(match event {
        Event::ClockStopped(stopped) => happened(
            t(lang, "case-beside-stopped"),
            &stopped.by.name,
            Some(&stopped.reason),
        ),
        Event::ClockResumed(resumed) => {
            let title = match resumed.due {
                Some(due) => until(lang, "case-beside-resumed", due),
                None => t(lang, "case-beside-resumed-open"),
            };
            happened(title, &resumed.by.name, None)
        }
        Event::TermExtended(extended) => happened(
            until(lang, "case-beside-extended", extended.due),
            &extended.by.name,
            Some(&extended.reason),
        ),
        _ => return None,
    })
}

/// Into whose hands the case came.
fn handed(
    lang: Lang,
    (regulation, state): (&Regulation, &CaseState),
    event: &Event,
    internal: bool,
) -> Option<Happened> {
    Some(match event {
        Event::Reopened(reopened) => happened(
            match reopened.due {
                Some(due) => until(lang, "case-beside-reopened-until", due),
                None => t(lang, "case-beside-reopened"),
            },
            &reopened.by.name,
            Some(&reopened.reason),
        ),
        Event::Appointed(given) => {
            let title = t_with(lang, "case-beside-given", &[("name", value(&given.name))]);
            let reason = given.reason.as_ref().filter(|_| internal);
            happened(title, &given.by.name, reason)
        }
        Event::HandedOver(handed) => {
            let office = regulation.office(&handed.to);
            let office = office.map_or(handed.to.as_str(), |office| office.name.get(lang));
            let opened = state.opened.get(&handed.task);
            let step = opened.and_then(|step| step_of(state, regulation, step));
            let step = step.map_or("", |step| step.title.get(lang));
            let title = [("step", value(step)), ("office", value(office))];
            let key = match handed.to == state.office {
                true => "case-beside-handed-back",
                false => "case-beside-handed",
            };
            let title = t_with(lang, key, &title);
            let reason = Some(&handed.reason).filter(|_| internal);
            happened(title, &handed.by.name, reason)
        }
        Event::Accepted(taken) => {
            let who = [("who", value(&taken.by.name))];
            happened(t_with(lang, "case-beside-taken", &who), "", None)
        }
        _ => return None,
    })
}

/// Whether its words are those of an official to the applicant.
const fn is_to_applicant(event: &Event) -> bool {
    matches!(
        event,
        Event::CorrectionRequested(_)
            | Event::Prolonged(_)
            | Event::ClockStopped(_)
            | Event::TermExtended(_)
            | Event::Reopened(_)
    )
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
        of_office: closed.by.is_some(),
    };
    Some((closed.at, item))
}
