//! What an office and the applicant do beside the steps: votes, returns, hand-overs, corrections, the clock, the end.

use chrono::TimeDelta;
use domain::{
    case::{Actor, Command, Event, Performer, Rejection},
    ids::TaskNo,
    limit::{Limit, Unit},
    regulation::{ChannelKind, Closing, Regulation, Side, StatedTerm, TermKind, Turn},
};

use crate::case::{ANSWERS, Desk, PAPERS, citizen, complete, file, rejected, small, submission};

/// The small regulation with steps that say what they do.
pub(crate) fn office() -> Regulation {
    let mut regulation = small();
    for route in &mut regulation.procedures {
        for step in &mut route.steps {
            let does = match step.id.as_str() {
                "appoint" => "assign",
                "decide" => "decide",
                "sign" | "sign-refusal" => "sign",
                _ => continue,
            };
            step.does = Some(does.to_owned());
        }
    }
    regulation
}

/// A case at the decision, worked with `regulation`.
fn decided(regulation: Regulation) -> Desk {
    let mut desk = Desk::new(regulation);
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    desk.step("counted", &[("per-head", "1")]).unwrap();
    desk
}

fn step_mut<'r>(regulation: &'r mut Regulation, id: &str) -> &'r mut domain::regulation::Step {
    let route = regulation.procedures.iter_mut();
    let mut route = route.filter(|one| one.channel == ChannelKind::Provider);
    let steps = &mut route.next().unwrap().steps;
    steps.iter_mut().find(|step| step.id == *id).unwrap()
}

fn vote(outcome: &str) -> Command {
    Command::Vote {
        step: "decide".into(),
        outcome: outcome.into(),
        comment: Some("I think so".into()),
    }
}

const AMOUNT: [(&str, &str); 1] = [("amount", "50000")];

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

fn give_back(step: &str, to: &str, reason: &str) -> Command {
    Command::Return {
        step: step.into(),
        to: to.into(),
        reason: reason.into(),
    }
}

#[test]
fn work_goes_back_with_a_reason_until_it_is_signed() {
    let mut desk = decided(office());
    let board = desk.performer();
    assert_eq!(
        rejected(&mut desk, board.clone(), give_back("decide", "count", " ")),
        Rejection::ReasonMissing
    );
    for to in ["issue", "decide", "nothing"] {
        let no_way = Rejection::NoWayBack { to: to.into() };
        assert_eq!(
            rejected(&mut desk, board.clone(), give_back("decide", to, "why")),
            no_way
        );
    }
    let clerk = desk.official("clerk-north-1");
    let foreign = rejected(&mut desk, clerk, give_back("decide", "count", "why"));
    assert!(matches!(foreign, Rejection::NotYours { .. }));
    desk.command(board, give_back("decide", "count", "count again"))
        .unwrap();
    assert_eq!(desk.app.open_step().unwrap().step, "count");
    desk.step("counted", &[("per-head", "2")]).unwrap();
    desk.step("grant", &AMOUNT).unwrap();
    desk.step("signed", &[]).unwrap();
    assert!(desk.app.signed.is_some());
    let clerk = desk.performer();
    assert_eq!(
        rejected(&mut desk, clerk, give_back("issue", "decide", "why")),
        Rejection::Signed
    );
    let mine = citizen("person-1");
    let withdraw = Command::Withdraw {
        reason: String::new(),
    };
    assert_eq!(rejected(&mut desk, mine, withdraw), Rejection::Signed);
}

fn assign(staff: &str, substitute: bool) -> Command {
    Command::Assign {
        step: "count".into(),
        staff: staff.into(),
        substitute,
        reason: "ill".into(),
    }
}

#[test]
fn a_head_gives_work_to_another_or_one_task_to_a_substitute() {
    let mut desk = Desk::new(office());
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    let executor = desk.performer();
    let refused = rejected(&mut desk, executor, assign("executor-north-2", false));
    assert!(matches!(refused, Rejection::NotYours { .. }));
    let head = desk.official("head-north-1");
    let unknown = rejected(&mut desk, head.clone(), assign("executor-south-1", false));
    assert!(matches!(unknown, Rejection::AppointUnknownStaff { .. }));
    desk.command(head.clone(), assign("executor-north-2", true))
        .unwrap();
    assert_eq!(
        desk.app.open_step().unwrap().assignee.as_deref(),
        Some("executor-north-2")
    );
    assert_eq!(
        desk.app.appointee("executor"),
        Some("executor-north-1"),
        "for this task alone"
    );
    desk.command(head, assign("executor-north-2", false))
        .unwrap();
    assert_eq!(desk.app.appointee("executor"), Some("executor-north-2"));
}

