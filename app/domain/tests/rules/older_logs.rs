//! Logs as they were written, of every shape that an event ever had, kept as text: they fold to what they folded to then,
//! and are written again as they were read.

use std::{collections::BTreeSet, fmt::Write as _};

use domain::{
    case::{CaseState, DoneStep, Event, Task, log},
    regulation::Closing,
};
use serde::de::DeserializeOwned;

macro_rules! log {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("case/logs/", $name, ".jsonl")),
            include_str!(concat!("case/logs/", $name, ".state.txt")),
        )
    };
}

/// A log of every shape, and what its state was when it was written.
const LOGS: [(&str, &str, &str); 17] = [
    log!("granted"),
    log!("refused"),
    log!("returned"),
    log!("turned-away"),
    log!("longer-term"),
    log!("papers-added"),
    log!("act"),
    log!("office"),
    log!("reopened"),
    log!("commission"),
    log!("asked"),
    log!("overdue"),
    log!("withdrawn"),
    log!("decided"),
    log!("dropped"),
    log!("prolonged"),
    log!("abandoned"),
];

/// The state in words that outlive its types.
fn told(state: &CaseState) -> String {
    let mut text = String::new();
    let mut line = |key: &str, value: String| writeln!(text, "{key}: {value}").unwrap();
    line("regulation", state.regulation.to_string());
    line("channel", state.channel.id().to_owned());
    line("office", state.office.to_string());
    line("person", state.person.to_string());
    line("number", state.number.clone());
    line("answers", format!("{:?}", state.answers));
    let known = &state.registration;
    line(
        "registration",
        format!(
            "{} {} {} {}",
            known.draft, known.code, known.applicant, known.lang
        ),
    );
    let slots = state.evidence.iter().map(|item| item.slot.to_string());
    line("evidence", slots.collect::<Vec<_>>().join(" "));
    line(
        "added",
        state
            .added
            .iter()
            .map(|added| added.at.to_rfc3339())
            .collect(),
    );
    line("submitted", state.submitted_at.to_rfc3339());
    line("accepted", state.accepted_at.to_rfc3339());
    line(
        "due",
        state.due.map(|due| due.to_rfc3339()).unwrap_or_default(),
    );
    line("term", format!("{:?}", state.term));
    let replaced = state.replaced.as_ref();
    let replaced = replaced.map(|one| {
        let was_due = one.was_due.unwrap();
        format!("{} {} {} {was_due}", one.term, one.reason, one.by.id)
    });
    line("replaced", replaced.unwrap_or_default());
    line("open", open(state));
    for done in &state.done {
        line("done", told_step(done));
    }
    for (role, staff) in &state.appointed {
        line("appointed", format!("{role} {staff}"));
    }
    for (step, values) in &state.inputs {
        let values = values
            .iter()
            .map(|(field, value)| format!(" {field}={value}"));
        line("inputs", format!("{step}{}", values.collect::<String>()));
    }
    line(
        "closed",
        state.closed.as_ref().map_or_else(String::new, |end| {
            let output = end.output.as_deref().unwrap_or_default();
            let ground = end.ground.as_deref().unwrap_or_default();
            format!(
                "{} {:?} {output} {ground} {:?}",
                end.at.to_rfc3339(),
                end.closing,
                end.amount
            )
        }),
    );
    for told in tasks(state)
        .into_iter()
        .chain(beside(state))
        .chain(decided(state))
    {
        line("and", told);
    }
    line("events", state.seq.to_string());
    text
}

/// What waits, where it is more than a step of one official of the case's office.
fn tasks(state: &CaseState) -> Vec<String> {
    let plain = |task: &&Task| {
        let of_office = task.office == state.office && task.is_staffs();
        of_office && task.votes.is_empty()
    };
    let others = state.tasks.values().filter(|task| !plain(task));
    others
        .map(|task| {
            let due = task.due.map(|due| due.to_rfc3339()).unwrap_or_default();
            let assignee = task.holder().map_or("", |staff| staff.as_str());
            let votes = task.votes.iter();
            let votes = votes.map(|vote| format!(" {}={}", vote.by.id, vote.outcome));
            let asked = task.correction.as_ref();
            let asked = asked.map(|asked| format!(" «{}» {:?}", asked.text, asked.slots));
            format!(
                "task {} {} {} {assignee} {due} handed {}{}{}",
                task.step,
                task.office,
                task.role().unwrap(),
                task.handed,
                votes.collect::<String>(),
                asked.unwrap_or_default(),
            )
        })
        .collect()
}

