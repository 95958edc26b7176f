//! Going back: what stands no more, where it can go, and that nothing is issued without a signature of what stands.

use domain::{
    case::{
        ActorRef, Command, Event, Rejection, Reopened, Returned, StepOpened, apply, earlier,
        options, reopenable,
    },
    ids::{StepId, TaskNo},
    regulation::{ChannelKind, Closing, Loops, Procedure, Regulation},
};

use crate::{
    case::{ANSWERS, Desk, PAPERS, completing, rejected},
    examples::{all, submitted, try_out, ways},
    office::{AMOUNT, decided, office, step_mut},
};

/// Whether what stands is a way of the route up to what is open, and ends over a signature.
pub(crate) fn stands_in_a_row(desk: &Desk) -> bool {
    let Some(route) = desk.regulation.route(&desk.app.route()) else {
        return !desk.app.is_submitted();
    };
    let mut next = route.entry.clone();
    for done in desk.app.standing() {
        let outcome = route.step(&done.step).unwrap().outcome(&done.outcome);
        if done.step != next {
            return false;
        }
        next = outcome.unwrap().to.first().cloned().unwrap_or_default();
    }
    match (desk.app.open_step(), &desk.app.closed) {
        (Some(open), _) => open.step == next,
        (None, Some(end)) => {
            let examined = matches!(end.closing, Closing::Granted | Closing::Refused);
            !examined || desk.app.signed.is_some()
        }
        (None, None) => true,
    }
}

fn give_back(desk: &Desk, to: &str) -> Command {
    Command::Return {
        step: desk.app.open_step().unwrap().step.clone(),
        to: to.into(),
        reason: "why".into(),
    }
}

fn reopen(desk: &mut Desk, step: &str) {
    let head = desk.official("head-north-1");
    let step = step.into();
    let reason = "a mistake".into();
    desk.command(head, Command::Reopen { step, reason })
        .unwrap();
}

fn granted() -> Desk {
    let mut desk = decided(office());
    desk.step("grant", &AMOUNT).unwrap();
    desk.step("signed", &[]).unwrap();
    desk.step("issued", &[]).unwrap();
    desk
}

fn offered(desk: &Desk) -> Vec<String> {
    let open = desk.app.open_step().unwrap().step.clone();
    let steps = earlier(&desk.app, &desk.regulation, &open).into_iter();
    steps.map(|step| step.id.to_string()).collect()
}

#[test]
fn after_a_wrong_end_the_decision_comes_to_its_end_over_the_signature_alone() {
    let mut desk = granted();
    reopen(&mut desk, "decide");
    let no_way = |to: &str| Rejection::NoWayBack { to: to.into() };
    for over in ["issue", "sign"] {
        let (board, back) = (desk.performer(), give_back(&desk, over));
        assert_eq!(rejected(&mut desk, board, back), no_way(over));
    }
    desk.step("grant", &AMOUNT).unwrap();
    assert_eq!(offered(&desk), ["accept", "appoint", "count", "decide"]);
    let (head, back) = (desk.performer(), give_back(&desk, "issue"));
    assert_eq!(rejected(&mut desk, head, back), no_way("issue"));
    desk.step("signed", &[]).unwrap();
    desk.step("issued", &[]).unwrap();
    assert!(desk.app.signed.is_some());
}

#[test]
fn whoever_got_the_case_back_does_not_send_it_forward() {
    let mut desk = decided(office());
    desk.step("grant", &AMOUNT).unwrap();
    let (head, back) = (desk.performer(), give_back(&desk, "accept"));
    desk.command(head, back).unwrap();
    assert!(offered(&desk).is_empty());
    let (clerk, forward) = (desk.performer(), give_back(&desk, "decide"));
    let refused = rejected(&mut desk, clerk, forward);
    assert!(matches!(refused, Rejection::NoWayBack { .. }));
}

#[test]
fn where_the_act_leads_back_its_own_way_is_no_way_forward() {
    let mut desk = decided(office());
    desk.step("grant", &AMOUNT).unwrap();
    desk.step("returned", &[]).unwrap();
    assert_eq!(offered(&desk), ["accept", "appoint", "count"]);
}

#[test]
fn the_signature_stands_when_only_what_follows_it_is_done_again() {
    let mut desk = granted();
    reopen(&mut desk, "issue");
    let signed = desk.app.signed.unwrap();
    desk.pass(chrono::TimeDelta::days(1));
    desk.step("issued", &[]).unwrap();
    assert_eq!(desk.app.signed, Some(signed));
    assert_eq!(desk.app.closed.unwrap().closing, Closing::Granted);
}

