//! What the applicant is asked and does: corrections, an own turn, taking the application back.

use chrono::TimeDelta;
use domain::{
    case::{Actor, Command, Event, Rejection, Request},
    ids::TaskNo,
    limit::{Limit, Unit},
    regulation::{ChannelKind, Closing, Field, FieldKind, Regulation, Side, Turn},
};

use crate::{
    case::{ANSWERS, Desk, PAPERS, citizen, complete, file, rejected},
    office::{decided, office, step_mut, vote_free},
};

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
    desk.command(board.clone(), request(3, &[])).unwrap();
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
    desk.command(board.clone(), request(3, &[])).unwrap();
    assert_eq!(
        rejected(&mut desk, board.clone(), request(3, &["income"])),
        Rejection::AlreadyAsked
    );
    let happened = desk.command(board, vote_free()).unwrap();
    let dropped = |event: &Event| matches!(event, Event::CorrectionDropped(_));
    assert!(dropped(&happened[0]), "{happened:?}");
    assert_eq!(desk.app.applicants().count(), 0, "the step is done");
}

/// A regulation with a step at which the applicant brings something.
pub(crate) fn with_turn() -> Regulation {
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
    let mut evidence = regulation.evidence.iter_mut();
    let income = evidence.find(|slot| slot.id == "income").unwrap();
    income.ask = Some(Field {
        required: false,
        longest: Some(10),
        ..Field::plain("payment", FieldKind::Text)
    });
    regulation
}

/// A case whose signed decision waits for what the applicant brings.
fn two_stages() -> Desk {
    let mut desk = Desk::new(with_turn());
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    desk
}

fn supply(slots: &[&str]) -> Command {
    supply_with(slots, "")
}

fn supply_with(slots: &[&str], text: &str) -> Command {
    Command::Supply {
        step: "count".into(),
        items: slots.iter().map(|slot| file(slot)).collect(),
        text: text.to_owned(),
    }
}

#[test]
fn what_is_asked_beside_the_documents_is_checked_and_kept() {
    let mut desk = two_stages();
    let mine = citizen("person-1");
    let long = supply_with(&["income"], "longer than ten signs");
    let wrong = rejected(&mut desk, mine.clone(), long);
    assert!(matches!(wrong, Rejection::Inputs(errors) if errors[0].field == "payment"));
    desk.command(mine, supply_with(&["income"], "137-4"))
        .unwrap();
    assert_eq!(desk.app.inputs["count"]["payment"], "137-4");
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
fn what_came_before_the_button_counts() {
    let mut desk = two_stages();
    let mine = citizen("person-1");
    desk.pass(TimeDelta::hours(1));
    let items = vec![file("income")];
    desk.command(mine.clone(), Command::AddEvidence { items })
        .unwrap();
    let asked = Request::all(&desk.app, &desk.regulation);
    assert!(asked[0].missing(&desk.app).is_empty());
    desk.command(mine, supply(&[])).unwrap();
    assert_eq!(
        desk.app.added_lately().count(),
        1,
        "no official has seen it"
    );

    let mut desk = two_stages();
    let (task, _) = desk.app.applicants().next().unwrap();
    desk.pass(TimeDelta::hours(1));
    let items = vec![file("income")];
    desk.command(citizen("person-1"), Command::AddEvidence { items })
        .unwrap();
    desk.pass(TimeDelta::days(40));
    desk.command(Actor::Portal, Command::Lapse { task })
        .unwrap();
    assert!(
        desk.app.task_of("sign").is_some(),
        "brought, though nobody pressed the button"
    );
}
