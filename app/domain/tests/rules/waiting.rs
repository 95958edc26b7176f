//! The days that an act gives the applicant stand apart: what they take longer is no official's delay. Held against every
//! route of the catalogue with a step of the applicant's.

use catalogue::Catalogue;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    case::{
        CaseState, Clock, Command, Event, Performer, Progress, Registration, StepOpened, Submitted,
        TermBegun, output_terms,
    },
    ids::{EditionHash, TaskNo},
    limit::{Limit, Unit},
    parties::Parties,
    regulation::{ChannelKind, Procedure, Regulation, Step, Turn},
    term::ordinary_term,
};

use crate::{
    case::{Desk, citizen, confirmation, file},
    office::{AMOUNT, decided, office, step_mut},
};

/// A case that waits for the applicant at a step of a route.
pub(crate) fn waiting(regulation: &Regulation, route: &Procedure, step: &Step) -> Desk {
    let mut desk = Desk::new(regulation.clone());
    // The events are written by hand, as the log holds them: the way there is another test's.
    desk.checks = false;
    let clock = Clock::new(catalogue::calendar());
    let term = ordinary_term(route, regulation).limits;
    let submitted = desk.now;
    desk.pass(TimeDelta::days(7));
    let mut own = regulation.terms_of(route);
    let own = own.find(|term| term.since.as_ref() == Some(&step.id));
    let limit = step.limit.as_ref().unwrap();
    let events = [
        Event::Submitted(Box::new(Submitted {
            at: submitted,
            regulation: regulation.id.clone(),
            channel: route.channel,
            variant: route.variant.clone(),
            office: regulation.provider.offices[0].id.clone(),
            person: "person-1".into(),
            parties: Parties::default(),
            number: "2026-000001".to_owned(),
            answers: Default::default(),
            evidence: Vec::new(),
            confirmation: confirmation(),
            application: String::new(),
            edition: EditionHash::default(),
            accepted_at: submitted,
            due: clock.whole(submitted, &term),
            term,
            registration: Registration::default(),
        })),
        Event::StepOpened(StepOpened {
            at: desk.now,
            step: step.id.clone(),
            performer: step.performer.clone(),
            task: TaskNo(1),
            who: Some(Performer::Applicant {
                watched: step.performer.clone(),
            }),
            since: desk.now,
            due: Some(clock.due(desk.now, limit)),
            begins: own.map(|own| TermBegun {
                term: own.id.clone(),
                limit: own.limit.clone(),
                due: clock.due(desk.now, &own.limit),
            }),
        }),
    ];
    desk.app = CaseState::fold(&events);
    desk
}

/// Every route of the catalogue that waits for the applicant.
pub(crate) fn turns(catalogue: &Catalogue) -> Vec<(&Regulation, &Procedure, &Step)> {
    let routes = catalogue.all().flat_map(|regulation| {
        let routes = regulation.procedures.iter();
        routes.map(move |route| (regulation, route))
    });
    let steps = routes.flat_map(|(regulation, route)| {
        let steps = route.steps.iter().filter(|step| step.applicant.is_some());
        steps.map(move |step| (regulation, route, step))
    });
    steps.collect()
}

pub(crate) fn bring(desk: &mut Desk, turn: &Turn) {
    let (_, open) = desk.app.turn().unwrap();
    let step = open.step.clone();
    let items = turn.bring.iter().map(|slot| file(slot)).collect();
    let text = String::new();
    desk.command(citizen("person-1"), Command::Supply { step, items, text })
        .unwrap();
}

/// The official who watches the turn.
fn watcher(desk: &Desk) -> domain::case::Actor {
    let (_, open) = desk.app.turn().unwrap();
    desk.official(&format!("{}-{}-1", open.role().unwrap(), open.office))
}

/// What both sides see agrees: nothing is late, and the open step has the time that the act gives it.
pub(crate) fn blames_nobody(desk: &Desk, what: &str) {
    assert!(!desk.app.is_late(desk.now), "{what}");
    let calendar = catalogue::calendar();
    let progress = Progress::of(&desk.app, &desk.regulation, calendar, desk.now);
    assert!(progress.used <= progress.total, "{what}: {progress:?}");
    if desk.app.own.is_some() {
        let dues = output_terms(&desk.app, &desk.regulation, calendar);
        assert!(dues.iter().any(|one| one.due == desk.app.due), "{what}");
    }
}

