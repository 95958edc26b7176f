//! Handing in.

use std::collections::BTreeSet;

use super::{
    super::{
        answers,
        command::{CaseFacts, Submit},
        event::{Event, EvidenceItem, Registration, Submitted},
        graph::Graph,
        rejection::Rejection,
        state::CaseState,
    },
    course::Course,
    is_applicant, known_slots, official,
};
use crate::{
    condition::{Facts, Truth},
    evidence,
    regulation::{ChannelKind, Regulation, Supply},
    term::ordinary_term,
};

pub(super) fn submit(
    app: &CaseState,
    regulation: &Regulation,
    command: Submit,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    if app.is_submitted() {
        return Err(Rejection::AlreadySubmitted {
            number: app.number.clone(),
        });
    }
    // A counter knows by itself what it still takes in.
    let today = facts.calendar.local(facts.now).date_naive();
    if command.channel == ChannelKind::Portal && regulation.ended_on(today).is_some() {
        return Err(Rejection::Ended);
    }
    let graph = Graph::of(regulation, command.channel).ok_or(Rejection::NoProcedure)?;
    hands_in(&graph, &command, facts)?;
    if regulation.office(&command.office).is_none() {
        return Err(Rejection::UnknownOffice {
            office: command.office,
        });
    }
    let known = answers::facts(regulation, command.channel, &command.answers);
    // Whoever cannot use the channel hears that before the mistakes in the form; whose form does not yet say
    // it hears of the form first.
    channel_open(regulation, command.channel, &known, |truth| {
        truth != Truth::NotMet
    })?;
    let answers = answers::of_form(regulation, &command.answers, &known, facts)?;
    let known = answers::facts(regulation, command.channel, &answers);
    channel_open(regulation, command.channel, &known, |truth| {
        truth == Truth::Met
    })?;
    known_slots(regulation, &command.evidence)?;
    evidence_complete(regulation, &known, &command.evidence)?;
    let number = facts
        .number
        .clone()
        .filter(|number| !number.is_empty())
        .ok_or(Rejection::NumberMissing)?;

    let accepted_at = facts.calendar.opening(facts.now);
    let term = ordinary_term(graph.procedure, regulation).limits;
    let mut course = Course::new(app, graph, facts);
    course.emit(Event::Submitted(Box::new(Submitted {
        at: facts.now,
        regulation: regulation.id.clone(),
        channel: command.channel,
        office: command.office,
        person: command.person,
        number,
        answers,
        evidence: command.evidence,
        confirmation: command.confirmation,
        application: command.application,
        accepted_at,
        due: facts.calendar.deadline(accepted_at, &term),
        term,
        registration: Registration::default(),
    })));
    course.begin()?;
    Ok(course.events())
}

/// On the portal the applicants hand in themselves; at a counter the official does it who takes the papers in.
fn hands_in(graph: &Graph<'_>, command: &Submit, facts: &CaseFacts<'_>) -> Result<(), Rejection> {
    if command.channel == ChannelKind::Portal {
        return is_applicant(&facts.actor, &command.person);
    }
    let entry = graph.entry().ok_or(Rejection::NoProcedure)?;
    official(&facts.actor, &entry.performer, &command.office).map(drop)
}

/// Whether what the form says of the channel's condition is enough to use it.
fn channel_open(
    regulation: &Regulation,
    kind: ChannelKind,
    known: &Facts,
    enough: impl Fn(Truth) -> bool,
) -> Result<(), Rejection> {
    let channel = regulation.channel(kind).ok_or(Rejection::NoProcedure)?;
    if channel
        .condition
        .as_ref()
        .is_none_or(|condition| enough(condition.check(known)))
    {
        return Ok(());
    }
    Err(Rejection::ChannelClosed {
        channel: kind,
        elsewhere: channel.elsewhere.clone(),
    })
}

fn evidence_complete(
    regulation: &Regulation,
    known: &Facts,
    items: &[EvidenceItem],
) -> Result<(), Rejection> {
    let given: BTreeSet<&str> = items.iter().map(|item| item.slot.as_str()).collect();
    let attached = evidence::needed(regulation, known)
        .into_iter()
        .filter(|(slot, truth)| {
            slot.supply == Supply::Attach
                && *truth == Truth::Met
                && !given.contains(slot.id.as_str())
        });
    let missing: Vec<String> = attached.map(|(slot, _)| slot.id.clone()).collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Rejection::EvidenceMissing(missing))
    }
}
