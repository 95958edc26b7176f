//! Submission.

use super::{
    super::{
        answers,
        clock::Clock,
        command::{CaseFacts, Submit},
        event::{Event, EvidenceItem, Registration, Submitted},
        rejection::Rejection,
        state::CaseState,
    },
    course::Course,
    is_applicant, known_slots, official,
};
use crate::{
    condition::Truth,
    form::{Answers, FormCheck},
    parties::Parties,
    regulation::{ChannelKind, Procedure, Regulation},
    term::ordinary_term,
};

pub(super) fn submit(
    app: &CaseState,
    regulation: &Regulation,
    mut command: Submit,
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
    may_submit(regulation.routes(command.channel), &command, facts)?;
    if regulation.office(&command.office).is_none() {
        return Err(Rejection::UnknownOffice {
            office: command.office,
        });
    }
    let typed = Answers(std::mem::take(&mut command.answers));
    let check = FormCheck::new(regulation, command.channel, &typed, today);
    // Whoever cannot use the channel hears that before the mistakes in the form; whose form does not yet say
    // it hears of the form first.
    channel_open(regulation, &check, |truth| truth != Truth::NotMet)?;
    let answers = Answers(answers::of_form(&check)?);
    let check = FormCheck::new(regulation, command.channel, &answers, today);
    channel_open(regulation, &check, |truth| truth == Truth::Met)?;
    let chosen = regulation.route_for(command.channel, check.facts());
    let route = chosen.map_err(|_| Rejection::VariantUnknown)?;
    may_submit([route].into_iter(), &command, facts)?;
    known_slots(regulation, &command.evidence)?;
    evidence_complete(&check, &command.evidence)?;
    let number = facts
        .number
        .clone()
        .filter(|number| !number.is_empty())
        .ok_or(Rejection::NumberMissing)?;

    let clock = Clock::new(facts.calendar);
    let accepted_at = clock.start(facts.now);
    let term = ordinary_term(route, regulation).limits;
    let mut course = Course::new(app, (regulation, route), facts);
    course.emit(Event::Submitted(Box::new(Submitted {
        at: facts.now,
        regulation: regulation.id.clone(),
        channel: command.channel,
        variant: route.variant.clone(),
        office: command.office,
        person: command.person,
        parties: Parties::of(regulation, &answers.0),
        number,
        answers: answers.0,
        evidence: command.evidence,
        confirmation: command.confirmation,
        application: command.application,
        edition: command.edition,
        accepted_at,
        due: clock.whole(accepted_at, &term),
        term,
        registration: Registration::default(),
    })));
    course.begin()?;
    Ok(course.events())
}

/// On the portal the applicants submit themselves; at a counter an official who takes papers in for one of `routes`.
fn may_submit<'r>(
    routes: impl Iterator<Item = &'r Procedure>,
    command: &Submit,
    facts: &CaseFacts<'_>,
) -> Result<(), Rejection> {
    let mut refused = Rejection::NoProcedure;
    for registry in routes.filter_map(Procedure::registry) {
        let taken = match command.channel {
            ChannelKind::Portal => is_applicant(&facts.actor, &command.person),
            _ => official(&facts.actor, registry, &command.office).map(drop),
        };
        match taken {
            Ok(()) => return Ok(()),
            Err(why) => refused = why,
        }
    }
    Err(refused)
}

/// Whether what the form says of the channel's condition is enough to use it.
fn channel_open(
    regulation: &Regulation,
    check: &FormCheck<'_>,
    enough: impl Fn(Truth) -> bool,
) -> Result<(), Rejection> {
    if enough(check.channel_open()) {
        return Ok(());
    }
    let channel = regulation.channel(check.channel());
    let channel = channel.ok_or(Rejection::NoProcedure)?;
    Err(Rejection::ChannelClosed {
        channel: channel.kind,
        elsewhere: channel.elsewhere.clone(),
    })
}

fn evidence_complete(check: &FormCheck<'_>, items: &[EvidenceItem]) -> Result<(), Rejection> {
    let missing = check.missing_documents(|slot| items.iter().any(|item| item.slot == slot));
    if missing.is_empty() {
        return Ok(());
    }
    let slots = missing.into_iter().map(|slot| slot.id);
    Err(Rejection::EvidenceMissing(slots.collect()))
}
