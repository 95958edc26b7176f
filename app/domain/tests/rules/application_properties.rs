//! Whatever anybody tries in whatever order, a case stays valid. `Desk::check` holds the invariants; it runs after
//! every command that was followed.

use chrono::TimeDelta;
use domain::{
    case::{
        Actor, ActorRef, Appointed, CaseState, Closed, Command, Event, EvidenceAdded, StepDone,
        StepOpened, TermReplaced, apply,
    },
    ids::TaskNo,
    limit::{Limit, Unit},
    regulation::{ChannelKind, Closing, Regulation, Side},
};
use proptest::{prelude::*, sample::Index};

use crate::case::{ANSWERS, Desk, citizen, complete, file, submission};

/// One thing that somebody tries.
#[derive(Clone, Debug)]
struct Attempt {
    kind: u8,
    /// Whether the right person tries it, on the step that is open.
    sensible: bool,
    actor: Index,
    step: Index,
    outcome: Index,
    value: Index,
    minutes: i64,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let attempt = (
        0..24_u8,
        prop::bool::weighted(0.8),
        any::<[Index; 4]>(),
        0..5000_i64,
    )
        .prop_map(
            |(kind, sensible, [actor, step, outcome, value], minutes)| Attempt {
                kind,
                sensible,
                actor,
                step,
                outcome,
                value,
                minutes,
            },
        );
    prop::collection::vec(attempt, 1..40)
}

fn channel() -> impl Strategy<Value = ChannelKind> {
    prop_oneof![
        Just(ChannelKind::Portal),
        Just(ChannelKind::Provider),
        Just(ChannelKind::Akim),
        Just(ChannelKind::StateCorporation)
    ]
}

fn anybody(desk: &Desk, who: &Index) -> Actor {
    let n = who.index(desk.staff.len() + 2);
    match desk.staff.get(n) {
        Some(fact) => desk.official(&fact.id.clone()),
        None => citizen(&format!("person-{}", n - desk.staff.len() + 1)),
    }
}

fn wish(desk: &Desk, channel: ChannelKind, attempt: &Attempt) -> (Actor, Command) {
    let actor = anybody(desk, &attempt.actor);
    let sensible_actor = || {
        if desk.app.open_step().is_some() {
            desk.performer()
        } else {
            citizen("person-1")
        }
    };
    match attempt.kind {
        0 => (
            actor,
            submission(channel, "north", &ANSWERS, &["income", "disability"]),
        ),
        1 => {
            let actor = if attempt.sensible {
                citizen("person-1")
            } else {
                actor
            };
            (
                actor,
                Command::AddEvidence {
                    items: vec![file(["extra", "nothing"][attempt.value.index(2)])],
                },
            )
        }
        2 => {
            let term = ["long", "long-portal", "ordinary", "nothing"][attempt.value.index(4)];
            let reason = ["why", " "][attempt.outcome.index(2)];
            let actor = if attempt.sensible {
                sensible_actor()
            } else {
                actor
            };
            (
                actor,
                Command::ReplaceTerm {
                    term: term.into(),
                    reason: reason.into(),
                },
            )
        }
        3..10 => {
            let actor = if attempt.sensible {
                sensible_actor()
            } else {
                actor
            };
            (actor, some_step(desk, channel, attempt))
        }
        _ => beside(desk, actor, attempt),
    }
}

/// Something beside the steps of the route.
fn beside(desk: &Desk, actor: Actor, attempt: &Attempt) -> (Actor, Command) {
    let open = desk.app.open_step().map(|task| task.step.clone());
    let step = open.unwrap_or_else(|| "decide".into());
    let worker = || match desk.app.open_step() {
        Some(_) if attempt.sensible => desk.performer(),
        _ => actor.clone(),
    };
    let head = desk.official("head-north-1");
    let mine = citizen("person-1");
    let others = ["count", "decide", "appoint", "sign", "nothing"];
    let other = || others[attempt.value.index(others.len())].into();
    let reason = || "why".to_owned();
    let task = desk.app.applicants().next().map(|(no, _)| no);
    let task = task.unwrap_or(TaskNo(3));
    match attempt.kind {
        10 | 11 => (
            worker(),
            Command::Return {
                step,
                to: other(),
                reason: reason(),
            },
        ),
        12 => {
            let staff = attempt.value.get(&desk.staff).id.clone();
            let substitute = attempt.sensible;
            (
                head,
                Command::Assign {
                    step,
                    staff,
                    substitute,
                    reason: reason(),
                },
            )
        }
        13 => {
            let office = ["north", "south", "nowhere"][attempt.value.index(3)].into();
            (
                worker(),
                Command::HandOver {
                    step,
                    office,
                    reason: reason(),
                },
            )
        }
        14 | 15 => (worker(), Command::Accept { step }),
        16 => {
            let (text, slots) = ("please".to_owned(), vec!["extra".to_owned()]);
            let days = u32::from(attempt.sensible) * 3;
            (
                worker(),
                Command::RequestCorrection {
                    step,
                    text,
                    slots,
                    days,
                },
            )
        }
        17 => (
            mine,
            Command::Correct {
                task,
                text: reason(),
                items: vec![file("extra")],
            },
        ),
        18 => (Actor::Portal, Command::Lapse { task }),
        19 => (worker(), Command::StopClock { reason: reason() }),
        20 => (worker(), Command::ResumeClock),
        21 if attempt.minutes < 500 => (mine, Command::Withdraw { reason: reason() }),
        22 => (
            head,
            Command::Reopen {
                step: other(),
                reason: reason(),
            },
        ),
        _ => (worker(), Command::Note { text: reason() }),
    }
}

fn some_step(desk: &Desk, channel: ChannelKind, attempt: &Attempt) -> Command {
    let channel = if desk.app.is_submitted() {
        desk.app.channel
    } else {
        channel
    };
    let Some(procedure) = desk.regulation.route(&channel.into()) else {
        return complete("nothing", "nothing", &[]);
    };
    let open = desk
        .app
        .open_step()
        .and_then(|open| procedure.step(&open.step))
        .filter(|_| attempt.sensible);
    let step = open.unwrap_or(attempt.step.get(&procedure.steps));
    if step.outcomes.is_empty() {
        return complete(&step.id, "nothing", &[]);
    }
    let outcome = &attempt.outcome.get(&step.outcomes).id;
    let staff = &attempt.value.get(&desk.staff).id;
    let executor = if attempt.sensible {
        "executor-north-2"
    } else {
        staff
    };
    let ground = ["rich", "untrue", "unreadable", "nothing"][attempt.value.index(4)];
    let amount = ["50000", "no number"][attempt.value.index(2)];
    let inputs = [
        ("executor", executor),
        ("ground", ground),
        ("amount", amount),
        ("per-head", "1"),
    ];
    complete(&step.id, outcome, &inputs)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_commands_leaves_a_valid_case(channel in channel(), attempts in attempts(), submits in prop::bool::weighted(0.9)) {
        let mut desk = Desk::new(crate::office::office());
        if submits {
            let _ = desk.submit_if_possible(channel);
        }
        for attempt in attempts {
            desk.pass(TimeDelta::minutes(attempt.minutes));
            let (actor, command) = wish(&desk, channel, &attempt);
            let before = (desk.app.clone(), desk.entries.len());
            match desk.command(actor, command) {
                Ok(events) => prop_assert!(!events.is_empty(), "a command that is followed leaves a trace"),
                Err(_) => prop_assert_eq!(before, (desk.app.clone(), desk.entries.len())),
            }
        }
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
        }),
    })
}
