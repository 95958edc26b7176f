//! Who has the tasks of a list.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    http::kit::{error::PageError, web::App},
    store::{case::QueuedTask, staff::Staff},
};

/// An official whose task is in a list.
pub(super) struct Holder {
    pub(super) name: String,
    /// Their office, and their roles there; none of a closed account.
    office: String,
    roles: Vec<String>,
}

impl Holder {
    /// Whether they can do what is done in this office by one of these roles.
    pub(super) fn does(&self, office: &str, roles: &[&str]) -> bool {
        let holds = |role: &&str| self.roles.iter().any(|has| has == role);
        self.office == office && roles.iter().any(holds)
    }
}

/// The officials who have these tasks, by id.
pub(super) async fn names(
    app: &App,
    staff: &Staff,
    tasks: &[QueuedTask],
) -> Result<BTreeMap<String, Holder>, PageError> {
    let given = tasks.iter().map(|task| &task.task);
    let given = given.filter(|task| !task.assignee.is_empty() && task.assignee != staff.id);
    let offices: BTreeSet<&str> = given.clone().map(|task| task.office.as_str()).collect();
    let mut names = BTreeMap::new();
    for office in offices {
        let staff = app.store.staff_of_office(office).await?.into_iter();
        names.extend(staff.map(|one| {
            let Staff {
                name,
                office,
                roles,
                ..
            } = one;
            let holder = Holder {
                name,
                office,
                roles,
            };
            (one.id, holder)
        }));
    }
    for task in given {
        if names.contains_key(&task.assignee) {
            continue;
        }
        if let Some(account) = app.store.staff_account(&task.assignee).await? {
            let holder = Holder {
                name: account.staff.name,
                office: String::new(),
                roles: Vec::new(),
            };
            names.insert(account.staff.id, holder);
        }
    }
    Ok(names)
}

/// Who had the tasks of these that were sent back and that nobody has now, by case and task: officials of their role who have a
/// part in the case already.
pub(super) async fn before(
    app: &App,
    tasks: &[QueuedTask],
) -> Result<BTreeMap<(String, i64), String>, PageError> {
    let mut before = BTreeMap::new();
    let free = |queued: &&QueuedTask| {
        let task = &queued.task;
        task.returned > 0 && task.handed == 0 && task.assignee.is_empty() && !task.role.is_empty()
    };
    for QueuedTask { case, task, .. } in tasks.iter().filter(free) {
        let mut parts = app.store.work_of(&case.id).await?.staff.into_iter();
        let had = parts.find(|part| part.role == task.role && part.office == task.office);
        let Some(had) = had else { continue };
        if let Some(account) = app.store.staff_account(&had.staff).await? {
            before.insert((case.id.clone(), task.no), account.staff.name);
        }
    }
    Ok(before)
}
