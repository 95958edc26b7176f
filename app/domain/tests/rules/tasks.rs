//! One task of several people, and several tasks side by side.

use domain::{
    case::{
        Appointed, Command, Event, Performer, Progress, Rejection, apply, extension_terms,
        replacement_terms,
    },
    regulation::{ChannelKind, Closing, Regulation, StatedTerm, TermKind},
};

use crate::{
    case::{ANSWERS, Desk, PAPERS, complete, rejected},
    office::{AMOUNT, decided, office, step_mut},
};

fn vote(outcome: &str) -> Command {
    Command::Vote {
        step: "decide".into(),
        outcome: outcome.into(),
        comment: Some("I think so".into()),
    }
}

#[test]
fn those_who_decide_together_vote_and_the_dissent_is_kept() {
    let mut regulation = office();
    step_mut(&mut regulation, "decide").quorum = Some(2);
    let mut desk = decided(regulation);
    let board = |desk: &Desk, n: u8| desk.official(&format!("board-north-{n}"));
    let early = rejected(
        &mut desk,
        board(&decided(office()), 1),
        complete("decide", "grant", &AMOUNT),
    );
    assert_eq!(
        early,
        Rejection::VotesMissing {
            votes: 0,
            quorum: 2
        }
    );
    desk.command(board(&desk, 1), vote("grant")).unwrap();
    let again = board(&desk, 1);
    assert_eq!(
        rejected(&mut desk, again, vote("refuse")),
        Rejection::AlreadyVoted
    );
    desk.command(board(&desk, 2), vote("refuse")).unwrap();
    let tied = board(&desk, 1);
    let outcome = "grant".to_owned();
    assert_eq!(
        rejected(&mut desk, tied, complete("decide", "grant", &AMOUNT)),
        Rejection::NotTheMajority { outcome }
    );
    let mut third = desk.staff[0].clone();
    third.id = "board-north-3".into();
    third.roles = vec!["board".into()];
    desk.staff.push(third);
    desk.command(board(&desk, 3), vote("grant")).unwrap();
    desk.command(board(&desk, 3), complete("decide", "grant", &AMOUNT))
        .unwrap();
    let done = desk.app.last_done("decide").unwrap();
    let votes: Vec<_> = done
        .votes
        .iter()
        .map(|vote| vote.outcome.as_str())
        .collect();
    assert_eq!(votes, ["grant", "refuse", "grant"]);
}

#[test]
fn nobody_votes_where_one_decides_alone() {
    let mut desk = decided(office());
    let board = desk.performer();
    assert_eq!(rejected(&mut desk, board, vote("grant")), Rejection::NoVote);
}

#[test]
fn either_of_two_roles_may_do_one_task() {
    let mut regulation = office();
    step_mut(&mut regulation, "sign").or = vec!["board".into()];
    let mut desk = decided(regulation);
    desk.step("grant", &AMOUNT).unwrap();
    let roles = vec!["head".into(), "board".into()];
    assert_eq!(
        desk.app.open_step().unwrap().performer,
        Performer::Roles(roles)
    );
    desk.command(
        desk.official("board-north-1"),
        complete("sign", "signed", &[]),
    )
    .unwrap();
    assert_eq!(desk.app.last_done("sign").unwrap().by.role, "board");
    let head = desk.official("head-north-1");
    let late = rejected(&mut desk, head, complete("sign", "signed", &[]));
    assert!(
        matches!(
            late,
            Rejection::StepNotOpen {
                done_by: Some(_),
                ..
            }
        ),
        "done once"
    );
}

/// A case at a signature of two roles, for one of which somebody was appointed.
fn shared() -> Desk {
    let mut regulation = office();
    step_mut(&mut regulation, "sign").or = vec!["executor".into()];
    let mut desk = decided(regulation);
    desk.step("grant", &AMOUNT).unwrap();
    desk
}

fn give(staff: &str, substitute: bool) -> Command {
    Command::Assign {
        step: "sign".into(),
        staff: staff.into(),
        substitute,
        reason: "why".to_owned(),
    }
}

#[test]
fn an_appointment_for_one_role_closes_no_task_of_two() {
    for who in ["head-north-1", "executor-north-1", "executor-north-2"] {
        let mut desk = shared();
        assert_eq!(desk.app.appointee("executor"), Some("executor-north-1"));
        assert_eq!(desk.app.open_step().unwrap().assignee, None);
        desk.command(desk.official(who), complete("sign", "signed", &[]))
            .unwrap();
        assert_eq!(desk.app.last_done("sign").unwrap().by.id, who);
    }
}

