//! The row of a case: what pages need of its log.

use domain::{case::CaseState, regulation::Closing};

use crate::store::case::{Case, OPEN};

/// Brings the row up to what the log adds up to.
pub(super) fn project(state: &CaseState, row: &mut Case) {
    row.number.clone_from(&state.number);
    row.regulation = state.regulation.to_string();
    row.person = state.person.to_string();
    let kept = &state.registration;
    // Logs from before it was kept say nothing of it.
    if !kept.is_empty() {
        row.draft.clone_from(&kept.draft);
        row.code.clone_from(&kept.code);
        row.person_name = state.parties.heading(&kept.applicant);
        row.lang.clone_from(&kept.lang);
    }
    row.office = state.office.to_string();
    state.channel.id().clone_into(&mut row.channel);
    state
        .closed
        .as_ref()
        .map_or(OPEN, |closed| closing_id(closed.closing))
        .clone_into(&mut row.state);
    let step = state.open_step();
    row.step = step.map(|step| step.step.to_string()).unwrap_or_default();
    // What is the applicant's is in no official's list, and late for none.
    let staffs = step.filter(|step| step.is_staffs());
    let role = staffs.and_then(|step| step.role());
    row.performer = role.map(|role| role.to_string()).unwrap_or_default();
    let assignee = step.and_then(|step| step.assignee.as_ref());
    row.appointed = assignee.map(|staff| staff.to_string()).unwrap_or_default();
    row.step_due = step
        .and_then(|step| step.due)
        .unwrap_or(state.due)
        .timestamp_micros();
    row.due = state.due.timestamp_micros();
    row.registered = state.submitted_at.timestamp_micros();
    row.closed = state
        .closed
        .as_ref()
        .map_or(0, |closed| closed.at.timestamp_micros());
    row.late = state.done.iter().map(|done| i64::from(done.late)).sum();
    row.seq = i64::try_from(state.seq).unwrap_or(i64::MAX);
    row.added = i64::try_from(state.added_lately().count()).unwrap_or(i64::MAX);
    row.replaced = i64::from(state.replaced.is_some());
}

/// How a case ended, as it stands in its row.
pub const fn closing_id(closing: Closing) -> &'static str {
    match closing {
        Closing::Granted => "granted",
        Closing::Refused => "refused",
        Closing::IntakeRefused => "intake-refused",
        Closing::Withdrawn => "withdrawn",
    }
}
