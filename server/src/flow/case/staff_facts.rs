//! Who works where, as far as a command depends on it.

use domain::{
    case::{Command, StaffFact},
    ids::RoleId,
};

use super::read::Loaded;
use crate::{
    core::Core,
    store::{StoreError, staff::Staff},
};

pub(super) async fn staff_facts(
    app: &Core,
    command: &Command,
    loaded: &Loaded<'_>,
) -> Result<Vec<StaffFact>, StoreError> {
    let home = loaded.case.office.as_str();
    // Nothing else depends on who works where.
    let office = match command {
        Command::Complete(_) => home,
        Command::Assign { step, .. } => {
            let task = loaded.state.task_of(step);
            task.map_or(home, |(_, task)| &task.office)
        }
        Command::HandOver { office, .. } => office,
        _ => return Ok(Vec::new()),
    };
    let staff = app.store.staff_of_office(office).await?;
    Ok(staff.iter().map(fact).collect())
}

/// An official as a command knows them.
pub fn fact(staff: &Staff) -> StaffFact {
    StaffFact {
        id: staff.id.as_str().into(),
        name: staff.name.clone(),
        roles: staff.roles.iter().cloned().map(RoleId::from).collect(),
        office: staff.office.as_str().into(),
    }
}
