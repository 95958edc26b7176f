//! Whoever has a task and cannot do it any more.

use domain::{case::Event, ids::StaffId};

use super::view::CaseViewBuilder;

impl CaseViewBuilder<'_> {
    /// The name of whoever has a task when they got it.
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
