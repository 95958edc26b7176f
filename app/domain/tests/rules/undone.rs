//! A case that was ended by mistake: its clock stood still meanwhile, and what the applicant brought counts.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    case::{CaseState, Clock, Command, Event, Rejection, Request, leader, reopenable},
    ids::StepId,
    regulation::{ChannelKind, Loops, Turn},
};

use crate::{
    case::{ANSWERS, Desk, PAPERS, citizen, file, rejected},
    examples::{all, submitted, try_out, ways},
    office::{AMOUNT, decided, office, own_term, step_mut},
    waiting::with_turn,
};

fn to_the_end(desk: &mut Desk) {
    for (outcome, entered) in [("grant", &AMOUNT[..]), ("signed", &[]), ("issued", &[])] {
        desk.step(outcome, entered).unwrap();
    }
}

fn reopen(desk: &mut Desk, step: &str) {
    let (step, reason) = (step.into(), "a mistake".to_owned());
    let head = desk.official("head-north-1");
    desk.command(head, Command::Reopen { step, reason })
        .unwrap();
}

/// The deadline after the clock stood still so long, a day after the other.
fn later(due: Option<DateTime<Utc>>, from: DateTime<Utc>, to: DateTime<Utc>) -> DateTime<Utc> {
    let calendar = catalogue::calendar();
    let date = |at| calendar.local(at).date_naive();
    let days = date(from).iter_days().skip(1);
    let days = days.take_while(|day| *day <= date(to));
    let days = days.filter(|day| calendar.is_working_day(*day)).count();
    calendar.later(due.unwrap(), u32::try_from(days).unwrap(), true)
}

#[test]
fn the_time_for_which_a_case_was_closed_makes_nobody_late() {
    let calendar = catalogue::calendar();
    for hours in (1..24 * 40).step_by(5) {
        let mut desk = decided(office());
        to_the_end(&mut desk);
        let (due, closed) = (desk.app.due, desk.now);
        desk.pass(TimeDelta::hours(hours));
        reopen(&mut desk, "decide");
        let counts = calendar.opening(desk.now);
        assert_eq!(desk.app.due, Some(later(due, closed, counts)), "{hours}");
        assert!(!desk.app.is_late(desk.now), "{hours}");
        let (_, task) = desk.app.task_of("decide").unwrap();
        let until = desk.app.due_of(task);
        assert!(until > Some(desk.now), "{hours}: {until:?}");
        let own = Clock::new(calendar).due(
            desk.now,
            &domain::limit::Limit::new(1, domain::limit::Unit::WorkingDays),
        );
        assert_eq!(until, Some(own), "its own limit runs anew, {hours}");
        // Another end and another mistake: nothing is counted twice.
        let due = desk.app.due;
        to_the_end(&mut desk);
        let closed = desk.now;
        desk.pass(TimeDelta::days(7));
        reopen(&mut desk, "issue");
        let counts = calendar.opening(desk.now);
        assert_eq!(desk.app.due, Some(later(due, closed, counts)), "{hours}");
    }
}

#[test]
fn what_was_late_at_its_end_is_late_when_it_is_opened_again() {
    let mut desk = decided(office());
    desk.pass(TimeDelta::days(30));
    assert!(desk.app.is_late(desk.now));
    to_the_end(&mut desk);
    let due = desk.app.due;
    desk.pass(TimeDelta::days(20));
    reopen(&mut desk, "decide");
    assert_eq!(desk.app.due, due);
    assert!(desk.app.is_late(desk.now));
}

#[test]
fn a_case_of_every_act_that_ended_in_time_is_in_time_when_it_is_opened_again() {
    let mut opened = 0;
    for regulation in all() {
        for route in &regulation.procedures {
            if route.channel == ChannelKind::Portal && !regulation.is_offered_online() {
                continue;
            }
            let way = ways(route, Loops::None).into_iter().next().unwrap();
            let mut desk = submitted(&regulation, &route.key());
            if !way.iter().all(|one| try_out(&mut desk, one).is_some()) {
                continue;
            }
            desk.pass(TimeDelta::days(20));
            // Where nobody leads the work, nobody opens it again.
            let staff = desk.staff.iter().map(|one| desk.official(&one.id));
            let mut leaders = staff.filter(|one| leader(&desk.app, &desk.regulation, one).is_ok());
            let Some(head) = leaders.next() else {
                let led = desk.regulation.route(&route.key()).unwrap().leaders();
                assert!(led.is_empty(), "{} {led:?}", regulation.id);
                continue;
            };
            for step in reopenable(&desk.app, &desk.regulation) {
                let mut again = desk.clone();
                let (head, reason) = (head.clone(), "a mistake".to_owned());
                let step = step.id.clone();
                again
                    .command(head, Command::Reopen { step, reason })
                    .unwrap();
                let app = &again.app;
                assert!(!app.is_late(again.now), "{} {way:?}", regulation.id);
                let open = app.open_step().unwrap();
                let late = app.due_of(open).is_some_and(|due| due < again.now);
                assert!(!late, "{} {way:?} {}", regulation.id, open.step);
                opened += 1;
            }
        }
    }
    assert!(opened > 100, "{opened}");
}

