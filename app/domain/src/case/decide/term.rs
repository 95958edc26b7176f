//! Putting another stated term in the place of the ordinary one.

use chrono::{DateTime, Utc};

use super::{
    super::{
        answers,
        command::CaseFacts,
        event::{Event, TermReplaced},
        rejection::Rejection,
        state::{CaseState, OpenStep},
    },
    performer, route,
};
use crate::{
    limit::{Limit, Unit},
    regulation::Regulation,
};

pub(super) fn replace(
    app: &CaseState,
    regulation: &Regulation,
    term: String,
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let open = app
        .step
        .as_ref()
        .filter(|_| app.is_open())
        .ok_or(Rejection::NotOpen)?;
    if app.replaced.is_some() {
        return Err(Rejection::AlreadyReplaced);
    }
    let route = route(app, regulation)?;
    let Some(stated) = regulation
        .replacing_terms(route)
        .find(|stated| stated.id == term)
    else {
        return Err(Rejection::UnknownTerm { term });
    };
    // The step in hand must be one of theirs, and of a role that the act lets do this.
    if let Some(role) = stated
        .by
        .first()
        .filter(|_| !stated.by.contains(&open.performer))
    {
        return Err(Rejection::NotYours {
            needs_role: role.clone(),
        });
    }
    let by = performer(app, facts, &open.performer)?;
    let reason = answers::reason(reason, facts)?;

    let due = facts
        .calendar
        .deadline(app.accepted_at, std::slice::from_ref(&stated.limit));
    Ok(vec![Event::TermReplaced(TermReplaced {
        at: facts.now,
        term,
        limit: stated.limit.clone(),
        reason,
        by,
        due,
        step_due: step_due(app, open, &stated.limit, due, facts),
    })])
}

/// The room gained goes to the step in hand, never beyond the new end of the whole.
fn step_due(
    app: &CaseState,
    open: &OpenStep,
    new: &Limit,
    due: DateTime<Utc>,
    facts: &CaseFacts<'_>,
) -> Option<DateTime<Utc>> {
    let old = open.due?;
    if new.unit != Unit::WorkingDays {
        return Some(due);
    }
    let before = app
        .term
        .iter()
        .filter(|limit| limit.unit == Unit::WorkingDays)
        .map(|limit| limit.value);
    let gained = new
        .value
        .saturating_sub(before.fold(0, u32::saturating_add));
    let later = facts
        .calendar
        .deadline(old, &[Limit::new(gained, Unit::WorkingDays)]);
    Some(if gained == 0 { old } else { later }.min(due))
}
