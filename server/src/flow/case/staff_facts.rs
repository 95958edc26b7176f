//! Who works where, as far as a command depends on it.

use domain::{
    case::{Command, StaffFact},
    ids::RoleId,
};

use super::read::Loaded;
use crate::{core::Core, store::StoreError};

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
    Ok(staff
        .into_iter()
        .map(|staff| StaffFact {
            id: staff.id.into(),
            name: staff.name,
            roles: staff.roles.into_iter().map(RoleId::from).collect(),
            office: staff.office.into(),
        })
        .collect())
}
