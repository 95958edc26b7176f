//! The rows of a list.

use std::collections::{BTreeMap, BTreeSet};

use app::{
    format,
    pages::staff::QueueRow,
    text::{t, t_with, value},
};
use chrono::{DateTime, Utc};
use domain::{
    limit::{Limit, longest},
    regulation::{ChannelKind, Procedure, Regulation, Step},
    term::ordinary_term,
};

use super::holder::Holder;
use crate::{
    core::editions::CaseRegulation,
    flow::read_rights,
    http::{
        kit::{guards::Official, local_time::local_time, web::App},
        staff::time_left::{paused, time_left},
    },
    store::{
        case::{Case, QueuedTask, Scope, due_at},
        staff::Staff,
    },
};

/// Draws the rows of one list.
pub(super) struct Rows<'a> {
    pub(super) app: &'a App,
    pub(super) official: &'a Official,
    pub(super) names: &'a BTreeMap<String, Holder>,
    /// Who did a step before that was sent back to it, by case and task.
    pub(super) before: &'a BTreeMap<(String, i64), String>,
    /// The cases whose applicants have answered since the clock was stopped.
    pub(super) answered: &'a BTreeSet<String>,
    pub(super) now: DateTime<Utc>,
    pub(super) scope: Scope,
}

impl Rows<'_> {
    pub(super) fn row(&self, queued: &QueuedTask) -> QueueRow {
        let QueuedTask { case, task, .. } = queued;
        let lang = self.official.context.lang;
        let regulation = regulation(self.app, case);
        let regulation = regulation.as_deref();
        let channel = ChannelKind::from_id(&case.channel);
        let href = href(self.app, &self.official.staff, self.scope, queued);
        // What is handed over is read by whoever takes it.
        let opens =
            href.is_some() && !(task.handed == 1 && task.office == self.official.staff.office);
        let found = regulation.zip(channel).and_then(|(regulation, channel)| {
            let mut routes = regulation.routes(channel);
            routes.find_map(|route| Some((regulation, route, route.step(&task.step)?)))
        });
        let step = found.map(|(_, _, step)| step);
        // Only its unit is shown, which no act changes from one variant to another.
        let limit = found.and_then(|(regulation, route, step)| {
            let own = step.limit.clone();
            own.or_else(|| whole_limit(regulation, route, case.replaced > 0))
        });
        let limit = limit.as_ref();
        let title = step.map_or(task.step.as_str(), |step| step.title.get(lang));
        let due = due_at(task.due);
        let of_applicant = task.role.is_empty();
        QueueRow {
            href,
            number: case.number.clone(),
            service: regulation.map_or_else(
                || t(lang, "operation-withdrawn-title"),
                |regulation| regulation.called_on(channel).get(lang).to_owned(),
            ),
            applicant: opens.then(|| case.person_name.clone()),
            channel: t(lang, &format!("staff-channel-{}", case.channel)),
            step: title.to_owned(),
            holder: self.holder(queued, regulation, step),
            left: due.filter(|_| !of_applicant).map(|due| match task.paused {
                0 => time_left(&self.app.calendar, self.now, due, limit),
                since => paused(
                    &self.app.calendar,
                    DateTime::from_timestamp_micros(since).unwrap_or(self.now),
                    due,
                    limit,
                ),
            }),
            of_applicant,
            until: due.filter(|_| task.paused == 0).map(local_time),
            stands: DateTime::from_timestamp_micros(task.paused)
                .filter(|_| task.paused > 0)
                .map(|since| {
                    let [since, today] = [since, self.now].map(|at| local_time(at).date());
                    format::stands_for(lang, since, today)
                }),
            answered: self.answered.contains(&case.id),
            due: due_at(case.due).map(|due| local_time(due).date()),
            awaited: due_at(queued.awaited)
                .filter(|_| queued.awaited > 0 && !of_applicant)
                .map(|until| local_time(until).date()),
            added: case.added > 0,
            returned: task.returned > 0,
            replaced: case.replaced > 0,
        }
    }

    /// Who does it, in words.
    fn holder(
        &self,
        QueuedTask { case, task, .. }: &QueuedTask,
        regulation: Option<&Regulation>,
        step: Option<&Step>,
    ) -> String {
        let lang = self.official.context.lang;
        if task.role.is_empty() {
            return t(lang, "staff-holder-applicant");
        }
        // What is the applicant's is watched by one alone.
        let turn = step.is_some_and(|step| step.applicant.is_some());
        let step = step.filter(|_| !turn);
        let all: Vec<&str> = match step {
            Some(step) => step.roles().map(|role| role.as_str()).collect(),
            None => vec![&task.role],
        };
        let name = |role: &str| {
            let known = regulation.and_then(|regulation| regulation.role(role));
            known.map_or_else(|| role.to_owned(), |role| role.short.get(lang).to_owned())
        };
        let office = regulation.and_then(|regulation| regulation.office(&task.office));
        let office = office.map_or(task.office.as_str(), |office| office.name.get(lang));
        if task.handed == 1 {
            return t_with(lang, "staff-holder-handed", &[("office", value(office))]);
        }
        let elsewhere = |who: String| match task.office == self.official.staff.office {
            true => who,
            false => format!("{who}, {office}"),
        };
        match task.assignee.as_str() {
            "" => {
                let roles = format::either(lang, all.iter().map(|role| name(role)));
                let role = ("role", value(roles));
                match self.before.get(&(case.id.clone(), task.no)) {
                    _ if turn => t_with(lang, "staff-holder-watched", &[role]),
                    Some(name) => t_with(lang, "staff-holder-back", &[role, ("name", value(name))]),
                    None => t_with(lang, "staff-holder-free", &[role]),
                }
            }
            me if me == self.official.staff.id => t(lang, "staff-holder-you"),
            other => match self.names.get(other) {
                Some(holder) if !holder.does(&task.office, &all) => {
                    t_with(lang, "staff-holder-away", &[("name", value(&holder.name))])
                }
                Some(holder) => elsewhere(holder.name.clone()),
                None => String::new(),
            },
        }
    }
}

