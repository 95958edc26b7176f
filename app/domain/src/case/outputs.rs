//! Results with a term of their own.

use chrono::{DateTime, Utc};

use super::{clock::Clock, state::CaseState};
use crate::{
    calendar::Calendar,
    regulation::{Regulation, StatedTerm, TermKind},
};

/// When one of several results is due.
#[derive(Clone, Copy, Debug)]
pub struct OutputDue<'a> {
    /// As the act states it.
    pub term: &'a StatedTerm,
    /// The moment; none while its clock has not begun.
    pub due: Option<DateTime<Utc>>,
}

/// The terms of the results of a case, as its act states them.
pub fn output_terms<'a>(
    app: &CaseState,
    regulation: &'a Regulation,
    calendar: &Calendar,
) -> Vec<OutputDue<'a>> {
    let route = regulation.route(&app.route()).into_iter();
    let terms = route.flat_map(|route| regulation.terms_of(route));
    let own = terms.filter(|term| term.kind == TermKind::Output);
    let clock = Clock::new(calendar);
    own.map(|term| OutputDue {
        term,
        due: match &app.own {
            // The log has it, with what stood still since.
            Some(own) if own.term == term.id => app.due,
            _ => begun(app, term).map(|since| match first_stage(app, regulation) {
                Some(stage) if stage.id == term.id => clock.legal(app, &term.limit),
                _ => clock.due(since, &term.limit),
            }),
        },
    })
    .collect()
}

/// The term of the first of several stages, while the case is in it: the clock of another starts at a step of the route
/// that is still to come.
pub(super) fn first_stage<'a>(
    app: &CaseState,
    regulation: &'a Regulation,
) -> Option<&'a StatedTerm> {
    let route = regulation.route(&app.route()).filter(|_| app.own.is_none());
    let stages = || {
        let terms = route
            .into_iter()
            .flat_map(|route| regulation.terms_of(route));
        terms.filter(|term| term.kind == TermKind::Output && term.starts.is_none())
    };
    let first = stages().find(|term| term.since.is_none())?;
    stages().any(|term| term.since.is_some()).then_some(first)
}

fn begun(app: &CaseState, term: &StatedTerm) -> Option<DateTime<Utc>> {
    match (&term.since, &term.starts) {
        (Some(step), _) => {
            let open = app.task_of(step).map(|(_, task)| task.since);
            open.or_else(|| app.last_done(step).map(|done| done.since))
        }
        (None, Some(_)) => None,
        (None, None) => Some(app.accepted_at),
    }
}