#[test]
fn an_end_in_an_older_log_is_opened_again_as_it_was() {
    let mut desk = decided(office());
    to_the_end(&mut desk);
    let due = desk.app.due;
    desk.pass(TimeDelta::days(20));
    reopen(&mut desk, "decide");
    let events = domain::case::log::decode_all(&desk.entries).unwrap();
    let older = events.into_iter().map(|event| match event {
        Event::Reopened(mut reopened) => {
            (reopened.counts, reopened.due) = (None, None);
            Event::Reopened(reopened)
        }
        event => event,
    });
    let app = CaseState::fold(&older.collect::<Vec<_>>());
    assert_eq!(app.due, due);
    assert!(app.stood.is_empty());
}

#[test]
fn what_stood_still_after_a_term_of_its_own_began_is_not_lost_behind_it() {
    let mut first = own_term("sign");
    first.step("grant", &AMOUNT).unwrap();
    let was = first.app.own.as_ref().unwrap().was_due;
    assert_ne!(first.app.due, was);
    let head = first.official("head-north-1");
    let reason = || "why".to_owned();
    let stopped = first.now;
    first
        .command(head.clone(), Command::StopClock { reason: reason() })
        .unwrap();
    first.pass(TimeDelta::days(9));
    first.command(head.clone(), Command::ResumeClock).unwrap();
    let counted = later(was, stopped, first.now);

    let mut returned = first.clone();
    let back = Command::Return {
        step: "sign".into(),
        to: "decide".into(),
        reason: reason(),
    };
    returned.command(head, back).unwrap();
    assert!(returned.app.own.is_none());
    assert_eq!(returned.app.due, Some(counted));

    let mut closed = first;
    closed.step("signed", &[]).unwrap();
    closed.step("issued", &[]).unwrap();
    let end = closed.now;
    closed.pass(TimeDelta::days(14));
    reopen(&mut closed, "decide");
    assert!(closed.app.own.is_none());
    assert_eq!(closed.app.due, Some(later(Some(counted), end, closed.now)));
    reopen_within(&mut closed);
}

/// The term of its own goes on, where the case is opened again within it.
fn reopen_within(desk: &mut Desk) {
    to_the_end(desk);
    let (own, due, end) = (desk.app.own.clone(), desk.app.due, desk.now);
    assert!(own.is_some());
    desk.pass(TimeDelta::days(5));
    reopen(desk, "issue");
    assert_eq!(desk.app.own, own);
    assert_eq!(desk.app.due, Some(later(due, end, desk.now)));
}

fn supply(items: &[&str]) -> Command {
    Command::Supply {
        step: "proof".into(),
        items: items.iter().map(|slot| file(slot)).collect(),
        text: String::new(),
    }
}

#[test]
fn what_was_brought_before_a_wrong_end_need_not_be_brought_again() {
    let mut desk = with_turn(None);
    let applicant = citizen("person-1");
    desk.command(applicant.clone(), supply(&["income"]))
        .unwrap();
    desk.step("issued", &[]).unwrap();
    for _ in 0..2 {
        desk.pass(TimeDelta::days(3));
        reopen(&mut desk, "sign");
        desk.pass(TimeDelta::hours(1));
        desk.step("signed", &[]).unwrap();
        let asked = Request::all(&desk.app, &desk.regulation);
        assert_eq!(asked.len(), 1);
        assert!(asked[0].missing(&desk.app).is_empty());
        desk.pass(TimeDelta::hours(1));
        desk.command(applicant.clone(), supply(&[])).unwrap();
        desk.step("issued", &[]).unwrap();
    }
}

#[test]
fn what_an_official_sends_back_on_the_way_is_brought_anew() {
    let mut desk = with_turn(None);
    let mut again = step_mut(&mut desk.regulation, "issue").outcomes[0].clone();
    again.id = "not-in-order".to_owned();
    again.closes = None;
    again.output = None;
    again.to = vec!["proof".into()];
    step_mut(&mut desk.regulation, "issue").outcomes.push(again);
    let applicant = citizen("person-1");
    desk.command(applicant.clone(), supply(&["income"]))
        .unwrap();
    desk.pass(TimeDelta::hours(1));
    desk.step("not-in-order", &[]).unwrap();
    let missing = Rejection::EvidenceMissing(vec!["income".to_owned()]);
    assert_eq!(rejected(&mut desk, applicant.clone(), supply(&[])), missing);
    desk.pass(TimeDelta::hours(1));
    desk.command(applicant.clone(), supply(&["income"]))
        .unwrap();
    desk.step("issued", &[]).unwrap();
    desk.pass(TimeDelta::hours(1));
    reopen(&mut desk, "sign");
    desk.step("signed", &[]).unwrap();
    desk.command(applicant, supply(&[])).unwrap();
}

#[test]
fn the_work_goes_back_to_no_step_of_the_applicants() {
    let mut regulation = office();
    step_mut(&mut regulation, "count").applicant = Some(Turn {
        bring: Vec::new(),
        overdue: None,
    });
    let mut desk = Desk::new(regulation);
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    desk.carry_out(crate::case::completing("count", "counted", &[]))
        .unwrap();
    let earlier = domain::case::earlier(&desk.app, &desk.regulation, "decide");
    let ids: Vec<&StepId> = earlier.iter().map(|step| &step.id).collect();
    assert_eq!(ids, ["accept", "appoint"]);
    let board = desk.performer();
    let back = Command::Return {
        step: "decide".into(),
        to: "count".into(),
        reason: "why".into(),
    };
    let refused = rejected(&mut desk, board, back);
    assert!(matches!(refused, Rejection::NoWayBack { .. }));
}