/// The limit of the whole, which is that of a step to which the act gives none of its own.
fn whole_limit(regulation: &Regulation, route: &Procedure, replaced: bool) -> Option<Limit> {
    let other = regulation.replacing_terms(route).next();
    match other.filter(|_| replaced) {
        Some(other) => Some(other.limit.clone()),
        None => longest(&ordinary_term(route, regulation).limits).cloned(),
    }
}

/// The regulation by which a case of a list runs; none if it was withdrawn.
fn regulation<'a>(app: &'a App, case: &Case) -> Option<CaseRegulation<'a>> {
    app.editions.named(&app.catalogue, &case.regulation)
}

/// The page on which the official goes on with a task; none if they may not.
pub(super) fn href(app: &App, staff: &Staff, scope: Scope, queued: &QueuedTask) -> Option<String> {
    let QueuedTask {
        case,
        task,
        had_part,
        ..
    } = queued;
    let here = task.office == staff.office;
    let is_theirs = match task.assignee.as_str() {
        "" => scope == Scope::Mine || staff.holds(&task.role),
        one => one == staff.id,
    };
    let mine = here && is_theirs;
    let reads = || {
        let of = regulation(app, case).zip(ChannelKind::from_id(&case.channel));
        of.is_some_and(|(regulation, channel)| {
            task.home == staff.office && read_rights::reads_channel(staff, &regulation, channel)
        })
    };
    let page = format!("/staff/cases/{}", case.id);
    match task.handed == 1 && here {
        true if mine => Some(format!("{page}/accept?task={}", task.no)),
        false if mine || *had_part || reads() => Some(format!("{page}?task={}", task.no)),
        _ => None,
    }
}
