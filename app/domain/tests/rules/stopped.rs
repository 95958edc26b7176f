//! A clock that was stopped while the act waits for the applicant.

use catalogue::Catalogue;
use chrono::TimeDelta;
use domain::{
    case::{Clock, Command, Event, StepDone, StepOpened, TermBegun, apply, leader},
    ids::TaskNo,
    regulation::Side,
};

use crate::{
    case::{Desk, citizen, file},
    waiting::{blames_nobody, bring, turns, waiting},
};

/// Has whoever leads the work stop the clock.
fn stop(desk: &mut Desk) {
    let reason = "why".to_owned();
    lead(desk, Command::StopClock { reason });
}

fn lead(desk: &mut Desk, command: Command) {
    let staff = desk.staff.iter().map(|one| desk.official(&one.id));
    let mut leaders = staff.filter(|one| leader(&desk.app, &desk.regulation, one).is_ok());
    let head = leaders.next().unwrap();
    desk.command(head, command).unwrap();
}

/// As versions before let it happen: the clock was stopped while the act waited for the applicant, and a term of its own began.
#[test]
fn a_term_that_begins_while_the_clock_stands_stands_from_then_on() {
    let catalogue = Catalogue::builtin().unwrap();
    let calendar = catalogue::calendar();
    let clock = Clock::new(calendar);
    let mut found = 0;
    for (regulation, route, step) in turns(&catalogue) {
        let brought = step.brought().unwrap();
        let next = route.step(&brought.to[0]).unwrap();
        let mut own = regulation.terms_of(route);
        let Some(own) = own.find(|term| term.since.as_ref() == Some(&next.id)) else {
            continue;
        };
        let mut desk = waiting(regulation, route, step);
        stop(&mut desk);
        desk.pass(TimeDelta::days(9));
        let opened = desk.now;
        let (task, _) = desk.app.turn().unwrap();
        let by = desk.app.stopped.as_ref().unwrap().by.clone();
        let due = clock.due(opened, &own.limit);
        let events = [
            Event::StepDone(StepDone {
                at: opened,
                step: step.id.clone(),
                task,
                outcome: brought.id.clone(),
                by,
                side: Side::Applicant,
                inputs: Default::default(),
                comment: None,
                files: Vec::new(),
                late: false,
                signs: false,
                moved: None,
            }),
            Event::StepOpened(StepOpened {
                at: opened,
                step: next.id.clone(),
                performer: next.performer.clone(),
                task: TaskNo(2),
                who: None,
                since: opened,
                due: Some(clock.due(opened, next.limit.as_ref().unwrap())),
                begins: Some(TermBegun {
                    term: own.id.clone(),
                    limit: own.limit.clone(),
                    due,
                }),
            }),
        ];
        desk.app = events.iter().fold(desk.app, apply);
        desk.pass(TimeDelta::days(1));
        lead(&mut desk, Command::ResumeClock);
        let days = calendar.elapsed_working_days(opened, desk.now);
        assert_eq!(desk.app.due, Some(calendar.later(due, days, true)));
        let (_, task) = desk.app.task_of(&next.id).unwrap();
        assert_eq!(desk.app.due_of(task), desk.app.due.min(task.due));
        found += 1;
    }
    assert!(found > 0, "who has a term that the copies begin");
}

/// What the clock was stopped for is there: nobody has to remember it.
#[test]
fn what_the_applicant_brings_lets_the_clock_go_on() {
    let catalogue = Catalogue::builtin().unwrap();
    for (regulation, route, step) in turns(&catalogue) {
        let mut desk = waiting(regulation, route, step);
        stop(&mut desk);
        assert!(!desk.app.answered_while_stopped());
        desk.pass(TimeDelta::days(3));
        let mut attached = desk.clone();
        let turn = step.applicant.as_ref().unwrap();
        let items = vec![file(&turn.bring[0])];
        attached
            .command(citizen("person-1"), Command::AddEvidence { items })
            .unwrap();
        assert!(attached.app.answered_while_stopped(), "{}", regulation.id);
        bring(&mut desk, turn);
        assert!(desk.app.stopped.is_none(), "{}", regulation.id);
        blames_nobody(&desk, "when it came");
    }
}
