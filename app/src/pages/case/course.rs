//! The way of a case as a timeline.

use chrono::{DateTime, Utc};
use domain::{
    case::{CaseState, DoneStep, EvidenceAdded, Progress, Returned, Stage, StepProgress, step_of},
    regulation::{Regulation, Side},
};

use super::{at, beside};
use crate::{
    components::{TimelineItem, TimelineState},
    format,
    pages::act,
    text::{Lang, t, t_with, value},
};

/// Registration, what was done, where the case is, and what comes if all goes the main way.
pub fn timeline(
    lang: Lang,
    regulation: &Regulation,
    state: &CaseState,
    progress: &Progress,
) -> Vec<TimelineItem> {
    course(lang, regulation, state, progress, false)
}

/// The same for officials, with what they tell each other.
pub fn staff_timeline(
    lang: Lang,
    regulation: &Regulation,
    state: &CaseState,
    progress: &Progress,
) -> Vec<TimelineItem> {
    course(lang, regulation, state, progress, true)
}

fn course(
    lang: Lang,
    regulation: &Regulation,
    state: &CaseState,
    progress: &Progress,
    internal: bool,
) -> Vec<TimelineItem> {
    let mut items: Vec<(DateTime<Utc>, TimelineItem)> =
        vec![(state.submitted_at, registered(lang, state))];
    let mut ahead = Vec::new();
    for step in &progress.steps {
        match &step.stage {
            Stage::Done { done, .. } => {
                items.push((done.at, done_item(lang, regulation, step, done)))
            }
            Stage::Here { due, late, .. } => {
                let open = state.task_of(&step.id);
                let role = match open.is_some_and(|(_, open)| !open.is_staffs()) {
                    true => t(lang, "case-step-added-by"),
                    false => role(lang, regulation, &step.performer),
                };
                ahead.push(here(lang, role, step, *due, *late));
            }
            Stage::ToCome => ahead.push(to_come(lang, regulation, step)),
        }
    }
    if let Some(replaced) = &state.replaced {
        let title = t_with(
            lang,
            "case-step-replaced",
            &[("term", value(act::limits(lang, &state.term)))],
        );
        let meta = vec![format!(
            "{} · {}",
            format::datetime(at(replaced.at)),
            replaced.by.name
        )];
        let item = TimelineItem {
            state: TimelineState::Done,
            title,
            meta,
            note: Some(replaced.reason.clone()),
        };
        items.push((replaced.at, item));
    }
    items.extend(
        state
            .added
            .iter()
            .map(|added| (added.at, added_item(lang, added))),
    );
    items.extend(state.returned.iter().map(|returned| {
        let item = returned_item(lang, regulation, state, returned);
        let note = internal.then(|| returned.reason.clone());
        (returned.at, TimelineItem { note, ..item })
    }));
    items.extend(beside::items(lang, regulation, state, internal));
    // Stable: what happened at one moment stays in its order.
    items.sort_by_key(|(moment, _)| *moment);
    items
        .into_iter()
        .map(|(_, item)| item)
        .chain(ahead)
        .collect()
}

fn registered(lang: Lang, state: &CaseState) -> TimelineItem {
    TimelineItem {
        state: TimelineState::Done,
        title: t(lang, "case-step-registered"),
        meta: vec![format!(
            "{} · {}",
            format::datetime(at(state.submitted_at)),
            t(lang, "case-channel-portal")
        )],
        note: None,
    }
}

/// The names of the documents that were brought at one time, as one text.
pub fn names(added: &EvidenceAdded) -> String {
    let names: Vec<&str> = added.items.iter().map(|item| item.name.as_str()).collect();
    names.join(", ")
}

fn added_item(lang: Lang, added: &EvidenceAdded) -> TimelineItem {
    TimelineItem {
        state: TimelineState::Done,
        title: t(lang, "case-step-added"),
        meta: vec![format!(
            "{} · {}",
            format::datetime(at(added.at)),
            t(lang, "case-step-added-by")
        )],
        note: Some(names(added)),
    }
}

/// Why is between the officials.
fn returned_item(
    lang: Lang,
    regulation: &Regulation,
    state: &CaseState,
    returned: &Returned,
) -> TimelineItem {
    let step = step_of(state, regulation, &returned.to);
    let title = step.map_or(returned.to.as_str(), |step| step.title.get(lang));
    TimelineItem {
        state: TimelineState::Done,
        title: t_with(
            lang,
            "case-step-returned",
            &[("step", value(format::lower_first(title)))],
        ),
        meta: vec![format!(
            "{} · {}",
            format::datetime(at(returned.at)),
            returned.by.name
        )],
        note: None,
    }
}

fn done_item(
    lang: Lang,
    regulation: &Regulation,
    step: &StepProgress,
    done: &DoneStep,
) -> TimelineItem {
    let mut first = format::datetime(at(done.at));
    if !done.by.name.is_empty() {
        first.push_str(" · ");
        first.push_str(&done.by.name);
    }
    let (by, is_staffs) = match done.side {
        Side::Staff => (role(lang, regulation, &step.performer), true),
        Side::Applicant => (t(lang, "case-step-added-by"), false),
        Side::Portal => (t(lang, "case-step-by-portal"), false),
    };
    let mut meta = vec![format!("{first}, {by}")];
    // The limit of the applicant's turn is no promise of the office.
    if let Some(limit) = step.limit.as_ref().filter(|_| is_staffs) {
        let key = if done.late {
            "case-step-limit-late"
        } else {
            "case-step-limit-kept"
        };
        meta.push(t_with(
            lang,
            key,
            &[("limit", value(act::limit(lang, limit)))],
        ));
    }
    TimelineItem {
        state: TimelineState::Done,
        title: step.title.get(lang).to_owned(),
        meta,
        note: done.comment.clone(),
    }
}

fn here(
    lang: Lang,
    role: String,
    step: &StepProgress,
    due: Option<DateTime<Utc>>,
    late: bool,
) -> TimelineItem {
    let when = due.map(|due| {
        let key = if late {
            "case-step-late"
        } else {
            "case-step-due"
        };
        t_with(lang, key, &[("at", value(format::datetime(at(due))))])
    });
    let mut meta = vec![t_with(lang, "case-step-here", &[("role", value(role))])];
    meta.extend(when);
    TimelineItem {
        state: TimelineState::Here,
        title: step.title.get(lang).to_owned(),
        meta,
        note: None,
    }
}

fn to_come(lang: Lang, regulation: &Regulation, step: &StepProgress) -> TimelineItem {
    let role = role(lang, regulation, &step.performer);
    let meta = match &step.limit {
        Some(limit) => format!("{role} · {}", act::limit(lang, limit)),
        None => role,
    };
    TimelineItem {
        state: TimelineState::ToCome,
        title: step.title.get(lang).to_owned(),
        meta: vec![meta],
        note: None,
    }
}

fn role(lang: Lang, regulation: &Regulation, id: &str) -> String {
    regulation
        .role(id)
        .map_or(id, |role| role.short.get(lang))
        .to_owned()
}