#[test]
fn whoever_brings_late_what_an_act_wants_makes_no_official_late() {
    let catalogue = Catalogue::builtin().unwrap();
    let clock = Clock::new(catalogue::calendar());
    let found = turns(&catalogue);
    let mut acts: Vec<&str> = found
        .iter()
        .filter_map(|(regulation, ..)| regulation.id.split('/').next())
        .collect();
    acts.dedup();
    assert_eq!(acts, ["mangystau-2014", "pavlodar-2015"], "who waits");
    for (regulation, route, step) in found {
        let first = waiting(regulation, route, step);
        let end = first.app.turn().unwrap().1.due.unwrap();
        // An hour after the start, the last day, the moment, and from minutes to months after it.
        let moments = [0, 2, 24, 72, 24 * 20, 24 * 90].map(|hours| end + TimeDelta::hours(hours));
        let early = [first.now + TimeDelta::hours(1), end - TimeDelta::hours(3)];
        for (now, prolonged) in early
            .into_iter()
            .chain(moments)
            .flat_map(|now| [(now, false), (now, true)])
        {
            let what = format!("{} {:?}, {now}, {prolonged}", regulation.id, route.variant);
            let mut desk = first.clone();
            if prolonged {
                let (task, _) = desk.app.turn().unwrap();
                let reason = "please bring it".to_owned();
                let days = 15;
                let more = Command::Prolong { task, reason, days };
                desk.command(watcher(&desk), more).unwrap();
            }
            desk.now = now;
            blames_nobody(&desk, &what);
            let stands = desk.app.stands_since(now).is_some();
            assert_eq!(stands, now > end, "{what}");
            let before = desk.app.due;
            bring(&mut desk, step.applicant.as_ref().unwrap());
            blames_nobody(&desk, &what);
            assert!(desk.app.stands_since(now).is_none(), "{what}");
            let moved = desk.app.last_done(&step.id).unwrap().moved;
            assert_eq!(moved.is_some(), moved != before && moved > before, "{what}");
            rest_fits(&desk, route, clock, &what);
        }
    }
}

/// Every step that follows has the time that the act gives it, if each official takes all of it.
fn rest_fits(desk: &Desk, route: &Procedure, clock: Clock<'_>, what: &str) {
    let open = desk.app.open_step().unwrap();
    let step = route.step(&open.step).unwrap();
    let own = clock.due(desk.now, step.limit.as_ref().unwrap());
    assert_eq!(desk.app.due_of(open), Some(own), "{what}");
    // The three days for the permit count from the copies: the first of the two steps takes from the second.
    if desk.app.own.as_ref().is_some_and(|own| own.step == step.id) {
        return;
    }
    let later = route.path_from(step).into_iter();
    let later = later.filter(|one| one.id != step.id);
    let limits = later.filter_map(|step| step.limit.as_ref());
    let end = limits.fold(own, |since, limit| clock.due(since, limit));
    assert!(
        Some(end) <= desk.app.due,
        "{what}: {end} {:?}",
        desk.app.due
    );
}

/// A turn of ten working days in a case whose whole is the sum of the steps, or is stated without the applicant's days.
pub(crate) fn with_turn(whole: Option<Limit>) -> Desk {
    let mut regulation = office();
    let issue = step_mut(&mut regulation, "issue");
    let mut proof = issue.clone();
    proof.id = "proof".into();
    proof.limit = Some(Limit::new(10, Unit::WorkingDays));
    proof.inputs.clear();
    proof.applicant = Some(Turn {
        bring: vec!["income".to_owned()],
        overdue: None,
    });
    for outcome in &mut proof.outcomes {
        outcome.closes = None;
        outcome.output = None;
        outcome.to = vec!["issue".into()];
    }
    issue.limit = Some(Limit::new(2, Unit::Hours));
    let sign = step_mut(&mut regulation, "sign");
    for outcome in &mut sign.outcomes {
        outcome.to = vec!["proof".into()];
    }
    let mut routes = regulation.procedures.iter_mut();
    let route = routes.find(|one| one.channel == ChannelKind::Provider);
    route.unwrap().steps.push(proof);
    regulation.terms.retain(|term| term.replaces);
    if let Some(limit) = whole {
        let stated = domain::regulation::StatedTerm {
            id: "whole".to_owned(),
            channel: ChannelKind::Provider,
            replaces: false,
            limit,
            ..crate::case::small().terms[0].clone()
        };
        regulation.terms.push(stated);
    }
    let mut desk = decided(regulation);
    desk.step("grant", &AMOUNT).unwrap();
    desk.step("signed", &[]).unwrap();
    assert!(desk.app.turn().is_some());
    desk
}

