//! What is rejected, why, and in which order the reasons come.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::TimeDelta;
use domain::{
    application::{Actor, Command, Rejection},
    regulation::ChannelKind,
};

mod case;
use case::{ANSWERS, Desk, citizen, complete, file, submission};

const PAPERS: [&str; 2] = ["income", "disability"];

fn replace(term: &str, reason: &str) -> Command {
    Command::ReplaceTerm { term: term.to_owned(), reason: reason.to_owned() }
}

fn at_the_executor() -> Desk {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-2")]).unwrap();
    desk
}

fn rejected(desk: &mut Desk, actor: Actor, command: Command) -> Rejection {
    let before = (desk.app.clone(), desk.entries.len());
    let rejection = desk.command(actor, command).unwrap_err();
    assert_eq!(before, (desk.app.clone(), desk.entries.len()), "a rejected command changes nothing");
    rejection
}

fn wrong_fields(rejection: Rejection) -> Vec<String> {
    match rejection {
        Rejection::Inputs(errors) => errors.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_second_submission_is_told_the_number() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    let again = desk.submit(ChannelKind::Portal, &ANSWERS, &PAPERS).unwrap_err();
    assert_eq!(again, Rejection::AlreadySubmitted { number: "2026-000001".into() });
}

#[test]
fn nobody_submits_for_another_person() {
    let mut desk = Desk::new(case::small());
    let command = submission(ChannelKind::Portal, "north", &ANSWERS, &PAPERS);
    assert_eq!(rejected(&mut desk, citizen("person-2"), command.clone()), Rejection::NotApplicant);
    let clerk = desk.official("clerk-north-1");
    assert_eq!(rejected(&mut desk, clerk, command), Rejection::NotApplicant);

    let at_counter = submission(ChannelKind::Provider, "north", &ANSWERS, &PAPERS);
    let needs_clerk = Rejection::NotYours { needs_role: "clerk".into() };
    assert_eq!(rejected(&mut desk, citizen("person-1"), at_counter.clone()), needs_clerk);
    let head = desk.official("head-north-1");
    assert_eq!(rejected(&mut desk, head, at_counter.clone()), needs_clerk);
    let elsewhere = desk.official("clerk-south-1");
    assert_eq!(rejected(&mut desk, elsewhere, at_counter), Rejection::OtherOffice);
}

#[test]
fn the_portal_is_open_to_those_of_its_condition_only() {
    let mut desk = Desk::new(case::small());
    let closed = Rejection::ChannelClosed {
        channel: ChannelKind::Portal,
        elsewhere: vec![ChannelKind::Provider, ChannelKind::Akim],
    };
    let mut answers = ANSWERS;
    answers[0].1 = "no";
    assert_eq!(desk.submit(ChannelKind::Portal, &answers, &PAPERS).unwrap_err(), closed);
    let unfinished = [("disability", "no"), ("disease", "no")];
    assert_eq!(desk.submit(ChannelKind::Portal, &unfinished, &[]).unwrap_err(), closed, "before mistakes in the form");
    desk.submit(ChannelKind::Provider, &answers, &PAPERS).unwrap();
}

#[test]
fn a_form_with_mistakes_is_rejected_with_all_of_them() {
    let mut desk = Desk::new(case::small());
    let answers = [("disability", "yes"), ("family.1.income", ""), ("family.01.income", "1"), ("family.x.income", "1")];
    let fields = wrong_fields(desk.submit(ChannelKind::Portal, &answers, &PAPERS).unwrap_err());
    assert_eq!(fields, ["disease", "own-income", "family.1.income"]);

    let mut crowd = ANSWERS.to_vec();
    crowd.extend([("family.3.income", "1"), ("family.4.income", "1")]);
    assert_eq!(wrong_fields(desk.submit(ChannelKind::Portal, &crowd, &PAPERS).unwrap_err()), ["family"]);
}

#[test]
fn unknown_answers_are_not_kept() {
    let mut desk = Desk::new(case::small());
    let mut answers = ANSWERS.to_vec();
    answers.push(("unknown", "x"));
    desk.submit(ChannelKind::Portal, &answers, &PAPERS).unwrap();
    assert_eq!(desk.app.answers, case::map(&ANSWERS));
}

#[test]
fn missing_papers_are_named() {
    let mut desk = Desk::new(case::small());
    let missing = |slots: &[&str]| Rejection::EvidenceMissing(slots.iter().map(|slot| (*slot).to_owned()).collect());
    assert_eq!(desk.submit(ChannelKind::Portal, &ANSWERS, &[]).unwrap_err(), missing(&PAPERS));
    assert_eq!(desk.submit(ChannelKind::Portal, &ANSWERS, &["disability"]).unwrap_err(), missing(&["income"]));
    let unknown = Rejection::UnknownSlot { slot: "nothing".into() };
    assert_eq!(desk.submit(ChannelKind::Portal, &ANSWERS, &["income", "disability", "nothing"]).unwrap_err(), unknown);
    // No income anywhere: nothing to prove.
    let poor = [("disability", "no"), ("disease", "yes"), ("own-income", "0"), ("family.1.income", "0")];
    desk.submit(ChannelKind::Portal, &poor, &[]).unwrap();
}

#[test]
fn the_office_must_be_one_of_the_provider() {
    let mut desk = Desk::new(case::small());
    let command = submission(ChannelKind::Portal, "moon", &ANSWERS, &PAPERS);
    assert_eq!(rejected(&mut desk, citizen("person-1"), command), Rejection::UnknownOffice { office: "moon".into() });
    let command = submission(ChannelKind::StateCorporation, "north", &ANSWERS, &PAPERS);
    assert_eq!(rejected(&mut desk, citizen("person-1"), command), Rejection::NoProcedure);
}

#[test]
fn the_second_official_is_told_who_was_first() {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    let (first, second) = (desk.official("clerk-north-1"), desk.official("clerk-north-2"));
    desk.pass(TimeDelta::minutes(2));
    desk.command(first, complete("accept", "accepted", &[])).unwrap();
    desk.pass(TimeDelta::minutes(1));
    match rejected(&mut desk, second.clone(), complete("accept", "turned-away", &[])) {
        Rejection::StepNotOpen { step, done_by: Some(done) } => {
            assert_eq!(step, "accept");
            assert_eq!((done.by.name.as_str(), done.outcome.as_str()), ("Name of clerk-north-1", "accepted"));
            assert_eq!(done.at, desk.now - TimeDelta::minutes(1));
        }
        other => panic!("{other:?}"),
    }
    let later = Rejection::StepNotOpen { step: "sign".into(), done_by: None };
    assert_eq!(rejected(&mut desk, second, complete("sign", "signed", &[])), later);
}

#[test]
fn a_step_belongs_to_its_role_its_office_and_the_appointed() {
    let mut desk = at_the_executor();
    let count = complete("count", "counted", &[("per-head", "1")]);
    let needs_executor = Rejection::NotYours { needs_role: "executor".into() };
    let head = desk.official("head-north-1");
    assert_eq!(rejected(&mut desk, head, count.clone()), needs_executor);
    assert_eq!(rejected(&mut desk, citizen("person-1"), count.clone()), needs_executor);
    let elsewhere = desk.official("executor-south-1");
    assert_eq!(rejected(&mut desk, elsewhere, count.clone()), Rejection::OtherOffice);
    let other = desk.official("executor-north-1");
    let appointed = Rejection::AppointedIsOther { staff: "executor-north-2".into() };
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
    assert_eq!(wrong_fields(desk.step("appointed", &[]).unwrap_err()), ["executor"]);
}

#[test]
fn an_outcome_and_its_inputs_must_be_those_of_the_step() {
    let mut desk = at_the_executor();
    let unknown = Rejection::UnknownOutcome { outcome: "grant".into() };
    assert_eq!(desk.step("grant", &[]).unwrap_err(), unknown);
    desk.step("counted", &[("per-head", "1")]).unwrap();
    assert_eq!(wrong_fields(desk.step("grant", &[("ground", "rich")]).unwrap_err()), ["amount"]);
    assert_eq!(wrong_fields(desk.step("refuse", &[("amount", "1")]).unwrap_err()), ["ground"]);
    let foreign = desk.step("refuse", &[("ground", "unreadable")]).unwrap_err();
    assert_eq!(wrong_fields(foreign), ["ground"], "a ground of another step");
    desk.step("refuse", &[("ground", "rich"), ("amount", "1")]).unwrap();
    assert_eq!(desk.app.inputs["decide"], case::map(&[("ground", "rich")]), "what was not asked is not kept");
}

#[test]
fn a_remark_is_checked_like_every_text() {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    let Command::Complete(mut command) = complete("accept", "accepted", &[]) else { unreachable!() };
    command.comment = Some("x".repeat(100_000));
    let clerk = desk.official("clerk-north-1");
    assert_eq!(wrong_fields(rejected(&mut desk, clerk.clone(), Command::Complete(command.clone()))), ["comment"]);
    command.comment = Some("   ".into());
    desk.command(clerk, Command::Complete(command)).unwrap();
    assert_eq!(desk.app.done[0].comment, None);
}

#[test]
fn a_term_is_replaced_once_with_a_reason_by_those_who_may() {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    desk.step("accepted", &[]).unwrap();
    let head = desk.official("head-north-1");
    let needs_executor = Rejection::NotYours { needs_role: "executor".into() };
    assert_eq!(rejected(&mut desk, head, replace("long", "why")), needs_executor, "the step in hand is not theirs");
    desk.step("appointed", &[("executor", "executor-north-2")]).unwrap();

    let other = desk.official("executor-north-1");
    let appointed = Rejection::AppointedIsOther { staff: "executor-north-2".into() };
    assert_eq!(rejected(&mut desk, other, replace("long", "why")), appointed);
    let board = desk.official("board-north-1");
    assert_eq!(rejected(&mut desk, board, replace("long", "why")), needs_executor, "their turn comes later");
    let theirs = desk.official("executor-north-2");
    assert_eq!(rejected(&mut desk, theirs.clone(), replace("long", " \n ")), Rejection::ReasonMissing);
    for term in ["ordinary", "long-portal", "nothing"] {
        let unknown = Rejection::UnknownTerm { term: term.into() };
        assert_eq!(rejected(&mut desk, theirs.clone(), replace(term, "why")), unknown);
    }
    desk.command(theirs.clone(), replace("long", "why")).unwrap();
    assert_eq!(rejected(&mut desk, theirs, replace("long", "why")), Rejection::AlreadyReplaced);
}

#[test]
fn only_the_applicant_adds_papers_and_only_of_known_kinds() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    let add = |items| Command::AddEvidence { items };
    assert_eq!(rejected(&mut desk, citizen("person-2"), add(vec![file("extra")])), Rejection::NotApplicant);
    let clerk = desk.official("clerk-north-1");
    assert_eq!(rejected(&mut desk, clerk, add(vec![file("extra")])), Rejection::NotApplicant);
    let unknown = Rejection::UnknownSlot { slot: "nothing".into() };
    assert_eq!(rejected(&mut desk, citizen("person-1"), add(vec![file("nothing")])), unknown);
    assert_eq!(rejected(&mut desk, citizen("person-1"), add(vec![])), Rejection::EvidenceMissing(vec![]));
}

#[test]
fn before_submission_and_after_the_end_nothing_happens() {
    let mut desk = Desk::new(case::small());
    let clerk = desk.official("clerk-north-1");
    let step = complete("check", "incomplete", &[("ground", "untrue")]);
    let papers = Command::AddEvidence { items: vec![file("extra")] };
    for command in [step.clone(), replace("long-portal", "why"), papers.clone()] {
        assert_eq!(rejected(&mut desk, clerk.clone(), command), Rejection::NotOpen);
    }
    desk.submit(ChannelKind::Portal, &ANSWERS, &PAPERS).unwrap();
    desk.command(clerk.clone(), step.clone()).unwrap();
    for command in [replace("long-portal", "why"), papers] {
        assert_eq!(rejected(&mut desk, citizen("person-1"), command), Rejection::NotOpen);
    }
    assert!(matches!(rejected(&mut desk, clerk, step), Rejection::StepNotOpen { done_by: Some(_), .. }));
}

#[test]
fn a_case_runs_under_its_own_regulation_only() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    desk.regulation.id = "test-2027/aid".into();
    let clerk = desk.official("clerk-north-1");
    assert_eq!(rejected(&mut desk, clerk, complete("check", "complete", &[])), Rejection::NoProcedure);
}