#[test]
fn a_task_of_another_office_is_taken_there_by_name() {
    let mut desk = decided(office());
    let hand_over = |office: &str| Command::HandOver {
        step: "decide".into(),
        office: office.into(),
        reason: "the family has moved".into(),
    };
    let accept = || Command::Accept {
        step: "decide".into(),
    };
    let here = desk.official("board-north-1");
    assert_eq!(
        rejected(&mut desk, here.clone(), accept()),
        Rejection::NotHanded
    );
    for office in ["nowhere", "north"] {
        let office: &str = office;
        let unknown = Rejection::UnknownOffice {
            office: office.into(),
        };
        assert_eq!(
            rejected(&mut desk, here.clone(), hand_over(office)),
            unknown
        );
    }
    desk.command(here.clone(), hand_over("south")).unwrap();
    assert_eq!(
        rejected(&mut desk, here, vote_free()),
        Rejection::OtherOffice
    );
    let there = desk.official("board-south-1");
    assert_eq!(
        rejected(&mut desk, there.clone(), vote_free()),
        Rejection::NotTaken
    );
    desk.command(there.clone(), accept()).unwrap();
    let colleague = desk.official("board-south-2");
    let other = rejected(&mut desk, colleague, vote_free());
    assert!(matches!(other, Rejection::AppointedIsOther { .. }));
    desk.command(there, vote_free()).unwrap();
    assert_eq!(
        desk.app.open_step().unwrap().office,
        "north",
        "what follows is the case's office again"
    );
}

fn vote_free() -> Command {
    complete("decide", "grant", &AMOUNT)
}

fn request(days: u32, slots: &[&str]) -> Command {
    Command::RequestCorrection {
        step: "decide".into(),
        text: "the scan is dark".into(),
        slots: slots.iter().map(|slot| (*slot).to_owned()).collect(),
        days,
    }
}

fn correct(task: u32, text: &str, items: &[&str]) -> Command {
    Command::Correct {
        task: TaskNo(task),
        text: text.into(),
        items: items.iter().map(|slot| file(slot)).collect(),
    }
}

#[test]
fn a_correction_is_the_applicants_task_and_the_clock_goes_on() {
    let mut desk = decided(office());
    let board = desk.performer();
    assert_eq!(
        rejected(&mut desk, board.clone(), request(0, &[])),
        Rejection::Days { days: 0 }
    );
    let slot = "nothing".to_owned();
    assert_eq!(
        rejected(&mut desk, board.clone(), request(3, &["nothing"])),
        Rejection::UnknownSlot { slot }
    );
    let due = desk.app.due;
    desk.command(board.clone(), request(3, &["income"]))
        .unwrap();
    let (task, open) = desk.app.applicants().next().unwrap();
    assert_eq!(
        catalogue::calendar().elapsed_working_days(desk.now, open.due.unwrap()),
        3
    );
    assert_eq!(desk.app.due, due);
    let other = citizen("person-2");
    assert_eq!(
        rejected(&mut desk, other, correct(task.0, "here", &[])),
        Rejection::NotApplicant
    );
    let mine = citizen("person-1");
    assert_eq!(
        rejected(&mut desk, mine.clone(), correct(77, "here", &[])),
        Rejection::NotAsked
    );
    let nothing = rejected(&mut desk, mine.clone(), correct(task.0, " ", &[]));
    assert_eq!(nothing, Rejection::EvidenceMissing(Vec::new()));
    desk.command(mine, correct(task.0, "here it is", &["income"]))
        .unwrap();
    assert_eq!(
        (desk.app.applicants().count(), desk.app.added.len()),
        (0, 1)
    );
    desk.command(board, vote_free()).unwrap();
}

#[test]
fn a_correction_lapses_or_goes_with_its_step() {
    let mut desk = decided(office());
    let board = desk.performer();
    desk.command(board.clone(), request(1, &[])).unwrap();
    let (task, _) = desk.app.applicants().next().unwrap();
    let lapse = || Command::Lapse { task };
    assert_eq!(
        rejected(&mut desk, Actor::Portal, lapse()),
        Rejection::NotYet
    );
    desk.pass(TimeDelta::days(9));
    assert_eq!(
        rejected(&mut desk, board.clone(), lapse()),
        Rejection::NotYet,
        "nobody else says so"
    );
    desk.command(Actor::Portal, lapse()).unwrap();
    assert_eq!(desk.app.applicants().count(), 0);
    assert_eq!(
        rejected(&mut desk, Actor::Portal, lapse()),
        Rejection::NotAsked
    );
    desk.command(board.clone(), request(1, &[])).unwrap();
    desk.command(board, vote_free()).unwrap();
    assert_eq!(desk.app.applicants().count(), 0, "the step is done");
}

