//! A command from a page that was made before the work went on.

use chrono::TimeDelta;
use domain::{
    case::{Actor, Command, Event, RegistersAsked, Rejection, apply},
    regulation::ChannelKind,
};

use crate::{
    case::{ANSWERS, Desk, PAPERS, citizen, completing, file, rejected},
    office::{AMOUNT, decided, office, step_mut},
};

fn reason() -> String {
    "why".to_owned()
}

fn hand_over(office: &str) -> Command {
    Command::HandOver {
        step: "decide".into(),
        office: office.into(),
        reason: reason(),
    }
}

fn accept() -> Command {
    let step = "decide".into();
    Command::Accept { step }
}

fn assign(staff: &str, substitute: bool) -> Command {
    Command::Assign {
        step: "decide".into(),
        staff: staff.into(),
        substitute,
        reason: reason(),
    }
}

fn stop() -> Command {
    Command::StopClock { reason: reason() }
}

/// Follows what is done from a page that shows the case as it is.
fn fresh(desk: &mut Desk, actor: &Actor, command: Command) -> Vec<Event> {
    desk.seen = Some(desk.app.moved);
    desk.command(actor.clone(), command).unwrap()
}

/// What was possible at `seen` is possible no more; from a page of this moment it is.
fn old(desk: &mut Desk, actor: &Actor, command: &Command, seen: u64) {
    desk.seen = Some(seen);
    let refused = rejected(desk, actor.clone(), command.clone());
    assert_eq!(refused, Rejection::Changed, "{command:?}");
    let mut now = desk.clone();
    fresh(&mut now, actor, command.clone());
}

#[test]
fn a_task_that_went_there_and_back_is_handed_over_and_taken_by_no_old_page() {
    let mut desk = decided(office());
    let [north, south] = ["north", "south"].map(|at| desk.official(&format!("board-{at}-1")));
    let first = desk.app.moved;
    fresh(&mut desk, &north, hand_over("south"));
    let handed = desk.app.moved;
    fresh(&mut desk, &south, accept());
    fresh(&mut desk, &south, hand_over("north"));
    // At home it is theirs as before.
    rejected(&mut desk, north.clone(), accept());
    old(&mut desk, &north, &hand_over("south"), first);
    fresh(&mut desk, &north, hand_over("south"));
    old(&mut desk, &south, &accept(), handed);
}

#[test]
fn work_is_given_by_no_old_page() {
    for substitute in [true, false] {
        let mut desk = decided(office());
        let head = desk.official("head-north-1");
        let seen = desk.app.moved;
        let first = assign("board-north-1", substitute);
        fresh(&mut desk, &head, first.clone());
        fresh(&mut desk, &head, assign("board-north-2", substitute));
        old(&mut desk, &head, &first, seen);
    }
}

#[test]
fn the_clock_is_stopped_and_started_by_no_old_page() {
    let mut desk = decided(office());
    let board = desk.official("board-north-1");
    let running = desk.app.moved;
    fresh(&mut desk, &board, stop());
    let standing = desk.app.moved;
    fresh(&mut desk, &board, Command::ResumeClock);
    old(&mut desk, &board, &stop(), running);
    fresh(&mut desk, &board, stop());
    old(&mut desk, &board, &Command::ResumeClock, standing);
}

#[test]
fn a_term_is_replaced_by_no_page_of_an_earlier_step() {
    let mut desk = Desk::new(office());
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    let seen = desk.app.moved;
    let replace = Command::ReplaceTerm {
        term: "long".into(),
        reason: reason(),
    };
    let executor = desk.performer();
    fresh(&mut desk.clone(), &executor, replace.clone());
    let head = desk.official("head-north-1");
    let mut other = desk.clone();
    let staff = "executor-north-1".into();
    let step = "count".into();
    let given = Command::Assign {
        step,
        staff,
        substitute: true,
        reason: reason(),
    };
    fresh(&mut other, &head, given);
    old(&mut other, &executor, &replace, seen);
}

