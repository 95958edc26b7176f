//! The present state of a case: what its events add up to.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::event::{ActorRef, Closed, Event, EvidenceAdded, EvidenceItem, Registration};
use crate::{
    ids::{OfficeId, PersonId, RegulationId, RoleId, StaffId, StepId},
    limit::Limit,
    regulation::{ChannelKind, RouteKey},
};

/// A case. Before the first event it is empty ([`CaseState::is_submitted`] tells).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseState {
    /// Id of the regulation under which it runs to its end.
    pub regulation: RegulationId,
    /// How it came.
    pub channel: ChannelKind,
    /// Which of the channel's procedures it runs; none for its ordinary one.
    pub variant: Option<String>,
    /// The office that has it.
    pub office: OfficeId,
    /// Id of the applicant.
    pub person: PersonId,
    /// Registration number; empty before submission.
    pub number: String,
    /// By what it is found and shown; empty in logs from before it was kept.
    pub registration: Registration,
    /// The answers of the form.
    pub answers: BTreeMap<String, String>,
    /// The documents, in the order in which they came; an official's attachments stand with their step.
    pub evidence: Vec<EvidenceItem>,
    /// What of it the applicant brought after handing in, and when.
    pub added: Vec<EvidenceAdded>,
    /// When it was handed in.
    pub submitted_at: DateTime<Utc>,
    /// The start of the clock.
    pub accepted_at: DateTime<Utc>,
    /// The legal deadline.
    pub due: DateTime<Utc>,
    /// The term from which `due` was computed.
    pub term: Vec<Limit>,
    /// Set when another stated term took the place of the ordinary one.
    pub replaced: Option<Replaced>,
    /// The step that waits for its performer. None between submission and the first step, and at the end.
    pub step: Option<OpenStep>,
    /// Steps carried out, as they happened; one step may stand there more than once.
    pub done: Vec<DoneStep>,
    /// Who is responsible, by role.
    pub appointed: BTreeMap<RoleId, StaffId>,
    /// What officials entered, by step and field; of a repeated step the last time.
    pub inputs: BTreeMap<StepId, BTreeMap<String, String>>,
    /// Set when the case has ended.
    pub closed: Option<Closed>,
    /// Number of events so far.
    pub seq: u64,
}

impl Default for CaseState {
    fn default() -> Self {
        CaseState {
            regulation: RegulationId::default(),
            channel: ChannelKind::Portal,
            variant: None,
            office: OfficeId::default(),
            person: PersonId::default(),
            number: String::new(),
            registration: Registration::default(),
            answers: BTreeMap::new(),
            evidence: Vec::new(),
            added: Vec::new(),
            submitted_at: DateTime::UNIX_EPOCH,
            accepted_at: DateTime::UNIX_EPOCH,
            due: DateTime::UNIX_EPOCH,
            term: Vec::new(),
            replaced: None,
            step: None,
            done: Vec::new(),
            appointed: BTreeMap::new(),
            inputs: BTreeMap::new(),
            closed: None,
            seq: 0,
        }
    }
}

impl CaseState {
    /// The state after `events`, from the first on.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> CaseState {
        events.into_iter().fold(CaseState::default(), super::apply)
    }

    /// The route that it runs.
    pub fn route(&self) -> RouteKey {
        RouteKey {
            channel: self.channel,
            variant: self.variant.clone(),
        }
    }

    /// Whether it was handed in.
    pub fn is_submitted(&self) -> bool {
        !self.number.is_empty()
    }

    /// Whether it was handed in and has not ended.
    pub fn is_open(&self) -> bool {
        self.is_submitted() && self.closed.is_none()
    }

    /// What the applicant brought since the last step was done: whoever has the open step may not have seen it.
    pub fn added_lately(&self) -> impl Iterator<Item = &EvidenceAdded> {
        let since = self.done.last().map_or(self.submitted_at, |done| done.at);
        self.added.iter().filter(move |added| added.at >= since)
    }

    /// Every file that the log names: the applicant's, then those of steps.
    pub fn files(&self) -> impl Iterator<Item = &EvidenceItem> {
        let of_steps = self.done.iter().flat_map(|done| &done.files);
        self.evidence.iter().chain(of_steps)
    }

    /// The last time that `step` was carried out.
    pub fn last_done(&self, step: &str) -> Option<&DoneStep> {
        self.done.iter().rev().find(|done| done.step == step)
    }

    /// The member of staff who alone may carry out the steps of `role`, if one was appointed.
    pub fn appointee(&self, role: &str) -> Option<&str> {
        self.appointed.get(role).map(StaffId::as_str)
    }
}

/// The term that took the place of the ordinary one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// When.
    pub at: DateTime<Utc>,
    /// Id of the regulation's stated term.
    pub term: String,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: ActorRef,
    /// The deadline before.
    pub was_due: DateTime<Utc>,
}

/// The step that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenStep {
    /// Its id.
    pub id: StepId,
    /// The role that performs it.
    pub performer: RoleId,
    /// From when its limit counts.
    pub since: DateTime<Utc>,
    /// Until when it is to be done, where the act sets a limit.
    pub due: Option<DateTime<Utc>>,
}

/// A step that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneStep {
    /// Its id.
    pub step: StepId,
    /// Its outcome.
    pub outcome: String,
    /// Who did it.
    pub by: ActorRef,
    /// From when its limit counted.
    pub since: DateTime<Utc>,
    /// Until when it was to be done.
    pub due: Option<DateTime<Utc>>,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Whether that was too late.
    pub late: bool,
    /// A remark.
    pub comment: Option<String>,
    /// Documents that the official attached.
    pub files: Vec<EvidenceItem>,
}