#[test]
fn whoever_is_named_for_a_task_of_two_roles_has_it_alone_in_their_own() {
    // Also where all steps of a role are meant: of which of the two, nobody said.
    for substitute in [true, false] {
        let mut desk = shared();
        let head = desk.official("head-north-1");
        desk.command(head.clone(), give("executor-north-2", substitute))
            .unwrap();
        assert_eq!(desk.app.appointee("executor"), Some("executor-north-1"));
        let progress = Progress::of(&desk.app, &desk.regulation, catalogue::calendar(), desk.now);
        let holder = progress.holder.unwrap();
        assert_eq!(holder.staff.unwrap(), "executor-north-2");
        assert_eq!(holder.roles, ["executor"]);
        let here = progress.steps.iter().find(|step| step.id == "sign");
        assert_eq!(here.unwrap().performers, ["executor"]);
        let other = rejected(&mut desk, head, complete("sign", "signed", &[]));
        assert!(matches!(other, Rejection::AppointedIsOther { .. }));
        let named = desk.official("executor-north-2");
        desk.command(named, complete("sign", "signed", &[]))
            .unwrap();
    }
}

#[test]
fn an_older_appointment_at_a_task_of_two_roles_leaves_it_to_both() {
    let mut desk = shared();
    desk.checks = false;
    let event = Event::Appointed(Appointed {
        at: desk.now,
        role: "executor".into(),
        staff: "executor-north-2".into(),
        name: "Name".into(),
        by: desk.app.done[0].by.clone(),
        task: None,
        reason: Some("why".into()),
    });
    desk.app = apply(desk.app, &event);
    assert_eq!(desk.app.appointee("executor"), Some("executor-north-2"));
    let head = desk.official("head-north-1");
    desk.command(head, complete("sign", "signed", &[])).unwrap();
}

/// A regulation with two steps side by side, for both of which the signature waits.
pub(crate) fn side_by_side() -> Regulation {
    let mut regulation = office();
    step_mut(&mut regulation, "appoint").outcomes[0].to = vec!["count".into(), "decide".into()];
    step_mut(&mut regulation, "count").outcomes[0].to = vec!["sign".into()];
    step_mut(&mut regulation, "sign").join = true;
    regulation
}

#[test]
fn steps_side_by_side_are_tasks_side_by_side() {
    let mut desk = Desk::new(side_by_side());
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    assert_eq!(desk.app.steps().count(), 2);
    desk.command(
        desk.official("board-north-1"),
        complete("decide", "grant", &AMOUNT),
    )
    .unwrap();
    assert_eq!(desk.app.steps().count(), 1, "signing waits for the count");
    desk.step("counted", &[("per-head", "1")]).unwrap();
    assert!(desk.app.task_of("sign").is_some());
    desk.step("signed", &[]).unwrap();
    desk.step("issued", &[]).unwrap();
    assert_eq!(desk.app.closed.unwrap().closing, Closing::Granted);
}

#[test]
fn of_tasks_side_by_side_whoever_has_the_second_may_use_a_term_too() {
    let mut regulation = side_by_side();
    let mut terms = regulation.terms.iter_mut();
    let long = terms.find(|one| one.id == "long").unwrap();
    long.by = vec!["board".into()];
    let more = StatedTerm {
        id: "more".to_owned(),
        kind: TermKind::Extension,
        replaces: false,
        ..long.clone()
    };
    regulation.terms.push(more);
    let mut desk = Desk::new(regulation.clone());
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    let reason = || "papers were lost".to_owned();
    let replace = Command::ReplaceTerm {
        term: "long".to_owned(),
        reason: reason(),
    };
    let extend = Command::ExtendTerm {
        term: "more".to_owned(),
        reason: reason(),
    };
    let first = desk.official("executor-north-1");
    assert!(replacement_terms(&desk.app, &regulation, &first).is_empty());
    assert!(extension_terms(&desk.app, &regulation, &first).is_empty());
    rejected(&mut desk, first.clone(), replace.clone());
    rejected(&mut desk, first, extend.clone());

    let second = desk.official("board-north-1");
    assert_eq!(replacement_terms(&desk.app, &regulation, &second).len(), 1);
    assert_eq!(extension_terms(&desk.app, &regulation, &second).len(), 1);
    let (no, before) = desk.app.task_of("decide").unwrap();
    let before = before.due;
    desk.command(second.clone(), replace).unwrap();
    assert!(
        desk.app.tasks[&no].due > before,
        "their own task gains the time"
    );
    desk.command(second, extend).unwrap();
}