/// A case whose signed decision waits for what the applicant brings.
fn two_stages() -> Desk {
    let mut regulation = office();
    let issue = step_mut(&mut regulation, "issue");
    let mut brought = issue.outcomes[0].clone();
    brought.id = "brought".to_owned();
    brought.closes = None;
    brought.to = vec!["sign".into()];
    let mut never = issue.outcomes[0].clone();
    never.id = "never".to_owned();
    never.closes = Some(Closing::Refused);
    never.output = Some("refusal".into());
    let count = step_mut(&mut regulation, "count");
    count.outcomes = vec![brought, never];
    count.inputs.clear();
    count.limit = Some(Limit::new(10, Unit::WorkingDays));
    count.applicant = Some(Turn {
        bring: vec!["income".to_owned()],
        overdue: Some("never".to_owned()),
    });
    let mut desk = Desk::new(regulation);
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    desk
}

fn supply(slots: &[&str]) -> Command {
    Command::Supply {
        step: "count".into(),
        items: slots.iter().map(|slot| file(slot)).collect(),
    }
}

#[test]
fn the_applicants_own_turn_is_no_lateness_of_an_official() {
    let mut desk = two_stages();
    let executor = desk.official("executor-north-1");
    let not_theirs = rejected(&mut desk, executor, complete("count", "brought", &[]));
    assert_eq!(not_theirs, Rejection::NotApplicant);
    let mine = citizen("person-1");
    let missing = rejected(&mut desk, mine.clone(), supply(&["extra"]));
    assert_eq!(
        missing,
        Rejection::EvidenceMissing(vec!["income".to_owned()])
    );
    desk.pass(TimeDelta::days(40));
    desk.command(mine, supply(&["income"])).unwrap();
    let done = desk.app.last_done("count").unwrap();
    assert_eq!(
        (done.side, done.late),
        (Side::Applicant, false),
        "late, but before anybody took note"
    );
    assert!(desk.app.task_of("sign").is_some());
}

#[test]
fn the_portal_takes_the_stated_way_when_the_applicants_time_is_over() {
    let mut desk = two_stages();
    let (task, _) = desk.app.applicants().next().unwrap();
    assert_eq!(
        rejected(&mut desk, Actor::Portal, Command::Lapse { task }),
        Rejection::NotYet
    );
    desk.pass(TimeDelta::days(40));
    let events = desk
        .command(Actor::Portal, Command::Lapse { task })
        .unwrap();
    assert!(
        matches!(&events[..], [Event::StepDone(done), Event::Closed(_)] if done.side == Side::Portal && !done.late)
    );
    assert_eq!(desk.app.closed.clone().unwrap().closing, Closing::Refused);
}

#[test]
fn the_clock_stands_still_and_goes_on() {
    let calendar = catalogue::calendar();
    let mut desk = decided(office());
    let (due, step_due) = (desk.app.due, desk.app.open_step().unwrap().due.unwrap());
    let board = desk.performer();
    let stop = |reason: &str| Command::StopClock {
        reason: reason.into(),
    };
    assert_eq!(
        rejected(&mut desk, board.clone(), Command::ResumeClock),
        Rejection::Running
    );
    assert_eq!(
        rejected(&mut desk, board.clone(), stop("")),
        Rejection::ReasonMissing
    );
    desk.command(board.clone(), stop("an answer of the register"))
        .unwrap();
    assert_eq!(
        rejected(&mut desk, board.clone(), stop("again")),
        Rejection::Stopped
    );
    let stopped = desk.now;
    desk.pass(TimeDelta::days(14));
    let stood = calendar.elapsed_working_days(stopped, desk.now);
    desk.command(board, Command::ResumeClock).unwrap();
    assert_eq!(calendar.elapsed_working_days(due, desk.app.due), stood);
    let moved = desk.app.open_step().unwrap().due.unwrap();
    assert_eq!(calendar.elapsed_working_days(step_due, moved), stood);
    desk.step("grant", &AMOUNT).unwrap();
    assert!(!desk.app.last_done("decide").unwrap().late);
}

#[test]
fn a_term_is_extended_once_where_the_act_says_so() {
    let mut regulation = office();
    let one = regulation.terms[0].clone();
    regulation.terms.push(StatedTerm {
        id: "more".to_owned(),
        kind: TermKind::Extension,
        channel: ChannelKind::Provider,
        replaces: false,
        by: Vec::new(),
        limit: Limit::new(1, Unit::Months),
        ..one
    });
    let mut desk = decided(regulation);
    let due = desk.app.due;
    let extend = |term: &str| Command::ExtendTerm {
        term: term.into(),
        reason: "a survey elsewhere".into(),
    };
    let board = desk.performer();
    let term = "long".to_owned();
    assert_eq!(
        rejected(&mut desk, board.clone(), extend("long")),
        Rejection::UnknownTerm { term }
    );
    desk.command(board.clone(), extend("more")).unwrap();
    assert!(desk.app.due > due + TimeDelta::days(27));
    assert_eq!(
        rejected(&mut desk, board, extend("more")),
        Rejection::AlreadyExtended
    );
}

