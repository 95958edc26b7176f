//! What pages show of the course of a case: computed from the state, never stored.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{
    state::{CaseState, DoneStep},
    task::Task,
};
use crate::{
    calendar::Calendar,
    ids::{RoleId, StaffId, StepId},
    limit::Limit,
    regulation::{Procedure, Regulation, StatedTerm, Step},
    text::Text,
};

/// Where a case stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What was done, as it happened; then the step in hand; then what comes if all goes the main way.
    pub steps: Vec<StepProgress>,
    /// Who has it now; none before it is handed in and after it has ended.
    pub holder: Option<Holder>,
    /// Working days of the term used so far, or until the case ended. More than `total` when it is late.
    pub used: u32,
    /// Working days of the term.
    pub total: u32,
}

/// One step on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepProgress {
    /// Its id.
    pub id: StepId,
    /// Its number as the act writes it.
    pub n: String,
    /// Line of the act; 0 if the regulation no longer knows the step.
    pub line: u32,
    /// A few words for it.
    pub title: Text,
    /// Id of the role that performs it.
    pub performer: RoleId,
    /// How long it may take.
    pub limit: Option<Limit>,
    /// Where it stands.
    pub stage: Stage,
}

/// Where a step stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It was carried out.
    Done {
        /// Everything about it.
        done: Box<DoneStep>,
        /// What the official chose, in words.
        outcome: Option<Text>,
    },
    /// It waits for its performer.
    Here {
        /// From when its limit counts.
        since: DateTime<Utc>,
        /// Until when it is to be done.
        due: Option<DateTime<Utc>>,
        /// Whether that has passed.
        late: bool,
    },
    /// It comes later.
    ToCome,
}

/// Who has the case in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Id of the role.
    pub role: RoleId,
    /// Its name in the act.
    pub name: Text,
    /// Id of the member of staff to whom the step belongs alone, if one was appointed.
    pub staff: Option<StaffId>,
}

impl Progress {
    /// Where `app` stands at `now`.
    pub fn of(
        app: &CaseState,
        regulation: &Regulation,
        calendar: &Calendar,
        now: DateTime<Utc>,
    ) -> Progress {
        let route = regulation.route(&app.route());
        let find = |id: &str| route.and_then(|route| route.step(id));

        let mut steps: Vec<StepProgress> = app
            .done
            .iter()
            .map(|done| done_step(done, find(&done.step)))
            .collect();
        let open = app.steps();
        steps.extend(open.map(|(_, open)| open_step(open, find(&open.step), now)));
        if let Some(route) = route {
            steps.extend(
                ahead(app, route)
                    .into_iter()
                    .map(|step| step_progress(step, Stage::ToCome)),
            );
        }
        let until = app.closed.as_ref().map_or(now, |closed| closed.at);
        Progress {
            steps,
            holder: app.open_step().and_then(|open| holder(regulation, open)),
            used: if app.is_submitted() {
                calendar.elapsed_working_days(app.accepted_at, until)
            } else {
                0
            },
            total: calendar.elapsed_working_days(app.accepted_at, app.due),
        }
    }
}

/// The terms that an official may put in the place of the ordinary one, if the step in hand allows it.
pub fn replacement_terms<'a>(app: &CaseState, regulation: &'a Regulation) -> Vec<&'a StatedTerm> {
    let open = app.open_step().filter(|_| app.replaced.is_none());
    let Some(role) = open.and_then(Task::role) else {
        return Vec::new();
    };
    let allowed = |term: &&StatedTerm| term.by.is_empty() || term.by.contains(role);
    let route = regulation.route(&app.route()).into_iter();
    let terms = route.flat_map(|route| regulation.replacing_terms(route));
    terms.filter(allowed).collect()
}

/// The step of a case as its regulation describes it.
pub fn step_of<'a>(app: &CaseState, regulation: &'a Regulation, id: &str) -> Option<&'a Step> {
    regulation.route(&app.route())?.step(id)
}

fn ahead<'a>(app: &CaseState, route: &'a Procedure) -> Vec<&'a Step> {
    if app.tasks.is_empty() && app.closed.is_none() {
        return route.main_path();
    }
    let mut ahead: Vec<&Step> = Vec::new();
    for (_, open) in app.steps() {
        let here = route.step(&open.step);
        let path = here.map(|here| route.path_from(here)).unwrap_or_default();
        let later = path
            .into_iter()
            .filter(|step| app.task_of(&step.id).is_none());
        ahead.extend(later);
    }
    let mut seen = BTreeSet::new();
    ahead.retain(|step| seen.insert(&step.id));
    ahead
}

fn done_step(done: &DoneStep, step: Option<&Step>) -> StepProgress {
    let outcome = step
        .and_then(|step| step.outcome(&done.outcome))
        .map(|outcome| outcome.label.clone());
    let stage = Stage::Done {
        done: Box::new(done.clone()),
        outcome,
    };
    match step {
        Some(step) => step_progress(step, stage),
        None => forgotten(&done.step, &done.by.role, stage),
    }
}

fn open_step(open: &Task, step: Option<&Step>, now: DateTime<Utc>) -> StepProgress {
    let late = open.due.is_some_and(|due| now > due);
    let stage = Stage::Here {
        since: open.since,
        due: open.due,
        late,
    };
    match step {
        Some(step) => step_progress(step, stage),
        None => forgotten(&open.step, &open.role().cloned().unwrap_or_default(), stage),
    }
}

fn step_progress(step: &Step, stage: Stage) -> StepProgress {
    StepProgress {
        id: step.id.clone(),
        n: step.n.clone(),
        line: step.line,
        title: step.title.clone(),
        performer: step.performer.clone(),
        limit: step.limit.clone(),
        stage,
    }
}

/// A step that the log has and the regulation lacks: shown by its id rather than hidden.
fn forgotten(id: &StepId, performer: &RoleId, stage: Stage) -> StepProgress {
    StepProgress {
        id: id.clone(),
        n: String::new(),
        line: 0,
        title: Text {
            kk: id.to_string(),
            ru: id.to_string(),
            en: id.to_string(),
            ours: Vec::new(),
        },
        performer: performer.clone(),
        limit: None,
        stage,
    }
}

fn holder(regulation: &Regulation, open: &Task) -> Option<Holder> {
    let role = open.role()?;
    let known = regulation.role(role);
    Some(Holder {
        role: role.clone(),
        name: known.map(|role| role.name.clone()).unwrap_or_default(),
        staff: open.assignee.clone(),
    })
}
