//! Logs as older versions wrote them, kept as text: they fold to what they folded to then, and are written again as they
//! were read.

use std::fmt::Write as _;

use domain::case::{CaseState, DoneStep, Event, log};

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
const LOGS: [(&str, &str, &str); 7] = [
    log!("granted"),
    log!("refused"),
    log!("returned"),
    log!("turned-away"),
    log!("longer-term"),
    log!("papers-added"),
    log!("act"),
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
    line("due", state.due.to_rfc3339());
    line("term", format!("{:?}", state.term));
    let replaced = state.replaced.as_ref();
    let replaced =
        replaced.map(|one| format!("{} {} {} {}", one.term, one.reason, one.by.id, one.was_due));
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
    line("events", state.seq.to_string());
    text
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