#[test]
fn a_whole_that_leaves_no_room_for_the_applicants_days_waits_for_all_of_them() {
    let stated = Some(Limit::new(3, Unit::WorkingDays));
    for whole in [None, stated] {
        for days in [1, 13, 40] {
            let mut desk = with_turn(whole.clone());
            let within = desk.app.turn().unwrap().1.due <= desk.app.due;
            assert_eq!(within, whole.is_none());
            desk.pass(TimeDelta::days(days));
            blames_nobody(&desk, "while it waits");
            let turn = Turn {
                bring: vec!["income".to_owned()],
                overdue: None,
            };
            bring(&mut desk, &turn);
            blames_nobody(&desk, "when it came");
            let open = desk.app.open_step().unwrap();
            assert_eq!(desk.app.due_of(open), open.due, "{whole:?} {days}");
            desk.now = open.due.unwrap();
            blames_nobody(&desk, "in the last moment of the step");
        }
    }
}

#[test]
fn what_was_late_before_the_applicants_turn_is_late_after_it() {
    let mut desk = with_turn(Some(Limit::new(3, Unit::WorkingDays)));
    let due = desk.now - TimeDelta::days(2);
    desk.app.due = Some(due);
    desk.pass(TimeDelta::days(30));
    assert!(desk.app.is_late(desk.now));
    let clock = Clock::new(catalogue::calendar());
    assert_eq!(clock.waited(&desk.app, desk.now), None);
}

/// The days on which the office's clock stood, counted one after the other: stopped, or waiting for the applicant.
fn stood(
    desk: &Desk,
    waited: (DateTime<Utc>, DateTime<Utc>),
    stops: &[(DateTime<Utc>, DateTime<Utc>)],
) -> usize {
    let calendar = catalogue::calendar();
    let date = |at| calendar.local(at).date_naive();
    let days = date(desk.app.submitted_at).iter_days();
    let days = days.take_while(|day| *day <= date(desk.now));
    let still = days.filter(|day| {
        let within = |from, to| date(from) < *day && *day <= date(to);
        let stopped = stops.iter().any(|(from, to)| within(*from, *to));
        calendar.is_working_day(*day) && (stopped || within(waited.0, waited.1))
    });
    still.count()
}

#[test]
fn a_clock_that_is_stopped_while_it_waits_stands_still_once() {
    let calendar = catalogue::calendar();
    for seed in 0..400_i64 {
        let mut desk = with_turn(None);
        let (before, end) = (
            desk.app.due.unwrap(),
            desk.app.turn().unwrap().1.due.unwrap(),
        );
        let official = desk.official("head-north-1");
        let mut stops = Vec::new();
        for n in 0..seed % 4 {
            desk.pass(TimeDelta::hours(7 + (seed * 31 + n * 17) % 190));
            let reason = "why".to_owned();
            let stopped = desk.now;
            desk.command(official.clone(), Command::StopClock { reason })
                .unwrap();
            desk.pass(TimeDelta::hours(3 + (seed * 13 + n * 29) % 170));
            desk.command(official.clone(), Command::ResumeClock)
                .unwrap();
            stops.push((stopped, desk.now));
        }
        desk.pass(TimeDelta::hours(seed * 7 % 240));
        // In every second case it is stopped when that comes, and goes on with it.
        let stopped = (seed % 2 == 1).then_some(desk.now);
        if stopped.is_some() {
            let reason = "why".to_owned();
            desk.command(official.clone(), Command::StopClock { reason })
                .unwrap();
            desk.pass(TimeDelta::hours(seed * 11 % 300));
        }
        let brought = desk.now;
        let turn = Turn {
            bring: vec!["income".to_owned()],
            overdue: None,
        };
        bring(&mut desk, &turn);
        assert!(desk.app.stopped.is_none(), "{seed}: the clock goes on");
        stops.extend(stopped.map(|stopped| (stopped, brought)));
        desk.pass(TimeDelta::hours(seed * 5 % 150));
        let days = u32::try_from(stood(&desk, (end, brought), &stops)).unwrap();
        let counted = calendar.later(before, days, true);
        assert_eq!(
            desk.app.due,
            Some(counted),
            "{seed}: {stops:?} {}",
            desk.now
        );
    }
}
