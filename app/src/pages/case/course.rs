//! The way of a case as a timeline.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    case::{
        CaseState, DoneStep, EvidenceAdded, EvidenceItem, Progress, Replaced, Returned, Stage,
        StepProgress, step_of,
    },
    ids::RoleId,
    regulation::{Regulation, Side},
};

use super::{
    at,
    beside::{self, applicant, whose},
};
use crate::{
    components::{TimelineItem, TimelineState},
    format,
    pages::act,
    sheet,
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
                items.push((done.at, done_item(lang, regulation, (step, done), internal)))
            }
            Stage::Here { due, late, .. } => {
                let until = due.map(|due| until(lang, due, *late));
                let when = (progress.stands, until);
                ahead.push(in_hand(lang, (regulation, state), (step, when), internal));
            }
            Stage::ToCome => ahead.push(to_come(lang, regulation, state, step, internal)),
        }
    }
    let replaced = state.replaced.as_ref();
    items.extend(replaced.map(|one| (one.at, replaced_item(lang, state, one))));
    items.extend(state.added.iter().map(|added| {
        (
            added.at,
            added_item(lang, (regulation, state), added, internal),
        )
    }));
    items.extend(state.returned.iter().map(|returned| {
        let item = returned_item(lang, regulation, state, returned);
        let note = internal.then(|| returned.reason.clone());
        (returned.at, TimelineItem { note, ..item })
    }));
    items.extend(beside::items(lang, regulation, state, internal));
    items.extend(beside::ended(lang, state, internal));
    // Stable: what happened at one moment stays in its order.
    items.sort_by_key(|(moment, _)| *moment);
    items
        .into_iter()
        .map(|(_, item)| item)
        .chain(ahead)
        .collect()
}

/// A step that is open, with when it is due.
fn in_hand(
    lang: Lang,
    (regulation, state): (&Regulation, &CaseState),
    (step, (stands, until)): (&StepProgress, (Option<NaiveDate>, Option<String>)),
    internal: bool,
) -> TimelineItem {
    let open = state.task_of(&step.id);
    let is_applicants = open.is_some_and(|(_, open)| !open.is_staffs());
    let role = match is_applicants {
        true => applicant(lang, internal),
        false => roles(lang, regulation, &step.performers),
    };
    // The applicant's own time goes on.
    let stands = stands.filter(|_| !is_applicants);
    let stands = stands.map(|since| format::stands(lang, since));
    here(lang, role, step, stands.or(until))
}

/// Another term took the place of the ordinary one.
fn replaced_item(lang: Lang, state: &CaseState, replaced: &Replaced) -> TimelineItem {
    let term = [("term", value(act::limits(lang, &state.term)))];
    let moment = format::datetime(at(replaced.at));
    TimelineItem {
        state: TimelineState::Done,
        title: t_with(lang, "case-step-replaced", &term),
        meta: vec![format!("{moment} · {}", replaced.by.name)],
        note: Some(replaced.reason.clone()),
        of_office: true,
    }
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
        ..TimelineItem::default()
    }
}

/// The documents that were brought at one time with their files, as one text.
pub fn names(
    lang: Lang,
    regulation: &Regulation,
    state: &CaseState,
    added: &EvidenceAdded,
) -> String {
    let same = |one: &EvidenceItem, other: &EvidenceItem| one.slot == other.slot;
    let documents = added.items.chunk_by(same).map(|items| {
        let files: Vec<&str> = items.iter().map(|item| item.name.as_str()).collect();
        let slot = items.first().map_or("", |item| item.slot.as_str());
        match sheet::document(lang, regulation, state, slot) {
            Some(document) => format!("{document}: {}", files.join(", ")),
            None => files.join(", "),
        }
    });
    documents.collect::<Vec<_>>().join("; ")
}

fn added_item(
    lang: Lang,
    (regulation, state): (&Regulation, &CaseState),
    added: &EvidenceAdded,
    internal: bool,
) -> TimelineItem {
    TimelineItem {
        state: TimelineState::Done,
        title: t(lang, "case-step-added"),
        meta: vec![format!(
            "{} · {}",
            format::datetime(at(added.at)),
            applicant(lang, internal)
        )],
        note: Some(names(lang, regulation, state, added)),
        of_office: false,
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
        ..TimelineItem::default()
    }
}

fn done_item(
    lang: Lang,
    regulation: &Regulation,
    (step, done): (&StepProgress, &DoneStep),
    internal: bool,
) -> TimelineItem {
    let mut first = format::datetime(at(done.at));
    if !done.by.name.is_empty() {
        first.push_str(" · ");
        first.push_str(&done.by.name);
    }
    let (by, is_staffs) = match done.side {
        Side::Staff => (roles(lang, regulation, &step.performers), true),
        Side::Applicant => (applicant(lang, internal), false),
        Side::Portal => {
            let key = whose(internal, "case-step-by-portal", "case-step-by-portal-you");
            (t(lang, key), false)
        }
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
    if let Some(due) = done.moved {
        let day = format::until_day(lang, at(due).date());
        meta.push(t_with(lang, "case-step-moved", &[("until", value(day))]));
    }
    TimelineItem {
        state: TimelineState::Done,
        title: step.title.get(lang).to_owned(),
        meta,
        note: done.comment.clone(),
        of_office: is_staffs,
    }
}

fn until(lang: Lang, due: DateTime<Utc>, late: bool) -> String {
    let key = if late {
        "case-step-late"
    } else {
        "case-step-due"
    };
    t_with(lang, key, &[("at", value(format::datetime(at(due))))])
}

fn here(lang: Lang, role: String, step: &StepProgress, when: Option<String>) -> TimelineItem {
    let mut meta = vec![t_with(lang, "case-step-here", &[("role", value(role))])];
    meta.extend(when);
    TimelineItem {
        state: TimelineState::Here,
        title: step.title.get(lang).to_owned(),
        meta,
        ..TimelineItem::default()
    }
}

fn to_come(
    lang: Lang,
    regulation: &Regulation,
    state: &CaseState,
    step: &StepProgress,
    internal: bool,
) -> TimelineItem {
    let known = step_of(state, regulation, &step.id);
    let role = match known.is_some_and(|known| known.applicant.is_some()) {
        true => applicant(lang, internal),
        false => roles(lang, regulation, &step.performers),
    };
    let meta = match &step.limit {
        Some(limit) => format!("{role} · {}", act::limit(lang, limit)),
        None => role,
    };
    TimelineItem {
        state: TimelineState::ToCome,
        title: step.title.get(lang).to_owned(),
        meta: vec![meta],
        ..TimelineItem::default()
    }
}

fn roles(lang: Lang, regulation: &Regulation, ids: &[RoleId]) -> String {
    let names = ids.iter().map(|id| {
        let known = regulation.role(id);
        known.map_or(id.as_str(), |role| role.short.get(lang))
    });
    format::either(lang, names)
}
