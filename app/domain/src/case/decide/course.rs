//! The course of events that one command sets off.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::super::{
    apply,
    clock::Clock,
    command::CaseFacts,
    event::{ActorRef, Closed, CorrectionDropped, Event, StepOpened, TermBegun},
    outputs::first_stage,
    rejection::Rejection,
    state::{CaseState, DoneStep},
    task::Performer,
};
use crate::ids::{OutputId, TaskNo};
use crate::regulation::{Closing, Field, Meaning, Outcome, Procedure, Regulation, Step};

/// Collects events and keeps the state that they lead to, because what comes later builds on what came before.
pub(super) struct Course<'a> {
    pub(super) app: CaseState,
    regulation: &'a Regulation,
    route: &'a Procedure,
    facts: &'a CaseFacts<'a>,
    events: Vec<Event>,
}

impl<'a> Course<'a> {
    pub(super) fn new(
        app: &CaseState,
        (regulation, route): (&'a Regulation, &'a Procedure),
        facts: &'a CaseFacts<'a>,
    ) -> Course<'a> {
        Course {
            app: app.clone(),
            regulation,
            route,
            facts,
            events: Vec::new(),
        }
    }

    pub(super) fn emit(&mut self, event: Event) {
        self.app = apply(std::mem::take(&mut self.app), &event);
        self.events.push(event);
    }

    pub(super) const fn now(&self) -> DateTime<Utc> {
        self.facts.now
    }

    pub(super) fn events(self) -> Vec<Event> {
        self.events
    }

    /// Opens the first step.
    pub(super) fn begin(&mut self) -> Result<(), Rejection> {
        let entry = self.route.entry_step().ok_or(Rejection::NoProcedure)?;
        let since = self.app.accepted_at;
        self.open(entry, since);
        Ok(())
    }

    /// What the applicant was asked for at a step and has not answered falls away with the step.
    pub(super) fn drop_corrections(&mut self, step: &str, by: &ActorRef) {
        let asked = self.app.corrections().filter(|(_, one)| one.step == *step);
        let asked: Vec<TaskNo> = asked.map(|(no, _)| no).collect();
        for task in asked {
            self.emit(Event::CorrectionDropped(CorrectionDropped {
                at: self.facts.now,
                task,
                by: by.clone(),
            }));
        }
    }

    /// Follows `outcome` of the `step` that was done to the next step, or to the end.
    pub(super) fn follow(&mut self, step: &Step, outcome: &Outcome) -> Result<(), Rejection> {
        if self.lacks_signature(step, outcome) {
            return Err(Rejection::Unsigned);
        }
        if let Some(closing) = outcome.closes {
            self.close(closing);
            return Ok(());
        }
        // The catalogue lets no outcome in that leads nowhere.
        if self.route.next(outcome).count() != outcome.to.len() || outcome.to.is_empty() {
            return Err(Rejection::NoProcedure);
        }
        for next in self.route.next(outcome) {
            if next.applicant.is_some() && self.is_refused_by_portal() {
                self.pass_by(next)?;
                continue;
            }
            let open = self.app.steps().map(|(_, task)| task.step.as_str());
            if !self.route.waits(next, open) {
                self.open(next, self.facts.now);
            }
        }
        Ok(())
    }

    /// Whether something would be issued that the route has signed before, and nobody has signed what stands.
    fn lacks_signature(&self, step: &Step, outcome: &Outcome) -> bool {
        let ends = matches!(outcome.closes, Some(Closing::Granted | Closing::Refused));
        let issues = outcome.output.is_some() && outcome.closes.is_none();
        if !ends && !issues {
            return false;
        }
        let standing: Vec<&DoneStep> = self.app.standing().collect();
        let decided = standing.iter().rposition(|done| done.decision.is_some());
        let since = standing.iter().skip(decided.unwrap_or_default());
        if since.clone().any(|done| done.signs) {
            return false;
        }
        let from = decided.and(since.clone().next());
        let from = from.map_or(&self.route.entry, |done| &done.step);
        !self.route.unsigned(from).contains(step.id.as_str())
    }

    /// A refusal that the act does not know goes the way of the service; whoever is refused has nothing to bring.
    fn is_refused_by_portal(&self) -> bool {
        let decision = self.app.decision.as_ref();
        decision.is_some_and(|decision| decision.ours)
    }

    fn pass_by(&mut self, step: &Step) -> Result<(), Rejection> {
        let outcome = step.brought().ok_or(Rejection::NoProcedure)?;
        self.follow(step, outcome)
    }

    pub(super) fn open(&mut self, step: &Step, since: DateTime<Utc>) {
        let clock = Clock::new(self.facts.calendar);
        let limit = step.limit.as_ref();
        let own = limit.map(|limit| clock.due(since, limit));
        let begins = self.begins(step, since);
        let stage = first_stage(&self.app, self.regulation);
        let stage = stage.filter(|_| step.applicant.is_none() && begins.is_none());
        let stage = stage.map(|stage| clock.legal(&self.app, &stage.limit));
        let due = own.into_iter().chain(stage).min();
        self.emit(Event::StepOpened(StepOpened {
            at: self.facts.now,
            step: step.id.clone(),
            performer: step.performer.clone(),
            task: self.app.next_task(),
            who: who(step),
            since,
            due,
            begins,
        }));
    }

    /// The term of a result whose clock starts with `step`, unless it runs already.
    fn begins(&self, step: &Step, since: DateTime<Utc>) -> Option<TermBegun> {
        let mut terms = self.regulation.terms_of(self.route);
        let own = terms.find(|term| term.since.as_ref() == Some(&step.id))?;
        let runs = self.app.own.as_ref().is_some_and(|run| run.term == own.id);
        (!runs).then(|| TermBegun {
            term: own.id.clone(),
            limit: own.limit.clone(),
            due: Clock::new(self.facts.calendar).due(since, &own.limit),
        })
    }

    pub(super) fn close(&mut self, closing: Closing) {
        let decision = self.app.decision.clone();
        // Papers that are turned away after all end no case as it was decided before.
        let turned_away = closing == Closing::IntakeRefused;
        let decision = decision.filter(|one| !turned_away || one.verdict.closing() == closing);
        if let Some(decision) = decision {
            let closed = Closed {
                at: self.facts.now,
                closing: decision.verdict.closing(),
                output: decision.output.or_else(|| self.last_output()),
                ground: decision.ground.map(|ground| ground.id),
                amount: decision.amount,
                reason: None,
                by: None,
            };
            self.emit(Event::Closed(closed));
            return;
        }
        // An amount belongs to a grant and a ground to a refusal: what an official entered before the case took
        // another turn is not part of its end.
        let granted = closing == Closing::Granted;
        let amount = if granted {
            self.entered(|field| field.means(Meaning::Amount))
        } else {
            None
        };
        let ground = if granted {
            None
        } else {
            self.entered(|field| field.means(Meaning::Ground))
        };
        let output = self.last_output();
        self.emit(Event::Closed(Closed {
            at: self.facts.now,
            closing,
            output,
            ground: ground.map(str::to_owned),
            amount: amount.and_then(|amount| amount.parse().ok()),
            reason: None,
            by: None,
        }));
    }

    fn last_output(&self) -> Option<OutputId> {
        let mut done = self.app.standing().rev();
        done.find_map(|done| self.outcome(done)?.output.clone())
    }

    /// Ends the case without a decision: the applicant took the application back, or the office waits no longer.
    pub(super) fn end_undecided(
        &mut self,
        closing: Closing,
        reason: Option<String>,
        by: Option<ActorRef>,
    ) {
        self.emit(Event::Closed(Closed {
            at: self.facts.now,
            closing,
            output: None,
            ground: None,
            amount: None,
            reason,
            by,
        }));
    }

    /// What was entered last in a field of this sort; of a repeated step only its last time counts.
    fn entered(&self, wanted: impl Fn(&Field) -> bool) -> Option<&str> {
        let mut seen = BTreeSet::new();
        let last_times = self
            .app
            .standing()
            .rev()
            .filter(|done| seen.insert(&done.step));
        let mut steps = last_times.filter_map(|done| self.route.step(&done.step));
        steps.find_map(|step| {
            let values = self.app.inputs.get(&step.id)?;
            let mut fields = step.inputs.iter().filter(|field| wanted(field));
            fields
                .find_map(|field| values.get(&field.id))
                .map(String::as_str)
                .filter(|value| !value.is_empty())
        })
    }

    fn outcome(&self, done: &DoneStep) -> Option<&'a Outcome> {
        self.route.step(&done.step)?.outcome(&done.outcome)
    }
}

/// Who does a step, where it is not its role alone.
fn who(step: &Step) -> Option<Performer> {
    if step.applicant.is_some() {
        let watched = step.performer.clone();
        return Some(Performer::Applicant { watched });
    }
    (!step.or.is_empty()).then(|| Performer::Roles(step.roles().cloned().collect()))
}
