//! The present state of a case: what its events add up to.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    decision::Decision,
    event::{
        ActorRef, ClockStopped, Closed, Event, EvidenceAdded, EvidenceItem, Issued, Noted,
        RegisterAnswered, RegisterOutcome, Registration, Reopened, Returned, TermExtended,
    },
    own_term::OwnTerm,
    stood::Stood,
    task::{Performer, Task, Vote},
};
use crate::{
    ids::{OfficeId, PersonId, RegulationId, RoleId, StaffId, StepId, TaskNo},
    limit::Limit,
    parties::Parties,
    regulation::{ChannelKind, Closing, Evidence, RouteKey, Side},
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
    /// For whom that person acts.
    pub parties: Parties,
    /// Registration number; empty before submission.
    pub number: String,
    /// By what it is found and shown; empty in logs from before it was kept.
    pub registration: Registration,
    /// The answers of the form.
    pub answers: BTreeMap<String, String>,
    /// The documents, in the order in which they came; an official's attachments stand with their step.
    pub evidence: Vec<EvidenceItem>,
    /// What of it the applicant brought after submitting, and when.
    pub added: Vec<EvidenceAdded>,
    /// What registers say, by document.
    pub registers: BTreeMap<String, RegisterAnswered>,
    /// When it was submitted.
    pub submitted_at: DateTime<Utc>,
    /// The start of the clock.
    pub accepted_at: DateTime<Utc>,
    /// The legal deadline; none where the act gives no time.
    pub due: Option<DateTime<Utc>>,
    /// The term from which `due` was computed.
    pub term: Vec<Limit>,
    /// Set while `due` is that of a result with a clock of its own.
    pub own: Option<OwnTerm>,
    /// Set when another stated term took the place of the ordinary one.
    pub replaced: Option<Replaced>,
    /// What waits to be done. Nothing between submission and the first step, and at the end.
    pub tasks: BTreeMap<TaskNo, Task>,
    /// The step of every task, also of one that is done; older logs name none.
    pub opened: BTreeMap<TaskNo, StepId>,
    /// The number of the task that was opened last.
    pub last_task: TaskNo,
    /// What is decided and stands.
    pub decision: Option<Decision>,
    /// When the decision that stands was signed.
    pub signed: Option<DateTime<Utc>>,
    /// Since when the office's clock stands still.
    pub stopped: Option<ClockStopped>,
    /// When it stood still, one time after the other.
    pub stood: Vec<Stood>,
    /// Times that were added to the term.
    pub extended: Vec<TermExtended>,
    /// Wrong ends that were undone.
    pub reopened: Vec<Reopened>,
    /// The end that was undone last.
    pub undone: Option<Closed>,
    /// When the work went back to an earlier step.
    pub returned: Vec<Returned>,
    /// What happened beside the steps, the first thing first: what the timeline tells of it.
    pub beside: Vec<Event>,
    /// What officials wrote down for colleagues.
    pub notes: Vec<Noted>,
    /// Steps carried out, as they happened; one step may stand there more than once.
    pub done: Vec<DoneStep>,
    /// Who is responsible, by role.
    pub appointed: BTreeMap<RoleId, StaffId>,
    /// What officials entered, by step and field; of a repeated step the last time.
    pub inputs: BTreeMap<StepId, BTreeMap<String, String>>,
    /// Set when the case has ended.
    pub closed: Option<Closed>,
    /// Until when the office's time was counted when it ended last.
    pub counted: Option<DateTime<Utc>>,
    /// Results that were issued and hold.
    pub results: Vec<Issued>,
    /// Results that were issued and hold no more.
    pub void: Vec<VoidResult>,
    /// Number of events so far.
    pub seq: u64,
    /// The event by which the work went on last: a page that showed less acts on another case than this.
    pub moved: u64,
    /// The event that brought last what is decided over: documents, an answer of the applicant or of a register.
    pub brought: u64,
}

impl Default for CaseState {
    fn default() -> Self {
        CaseState {
            regulation: RegulationId::default(),
            channel: ChannelKind::Portal,
            variant: None,
            office: OfficeId::default(),
            person: PersonId::default(),
            parties: Parties::default(),
            number: String::new(),
            registration: Registration::default(),
            answers: BTreeMap::new(),
            evidence: Vec::new(),
            added: Vec::new(),
            registers: BTreeMap::new(),
            submitted_at: DateTime::UNIX_EPOCH,
            accepted_at: DateTime::UNIX_EPOCH,
            due: None,
            term: Vec::new(),
            own: None,
            replaced: None,
            tasks: BTreeMap::new(),
            opened: BTreeMap::new(),
            last_task: TaskNo::default(),
            decision: None,
            signed: None,
            stopped: None,
            stood: Vec::new(),
            extended: Vec::new(),
            reopened: Vec::new(),
            undone: None,
            returned: Vec::new(),
            beside: Vec::new(),
            notes: Vec::new(),
            done: Vec::new(),
            appointed: BTreeMap::new(),
            inputs: BTreeMap::new(),
            closed: None,
            counted: None,
            results: Vec::new(),
            void: Vec::new(),
            seq: 0,
            moved: 0,
            brought: 0,
        }
    }
}

impl CaseState {
    /// Whether the applicant may attach a copy of a document that a register should have given: it has no entry, or it
    /// is silent. Where the register's answer is what is applied for, no copy stands in.
    pub fn takes_copy(&self, document: &Evidence) -> bool {
        let Some(answer) = self.registers.get(&document.id) else {
            return false;
        };
        let stands_in = document.from.as_ref().is_none_or(|from| from.copy);
        stands_in && !matches!(answer.outcome, RegisterOutcome::Found(_))
    }

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