/// What happened beside the steps.
fn beside(state: &CaseState) -> Vec<String> {
    let stopped = state.stopped.iter();
    let stopped =
        stopped.map(|one| format!("stands still since {} {}", one.at.to_rfc3339(), one.reason));
    let extended = state.extended.iter();
    let extended = extended.map(|one| {
        format!(
            "extended {} {} {}",
            one.term,
            one.due.to_rfc3339(),
            one.reason
        )
    });
    let abandoned = state.closed.iter().filter_map(|end| {
        let by = end.by.as_ref()?;
        Some(format!("ended by {} {:?}", by.id, end.reason))
    });
    let reopened = state.reopened.iter();
    let reopened = reopened.map(|one| format!("reopened {} {}", one.step, one.reason));
    let returned = state.returned.iter();
    let returned = returned.map(|one| format!("returned {} {} {}", one.step, one.to, one.reason));
    let notes = state.notes.iter();
    let notes = notes.map(|one| format!("note {} {}", one.by.id, one.text));
    let registers = state.registers.iter();
    let registers = registers.map(|(slot, one)| format!("register {slot} {:?}", one.outcome));
    let others = state.beside.iter();
    let others = others.map(|one| format!("{} {}", one.kind(), one.at().to_rfc3339()));
    stopped
        .chain(extended)
        .chain(abandoned)
        .chain(reopened)
        .chain(returned)
        .chain(notes)
        .chain(registers)
        .chain(others)
        .collect()
}

/// What is decided and issued, where it was written as an event of its own.
fn decided(state: &CaseState) -> Vec<String> {
    let signed = state.signed.filter(|_| state.decision.is_some());
    let signed = signed.map(|at| format!("signed {}", at.to_rfc3339()));
    let decision = state.decision.iter().map(|one| {
        let ground = one.ground.as_ref().map(|ground| &ground.id);
        format!(
            "decided {:?} {:?} {:?} {:?} {ground:?} {:?} by {}",
            one.verdict, one.output, one.values, one.amount, one.explanation, one.by.id
        )
    });
    let results = state.results.iter();
    let results = results.map(|one| format!("issued {:?} {}", one.output, one.document));
    decision.chain(signed).chain(results).collect()
}

fn open(state: &CaseState) -> String {
    state.open_step().map_or_else(String::new, |open| {
        let due = open.due.map(|due| due.to_rfc3339());
        format!(
            "{} {} {} {}",
            open.step,
            open.role().unwrap(),
            open.since.to_rfc3339(),
            due.unwrap_or_default()
        )
    })
}

fn told_step(done: &DoneStep) -> String {
    let due = done.due.map(|due| due.to_rfc3339()).unwrap_or_default();
    let (since, at) = (done.since.to_rfc3339(), done.at.to_rfc3339());
    let (by, late) = (&done.by, done.late);
    format!(
        "{} {} {} {} {since} {due} {at} {late} {:?} {}",
        done.step,
        done.outcome,
        by.id,
        by.role,
        done.comment,
        done.files.len()
    )
}

#[test]
fn older_logs_fold_to_what_they_folded_to() {
    for (name, body, state) in LOGS {
        let events = body.lines().map(|line| serde_json::from_str(line).unwrap());
        let events: Vec<Event> = events.collect();
        assert_eq!(told(&CaseState::fold(&events)), state, "{name}");
    }
}

#[test]
fn older_events_are_written_as_they_were() {
    for (name, body, _) in LOGS {
        for line in body.lines() {
            let event: Event = serde_json::from_str(line).unwrap();
            assert_eq!(log::encode(&event).unwrap(), line, "{name}");
        }
    }
}

/// The names of all variants, as the error tells them that stands where a name is unknown.
fn variants<T: DeserializeOwned + std::fmt::Debug>(unknown: &str) -> BTreeSet<String> {
    let error = serde_json::from_str::<T>(unknown).unwrap_err().to_string();
    let (_, known) = error.split_once("expected one of").unwrap();
    let quoted = known.split('`').skip(1).step_by(2);
    quoted.map(str::to_owned).collect()
}

#[test]
fn every_kind_of_event_and_of_end_is_in_a_log() {
    let events = || {
        let lines = LOGS.iter().flat_map(|(_, body, _)| body.lines());
        lines.map(|line| serde_json::from_str::<Event>(line).unwrap())
    };
    let kinds = events().map(|event| event.kind().to_owned());
    assert_eq!(
        kinds.collect::<BTreeSet<_>>(),
        variants::<Event>(r#"{"kind":""}"#)
    );
    let ends = events().filter_map(|event| match event {
        Event::Closed(end) => Some(serde_json::to_value(end.closing).unwrap()),
        _ => None,
    });
    let ends = ends.map(|end| end.as_str().unwrap().to_owned());
    assert_eq!(ends.collect::<BTreeSet<_>>(), variants::<Closing>(r#""""#));
}