#[test]
fn an_end_is_undone_by_no_page_of_an_earlier_end() {
    let mut desk = decided(office());
    let to_the_end = |desk: &mut Desk| {
        desk.seen = None;
        for (outcome, entered) in [("grant", &AMOUNT[..]), ("signed", &[]), ("issued", &[])] {
            desk.step(outcome, entered).unwrap();
        }
        assert!(desk.app.closed.is_some());
    };
    to_the_end(&mut desk);
    let head = desk.official("head-north-1");
    let reopen = Command::Reopen {
        step: "decide".into(),
        reason: reason(),
    };
    let seen = desk.app.moved;
    fresh(&mut desk, &head, reopen.clone());
    to_the_end(&mut desk);
    let results = desk.app.results.clone();
    old(&mut desk, &head, &reopen, seen);
    assert_eq!(desk.app.results, results);
}

#[test]
fn what_somebody_says_beside_it_makes_no_page_old() {
    let mut desk = decided(office());
    let board = desk.official("board-north-1");
    let seen = desk.app.moved;
    let text = "called at ten".to_owned();
    desk.command(board.clone(), Command::Note { text }).unwrap();
    desk.pass(TimeDelta::days(1));
    assert_eq!(desk.app.moved, seen);
    desk.seen = Some(seen);
    desk.command(board.clone(), stop()).unwrap();
    let text = "from an old page".to_owned();
    desk.command(board, Command::Note { text }).unwrap();
}

/// Documents, an answer to a correction, an answer of a register.
fn brings(desk: &Desk) -> Vec<Desk> {
    let applicant = || citizen("person-1");
    let mut added = desk.clone();
    let items = vec![file("income")];
    added
        .command(applicant(), Command::AddEvidence { items })
        .unwrap();
    let mut answered = desk.clone();
    let (task, text) = (answered.app.corrections().next().unwrap().0, reason());
    let items = Vec::new();
    answered
        .command(applicant(), Command::Correct { task, text, items })
        .unwrap();
    let mut said = desk.clone();
    let register = Event::RegistersAsked(RegistersAsked {
        at: said.now,
        answers: Vec::new(),
    });
    said.checks = false;
    said.app = apply(std::mem::take(&mut said.app), &register);
    vec![added, answered, said]
}

#[test]
fn nobody_decides_over_what_their_page_did_not_show() {
    let mut desk = decided(office());
    step_mut(&mut desk.regulation, "decide").quorum = Some(2);
    let board = desk.official("board-north-1");
    let asked = Command::RequestCorrection {
        step: "decide".into(),
        text: reason(),
        slots: Vec::new(),
        days: 5,
    };
    desk.command(board.clone(), asked).unwrap();
    let vote = || Command::Vote {
        step: "decide".into(),
        outcome: "grant".to_owned(),
        comment: None,
    };
    let second = desk.official("board-north-2");
    let mut voted = desk.clone();
    voted.command(board.clone(), vote()).unwrap();
    voted.command(second.clone(), vote()).unwrap();
    let complete = completing("decide", "grant", &AMOUNT);
    let back = Command::Return {
        step: "decide".into(),
        to: "count".into(),
        reason: reason(),
    };
    for (desk, actor, command) in [
        (&desk, &board, vote()),
        (&voted, &board, Command::Complete(complete)),
        (&desk, &board, back),
    ] {
        let seen = desk.app.seq;
        for mut brought in brings(desk) {
            assert_eq!(brought.app.moved, desk.app.moved, "the work goes nowhere");
            brought.seen = Some(seen);
            let refused = rejected(&mut brought, actor.clone(), command.clone());
            assert_eq!(refused, Rejection::Changed, "{command:?}");
            brought.seen = Some(brought.app.seq);
            brought.command(actor.clone(), command.clone()).unwrap();
        }
    }
}
