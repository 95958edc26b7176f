//! What is rejected, why, and in which order the reasons come.

use chrono::TimeDelta;
use domain::{
    case::{Command, Rejection},
    regulation::ChannelKind,
};

use crate::case::{ANSWERS, Desk, PAPERS, citizen, complete, file, rejected, wrong_fields};

fn replace(term: &str, reason: &str) -> Command {
    Command::ReplaceTerm {
        term: term.to_owned(),
        reason: reason.to_owned(),
    }
}

fn at_the_executor() -> Desk {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-2")])
        .unwrap();
    desk
}

#[test]
fn the_second_official_is_told_who_was_first() {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    let (first, second) = (
        desk.official("clerk-north-1"),
        desk.official("clerk-north-2"),
    );
    desk.pass(TimeDelta::minutes(2));
    desk.command(first, complete("accept", "accepted", &[]))
        .unwrap();
    desk.pass(TimeDelta::minutes(1));
    match rejected(
        &mut desk,
        second.clone(),
        complete("accept", "turned-away", &[]),
    ) {
        Rejection::StepNotOpen {
            step,
            done_by: Some(done),
        } => {
            assert_eq!(step, "accept");
            assert_eq!(
                (done.by.name.as_str(), done.outcome.as_str()),
                ("Name of clerk-north-1", "accepted")
            );
            assert_eq!(done.at, desk.now - TimeDelta::minutes(1));
        }
        other => panic!("{other:?}"),
    }
    let later = Rejection::StepNotOpen {
        step: "sign".into(),
        done_by: None,
    };
    assert_eq!(
        rejected(&mut desk, second, complete("sign", "signed", &[])),
        later
    );
}

#[test]
fn a_step_belongs_to_its_role_its_office_and_the_appointed() {
    let mut desk = at_the_executor();
    let count = complete("count", "counted", &[("per-head", "1")]);
    let needs_executor = Rejection::NotYours {
        needs_role: "executor".into(),
    };
    let head = desk.official("head-north-1");
    assert_eq!(rejected(&mut desk, head, count.clone()), needs_executor);
    assert_eq!(
        rejected(&mut desk, citizen("person-1"), count.clone()),
        needs_executor
    );
    let elsewhere = desk.official("executor-south-1");
    assert_eq!(
        rejected(&mut desk, elsewhere, count.clone()),
        Rejection::OtherOffice
    );
    let other = desk.official("executor-north-1");
    let appointed = Rejection::AppointedIsOther {
        staff: "executor-north-2".into(),
    };
    assert_eq!(rejected(&mut desk, other, count.clone()), appointed);
    let theirs = desk.official("executor-north-2");
    desk.command(theirs, count).unwrap();
}

#[test]
fn only_staff_of_the_role_and_office_can_be_appointed() {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    desk.step("accepted", &[]).unwrap();
    for staff in ["executor-south-1", "clerk-north-1", "nobody"] {
        let rejection = desk.step("appointed", &[("executor", staff)]).unwrap_err();
        let expected = Rejection::AppointUnknownStaff {
            role: "executor".into(),
            staff: staff.into(),
            field: "executor".into(),
        };
        assert_eq!(rejection, expected);
    }
    assert_eq!(
        wrong_fields(desk.step("appointed", &[]).unwrap_err()),
        ["executor"]
    );
}

#[test]
fn an_outcome_and_its_inputs_must_be_those_of_the_step() {
    let mut desk = at_the_executor();
    // With the amount, which the step needs whatever comes of it.
    let unknown = desk.step("grant", &[]).unwrap_err();
    let Rejection::UnknownOutcome { outcome, inputs } = unknown else {
        panic!("{unknown:?}");
    };
    assert_eq!(outcome, "grant");
    assert_eq!(wrong_fields(Rejection::Inputs(inputs)), ["per-head"]);
    desk.step("counted", &[("per-head", "1")]).unwrap();
    assert_eq!(
        wrong_fields(desk.step("grant", &[("ground", "rich")]).unwrap_err()),
        ["amount"]
    );
    assert_eq!(
        wrong_fields(desk.step("refuse", &[("amount", "1")]).unwrap_err()),
        ["ground"]
    );
    let foreign = desk
        .step("refuse", &[("ground", "unreadable")])
        .unwrap_err();
    assert_eq!(
        wrong_fields(foreign),
        ["ground"],
        "a ground of another step"
    );
    desk.step("refuse", &[("ground", "rich"), ("amount", "1")])
        .unwrap();
    assert_eq!(
        desk.app.inputs["decide"],
        crate::case::map(&[("ground", "rich")]),
        "what was not asked is not kept"
    );
}

