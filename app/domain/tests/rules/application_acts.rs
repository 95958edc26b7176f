//! Every way through every procedure of the catalogue, to its end, with real roles, fields and limits.

use std::collections::BTreeSet;

use catalogue::Catalogue;
use domain::{
    case::{Command, Event, Rejection, Submit, replacement_terms},
    ids::EditionHash,
    regulation::{ChannelKind, Closing, Loops, Procedure, Regulation},
};

use crate::{
    case::{Desk, citizen, confirmation},
    examples::{all, answers, carry_out, made_ready, submitted, try_out, ways},
};

const CHANNELS: [ChannelKind; 3] = [
    ChannelKind::Provider,
    ChannelKind::Akim,
    ChannelKind::Portal,
];

/// As `all`, of a time before the services said what their results carry: cases of such editions still run.
fn undecided() -> Vec<Regulation> {
    let mut all = all();
    all.iter_mut().for_each(|one| one.results.clear());
    all
}

fn local_social_assistance() -> Regulation {
    Catalogue::builtin()
        .unwrap()
        .get("west-kazakhstan-2018/local-social-assistance")
        .unwrap()
        .clone()
}

#[test]
fn every_way_of_every_act_ends_as_it_says() {
    for regulation in undecided() {
        let offered = |one: &&Procedure| {
            // Without a form nobody can submit on the portal.
            one.channel != ChannelKind::Portal || regulation.is_offered_online()
        };
        for procedure in regulation.procedures.iter().filter(offered) {
            let ways = ways(procedure, Loops::Once);
            assert!(
                !ways.is_empty(),
                "{} {:?} has no way",
                regulation.id,
                procedure.channel
            );
            for way in ways {
                let mut desk = submitted(&regulation, &procedure.key());
                let goes = |outcome: &String| {
                    assert!(desk.app.closed.is_none());
                    try_out(&mut desk, outcome).is_some()
                };
                if !way.iter().all(goes) {
                    continue;
                }
                let closed = desk
                    .app
                    .closed
                    .clone()
                    .unwrap_or_else(|| panic!("{way:?} does not end"));
                let last = desk.app.done.last().unwrap();
                let outcome = procedure
                    .step(&last.step)
                    .unwrap()
                    .outcome(&last.outcome)
                    .unwrap();
                // What is decided is issued; without a document the portal at least forms its message.
                let after = outcome
                    .followed_by
                    .as_deref()
                    .and_then(|id| procedure.step(id));
                // Or a note says what the act does instead.
                let said = closed.closing == Closing::IntakeRefused
                    && (after.is_some_and(|step| step.message.is_some()) || outcome.note.is_some());
                let id = &regulation.id;
                assert!(
                    closed.output.is_some() || said,
                    "{id}: {way:?} issues nothing"
                );
                assert_eq!(Some(closed.closing), outcome.closes);
            }
        }
    }
}

#[test]
fn the_amount_and_the_ground_reach_the_end_in_every_channel() {
    let regulation = local_social_assistance();
    for channel in CHANNELS {
        let mut ends = BTreeSet::new();
        for way in ways(regulation.route(&channel.into()).unwrap(), Loops::None) {
            let mut desk = submitted(&regulation, &channel.into());
            for outcome in &way {
                carry_out(&mut desk, outcome);
            }
            let closed = desk.app.closed.unwrap();
            ends.insert(format!("{:?}", closed.closing));
            match closed.closing {
                Closing::Granted => {
                    assert_eq!((closed.amount, closed.ground), (Some(45_000), None))
                }
                _ => {
                    assert_eq!((closed.amount, closed.ground.is_some()), (None, true))
                }
            }
        }
        let portal = usize::from(channel == ChannelKind::Portal);
        assert_eq!(ends.len(), 2 + portal, "{channel:?}: {ends:?}");
    }
}

#[test]
fn the_department_takes_eight_steps_and_the_akim_eleven() {
    let regulation = local_social_assistance();
    for (channel, steps) in [(ChannelKind::Provider, 8), (ChannelKind::Akim, 11)] {
        let mut desk = submitted(&regulation, &channel.into());
        while desk.app.closed.is_none() {
            let open = desk.app.open_step().cloned().unwrap();
            let step = regulation
                .route(&channel.into())
                .unwrap()
                .step(&open.step)
                .unwrap();
            carry_out(&mut desk, &step.outcomes[0].id);
        }
        assert_eq!(desk.app.done.len(), steps);
        assert_eq!(desk.app.closed.unwrap().closing, Closing::Granted);
    }
}

#[test]
fn the_executor_that_the_head_appoints_has_the_case_alone() {
    let regulation = local_social_assistance();
    let mut desk = submitted(&regulation, &ChannelKind::Provider.into());
    carry_out(&mut desk, "accepted");
    let events = carry_out(&mut desk, "assigned");
    assert!(matches!(
        &events[..],
        [
            Event::StepDone(_),
            Event::Appointed(_),
            Event::StepOpened(_)
        ]
    ));
    let office = desk.app.office.clone();
    let mine = format!("executor-{office}-2");
    assert_eq!(desk.app.appointee("executor"), Some(mine.as_str()));
    let colleague = desk.official(&format!("executor-{office}-1"));
    let elsewhere = desk.official(&format!("executor-{}-2", regulation.provider.offices[1].id));
    let sent = crate::case::complete("send-to-survey", "sent", &[]);
    let expected = Rejection::AppointedIsOther { staff: mine.into() };
    assert_eq!(desk.command(colleague, sent.clone()).unwrap_err(), expected);
    assert_eq!(
        desk.command(elsewhere, sent).unwrap_err(),
        Rejection::OtherOffice
    );
}

#[test]
fn twenty_working_days_take_the_place_of_the_ordinary_term() {
    let calendar = catalogue::calendar();
    let regulation = local_social_assistance();
    for channel in CHANNELS {
        let mut desk = submitted(&regulation, &channel.into());
        let term = replacement_terms(&desk.app, &regulation, &desk.performer())
            .first()
            .map(|term| term.id.clone())
            .unwrap();
        let before = desk.app.due;
        let command = Command::ReplaceTerm {
            term,
            reason: "Papers were lost".into(),
        };
        desk.command(desk.performer(), command).unwrap();
        assert!(desk.app.due > before);
        let due = desk.app.due.unwrap();
        let days = calendar.elapsed_working_days(desk.app.accepted_at, due);
        assert_eq!(days, 20);
        assert!(desk.app.open_step().unwrap().due <= Some(due));
    }
}

#[test]
fn only_what_is_confirmed_holds_an_application_up() {
    for regulation in all().iter().filter(|one| one.is_offered_online()) {
        for route in regulation.routes(ChannelKind::Portal) {
            let mut answers = answers(regulation);
            let told = format!("{} {}", regulation.id, route.key());
            let mut desk = Desk::new(made_ready(regulation, &route.key()));
            // A power of attorney is in the acts.
            answers.insert("applies".to_owned(), "self".to_owned());
            answers.insert("capacity".to_owned(), "head".to_owned());
            let submit = Submit {
                channel: ChannelKind::Portal,
                person: "person-1".into(),
                office: regulation.provider.offices[0].id.clone(),
                answers,
                evidence: vec![],
                confirmation: confirmation(),
                application: String::new(),
                edition: EditionHash::default(),
            };
            let submit = Command::Submit(Box::new(submit));
            let submitted = desk.command(citizen("person-1"), submit);
            assert!(submitted.is_ok(), "{told}: {submitted:?}");
        }
    }
}
