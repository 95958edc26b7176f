//! Whatever anybody tries in whatever order, a case stays valid. `Desk::check` holds the invariants.

use chrono::TimeDelta;
use domain::{
    case::{
        ActorRef, Appointed, CaseState, Closed, Command, Event, EvidenceAdded, StepDone,
        StepOpened, TermReplaced, apply,
    },
    ids::TaskNo,
    limit::{Limit, Unit},
    regulation::{ChannelKind, Closing, Regulation, Side, StatedTerm, TermKind},
};
use proptest::{prelude::*, sample::Index, strategy::ValueTree, test_runner::TestRunner};

use crate::{
    applicant::with_turn,
    attempts::{attempts, channel, command_of},
    case::{ANSWERS, Desk, file},
    office::{office, step_mut},
    register::connected,
    tasks::side_by_side,
};

/// A regulation of every kind: of single officials, with a turn of the applicant, with a commission, with steps side by side,
/// with more time and a register.
fn regulation(kind: usize) -> Regulation {
    match kind {
        0 => office(),
        1 => with_turn(),
        2 => {
            let mut regulation = office();
            step_mut(&mut regulation, "decide").quorum = Some(2);
            regulation
        }
        3 => side_by_side(),
        _ => {
            let mut regulation = connected(ANSWERS[0].0);
            let more = StatedTerm {
                id: "more".to_owned(),
                kind: TermKind::Extension,
                replaces: false,
                by: Vec::new(),
                ..regulation.terms[0].clone()
            };
            regulation.terms.push(more);
            regulation
        }
    }
}

/// What is tried out. If it goes on, the first two steps are done, and a turn of the applicant is open where there is one.
fn begun(kind: usize, channel: ChannelKind, submits: bool, goes_on: bool) -> Desk {
    // Looked at once for each order: every beginning of an order is an order too.
    let mut desk = Desk {
        checks: false,
        ..Desk::new(regulation(kind))
    };
    if submits {
        let _ = desk.submit_if_possible(channel);
    }
    let executor = [("executor", "executor-north-1")];
    for (outcome, inputs) in [("accepted", &[][..]), ("appointed", &executor)] {
        if goes_on && desk.app.open_step().is_some() {
            let _ = desk.step(outcome, inputs);
        }
    }
    desk
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::at_night(100_000, 20_000)))]

    #[test]
    fn any_order_of_commands_leaves_a_valid_case(
        kind in 0..5_usize,
        channel in channel(),
        attempts in attempts(),
        submits in prop::bool::weighted(0.9),
        goes_on in any::<bool>(),
    ) {
        let mut desk = begun(kind, channel, submits, goes_on);
        for attempt in attempts {
            desk.pass(TimeDelta::minutes(attempt.minutes));
            let (actor, command) = command_of(&desk, channel, &attempt);
            let before = (desk.app.clone(), desk.entries.len());
            // What a register said already is no news.
            let may_be_known = matches!(command, Command::RecordAnswers { .. });
            match desk.command(actor, command) {
                Ok(events) if events.is_empty() => {
                    prop_assert!(may_be_known, "a command that is followed leaves a trace");
                    prop_assert_eq!(before, (desk.app.clone(), desk.entries.len()));
                }
                Ok(_) => prop_assert!(kind > 0 || crate::back::stands_in_a_row(&desk), "{:?}", desk.way()),
                Err(_) => prop_assert_eq!(before, (desk.app.clone(), desk.entries.len())),
            }
        }
        desk.check();
    }

    #[test]
    fn any_event_on_any_state_gives_a_state(events in prop::collection::vec(any_event(), 0..30)) {
        let mut app = CaseState::default();
        for (n, event) in events.iter().enumerate() {
            app = apply(app, event);
            prop_assert_eq!(app.seq, n as u64 + 1);
            prop_assert!(app.closed.is_none() || app.tasks.is_empty());
        }
        prop_assert_eq!(CaseState::fold(&events), app);
    }

    #[test]
    fn a_sensible_course_comes_to_its_end(channel in channel(), choices in prop::collection::vec(any::<Index>(), 60)) {
        let mut desk = Desk::new(crate::case::small());
        if desk.submit_if_possible(channel).is_err() {
            return Ok(());
        }
        for choice in choices {
            let Some(open) = desk.app.open_step() else { break };
            // After twenty steps nobody returns anything any more.
            let step = desk.regulation.route(&channel.into()).unwrap().step(&open.step).unwrap().clone();
            let outcomes = if desk.app.done.len() > 20 { &step.outcomes[..1] } else { &step.outcomes[..] };
            let inputs = [("executor", "executor-north-1"), ("ground", "untrue"), ("amount", "7"), ("per-head", "1")];
            desk.step(&choice.get(outcomes).id, &inputs).unwrap();
        }
        let closed = desk.app.closed.unwrap();
        prop_assert_eq!(closed.amount.is_some(), closed.closing == Closing::Granted);
        prop_assert!(closed.output.is_some());
    }
}

