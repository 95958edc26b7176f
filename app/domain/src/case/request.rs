//! What the applicant is asked for while a case is under way.

use chrono::{DateTime, Utc};

use super::{
    state::CaseState,
    task::{Correction, Task},
};
use crate::{
    ids::TaskNo,
    regulation::{FieldKind, Outcome, Regulation, Step, Turn},
};

/// One open task of the applicant.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Its number.
    pub task: TaskNo,
    /// When it was asked for.
    pub since: DateTime<Utc>,
    /// Until when there is time.
    pub due: Option<DateTime<Utc>>,
    /// What it is.
    pub kind: RequestKind<'a>,
}

/// Who asks, and for what.
#[derive(Clone, Copy, Debug)]
pub enum RequestKind<'a> {
    /// The act, by a step of the route.
    Turn(&'a Step, &'a Turn),
    /// An official.
    Correction(&'a Correction),
}

impl<'a> Request<'a> {
    /// What the applicant is asked for, the first thing first.
    pub fn all(app: &'a CaseState, regulation: &'a Regulation) -> Vec<Request<'a>> {
        let route = regulation.route(&app.route());
        let kind = |open: &'a Task| match &open.correction {
            Some(correction) => Some(RequestKind::Correction(correction)),
            None => {
                let step = route?.step(&open.step)?;
                Some(RequestKind::Turn(step, step.applicant.as_ref()?))
            }
        };
        let asked = app.applicants().filter_map(|(task, open)| {
            Some(Request {
                task,
                since: open.since,
                due: open.due,
                kind: kind(open)?,
            })
        });
        asked.collect()
    }

    /// Ids of the documents that are wanted.
    pub fn slots(&self) -> &'a [String] {
        match self.kind {
            RequestKind::Turn(_, turn) => &turn.bring,
            RequestKind::Correction(correction) => &correction.slots,
        }
    }

    /// Why what was brought came back, in the words of the official who sent it back.
    pub fn sent_back(&self, app: &'a CaseState, regulation: &'a Regulation) -> Option<&'a str> {
        let RequestKind::Turn(..) = self.kind else {
            return None;
        };
        let mut done = app.standing().rev();
        let last = done.find(|done| done.at == self.since)?;
        let step = regulation.route(&app.route())?.step(&last.step)?;
        let inputs = app.inputs.get(&last.step)?;
        let mut reasons = step.inputs_for(&last.outcome);
        let reason = reasons
            .find(|field| field.kind == FieldKind::LongText && !field.outcomes.is_empty())?;
        let said = inputs.get(&reason.id)?;
        (!said.is_empty()).then_some(said)
    }

    /// Those of them of which nothing came that counts.
    pub fn missing(&self, app: &CaseState) -> Vec<String> {
        let open = app.tasks.get(&self.task);
        let since = open.map_or(self.since, |open| app.asked_since(open));
        app.missing(self.slots(), since)
    }

    /// What the portal does when the time is over; none if it goes on waiting.
    pub fn overdue(&self) -> Option<&'a Outcome> {
        match self.kind {
            RequestKind::Turn(step, turn) => step.outcome(turn.overdue.as_deref()?),
            RequestKind::Correction(_) => None,
        }
    }
}
