//! What pages show of the course of a case: computed from the state, never stored.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    state::{CaseState, DoneStep},
    task::Task,
};
use crate::{
    calendar::Calendar,
    ids::{RoleId, StaffId, StepId},
    limit::{Limit, Unit},
    regulation::{Procedure, Regulation, Step},
    text::Text,
};

/// Where a case stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What was done, as it happened; then the step in hand; then what comes if all goes the main way.
    pub steps: Vec<StepProgress>,
    /// Who has it now; none before it is submitted and after it has ended.
    pub holder: Option<Holder>,
    /// Days of the term used so far, or until the case ended or its clock was stopped. More than `total` when it is late.
    pub used: u32,
    /// Whole days of the term; 0 where there is none or it is shorter.
    pub total: u32,
    /// Whether these are days of the calendar; otherwise working days.
    pub by_calendar: bool,
    /// Since which day the office's clock stands still.
    pub stands: Option<NaiveDate>,
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
    /// Ids of the roles of which one performs it; of whoever did it or has it, theirs alone.
    pub performers: Vec<RoleId>,
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
    /// Ids of the roles: of whoever has it theirs, while nobody has all that may.
    pub roles: Vec<RoleId>,
    /// Their names in the act.
    pub names: Vec<Text>,
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
        steps.extend(open.map(|(_, open)| {
            let until = if open.is_staffs() {
                app.counted_until(now)
            } else {
                now
            };
            open_step((open, app.due_of(open)), find(&open.step), until)
        }));
        if let Some(route) = route {
            steps.extend(
                ahead(app, route)
                    .into_iter()
                    .map(|step| step_progress(step, Stage::ToCome)),
            );
        }
        let ended = app.closed.as_ref().map(|closed| closed.at);
        let until = ended.unwrap_or_else(|| app.counted_until(now));
        let (used, total) = days_of_term(app, calendar, until);
        Progress {
            steps,
            holder: app.open_step().and_then(|open| holder(regulation, open)),
            used,
            total,
            by_calendar: by_calendar(app),
            stands: app.stands_since(now),
        }
    }
}

/// Whether the term is one in days of the calendar.
fn by_calendar(app: &CaseState) -> bool {
    app.term.iter().any(|limit| limit.unit.is_by_calendar())
}

/// The days of the term that passed until `until`, and all of them.
fn days_of_term(app: &CaseState, calendar: &Calendar, until: DateTime<Utc>) -> (u32, u32) {
    if !app.is_submitted() {
        return (0, 0);
    }
    let since = app.counted_since();
    let used = match by_calendar(app) {
        true => calendar.whole_days(since, until),
        false => calendar.elapsed_working_days(since, until),
    };
    let total = app.due.map_or(0, |due| whole_term(app, calendar, due));
    let late = app.due.is_some_and(|due| due < until);
    // A last day that is not whole is not counted.
    (if late { used } else { used.min(total) }, total)
}

fn whole_term(app: &CaseState, calendar: &Calendar, due: DateTime<Utc>) -> u32 {
    let since = app.counted_since();
    match app.term.as_slice() {
        // An end that only a day off puts off makes the term no longer.
        [one] if one.unit == Unit::CalendarDays && calendar.deadline(since, &app.term) == due => {
            one.value
        }
        _ if by_calendar(app) => calendar.whole_days(since, due),
        _ => calendar.whole_working_days(since, due),
    }
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
        // Of several roles, the one of whoever did it.
        Some(step) => StepProgress {
            performers: vec![done.by.role.clone()],
            ..step_progress(step, stage)
        },
        None => forgotten(&done.step, vec![done.by.role.clone()], stage),
    }
}

fn open_step(
    (open, due): (&Task, Option<DateTime<Utc>>),
    step: Option<&Step>,
    now: DateTime<Utc>,
) -> StepProgress {
    let late = due.is_some_and(|due| now > due);
    let stage = Stage::Here {
        since: open.since,
        due,
        late,
    };
    let performers = open.shown_roles();
    match step {
        // Of several roles, the one of whoever has it.
        Some(step) => StepProgress {
            performers,
            ..step_progress(step, stage)
        },
        None => forgotten(&open.step, performers, stage),
    }
}

fn step_progress(step: &Step, stage: Stage) -> StepProgress {
    StepProgress {
        id: step.id.clone(),
        n: step.n.clone(),
        line: step.line,
        title: step.title.clone(),
        performers: step.roles().cloned().collect(),
        limit: step.limit.clone(),
        stage,
    }
}

/// A step that the log has and the regulation lacks: shown by its id rather than hidden.
fn forgotten(id: &StepId, performers: Vec<RoleId>, stage: Stage) -> StepProgress {
    StepProgress {
        id: id.clone(),
        n: String::new(),
        line: 0,
        title: Text {
            kk: id.to_string(),
            ru: id.to_string(),
            en: id.to_string(),
            ours: Vec::new(),
            others: None,
        },
        performers,
        limit: None,
        stage,
    }
}

fn holder(regulation: &Regulation, open: &Task) -> Option<Holder> {
    let roles = open.shown_roles();
    roles.first()?;
    let known = roles.iter().filter_map(|role| regulation.role(role));
    Some(Holder {
        names: known.map(|role| role.name.clone()).collect(),
        roles,
        staff: open.holder().cloned(),
    })
}
