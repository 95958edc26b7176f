//! A case that waits for the applicant by a step of an act that does not say what follows.

use chrono::TimeDelta;
use domain::{
    case::{Actor, Command, DAYS_GIVEN, Event, Issued, Rejection},
    ids::TaskNo,
    limit::{Limit, Unit},
    regulation::{ChannelKind, Closing, Turn},
};

use crate::{
    case::{Desk, citizen, file, rejected},
    decision::{refused_by_portal, without_refusal},
    office::{AMOUNT, decided, office, step_mut},
};

/// A signed case that waits for the applicant before it is issued.
fn waiting() -> (Desk, TaskNo) {
    let mut regulation = office();
    let issue = step_mut(&mut regulation, "issue");
    issue.limit = Some(Limit::new(10, Unit::WorkingDays));
    issue.inputs.clear();
    issue.applicant = Some(Turn {
        bring: vec!["income".to_owned()],
        overdue: None,
    });
    let mut desk = decided(regulation);
    desk.step("grant", &AMOUNT).unwrap();
    desk.step("signed", &[]).unwrap();
    let (task, _) = desk.app.turn().unwrap();
    (desk, task)
}

/// A paper that asks for something says that it is done once the applicant has done it, and not while it is asked again.
#[test]
fn what_a_paper_asks_for_is_done_when_the_applicant_has_done_it() {
    let (mut desk, _) = waiting();
    let issued = desk.now - TimeDelta::seconds(1);
    assert_eq!(desk.app.answered(issued), None);
    desk.pass(TimeDelta::hours(1));
    let brought = Command::Supply {
        step: "issue".into(),
        items: vec![file("income")],
        text: String::new(),
    };
    desk.command(citizen("person-1"), brought).unwrap();
    assert_eq!(desk.app.answered(issued), Some(desk.now));
    assert_eq!(desk.app.answered(desk.now), None, "a later paper");
}

#[test]
fn whoever_is_refused_goes_the_way_of_those_who_brought_all_and_not_of_those_who_let_the_time_go_by()
 {
    let mut regulation = without_refusal();
    let issue = step_mut(&mut regulation, "issue");
    let mut late = issue.outcomes[0].clone();
    late.id = "late".to_owned();
    late.closes = Some(Closing::IntakeRefused);
    issue.outcomes.insert(0, late);
    issue.applicant = Some(Turn {
        bring: vec!["income".to_owned()],
        overdue: Some("late".to_owned()),
    });
    let closed = refused_by_portal(regulation).app.closed.unwrap();
    assert_eq!(closed.closing, Closing::Refused);
    assert_eq!(closed.ground.as_deref(), Some("rich"));
}

fn abandon(task: TaskNo) -> Command {
    let reason = "nothing came".into();
    Command::Abandon { task, reason }
}

fn prolong(task: TaskNo, days: u32) -> Command {
    let reason = "please bring it".into();
    Command::Prolong { task, reason, days }
}

#[test]
fn the_portal_takes_note_once_and_the_office_gives_more_time() {
    let (mut desk, task) = waiting();
    let lapse = || Command::Lapse { task };
    let clerk = desk.official("clerk-north-1");
    desk.pass(TimeDelta::days(20));
    let noted = desk.command(Actor::Portal, lapse()).unwrap();
    assert!(matches!(&noted[..], [Event::Lapsed(_)]), "{noted:?}");
    assert!(desk.app.turn().unwrap().1.lapsed);
    assert_eq!(
        rejected(&mut desk, Actor::Portal, lapse()),
        Rejection::NotYet
    );
    for stranger in ["akim-north-1", "clerk-south-1"] {
        let stranger = desk.official(stranger);
        rejected(&mut desk, stranger, prolong(task, 5));
    }
    assert_eq!(
        rejected(&mut desk, clerk.clone(), prolong(task, 0)),
        Rejection::Days { days: 0 }
    );
    desk.command(clerk, prolong(task, 5)).unwrap();
    let (_, open) = desk.app.turn().unwrap();
    assert!(!open.lapsed && open.due.unwrap() > desk.now);
    let step = "issue".into();
    let items = vec![file("income")];
    desk.command(
        citizen("person-1"),
        Command::Supply {
            step,
            text: String::new(),
            items,
        },
    )
    .unwrap();
    assert_eq!(desk.app.closed.unwrap().closing, Closing::Granted);
}

#[test]
fn the_office_ends_it_after_its_time_and_the_applicant_at_any_time() {
    let (mut desk, task) = waiting();
    let mut other = desk.clone();
    let reason = String::new();
    other
        .command(citizen("person-1"), Command::Withdraw { reason })
        .unwrap();
    assert_eq!(other.app.closed.unwrap().closing, Closing::Withdrawn);

    let head = desk.official("head-north-1");
    assert_eq!(
        rejected(&mut desk, head.clone(), abandon(task)),
        Rejection::NotYet
    );
    desk.pass(TimeDelta::days(20));
    let board = desk.official("board-north-1");
    let foreign = rejected(&mut desk, board, abandon(task));
    assert!(matches!(foreign, Rejection::NotYours { .. }));
    desk.command(head, abandon(task)).unwrap();
    let ended = desk.app.closed.as_ref().unwrap();
    assert_eq!(ended.closing, Closing::Abandoned);
    assert_eq!(ended.reason.as_deref(), Some("nothing came"));
    assert!(ended.by.is_some() && !desk.app.has_result());
    assert!(!desk.app.is_idle(), "there is no paper");
    let at = ended.at;
    desk.app.results.push(Issued {
        at,
        output: None,
        document: String::new(),
    });
    assert!(desk.app.is_idle(), "a paper of the way asks for nothing");
    assert!(
        !desk.app.ended_with(&desk.app.results[0]),
        "it is no result"
    );
    assert!(!desk.app.takes_documents(), "nobody reads it");
}

#[test]
fn only_what_the_act_wants_is_ended_so() {
    let mut desk = Desk::new(office());
    desk.submit(
        ChannelKind::Provider,
        &crate::case::ANSWERS,
        &crate::case::PAPERS,
    )
    .unwrap();
    desk.pass(TimeDelta::days(60));
    let (task, _) = desk.app.steps().next().unwrap();
    let head = desk.official("head-north-1");
    assert_eq!(
        rejected(&mut desk, head, abandon(task)),
        Rejection::NotAsked
    );
}

#[test]
fn more_time_is_never_less_and_one_of_those_that_are_offered() {
    for days in 0..=70 {
        for passed in [0, 5, 20, 40] {
            let (mut desk, task) = waiting();
            desk.pass(TimeDelta::days(passed));
            let due = desk.app.turn().unwrap().1.due.unwrap();
            let clerk = desk.official("clerk-north-1");
            if !DAYS_GIVEN.contains(&days) {
                let refused = rejected(&mut desk, clerk, prolong(task, days));
                assert_eq!(refused, Rejection::Days { days });
                continue;
            }
            desk.seen = Some(desk.app.moved);
            desk.command(clerk.clone(), prolong(task, days)).unwrap();
            let later = desk.app.turn().unwrap().1.due.unwrap();
            let from = due.max(desk.now);
            let calendar = catalogue::calendar();
            assert!(calendar.elapsed_working_days(from, later) >= days);
            assert!(later > due, "{days} days after {passed}");
            let twice = rejected(&mut desk, clerk, prolong(task, days));
            assert_eq!(twice, Rejection::Changed, "the other of two at once");
        }
    }
}
