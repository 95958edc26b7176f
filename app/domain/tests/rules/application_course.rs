//! The course of a case: from submission to its end, in every channel.

use chrono::TimeDelta;
use domain::{
    calendar::local,
    case::{Command, Event, Progress, Stage, replacement_terms},
    limit::{Limit, Unit},
    regulation::{ChannelKind, Closing},
};

use crate::case::{Desk, at, citizen, file};

#[test]
fn a_grant_carries_the_amount_to_the_end() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    desk.step("complete", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-2")])
        .unwrap();
    desk.step("counted", &[("per-head", "30000")]).unwrap();
    desk.step("grant", &[("amount", "50000")]).unwrap();
    desk.step("signed", &[]).unwrap();
    desk.step("issued", &[]).unwrap();

    let closed = desk.app.closed.clone().unwrap();
    assert_eq!(closed.closing, Closing::Granted);
    assert_eq!((closed.amount, closed.ground), (Some(50_000), None));
    assert_eq!(
        closed.output.as_deref(),
        Some("notification"),
        "issued at an earlier step than the last"
    );
    let way =
        "check:complete appoint:appointed count:counted decide:grant sign:signed issue:issued";
    assert_eq!(desk.way().join(" "), way);
    let counted = &desk.app.done[2].by;
    assert_eq!(
        (counted.id.as_str(), counted.role.as_str()),
        ("executor-north-2", "executor")
    );
}

#[test]
fn a_refusal_carries_the_ground_to_the_end() {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    desk.step("counted", &[("per-head", "300000")]).unwrap();
    desk.step("refuse", &[("ground", "rich")]).unwrap();
    desk.step("signed", &[]).unwrap();

    let closed = desk.app.closed.unwrap();
    assert_eq!(closed.closing, Closing::Refused);
    assert_eq!(
        (closed.amount, closed.ground.as_deref()),
        (None, Some("rich"))
    );
    assert_eq!(closed.output.as_deref(), Some("refusal"));
}

#[test]
fn what_was_decided_before_a_return_is_no_part_of_the_end() {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    for (outcome, inputs) in [
        ("accepted", vec![]),
        ("appointed", vec![("executor", "executor-north-1")]),
        ("counted", vec![("per-head", "1")]),
        ("grant", vec![("amount", "50000")]),
        ("returned", vec![]),
        ("recount", vec![]),
        ("counted", vec![("per-head", "2")]),
        ("grant", vec![("amount", "20000")]),
        ("returned", vec![]),
        ("refuse", vec![("ground", "rich")]),
        ("signed", vec![]),
    ] {
        desk.step(outcome, &inputs).unwrap();
    }
    let closed = desk.app.closed.unwrap();
    assert_eq!(
        (closed.amount, closed.ground.as_deref()),
        (None, Some("rich"))
    );
    assert_eq!(
        desk.app.inputs["count"]["per-head"], "2",
        "of a repeated step the last time counts"
    );
    assert_eq!(
        desk.app
            .done
            .iter()
            .filter(|done| done.step == "count")
            .count(),
        2,
        "and nothing is lost"
    );
}

#[test]
fn papers_turned_away_end_the_way_with_a_message() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    let events = desk
        .step("incomplete", &[("ground", "unreadable")])
        .unwrap();
    assert!(matches!(
        &events[..],
        [Event::StepDone(_), Event::Closed(_)]
    ));
    let closed = desk.app.closed.unwrap();
    assert_eq!(
        (closed.closing, closed.ground.as_deref()),
        (Closing::IntakeRefused, Some("unreadable"))
    );
    assert_eq!(closed.output.as_deref(), Some("intake-refusal"));
}

#[test]
fn a_channel_may_take_over_the_steps_of_another() {
    let mut desk = Desk::submitted(ChannelKind::Akim);
    assert_eq!(*desk.app.open_step().unwrap().role().unwrap(), "akim");
    desk.step("passed-on", &[]).unwrap();
    assert_eq!(desk.app.open_step().unwrap().step, "appoint");
}

#[test]
fn the_clock_starts_when_the_office_opens() {
    let mut desk = Desk::new(crate::case::small());
    desk.now = at("2026-06-06T23:30");
    desk.submit(
        ChannelKind::Provider,
        &crate::case::ANSWERS,
        &["income", "disability"],
    )
    .unwrap();
    let opening = catalogue::calendar().opening(desk.now);
    assert!(opening > desk.now, "a Saturday night");
    assert_eq!(desk.app.accepted_at, opening);
    let step = desk.app.open_step().cloned().unwrap();
    assert_eq!(
        (step.since, step.due),
        (opening, Some(opening + TimeDelta::minutes(10)))
    );

    desk.now = opening + TimeDelta::minutes(3);
    desk.step("accepted", &[]).unwrap();
    assert_eq!(
        desk.app.open_step().cloned().unwrap().since,
        desk.now,
        "later steps count from when they opened"
    );
    assert!(!desk.app.done[0].late);
    desk.pass(TimeDelta::days(5));
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    assert!(desk.app.done[1].late);
}

