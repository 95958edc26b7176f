//! Who of the officials may read a case, and the record that they did.
//!
//! A case is read by whoever has or had one of its steps, by those who lead its work and by the registry that took it
//! in; not by every role that may come later in its route. The regulation says which roles those are. In an office that
//! was handed a task, only whoever took it reads the case. A right ends with the role, and with the office.

use catalogue::Catalogue;
use domain::{
    case::{CaseState, Task},
    regulation::{ChannelKind, Procedure, Regulation},
};

use super::case::Loaded;
use crate::{
    core::Core,
    store::{Result, case_view::CaseViewed, file::FileRow, staff::Staff},
};

/// The role by which `staff` may read the case; none if they may not.
pub fn role_of_reader(staff: &Staff, loaded: &Loaded<'_>) -> Option<String> {
    let state = &loaded.state;
    let procedure = loaded.regulation.route(&state.route())?;
    let own = state.parts();
    let own = own.filter(|part| *part.staff == staff.id && *part.office == staff.office);
    let own = held(staff, own.map(|part| part.role));
    if loaded.case.office != staff.office {
        return own;
    }
    own.or_else(|| role_of_steps(staff, state, procedure))
        .or_else(|| held(staff, leading(procedure)))
        .or_else(|| held(staff, procedure.registry().into_iter()))
}

/// The roles of those who lead the work: what they may do with a case, they do on its page.
fn leading(procedure: &Procedure) -> impl Iterator<Item = &str> {
    procedure.leaders().into_iter().map(|role| role.as_str())
}

/// Whether their office was handed an open task that `staff` could do, taken or not: they may know that much.
pub fn was_handed(staff: &Staff, loaded: &Loaded<'_>) -> bool {
    let mut tasks = loaded.state.steps();
    tasks.any(|(_, task)| {
        let handed = task.handed || task.office != loaded.case.office;
        handed && task.office == staff.office && held(staff, task.roles()).is_some()
    })
}

/// Whether `staff` leads in an office that was handed a task of the case, in which whoever took it has `left`.
pub fn leads_where_handed(
    staff: &Staff,
    loaded: &Loaded<'_>,
    left: impl Fn(&Task) -> bool,
) -> bool {
    let route = loaded.regulation.route(&loaded.state.route());
    let leads = route.is_some_and(|route| held(staff, leading(route)).is_some());
    let mut tasks = loaded.state.steps().map(|(_, task)| task);
    leads
        && tasks.any(|task| {
            let here = task.office == staff.office && task.office != loaded.case.office;
            here && left(task)
        })
}

/// The role whose open or past step could be theirs. Where somebody was appointed for the role, it is that official's
/// alone, from the appointment on.
fn role_of_steps(staff: &Staff, state: &CaseState, procedure: &Procedure) -> Option<String> {
    let (open, shared): (Vec<&Task>, Vec<&Task>) = state
        .steps()
        .map(|(_, task)| task)
        .partition(|task| task.roles().nth(1).is_none());
    let past = state.done.iter();
    let past = past.filter_map(|done| Some(procedure.step(&done.step)?.performer.as_str()));
    let free = open
        .into_iter()
        .flat_map(watching)
        .chain(past)
        .filter(|role| state.appointee(role).is_none());
    // An appointment closes no task of several roles.
    let shared = shared.into_iter().filter(|task| task.holder().is_none());
    held(staff, free.chain(shared.flat_map(Task::roles)))
}

/// The roles of which one does a task, or the one that watches it while it is the applicant's.
fn watching(task: &Task) -> impl Iterator<Item = &str> {
    let watched = task.role().filter(|_| !task.is_staffs());
    task.roles().chain(watched.map(|role| role.as_str()))
}

fn held<'r>(staff: &Staff, mut roles: impl Iterator<Item = &'r str>) -> Option<String> {
    roles.find(|role| staff.holds(role)).map(str::to_owned)
}

/// The role by which `staff` may read a case whose regulation was withdrawn: that of an open task of their office.
pub fn role_of_withdrawn(staff: &Staff, state: &CaseState) -> Option<String> {
    let mut here = state
        .steps()
        .filter(|(_, task)| task.office == staff.office && !task.handed);
    here.find_map(|(_, task)| held(staff, task.roles()))
}

/// Whether `staff` is a head of their office: holds a role that appoints in some procedure of it.
pub fn is_head(catalogue: &Catalogue, staff: &Staff) -> bool {
    catalogue
        .all()
        .filter(|regulation| regulation.office(&staff.office).is_some())
        .flat_map(|regulation| &regulation.procedures)
        .any(|procedure| held(staff, procedure.heads()).is_some())
}

/// Whether `staff` reads all cases of their office that came by this channel: as who leads their work, or as the registry.
pub fn reads_channel(staff: &Staff, regulation: &Regulation, channel: ChannelKind) -> bool {
    regulation
        .routes(channel)
        .any(|route| held(staff, leading(route).chain(route.registry())).is_some())
}

/// Whether there are such cases.
pub fn reads_office(catalogue: &Catalogue, staff: &Staff) -> bool {
    catalogue
        .all()
        .filter(|regulation| regulation.office(&staff.office).is_some())
        .flat_map(|regulation| &regulation.procedures)
        .any(|route| held(staff, leading(route).chain(route.registry())).is_some())
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
