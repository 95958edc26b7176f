//! Cases whose act gives no time, and results with a term of their own.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    case::{CaseState, Command, Event, Progress, Stage, output_terms},
    limit::{Limit, Unit, sum},
    regulation::{ChannelKind, Regulation, StatedTerm, TermKind},
};

use crate::{
    case::{ANSWERS, Desk, PAPERS, small},
    office::{AMOUNT, decided, office},
};

/// The small regulation without any time.
fn timeless() -> Regulation {
    let mut regulation = small();
    regulation.terms.clear();
    let steps = regulation.procedures.iter_mut();
    for step in steps.flat_map(|procedure| &mut procedure.steps) {
        step.limit = None;
    }
    regulation
}

fn submitted(regulation: Regulation) -> (Desk, Vec<Event>) {
    let mut desk = Desk::new(regulation);
    let events = desk.submit(ChannelKind::Portal, &ANSWERS, &PAPERS).unwrap();
    (desk, events)
}

#[test]
fn without_a_limit_there_is_no_due_date_and_nothing_is_late() {
    let (mut desk, mut events) = submitted(timeless());
    assert_eq!(desk.app.due, None);
    assert!(desk.app.term.is_empty());
    desk.pass(TimeDelta::days(400));
    assert!(!desk.app.is_late(desk.now));

    // A log from before holds the moment of acceptance.
    let Event::Submitted(first) = &mut events[0] else {
        panic!("it was submitted")
    };
    first.due = Some(first.accepted_at);
    assert_eq!(CaseState::fold(&events).due, None);

    let (mut desk, _) = submitted(small());
    assert!(desk.app.due.is_some());
    desk.pass(TimeDelta::days(400));
    assert!(desk.app.is_late(desk.now));
}

#[test]
fn hours_join_the_minutes_of_a_sum() {
    let limits = [
        Limit::new(360, Unit::Minutes),
        Limit::new(8, Unit::Hours),
        Limit::new(17, Unit::WorkingDays),
    ];
    let whole = [
        Limit::new(17, Unit::WorkingDays),
        Limit::new(840, Unit::Minutes),
    ];
    assert_eq!(sum(&limits), whole);
    assert_eq!(sum(&limits[1..]), [limits[2].clone(), limits[1].clone()]);
}

/// Two working days for a result on the portal, from the end of a step or from the acceptance.
fn of_result(id: &str, since: Option<&str>) -> StatedTerm {
    StatedTerm {
        id: id.to_owned(),
        kind: TermKind::Output,
        channel: ChannelKind::Portal,
        replaces: false,
        since: since.map(Into::into),
        limit: Limit::new(2, Unit::WorkingDays),
        ..small().terms[0].clone()
    }
}

#[test]
fn each_result_is_due_by_its_own_clock() {
    let mut regulation = small();
    regulation.terms.push(of_result("notification", None));
    regulation.terms.push(of_result("permit", Some("appoint")));
    let (mut desk, _) = submitted(regulation);
    let calendar = catalogue::calendar();
    let due = |desk: &Desk| {
        let terms = output_terms(&desk.app, &desk.regulation, calendar);
        let due: Vec<_> = terms.iter().map(|one| one.due).collect();
        <[_; 2]>::try_from(due).unwrap()
    };
    let two_days = |since| Some(calendar.deadline(since, &[Limit::new(2, Unit::WorkingDays)]));
    assert_eq!(due(&desk), [two_days(desk.app.accepted_at), None]);
    desk.pass(TimeDelta::days(3));
    desk.step("complete", &[]).unwrap();
    let begun = two_days(desk.now);
    assert_eq!(due(&desk), [two_days(desk.app.accepted_at), begun]);
    desk.pass(TimeDelta::days(1));
    let step = [("executor", "executor-north-1")];
    desk.step("appointed", &step).unwrap();
    assert_eq!(due(&desk)[1], begun, "it goes on after the step");
    assert_eq!(
        desk.app.due, begun,
        "what was promised before holds no more"
    );

    let official = desk.performer();
    let stop = Command::StopClock {
        reason: "why".into(),
    };
    desk.command(official.clone(), stop).unwrap();
    desk.pass(TimeDelta::days(7));
    desk.command(official, Command::ResumeClock).unwrap();
    assert!(desk.app.due > begun, "it stood still too");
    assert_eq!(due(&desk)[1], desk.app.due);
}