#[test]
fn the_room_that_a_longer_term_gains_goes_to_the_step_in_hand() {
    let calendar = catalogue::calendar();
    let mut desk = Desk::submitted(ChannelKind::Provider);
    desk.step("accepted", &[]).unwrap();
    assert!(
        replacement_terms(&desk.app, &desk.regulation, &desk.performer()).is_empty(),
        "not the head's to do"
    );
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    assert_eq!(
        replacement_terms(&desk.app, &desk.regulation, &desk.performer()).len(),
        1
    );
    let (due, step) = (desk.app.due, desk.app.open_step().cloned().unwrap());
    assert_eq!(
        calendar.elapsed_working_days(desk.app.accepted_at, due.unwrap()),
        8
    );

    let command = Command::ReplaceTerm {
        term: "long".into(),
        reason: " lost papers ".into(),
    };
    desk.command(desk.performer(), command).unwrap();
    let replaced = desk.app.replaced.clone().unwrap();
    assert_eq!(
        (replaced.was_due, replaced.reason.as_str()),
        (due, "lost papers")
    );
    assert_eq!(
        calendar.elapsed_working_days(desk.app.accepted_at, desk.app.due.unwrap()),
        20
    );
    let step_due = desk.app.open_step().cloned().unwrap().due.unwrap();
    assert_eq!(
        calendar.elapsed_working_days(step.due.unwrap(), step_due),
        12
    );
    assert!(Some(step_due) <= desk.app.due);
    assert!(
        replacement_terms(&desk.app, &desk.regulation, &desk.performer()).is_empty(),
        "once"
    );
}

#[test]
fn the_room_gained_never_passes_the_end_of_the_whole() {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    desk.step("accepted", &[]).unwrap();
    desk.pass(TimeDelta::days(20));
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    let command = Command::ReplaceTerm {
        term: "long".into(),
        reason: "late".into(),
    };
    desk.command(desk.performer(), command).unwrap();
    assert_eq!(desk.app.open_step().unwrap().due, desk.app.due);
}

#[test]
fn the_applicant_may_add_papers_while_the_case_is_open() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    let items = vec![file("extra")];
    desk.command(citizen("person-1"), Command::AddEvidence { items })
        .unwrap();
    let slots: Vec<_> = desk
        .app
        .evidence
        .iter()
        .map(|item| item.slot.as_str())
        .collect();
    assert_eq!(slots, ["income", "disability", "extra"]);
}

#[test]
fn what_was_added_is_news_until_the_next_step_is_done() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    desk.pass(TimeDelta::hours(1));
    let add = || Command::AddEvidence {
        items: vec![file("extra")],
    };
    desk.command(citizen("person-1"), add()).unwrap();
    assert_eq!(desk.app.added[0].at, desk.now);
    assert_eq!(desk.app.added_lately().count(), 1);
    desk.pass(TimeDelta::hours(1));
    desk.step("complete", &[]).unwrap();
    assert_eq!(desk.app.added_lately().count(), 0);
    desk.pass(TimeDelta::hours(1));
    desk.command(citizen("person-1"), add()).unwrap();
    let lately: Vec<_> = desk.app.added_lately().map(|added| added.at).collect();
    assert_eq!(lately, [desk.now]);
    assert_eq!(desk.app.added.len(), 2);
}

#[test]
fn progress_shows_done_here_and_to_come() {
    let calendar = catalogue::calendar();
    let mut desk = Desk::submitted(ChannelKind::Portal);
    desk.step("complete", &[]).unwrap();
    desk.pass(TimeDelta::days(3));
    let progress = Progress::of(&desk.app, &desk.regulation, calendar, desk.now);
    let stages: Vec<_> = progress
        .steps
        .iter()
        .map(|step| match &step.stage {
            Stage::Done { outcome, .. } => {
                format!("{} done: {}", step.id, outcome.as_ref().unwrap().en)
            }
            Stage::Here { late, .. } => format!("{} here, late: {late}", step.id),
            Stage::ToCome => step.id.to_string(),
        })
        .collect();
    let expected = [
        "check done: complete",
        "appoint here, late: true",
        "count",
        "decide",
        "sign",
        "issue",
    ];
    assert_eq!(stages, expected);
    assert_eq!(progress.holder.unwrap().roles, ["head"]);
    assert_eq!(
        (progress.used, progress.total),
        (
            3,
            calendar.whole_working_days(desk.app.accepted_at, desk.app.due.unwrap())
        )
    );
}

#[test]
fn a_term_is_shown_in_the_days_in_which_it_counts() {
    let calendar = catalogue::calendar();
    let mut desk = Desk::submitted(ChannelKind::Portal);
    let mut shown = |term: &[Limit]| {
        desk.app.term = term.to_vec();
        desk.app.due = Some(calendar.deadline(desk.app.accepted_at, term));
        let now = desk.app.accepted_at;
        let progress = Progress::of(&desk.app, &desk.regulation, calendar, now);
        (progress.total, progress.by_calendar)
    };
    for days in 8..12 {
        let calendar_days = [Limit::new(days, Unit::CalendarDays)];
        assert_eq!(shown(&calendar_days), (days, true));
    }
    let five = Limit::new(5, Unit::WorkingDays);
    let minutes = Limit::new(15, Unit::Minutes);
    assert_eq!(shown(&[five.clone(), minutes]), (5, false));
    assert_eq!(shown(&[five]), (5, false));
}

#[test]
fn a_clock_that_was_stopped_before_it_began_stands_since_its_beginning() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    let performer = desk.performer();
    let reason = "Жүйе істемейді.".to_owned();
    desk.command(performer, Command::StopClock { reason })
        .unwrap();
    desk.app.accepted_at = desk.now + TimeDelta::days(3);
    let began = local(desk.app.accepted_at).date_naive();
    assert_eq!(desk.app.stands_since(desk.now), Some(began));
}

#[test]
fn progress_of_an_ended_case_stands_still() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    desk.step("incomplete", &[("ground", "untrue")]).unwrap();
    let later = desk.now + TimeDelta::days(300);
    let progress = Progress::of(&desk.app, &desk.regulation, catalogue::calendar(), later);
    assert_eq!((progress.used, progress.holder), (0, None));
    assert!(
        progress
            .steps
            .iter()
            .all(|step| matches!(step.stage, Stage::Done { .. }))
    );
}