#[test]
fn an_application_is_taken_back_by_the_applicant_alone() {
    let mut desk = decided(office());
    let withdraw = || Command::Withdraw {
        reason: "I have moved".into(),
    };
    let board = desk.performer();
    assert_eq!(
        rejected(&mut desk, board, withdraw()),
        Rejection::NotApplicant
    );
    desk.command(citizen("person-1"), withdraw()).unwrap();
    let closed = desk.app.closed.clone().unwrap();
    assert_eq!(
        (closed.closing, closed.reason.as_deref()),
        (Closing::Withdrawn, Some("I have moved"))
    );
    let again = rejected(&mut desk, citizen("person-1"), withdraw());
    assert_eq!(again, Rejection::NotOpen);
}

#[test]
fn a_wrong_end_is_undone_by_a_head_and_signed_anew() {
    let mut desk = decided(office());
    let reopen = |step: &str| Command::Reopen {
        step: step.into(),
        reason: "the wrong amount".into(),
    };
    let head = desk.official("head-north-1");
    assert_eq!(
        rejected(&mut desk, head.clone(), reopen("decide")),
        Rejection::NotEnded
    );
    desk.step("grant", &AMOUNT).unwrap();
    desk.step("signed", &[]).unwrap();
    desk.step("issued", &[]).unwrap();
    let clerk = desk.official("clerk-north-1");
    let foreign = rejected(&mut desk, clerk, reopen("decide"));
    assert!(matches!(foreign, Rejection::NotYours { .. }));
    let no_way = Rejection::NoWayBack {
        to: "sign-refusal".into(),
    };
    assert_eq!(
        rejected(&mut desk, head.clone(), reopen("sign-refusal")),
        no_way
    );
    desk.command(head, reopen("decide")).unwrap();
    assert!(desk.app.is_open() && desk.app.signed.is_none());
    desk.step("refuse", &[("ground", "rich")]).unwrap();
    desk.step("signed", &[]).unwrap();
    assert_eq!(desk.app.closed.unwrap().closing, Closing::Refused);
}

#[test]
fn notes_are_written_by_those_who_work_the_case() {
    let mut desk = decided(office());
    let note = |text: &str| Command::Note { text: text.into() };
    let clerk = desk.official("clerk-north-1");
    assert_eq!(
        rejected(&mut desk, clerk.clone(), note(" ")),
        Rejection::ReasonMissing
    );
    desk.command(clerk, note("called at ten")).unwrap();
    assert_eq!(desk.app.notes[0].text, "called at ten");
    for stranger in [
        desk.official("clerk-south-1"),
        desk.official("akim-north-1"),
        citizen("person-1"),
    ] {
        rejected(&mut desk, stranger, note("what is this"));
    }
}

#[test]
fn an_outcome_that_the_answers_exclude_is_not_to_be_chosen() {
    let mut regulation = office();
    let answers = "person.disability";
    let grant = &mut step_mut(&mut regulation, "decide").outcomes[0];
    grant.when = Some(domain::condition::Condition::Not {
        not: Box::new(domain::condition::Condition::Fact(answers.to_owned())),
    });
    let mut desk = decided(regulation);
    let board = desk.performer();
    let refused = rejected(&mut desk, board, vote_free());
    assert!(
        matches!(refused, Rejection::UnknownOutcome { .. }),
        "{refused:?}"
    );
}

#[test]
fn nothing_of_it_is_possible_before_submission() {
    let mut desk = Desk::new(office());
    let head = desk.official("head-north-1");
    for command in [
        give_back("decide", "count", "why"),
        assign("executor-north-1", false),
        request(3, &[]),
        Command::Withdraw {
            reason: String::new(),
        },
        Command::StopClock {
            reason: "why".into(),
        },
        Command::Note {
            text: "note".into(),
        },
        Command::ExtendTerm {
            term: "more".into(),
            reason: "why".into(),
        },
    ] {
        assert_eq!(
            rejected(&mut desk, head.clone(), command.clone()),
            Rejection::NotOpen,
            "{command:?}"
        );
    }
    let none = submission(ChannelKind::StateCorporation, "north", &ANSWERS, &PAPERS);
    assert_eq!(rejected(&mut desk, head, none), Rejection::NoProcedure);
}