#[test]
fn a_wrong_end_is_undone_on_its_own_way_only() {
    let mut desk = granted();
    reopen(&mut desk, "decide");
    desk.step("refuse", &[("ground", "rich")]).unwrap();
    desk.step("signed", &[]).unwrap();
    let steps = reopenable(&desk.app, &desk.regulation).into_iter();
    let steps: Vec<&StepId> = steps.map(|step| &step.id).collect();
    assert_eq!(
        steps,
        ["accept", "appoint", "count", "decide", "sign-refusal"]
    );
}

#[test]
fn a_turn_of_the_applicant_is_not_opened_again_after_the_end() {
    let mut regulation: Regulation = office();
    step_mut(&mut regulation, "count").applicant = Some(domain::regulation::Turn {
        bring: Vec::new(),
        overdue: None,
    });
    let mut desk = Desk::new(regulation);
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    desk.carry_out(completing("count", "counted", &[])).unwrap();
    desk.step("refuse", &[("ground", "rich")]).unwrap();
    desk.step("signed", &[]).unwrap();
    let head = desk.official("head-north-1");
    let (step, reason) = ("count".into(), "why".into());
    let refused = rejected(&mut desk, head, Command::Reopen { step, reason });
    assert!(matches!(refused, Rejection::NoWayBack { .. }));
}

/// As a version before let it happen: the decision goes past the signature.
#[test]
fn what_an_older_log_left_unsigned_is_not_issued() {
    let mut desk = granted();
    reopen(&mut desk, "decide");
    desk.step("grant", &AMOUNT).unwrap();
    let (task, open) = desk.app.steps().next().unwrap();
    let by = ActorRef {
        id: "head-north-1".into(),
        name: String::new(),
        role: "head".into(),
    };
    let (at, opened) = (desk.now, TaskNo(task.0 + 1));
    let past = [
        Event::Returned(Returned {
            at,
            task,
            step: open.step.clone(),
            to: "issue".into(),
            voids: Vec::new(),
            due: None,
            reason: "go".into(),
            by,
        }),
        Event::StepOpened(StepOpened {
            at,
            step: "issue".into(),
            performer: "clerk".into(),
            task: opened,
            who: None,
            since: at,
            due: None,
            begins: None,
        }),
    ];
    desk.app = past.iter().fold(desk.app, apply);
    let clerk = desk.performer();
    let issue = crate::case::complete("issue", "issued", &[]);
    assert_eq!(rejected(&mut desk, clerk, issue), Rejection::Unsigned);
}

#[test]
fn an_old_page_of_a_step_that_came_back_does_nothing() {
    let mut desk = decided(office());
    let (task, _) = desk.app.steps().next().unwrap();
    let mut old = completing("decide", "grant", &AMOUNT);
    old.task = task;
    desk.step("grant", &AMOUNT).unwrap();
    let (head, back) = (desk.performer(), give_back(&desk, "decide"));
    desk.command(head, back).unwrap();
    let board = desk.performer();
    let refused = rejected(&mut desk, board, Command::Complete(old));
    assert_eq!(refused, Rejection::Changed);
}

#[test]
fn a_case_of_every_act_goes_on_from_wherever_it_is_opened_again() {
    let mut opened = 0;
    for regulation in all() {
        let offered =
            |one: &&Procedure| one.channel != ChannelKind::Portal || regulation.is_offered_online();
        for route in regulation.procedures.iter().filter(offered) {
            for way in ways(route, Loops::None) {
                let mut desk = submitted(&regulation, &route.key());
                if !way
                    .iter()
                    .all(|outcome| try_out(&mut desk, outcome).is_some())
                {
                    continue;
                }
                for step in reopenable(&desk.app, &desk.regulation) {
                    let app = &desk.app;
                    let again = Event::Reopened(Reopened {
                        at: desk.now,
                        step: step.id.clone(),
                        voids: Vec::new(),
                        counts: None,
                        due: None,
                        reason: "why".into(),
                        by: app.done[0].by.clone(),
                    });
                    let app = apply(app.clone(), &again);
                    let ways = options(&app, &desk.regulation, step).ways;
                    assert!(!ways.is_empty(), "{} {way:?} {}", regulation.id, step.id);
                    opened += 1;
                }
            }
        }
    }
    assert!(opened > 1000, "{opened}");
}
