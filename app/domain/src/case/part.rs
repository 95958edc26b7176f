//! Who of the officials has or had a part in a case.

use super::state::CaseState;
use crate::ids::{OfficeId, StaffId};

/// A part that an official has or had in a case. It ends with the role, and is left behind with the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Id of the member of staff.
    pub staff: &'a StaffId,
    /// The office in which they had it.
    pub office: &'a OfficeId,
    /// The role.
    pub role: &'a str,
}

impl<'a> Part<'a> {
    const fn new(staff: &'a StaffId, office: &'a OfficeId, role: &'a str) -> Part<'a> {
        Part {
            staff,
            office,
            role,
        }
    }
}

impl CaseState {
    /// Who of the officials has or had a part in the case, where and as what.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let done = self.done.iter().flat_map(|done| {
            let votes = done.votes.iter().map(|vote| &vote.by);
            let all = votes.chain([&done.by]);
            all.map(|by| Part::new(&by.id, &done.office, &by.role))
        });
        let open = self.tasks.values().flat_map(|task| {
            let votes = task
                .votes
                .iter()
                .map(|vote| (&vote.by.id, vote.by.role.as_str()));
            let given = task.assignee.iter();
            let given = given.map(|one| (&one.staff, one.role.as_str()));
            votes
                .chain(given)
                .map(|(staff, role)| Part::new(staff, &task.office, role))
        });
        let appointed = self.appointed.iter();
        let appointed = appointed.map(|(role, staff)| Part::new(staff, &self.office, role));
        done.chain(open)
            .chain(appointed)
            .filter(|part| !part.staff.is_empty())
    }
}
