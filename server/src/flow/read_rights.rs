//! Who of the officials may read a case, and the record that they did.
//!
//! A case is read by whoever has or had one of its steps, by the head who answers for it and by the registry that took it
//! in; not by every role that may come later in its route. The regulation says which roles those are.

use catalogue::Catalogue;
use domain::{case::CaseState, regulation::Procedure};

use super::case::Loaded;
use crate::{
    core::Core,
    store::{Result, case::Case, case_view::CaseViewed, file::FileRow, staff::Staff},
};

/// The role by which `staff` may read the case; none if they may not.
pub fn role_of_reader(staff: &Staff, loaded: &Loaded<'_>) -> Option<String> {
    if loaded.case.office != staff.office {
        return None;
    }
    let state = &loaded.state;
    let procedure = loaded.regulation.route(&state.route())?;
    let performed = state.done.iter().find(|done| done.by.id == staff.id);
    let performed = performed.map(|done| done.by.role.to_string());
    performed
        .or_else(|| role_of_steps(staff, state, procedure))
        .or_else(|| held(staff, procedure.heads()))
        .or_else(|| held(staff, procedure.registry().into_iter()))
}

/// The role whose open or past step is theirs. Where somebody was appointed for the role, it is that official's alone,
/// from the appointment on.
fn role_of_steps(staff: &Staff, state: &CaseState, procedure: &Procedure) -> Option<String> {
    let appointed = state.appointed.iter().find(|(_, one)| **one == staff.id);
    if let Some((role, _)) = appointed {
        return Some(role.to_string());
    }
    let mut given = state.steps().filter_map(|(_, task)| {
        let theirs = task.assignee.as_ref().is_some_and(|one| **one == staff.id);
        task.role().filter(|_| theirs)
    });
    if let Some(role) = given.next() {
        return Some(role.to_string());
    }
    let open = state.steps().flat_map(|(_, task)| task.role());
    let open = open.map(|role| role.as_str());
    let past = state.done.iter();
    let past = past.filter_map(|done| Some(procedure.step(&done.step)?.performer.as_str()));
    let free = open
        .chain(past)
        .filter(|role| state.appointee(role).is_none());
    held(staff, free)
}

fn held<'r>(staff: &Staff, mut roles: impl Iterator<Item = &'r str>) -> Option<String> {
    roles
        .find(|role| staff.roles.iter().any(|held| held == role))
        .map(str::to_owned)
}

/// Whether a case whose regulation was withdrawn is this official's: of their office, at a step of theirs.
pub fn may_read_withdrawn(staff: &Staff, case: &Case) -> bool {
    case.office == staff.office && staff.roles.contains(&case.performer)
}

/// Whether `staff` is a head of their office: holds a role that appoints in some procedure of it.
pub fn is_head(catalogue: &Catalogue, staff: &Staff) -> bool {
    catalogue
        .all()
        .filter(|regulation| regulation.office(&staff.office).is_some())
        .flat_map(|regulation| &regulation.procedures)
        .any(|procedure| held(staff, procedure.heads()).is_some())
}

/// Keeps that `staff` opened the case, or one file of it, in `role`. Who cannot be recorded must not see it.
pub async fn record(
    app: &Core,
    staff: &Staff,
    role: String,
    case: &str,
    file: Option<&FileRow>,
) -> Result<()> {
    let (file, file_name) = file.map_or_else(Default::default, |file| {
        (file.id.clone(), file.name.clone())
    });
    let viewed = CaseViewed {
        id: String::new(),
        case: case.to_owned(),
        staff: staff.id.clone(),
        file,
        file_name,
        at: app.now().timestamp_micros(),
        name: staff.name.clone(),
        role,
        office: staff.office.clone(),
    };
    app.store.add_case_view(viewed).await
}
