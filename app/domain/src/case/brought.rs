//! What the applicant brought after submitting.

use chrono::{DateTime, Utc};

use super::{
    event::{Event, EvidenceAdded, EvidenceItem},
    state::CaseState,
    task::Task,
};
use crate::{ids::StepId, regulation::Side};

impl CaseState {
    /// What the applicant brought since an official did a step: whoever has the open step may not have seen it.
    pub fn added_lately(&self) -> impl Iterator<Item = &EvidenceAdded> {
        let since = self.last_official_step();
        self.added.iter().filter(move |added| added.at >= since)
    }

    /// How often the applicant answered since then.
    pub fn answered_lately(&self) -> usize {
        let since = self.last_official_step();
        let answers = self.beside.iter().filter(|event| match event {
            Event::Corrected(answer) => answer.at >= since,
            _ => false,
        });
        answers.count()
    }

    fn last_official_step(&self) -> DateTime<Utc> {
        let mut done = self.done.iter().rev();
        let last = done.find(|done| done.side == Side::Staff);
        last.map_or(self.submitted_at, |done| done.at)
    }

    /// The documents that the applicant brought from `since` on.
    pub fn added_since(&self, since: DateTime<Utc>) -> impl Iterator<Item = &EvidenceItem> {
        let added = self.added.iter().filter(move |added| added.at >= since);
        added.flat_map(|added| &added.items)
    }

    /// Those of these documents of which nothing came since they were asked for.
    pub fn missing(&self, slots: &[String], since: DateTime<Utc>) -> Vec<String> {
        let came = |slot: &str| self.added_since(since).any(|item| item.slot == slot);
        let missing = slots.iter().filter(|slot| !came(slot));
        missing.cloned().collect()
    }

    /// From when on what was brought counts for a task of the applicant's: since it was asked for. Where the case went back behind
    /// what the applicant had done, that was asked for then, and need not be brought again.
    pub fn asked_since(&self, task: &Task) -> DateTime<Utc> {
        let mut since = task.since;
        let done = self.done.iter().rev().filter(|done| done.step == task.step);
        for done in done.take_while(|_| task.correction.is_none()) {
            if !self.went_back_behind(&done.step, (done.at, since)) {
                break;
            }
            since = done.since;
        }
        since
    }

    /// Whether what was done at `step` was undone between these moments.
    fn went_back_behind(&self, step: &StepId, (from, to): (DateTime<Utc>, DateTime<Utc>)) -> bool {
        let returned = self.returned.iter().map(|one| (one.at, &one.voids));
        let reopened = self.reopened.iter().map(|one| (one.at, &one.voids));
        let mut back = returned.chain(reopened);
        // Older events do not say what stands no more: everything that came after.
        back.any(|(at, voids)| from <= at && at <= to && (voids.is_empty() || voids.contains(step)))
    }
}
