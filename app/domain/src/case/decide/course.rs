//! The course of events that one command sets off.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::super::{
    apply,
    clock::Clock,
    command::CaseFacts,
    event::{Closed, Event, StepOpened},
    rejection::Rejection,
    state::{CaseState, DoneStep},
    task::Performer,
};
use crate::ids::OutputId;
use crate::regulation::{Closing, Field, Meaning, Outcome, Procedure, Step};

/// Collects events and keeps the state that they lead to, because what comes later builds on what came before.
pub(super) struct Course<'a> {
    pub(super) app: CaseState,
    route: &'a Procedure,
    facts: &'a CaseFacts<'a>,
    events: Vec<Event>,
}

impl<'a> Course<'a> {
    pub(super) fn new(
        app: &CaseState,
        route: &'a Procedure,
        facts: &'a CaseFacts<'a>,
    ) -> Course<'a> {
        Course {
            app: app.clone(),
            route,
            facts,
            events: Vec::new(),
        }
    }

    pub(super) fn emit(&mut self, event: Event) {
        self.app = apply(std::mem::take(&mut self.app), &event);
        self.events.push(event);
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

    /// Follows `outcome` to the next step, or to the end.
    pub(super) fn follow(&mut self, outcome: &Outcome) -> Result<(), Rejection> {
        if let Some(closing) = outcome.closes {
            self.close(closing);
            return Ok(());
        }
        // The catalogue lets no outcome in that leads nowhere.
        if self.route.next(outcome).count() != outcome.to.len() || outcome.to.is_empty() {
            return Err(Rejection::NoProcedure);
        }
        for next in self.route.next(outcome) {
            let open = self.app.steps().map(|(_, task)| task.step.as_str());
            if !self.route.waits(next, open) {
                self.open(next, self.facts.now);
            }
        }
        Ok(())
    }

    pub(super) fn open(&mut self, step: &Step, since: DateTime<Utc>) {
        let clock = Clock::new(self.facts.calendar);
        let limit = step.limit.as_ref();
        let due = limit.map(|limit| clock.due(since, std::slice::from_ref(limit)));
        self.emit(Event::StepOpened(StepOpened {
            at: self.facts.now,
            step: step.id.clone(),
            performer: step.performer.clone(),
            task: self.app.next_task(),
            who: who(step),
            since,
            due,
        }));
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
        }));
    }

    fn last_output(&self) -> Option<OutputId> {
        let mut done = self.app.done.iter().rev();
        done.find_map(|done| self.outcome(done)?.output.clone())
    }

    /// Ends the case because the applicant took the application back.
    pub(super) fn withdraw(&mut self, reason: Option<String>) {
        self.emit(Event::Closed(Closed {
            at: self.facts.now,
            closing: Closing::Withdrawn,
            output: None,
            ground: None,
            amount: None,
            reason,
        }));
    }

    /// What was entered last in a field of this sort; of a repeated step only its last time counts.
    fn entered(&self, wanted: impl Fn(&Field) -> bool) -> Option<&str> {
        let mut seen = BTreeSet::new();
        let last_times = self
            .app
            .done
            .iter()
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
    let roles = [&step.performer].into_iter().chain(&step.or).cloned();
    (!step.or.is_empty()).then(|| Performer::Roles(roles.collect()))
}