    /// Whether it was submitted.
    pub fn is_submitted(&self) -> bool {
        !self.number.is_empty()
    }

    /// Whether it was submitted and has not ended.
    pub fn is_open(&self) -> bool {
        self.is_submitted() && self.closed.is_none()
    }

    /// Whether there is a result to read: one that was issued, or the end of a case from before results were stored.
    pub fn has_result(&self) -> bool {
        let ended = self.closed.as_ref();
        let decided = ended.is_some_and(|closed| closed.closing.is_decided());
        decided || !self.results.is_empty()
    }

    /// The end that was undone, until there is another decision.
    pub fn without_end(&self) -> Option<(&Closed, &Reopened)> {
        let ended = self.closed.as_ref();
        let decided = ended.is_some_and(|closed| closed.closing.is_decided());
        let reopened = self.reopened.last().filter(|_| !decided)?;
        Some((self.undone.as_ref()?, reopened))
    }

    /// Whether what was decided is signed and stands, though the case goes on.
    pub fn decision_stands(&self) -> bool {
        self.is_open() && self.decision.is_some() && self.signed.is_some()
    }

    /// Whether the papers that were issued ask for nothing any more: the case ended without a decision.
    pub fn is_idle(&self) -> bool {
        let ended = self.closed.as_ref();
        let undecided = ended.is_some_and(|closed| !closed.closing.is_decided());
        undecided && !self.results.is_empty()
    }

    /// Whether the applicant may still take it back.
    pub fn may_be_withdrawn(&self) -> bool {
        self.is_open() && (self.signed.is_none() || self.turn().is_some())
    }

    /// Whether the applicant has taken it back.
    pub fn is_withdrawn(&self) -> bool {
        let ended = self.closed.as_ref();
        ended.is_some_and(|ended| ended.closing == Closing::Withdrawn)
    }

    /// What a step of the route waits for from the applicant.
    pub fn turn(&self) -> Option<(TaskNo, &Task)> {
        self.steps().find(|(_, task)| !task.is_staffs())
    }

    /// Every file that the log names: the applicant's, then those of steps.
    pub fn files(&self) -> impl Iterator<Item = &EvidenceItem> {
        let of_steps = self.done.iter().flat_map(|done| &done.files);
        self.evidence.iter().chain(of_steps)
    }

    /// The number of the next task.
    pub fn next_task(&self) -> TaskNo {
        TaskNo(self.last_task.0.saturating_add(1))
    }

    /// The number of the open step of which an event speaks; old events named none.
    pub(super) fn open_no(&self, task: TaskNo) -> Option<TaskNo> {
        match self.steps().next() {
            Some((first, _)) if task.is_unknown() => Some(first),
            _ => Some(task),
        }
    }

    /// The step that waits, the first of several.
    pub fn open_step(&self) -> Option<&Task> {
        self.steps().next().map(|(_, task)| task)
    }

    /// The steps of the route that wait.
    pub fn steps(&self) -> impl Iterator<Item = (TaskNo, &Task)> {
        let tasks = self.tasks.iter().map(|(no, task)| (*no, task));
        tasks.filter(|(_, task)| task.correction.is_none())
    }

    /// The open task of `step`.
    pub fn task_of(&self, step: &str) -> Option<(TaskNo, &Task)> {
        self.steps().find(|(_, task)| task.step == *step)
    }

    /// What the applicant is to do.
    pub fn applicants(&self) -> impl Iterator<Item = (TaskNo, &Task)> {
        let tasks = self.tasks.iter().map(|(no, task)| (*no, task));
        tasks.filter(|(_, task)| matches!(task.performer, Performer::Applicant { .. }))
    }

    /// What was done and still stands: the way on which the case has come to where it is.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &DoneStep> {
        self.done.iter().filter(|done| !done.void)
    }

    /// When the applicant did what a paper asks for that was issued at this moment on the way.
    pub fn answered(&self, issued: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.turn().is_some() {
            return None;
        }
        let mut done = self.standing();
        let own = done.find(|done| done.side == Side::Applicant && done.at > issued)?;
        Some(own.at)
    }

    /// The corrections that the applicant was asked for and has not answered.
    pub fn corrections(&self) -> impl Iterator<Item = (TaskNo, &Task)> {
        let asked = self.applicants();
        asked.filter(|(_, task)| task.correction.is_some())
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

/// A result that holds no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoidResult {
    /// What was issued.
    pub issued: Issued,
    /// Since when it does not hold.
    pub since: DateTime<Utc>,
    /// Whether what was decided stands all the same, and another paper takes its place.
    pub again: bool,
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
    /// The deadline before, if there was one.
    pub was_due: Option<DateTime<Utc>>,
}

/// A step that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneStep {
    /// Its id.
    pub step: StepId,
    /// The office that did it.
    pub office: OfficeId,
    /// Its outcome.
    pub outcome: String,
    /// Who did it.
    pub by: ActorRef,
    /// On whose side that is.
    pub side: Side,
    /// What those said who decided it together.
    pub votes: Vec<Vote>,
    /// From when its limit counted.
    pub since: DateTime<Utc>,
    /// Until when it was to be done.
    pub due: Option<DateTime<Utc>>,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Whether that was too late.
    pub late: bool,
    /// To when the deadline of the whole moved, since the applicant took longer than their own days.
    pub moved: Option<DateTime<Utc>>,
    /// A remark.
    pub comment: Option<String>,
    /// Documents that the official attached.
    pub files: Vec<EvidenceItem>,
    /// What was decided by it.
    pub decision: Option<Decision>,
    /// Whether the decision was signed by it.
    pub signs: bool,
    /// Whether the case went back behind it: it is history, and nothing builds on it any more.
    pub void: bool,
}
