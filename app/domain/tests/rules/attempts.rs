//! What anybody may try on a case, sensible or not.

use domain::{
    case::{Actor, Command, RegisterAnswered, RegisterOutcome},
    ids::{StepId, TaskNo},
    regulation::{ChannelKind, RegisterName},
};
use proptest::{prelude::*, sample::Index};

use crate::case::{ANSWERS, Desk, citizen, complete, file, submission};

/// One thing that somebody tries.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    kind: u8,
    /// Whether the right person tries it, on the step that is open.
    sensible: bool,
    actor: Index,
    step: Index,
    outcome: Index,
    value: Index,
    pub(crate) minutes: i64,
}

pub(crate) fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let attempt = (
        0..33_u8,
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

pub(crate) fn channel() -> impl Strategy<Value = ChannelKind> {
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

pub(crate) fn command_of(desk: &Desk, channel: ChannelKind, attempt: &Attempt) -> (Actor, Command) {
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
    let others = ["count", "decide", "appoint", "sign", "issue", "nothing"];
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
        23 => (worker(), Command::Note { text: reason() }),
        _ => further(desk, worker(), step, attempt),
    }
}

/// What only some regulations and registers know.
fn further(desk: &Desk, worker: Actor, step: StepId, attempt: &Attempt) -> (Actor, Command) {
    match attempt.kind {
        24 | 25 => {
            let members = ["board-north-1", "board-north-2", "clerk-north-1"];
            let outcome = ["grant", "refuse", "nothing"][attempt.outcome.index(3)].into();
            let comment = None;
            (
                desk.official(members[attempt.actor.index(3)]),
                Command::Vote {
                    step,
                    outcome,
                    comment,
                },
            )
        }
        26 | 27 => {
            let slots: &[&str] = if attempt.sensible { &["income"] } else { &[] };
            let items = slots.iter().map(|slot| file(slot)).collect();
            let text = String::new();
            (citizen("person-1"), Command::Supply { step, items, text })
        }
        28 => {
            let term = ["more", "long"][attempt.value.index(2)].into();
            let reason = "why".to_owned();
            (worker, Command::ExtendTerm { term, reason })
        }
        30 | 31 => {
            let days = [0, 3, 5][attempt.value.index(3)];
            let (task, reason) = (turn(desk), "please bring it".to_owned());
            (worker, Command::Prolong { task, reason, days })
        }
        32 => {
            let (task, reason) = (turn(desk), "nothing came".to_owned());
            (worker, Command::Abandon { task, reason })
        }
        _ => {
            let outcome = [RegisterOutcome::NoEntry, RegisterOutcome::Silent];
            let answers = vec![RegisterAnswered {
                at: desk.now,
                document: "identity".to_owned(),
                register: RegisterName::Unemployment,
                outcome: outcome[attempt.value.index(2)].clone(),
            }];
            (Actor::Portal, Command::RecordAnswers { answers })
        }
    }
}

/// The turn of the applicant, or a task that is none.
fn turn(desk: &Desk) -> TaskNo {
    desk.app.turn().map_or(TaskNo(1), |(no, _)| no)
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
