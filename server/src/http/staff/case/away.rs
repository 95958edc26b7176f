//! Whoever has a task and does not work in its office any more.

use domain::{case::Event, ids::StaffId};

use super::view::CaseViewBuilder;

impl CaseViewBuilder<'_> {
    /// Whether an official works in none of the offices that have the case and its tasks: the account is closed, or of another
    /// office.
    pub(super) fn is_away(&self, staff: &StaffId) -> bool {
        self.colleagues.iter().all(|one| *staff != one.id)
    }

    /// Their name when they got the task.
    pub(super) fn former_name(&self, staff: &StaffId) -> String {
        let mut log = self.loaded.log.iter().rev();
        let name = log.find_map(|event| match event {
            Event::Appointed(given) if given.staff == *staff => Some(&given.name),
            Event::Accepted(taken) if taken.by.id == *staff => Some(&taken.by.name),
            _ => None,
        });
        name.cloned().unwrap_or_default()
    }
}
