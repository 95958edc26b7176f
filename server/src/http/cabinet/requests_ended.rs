//! How a request to the applicant came to its end, read from the log.

use app::{
    format,
    text::{Lang, t, t_with, value},
};
use chrono::{DateTime, Utc};
use domain::{
    calendar::local,
    case::{Event, StepDone},
    ids::TaskNo,
    regulation::{Closing, Outcome, Side},
};

use crate::flow::case::Loaded;

/// Whether the applicant has sent this very text: the page was posted twice, or the portal took what they had brought before
/// they pressed.
pub(super) fn is_sent(loaded: &Loaded<'_>, is_ended: impl Fn(TaskNo) -> bool, text: &str) -> bool {
    loaded.log.iter().any(|event| match event {
        Event::Corrected(event) if is_ended(event.task) => {
            event.text.as_deref().unwrap_or_default() == text
        }
        Event::StepDone(event) if is_ended(event.task) => {
            let brought = event.side == Side::Applicant || is_taken(loaded, event);
            let mut said = event.inputs.values();
            brought && said.next().map_or("", String::as_str) == text
        }
        _ => false,
    })
}

/// Why nothing is awaited any more, and what follows.
pub(super) fn why(lang: Lang, loaded: &Loaded<'_>, is_ended: impl Fn(TaskNo) -> bool) -> String {
    let mut last = loaded.log.iter().rev();
    let why = last.find_map(|event| match event {
        Event::Corrected(event) if is_ended(event.task) => Some(t(lang, "request-closed-answered")),
        Event::StepDone(event) if is_ended(event.task) => {
            Some(ended_step(lang, loaded, event, &is_ended))
        }
        Event::Lapsed(event) if is_ended(event.task) => {
            Some(late(lang, loaded, &is_ended, "request-closed-late", ""))
        }
        Event::CorrectionDropped(event) if is_ended(event.task) => {
            Some(t(lang, "request-closed-dropped"))
        }
        Event::Returned(event) if is_ended(event.task) => Some(t(lang, "request-closed-dropped")),
        // Older logs do not say that the office went on.
        Event::CorrectionRequested(event) if is_ended(event.task) => {
            Some(t(lang, "request-closed-dropped"))
        }
        Event::Closed(ended) if ended.closing == Closing::Withdrawn => {
            Some(t(lang, "request-closed-withdrawn"))
        }
        Event::Closed(ended) if ended.closing == Closing::Abandoned => {
            Some(t(lang, "request-closed-abandoned"))
        }
        _ => None,
    });
    why.unwrap_or_else(|| t(lang, "request-closed"))
}

/// The step of the act has ended that waited for the applicant.
fn ended_step(
    lang: Lang,
    loaded: &Loaded<'_>,
    done: &StepDone,
    is_ended: impl Fn(TaskNo) -> bool,
) -> String {
    match overdue(loaded, done) {
        Some(outcome) => {
            let follows = format::lower_first(outcome.label.get(lang));
            late(lang, loaded, is_ended, "request-closed-overdue", &follows)
        }
        None if is_taken(loaded, done) => late(lang, loaded, is_ended, "request-closed-taken", ""),
        None => t(lang, "request-closed-answered"),
    }
}

/// Whether the time was over with everything there: the portal has let the case go on.
fn is_taken(loaded: &Loaded<'_>, done: &StepDone) -> bool {
    done.side == Side::Portal && overdue(loaded, done).is_none()
}

/// The way that is said for the end of the time, if the step went it.
fn overdue<'a>(loaded: &'a Loaded<'_>, done: &StepDone) -> Option<&'a Outcome> {
    let route = loaded.regulation.route(&loaded.state.route())?;
    let step = route.step(&done.step)?;
    let overdue = step.applicant.as_ref()?.overdue.as_deref()?;
    let outcome = step.outcome(&done.outcome)?;
    (outcome.id == overdue).then_some(outcome)
}

/// That the time is over: until which day there was any, and what follows.
fn late(
    lang: Lang,
    loaded: &Loaded<'_>,
    is_ended: impl Fn(TaskNo) -> bool,
    key: &str,
    follows: &str,
) -> String {
    let Some(due) = due(loaded, is_ended) else {
        return t(lang, "request-closed");
    };
    let told = [
        ("day", value(format::date(local(due).date_naive()))),
        ("outcome", value(follows)),
    ];
    t_with(lang, key, &told)
}

/// Until when there was time.
fn due(loaded: &Loaded<'_>, is_ended: impl Fn(TaskNo) -> bool) -> Option<DateTime<Utc>> {
    let mut last = loaded.log.iter().rev();
    last.find_map(|event| match event {
        Event::StepOpened(event) if is_ended(event.task) => event.due,
        Event::CorrectionRequested(event) if is_ended(event.task) => Some(event.due),
        Event::Prolonged(event) if is_ended(event.task) => Some(event.due),
        _ => None,
    })
}