#[test]
fn a_case_that_goes_back_behind_a_results_clock_has_the_whole_again() {
    let mut regulation = small();
    regulation.terms.push(StatedTerm {
        id: "permit".to_owned(),
        kind: TermKind::Output,
        channel: ChannelKind::Portal,
        since: Some("appoint".into()),
        limit: Limit::new(2, Unit::WorkingDays),
        ..small().terms[0].clone()
    });
    let (mut desk, _) = submitted(regulation);
    let (whole, term) = (desk.app.due, desk.app.term.clone());
    let first = desk.app.open_step().unwrap().step.clone();
    desk.pass(TimeDelta::days(1));
    desk.step("complete", &[]).unwrap();
    assert_ne!(desk.app.due, whole);
    let step = desk.app.open_step().unwrap().step.to_string();
    let back = Command::Return {
        step: step.into(),
        to: first,
        reason: "why".into(),
    };
    desk.command(desk.performer(), back).unwrap();
    assert_eq!((desk.app.due, &desk.app.term), (whole, &term));
}

/// The small regulation, whose second step alone takes longer than the whole.
fn longer_than_the_whole() -> Desk {
    let mut regulation = small();
    let steps = regulation.procedures.iter_mut();
    for step in steps.flat_map(|procedure| &mut procedure.steps) {
        if step.id == *"appoint" {
            step.limit = Some(Limit::new(30, Unit::WorkingDays));
        }
    }
    let whole = StatedTerm {
        channel: ChannelKind::Portal,
        ..regulation.terms[0].clone()
    };
    regulation.terms.push(whole);
    let (mut desk, _) = submitted(regulation);
    desk.step("complete", &[]).unwrap();
    desk
}

/// Until when the step in hand is to be done.
fn binding(desk: &Desk) -> Option<DateTime<Utc>> {
    desk.app.due_of(desk.app.open_step().unwrap())
}

#[test]
fn a_step_is_due_no_later_than_the_whole() {
    let mut desk = longer_than_the_whole();
    let own = desk.app.open_step().unwrap().due;
    assert!(
        own > desk.app.due,
        "the log keeps what the act gives the step"
    );
    assert_eq!(binding(&desk), desk.app.due);

    // It goes with the whole, whatever becomes of that.
    let (before, official) = (desk.app.due, desk.performer());
    let stop = Command::StopClock {
        reason: "why".into(),
    };
    desk.command(official.clone(), stop).unwrap();
    desk.pass(TimeDelta::days(7));
    desk.command(official, Command::ResumeClock).unwrap();
    assert!(desk.app.due > before);
    assert_eq!(binding(&desk), desk.app.due);

    let mut state = desk.app.clone();
    state.due = own.map(|own| own + TimeDelta::days(300));
    let open = state.open_step().unwrap();
    assert_eq!(state.due_of(open), open.due, "the earlier of the two");
}

#[test]
fn a_page_says_that_a_step_is_late_when_the_whole_is() {
    let mut desk = longer_than_the_whole();
    desk.now = desk.app.due.unwrap() + TimeDelta::hours(1);
    let progress = Progress::of(&desk.app, &desk.regulation, catalogue::calendar(), desk.now);
    let here = progress.steps.iter().find_map(|step| match step.stage {
        Stage::Here { due, late, .. } => Some((due, late)),
        _ => None,
    });
    assert_eq!(here, Some((desk.app.due, true)));
}

#[test]
fn a_step_that_is_done_while_the_clock_stands_still_sets_it_going() {
    for (days, late) in [(3, false), (400, true)] {
        let mut desk = decided(office());
        let official = desk.performer();
        let due = desk.app.open_step().unwrap().due.unwrap();
        if late {
            desk.now = due + TimeDelta::days(days);
        }
        let stop = Command::StopClock {
            reason: "an answer of the register".into(),
        };
        desk.command(official, stop).unwrap();
        desk.pass(TimeDelta::days(days));
        let whole = desk.app.due;
        desk.step("grant", &AMOUNT).unwrap();
        assert!(desk.app.stopped.is_none() && (desk.app.due > whole || late));
        let is_resumed = |event: &Event| matches!(event, Event::ClockResumed(_));
        assert_eq!(
            desk.app.beside.iter().filter(|one| is_resumed(one)).count(),
            1
        );
        // What was over before the clock stood still is over after it.
        assert_eq!(desk.app.last_done("decide").unwrap().late, late);
    }
}

#[test]
fn a_step_is_due_no_later_than_its_stage() {
    let mut regulation = small();
    let steps = regulation.procedures.iter_mut();
    for step in steps.flat_map(|procedure| &mut procedure.steps) {
        step.limit = None;
    }
    regulation.terms.push(of_result("first", None));
    regulation.terms.push(of_result("second", Some("appoint")));
    let (mut desk, _) = submitted(regulation);
    let calendar = catalogue::calendar();
    let two_days = |since| Some(calendar.deadline(since, &[Limit::new(2, Unit::WorkingDays)]));
    let first = two_days(desk.app.accepted_at);
    assert_eq!(desk.app.open_step().unwrap().due, first);
    assert_eq!(binding(&desk), first);
    desk.step("complete", &[]).unwrap();
    assert_eq!(
        binding(&desk),
        desk.app.due,
        "the second stage has its own clock"
    );
    assert_eq!(desk.app.due, two_days(desk.now));
}