#[test]
fn a_remark_is_checked_like_every_text() {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    let Command::Complete(mut command) = complete("accept", "accepted", &[]) else {
        unreachable!()
    };
    command.comment = Some("x".repeat(100_000));
    let clerk = desk.official("clerk-north-1");
    assert_eq!(
        wrong_fields(rejected(
            &mut desk,
            clerk.clone(),
            Command::Complete(command.clone())
        )),
        ["comment"]
    );
    command.comment = Some("   ".into());
    desk.command(clerk, Command::Complete(command)).unwrap();
    assert_eq!(desk.app.done[0].comment, None);
}

#[test]
fn a_term_is_replaced_once_with_a_reason_by_those_who_may() {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    desk.step("accepted", &[]).unwrap();
    let head = desk.official("head-north-1");
    let needs_executor = Rejection::NotYours {
        needs_role: "executor".into(),
    };
    assert_eq!(
        rejected(&mut desk, head, replace("long", "why")),
        needs_executor,
        "the step in hand is not theirs"
    );
    desk.step("appointed", &[("executor", "executor-north-2")])
        .unwrap();

    let other = desk.official("executor-north-1");
    let appointed = Rejection::AppointedIsOther {
        staff: "executor-north-2".into(),
    };
    assert_eq!(
        rejected(&mut desk, other, replace("long", "why")),
        appointed
    );
    let board = desk.official("board-north-1");
    assert_eq!(
        rejected(&mut desk, board, replace("long", "why")),
        needs_executor,
        "their turn comes later"
    );
    let theirs = desk.official("executor-north-2");
    assert_eq!(
        rejected(&mut desk, theirs.clone(), replace("long", " \n ")),
        Rejection::ReasonMissing
    );
    for term in ["ordinary", "long-portal", "nothing"] {
        let unknown = Rejection::UnknownTerm { term: term.into() };
        assert_eq!(
            rejected(&mut desk, theirs.clone(), replace(term, "why")),
            unknown
        );
    }
    desk.command(theirs.clone(), replace("long", "why"))
        .unwrap();
    assert_eq!(
        rejected(&mut desk, theirs, replace("long", "why")),
        Rejection::AlreadyReplaced
    );
}

#[test]
fn only_the_applicant_adds_papers_and_only_of_known_kinds() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    let add = |items| Command::AddEvidence { items };
    assert_eq!(
        rejected(&mut desk, citizen("person-2"), add(vec![file("extra")])),
        Rejection::NotApplicant
    );
    let clerk = desk.official("clerk-north-1");
    assert_eq!(
        rejected(&mut desk, clerk, add(vec![file("extra")])),
        Rejection::NotApplicant
    );
    let unknown = Rejection::UnknownSlot {
        slot: "nothing".into(),
    };
    assert_eq!(
        rejected(&mut desk, citizen("person-1"), add(vec![file("nothing")])),
        unknown
    );
    assert_eq!(
        rejected(&mut desk, citizen("person-1"), add(vec![])),
        Rejection::EvidenceMissing(vec![])
    );
}

#[test]
fn before_submission_and_after_the_end_nothing_happens() {
    let mut desk = Desk::new(crate::case::small());
    let clerk = desk.official("clerk-north-1");
    let step = complete("check", "incomplete", &[("ground", "untrue")]);
    let papers = Command::AddEvidence {
        items: vec![file("extra")],
    };
    for command in [step.clone(), replace("long-portal", "why"), papers.clone()] {
        assert_eq!(
            rejected(&mut desk, clerk.clone(), command),
            Rejection::NotOpen
        );
    }
    desk.submit(ChannelKind::Portal, &ANSWERS, &PAPERS).unwrap();
    desk.command(clerk.clone(), step.clone()).unwrap();
    for command in [replace("long-portal", "why"), papers] {
        assert_eq!(
            rejected(&mut desk, citizen("person-1"), command),
            Rejection::NotOpen
        );
    }
    assert!(matches!(
        rejected(&mut desk, clerk, step),
        Rejection::StepNotOpen {
            done_by: Some(_),
            ..
        }
    ));
}

#[test]
fn a_case_runs_under_its_own_regulation_only() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    desk.regulation.id = "test-2027/aid".into();
    let clerk = desk.official("clerk-north-1");
    assert_eq!(
        rejected(&mut desk, clerk, complete("check", "complete", &[])),
        Rejection::NoProcedure
    );
}
