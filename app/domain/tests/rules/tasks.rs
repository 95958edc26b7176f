//! One task of several people, and several tasks side by side.

use domain::{
    case::{Command, Performer, Rejection},
    regulation::{ChannelKind, Closing},
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

#[test]
fn steps_side_by_side_are_tasks_side_by_side() {
    let mut regulation = office();
    step_mut(&mut regulation, "appoint").outcomes[0].to = vec!["count".into(), "decide".into()];
    step_mut(&mut regulation, "count").outcomes[0].to = vec!["sign".into()];
    step_mut(&mut regulation, "sign").join = true;
    let mut desk = Desk::new(regulation);
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
