//! What an office does beside the steps: returns, hand-overs, the clock, the end.

use chrono::TimeDelta;
use domain::{
    case::{Command, Rejection},
    limit::{Limit, Unit},
    regulation::{ChannelKind, Closing, Regulation, StatedTerm, TermKind},
};

use crate::case::{ANSWERS, Desk, PAPERS, citizen, complete, rejected, small, submission};

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
pub(crate) fn decided(regulation: Regulation) -> Desk {
    let mut desk = Desk::new(regulation);
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    desk.step("counted", &[("per-head", "1")]).unwrap();
    desk
}

/// The same, with a result whose term of two working days begins with a step.
pub(crate) fn own_term(since: &str) -> Desk {
    let mut regulation = office();
    regulation.terms.push(StatedTerm {
        id: "own".to_owned(),
        kind: TermKind::Output,
        channel: ChannelKind::Provider,
        since: Some(since.into()),
        limit: Limit::new(2, Unit::WorkingDays),
        replaces: false,
        ..small().terms[0].clone()
    });
    decided(regulation)
}

pub(crate) fn step_mut<'r>(
    regulation: &'r mut Regulation,
    id: &str,
) -> &'r mut domain::regulation::Step {
    let route = regulation.procedures.iter_mut();
    let mut route = route.filter(|one| one.channel == ChannelKind::Provider);
    let steps = &mut route.next().unwrap().steps;
    steps.iter_mut().find(|step| step.id == *id).unwrap()
}

pub(crate) const AMOUNT: [(&str, &str); 1] = [("amount", "50000")];

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
        desk.app
            .open_step()
            .unwrap()
            .holder()
            .map(|staff| staff.as_str()),
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

pub(crate) fn vote_free() -> Command {
    complete("decide", "grant", &AMOUNT)
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
    assert_eq!(
        calendar.elapsed_working_days(due.unwrap(), desk.app.due.unwrap()),
        stood
    );
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
    assert!(desk.app.due.unwrap() > due.unwrap() + TimeDelta::days(27));
    assert_eq!(
        rejected(&mut desk, board, extend("more")),
        Rejection::AlreadyExtended
    );
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
        Command::RequestCorrection {
            step: "decide".into(),
            text: "why".into(),
            slots: Vec::new(),
            days: 3,
        },
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