#[test]
fn the_attempts_come_as_far_as_the_turn_of_the_applicant() {
    let mut runner = TestRunner::deterministic();
    let (mut prolonged, mut abandoned) = (0, 0);
    for _ in 0..2_000 {
        let tried = attempts().new_tree(&mut runner).unwrap().current();
        let mut desk = begun(1, ChannelKind::Provider, true, true);
        for attempt in tried {
            desk.pass(TimeDelta::minutes(attempt.minutes));
            let (actor, command) = command_of(&desk, ChannelKind::Provider, &attempt);
            let Ok(events) = desk.command(actor, command) else {
                continue;
            };
            for event in events {
                match event {
                    Event::Prolonged(_) => prolonged += 1,
                    Event::Closed(closed) if closed.closing == Closing::Abandoned => abandoned += 1,
                    _ => {}
                }
            }
        }
    }
    assert!(prolonged > 0 && abandoned > 0, "{prolonged} {abandoned}");
}

trait Handed {
    fn submit_if_possible(&mut self, channel: ChannelKind) -> Result<(), ()>;
}

impl Handed for Desk {
    fn submit_if_possible(&mut self, channel: ChannelKind) -> Result<(), ()> {
        let regulation: &Regulation = &self.regulation;
        regulation.route(&channel.into()).ok_or(())?;
        self.submit(channel, &ANSWERS, &["income", "disability"])
            .map(drop)
            .map_err(drop)
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    let now = crate::case::at("2026-06-01T10:00");
    let by = ActorRef {
        id: "s".into(),
        name: "S".into(),
        role: "clerk".into(),
    };
    let by = move || by.clone();
    let submitted = Desk::submitted(ChannelKind::Portal);
    let first = domain::case::log::decode(&submitted.entries[0]).unwrap();
    let limit = Limit::new(20, Unit::WorkingDays);
    let step = prop::sample::select(vec!["a", "b", "c"]).prop_map(str::to_owned);
    (0..7_u8, step).prop_map(move |(kind, step)| match kind {
        0 => first.clone(),
        1 => Event::StepOpened(StepOpened {
            at: now,
            step: step.into(),
            performer: "clerk".into(),
            task: TaskNo::default(),
            who: None,
            since: now,
            due: Some(now),
            begins: None,
        }),
        2 => Event::StepDone(StepDone {
            at: now,
            step: step.into(),
            task: TaskNo::default(),
            outcome: "x".into(),
            by: by(),
            side: Side::Staff,
            signs: false,
            inputs: Default::default(),
            comment: None,
            files: vec![],
            late: true,
            moved: None,
        }),
        3 => Event::Appointed(Appointed {
            at: now,
            role: step.into(),
            staff: "s".into(),
            name: "S".into(),
            by: by(),
            task: None,
            reason: None,
        }),
        4 => Event::TermReplaced(TermReplaced {
            at: now,
            term: step,
            limit: limit.clone(),
            reason: "why".into(),
            by: by(),
            due: now,
            step_due: None,
            task: TaskNo::default(),
        }),
        5 => Event::EvidenceAdded(EvidenceAdded {
            at: now,
            items: vec![file("extra")],
        }),
        _ => Event::Closed(Closed {
            at: now,
            closing: Closing::Refused,
            output: None,
            ground: None,
            amount: None,
            reason: None,
            by: None,
        }),
    })
}
