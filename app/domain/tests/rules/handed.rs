//! A task that another office was handed: who may give it to whom, and what follows for the rest of the case.

use domain::case::{Appointed, Command, Event, Rejection, apply};

use crate::{
    case::{Desk, rejected},
    office::{decided, office},
};

fn hand_over(office: &str) -> Command {
    Command::HandOver {
        step: "decide".into(),
        office: office.into(),
        reason: "the family has moved".into(),
    }
}

fn assign(staff: &str, substitute: bool) -> Command {
    Command::Assign {
        step: "decide".into(),
        staff: staff.into(),
        substitute,
        reason: "ill".into(),
    }
}

/// A decision that is with the other office, which has not taken it.
fn handed() -> Desk {
    let mut desk = decided(office());
    let board = desk.official("board-north-1");
    desk.command(board, hand_over("south")).unwrap();
    desk
}

#[test]
fn nobody_gives_it_away_before_it_is_taken() {
    let mut desk = handed();
    for office in ["north", "south"] {
        let head = desk.official(&format!("head-{office}-1"));
        for substitute in [true, false] {
            let refused = rejected(&mut desk, head.clone(), assign("board-south-1", substitute));
            assert_eq!(refused, Rejection::OtherOffice, "{office}");
        }
    }
}

#[test]
fn once_taken_it_is_given_where_it_is_and_the_role_stays_at_home() {
    let mut desk = handed();
    let taker = desk.official("board-south-1");
    let step = "decide".into();
    desk.command(taker.clone(), Command::Accept { step })
        .unwrap();
    let home = desk.official("head-north-1");
    let refused = rejected(&mut desk, home, assign("board-south-2", true));
    assert_eq!(refused, Rejection::OtherOffice);
    // The head there does not read the case.
    let there = desk.official("head-south-1");
    for substitute in [true, false] {
        let refused = rejected(
            &mut desk,
            there.clone(),
            assign("board-south-2", substitute),
        );
        assert_eq!(refused, Rejection::OtherOffice);
    }
    rejected(&mut desk, taker.clone(), assign("board-south-2", false));
    desk.command(taker, assign("board-south-2", true)).unwrap();
    let (_, open) = desk.app.task_of("decide").unwrap();
    assert_eq!(open.holder().unwrap(), "board-south-2");
}

#[test]
fn an_older_log_gives_the_steps_at_home_to_nobody_of_the_other_office() {
    let mut desk = handed();
    let event = Event::Appointed(Appointed {
        at: desk.now,
        role: "board".into(),
        staff: "board-south-1".into(),
        name: "Name".into(),
        by: desk.app.done[0].by.clone(),
        task: None,
        reason: Some("why".into()),
    });
    desk.app = apply(desk.app, &event);
    let (_, open) = desk.app.task_of("decide").unwrap();
    assert_eq!(open.holder().unwrap(), "board-south-1");
    assert_eq!(desk.app.appointee("board"), None);
}

#[test]
fn it_goes_only_where_somebody_could_do_it() {
    let mut desk = decided(office());
    desk.staff
        .retain(|one| one.office != "south" || !one.roles.iter().any(|role| *role == "board"));
    let board = desk.official("board-north-1");
    let office = "south".into();
    assert_eq!(
        rejected(&mut desk, board, hand_over("south")),
        Rejection::NobodyThere { office }
    );
}
