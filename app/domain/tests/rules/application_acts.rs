//! Every way through every procedure of the catalogue, to its end, with real roles, fields and limits.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::Catalogue;
use domain::{
    bin::{Bin, DEMO_BIN_SERIAL},
    case::{
        Command, Complete, Event, EvidenceItem, Rejection, StepOption, StepOptions, Submit,
        options, replacement_terms,
    },
    condition::Condition,
    evidence,
    form::{Answers, month_part, months_asked},
    ids::{EditionHash, StepId},
    iin::{Iin, Sex},
    regulation::{
        ChannelKind, Closing, Field, FieldKind, Leg, Loops, MOST_PATHS, Procedure, Regulation,
        RouteKey, Step,
    },
};

use crate::case::{Desk, citizen, confirmation, file};

pub(crate) fn all() -> Vec<Regulation> {
    Catalogue::builtin().unwrap().all().cloned().collect()
}

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

/// An answer that fits the field.
pub(crate) fn answer(regulation: &Regulation, step: Option<&Step>, field: &Field) -> String {
    let office = &regulation.provider.offices[0].id;
    let fits =
        |steps: &[StepId]| steps.is_empty() || step.is_some_and(|step| steps.contains(&step.id));
    match field.kind {
        FieldKind::Text | FieldKind::LongText => "Some words".into(),
        FieldKind::Name => "Серікова Айгүл".into(),
        FieldKind::Iin => iin(0),
        FieldKind::Date => "01.06.2026".into(),
        FieldKind::Money => "45 000".into(),
        FieldKind::Phone => "+7 701 000 00 00".into(),
        FieldKind::Email => "a@example.kz".into(),
        FieldKind::Choice | FieldKind::MultiChoice | FieldKind::Classifier => {
            field.options[0].id.clone()
        }
        FieldKind::Bin => {
            let bin = (DEMO_BIN_SERIAL..=99_999).find_map(|serial| Bin::generate(12, 3, serial));
            bin.unwrap().as_str().to_owned()
        }
        FieldKind::Iban => "KZ86 125K ZT50 0410 0100".into(),
        FieldKind::Number => "7".into(),
        FieldKind::Period => "01.2026;03.2026".into(),
        FieldKind::MonthTable => {
            let months = months_asked(field, "2026-06-01".parse().unwrap()).map(month_part);
            months.map(|month| format!("{month}=15 000")).join(";")
        }
        FieldKind::Consent => "yes".into(),
        FieldKind::YesNo => "yes".into(),
        FieldKind::Office => office.to_string(),
        FieldKind::Staff => format!("{}-{office}-2", field.role.as_ref().unwrap()),
        FieldKind::Ground => regulation
            .grounds
            .iter()
            .find(|ground| fits(&ground.steps))
            .unwrap()
            .id
            .clone(),
    }
}

/// Another person for another `first` serial number.
fn iin(first: u16) -> String {
    let born = chrono::NaiveDate::from_ymd_opt(1985, 3, 14).unwrap();
    (first..)
        .find_map(|serial| Iin::generate(born, Sex::Female, serial))
        .unwrap()
        .as_str()
        .to_owned()
}

fn answers(regulation: &Regulation) -> BTreeMap<String, String> {
    let mut answers = BTreeMap::new();
    for topic in &regulation.topics {
        for field in &topic.fields {
            let (key, of_member) = if topic.repeats {
                let of_member = (field.kind == FieldKind::Iin).then(|| iin(9_500));
                (format!("{}.1.{}", topic.id, field.id), of_member)
            } else {
                (field.id.clone(), None)
            };
            let answer = of_member.unwrap_or_else(|| answer(regulation, None, field));
            answers.insert(key, answer);
        }
    }
    answers
}

/// With what a case needs to be handed in at all: its variant is chosen and its channel open, whatever the answers say.
fn made_ready(regulation: &Regulation, key: &RouteKey) -> Regulation {
    let mut regulation = regulation.clone();
    for one in &mut regulation.procedures {
        one.when = Some(Condition::Always(one.key() == *key));
    }
    for channel in &mut regulation.channels {
        channel.condition = None;
    }
    regulation
}

/// Hands in through `channel`, with every document that the regulation knows.
pub(crate) fn handed_in(regulation: &Regulation, key: &RouteKey) -> Desk {
    let channel = key.channel;
    let regulation = &made_ready(regulation, key);
    let mut desk = Desk::new(regulation.clone());
    let office = regulation.provider.offices[0].id.clone();
    let procedure = regulation.route(key).unwrap();
    let entry = &procedure.step(&procedure.entry).unwrap().performer;
    let actor = match channel {
        ChannelKind::Portal => citizen("person-1"),
        _ => desk.official(&format!("{entry}-{office}-1")),
    };
    let evidence: Vec<EvidenceItem> = regulation
        .evidence
        .iter()
        .map(|slot| match slot.per {
            Some(_) => file(&format!("{}.1", slot.id)),
            None => file(&slot.id),
        })
        .collect();
    let person = "person-1".into();
    let submit = Submit {
        channel,
        person,
        office,
        answers: answers(regulation),
        evidence,
        confirmation: confirmation(),
        application: String::new(),
        edition: EditionHash::default(),
    };
    desk.command(actor, Command::Submit(Box::new(submit)))
        .unwrap();
    desk
}

const CHANNELS: [ChannelKind; 3] = [
    ChannelKind::Provider,
    ChannelKind::Akim,
    ChannelKind::Portal,
];

fn carry_out(desk: &mut Desk, outcome: &str) -> Vec<Event> {
    try_out(desk, outcome).unwrap()
}

/// None where the answers rule the outcome out.
fn try_out(desk: &mut Desk, outcome: &str) -> Option<Vec<Event>> {
    let open = desk.app.open_step().cloned().unwrap();
    let regulation = desk.regulation.clone();
    let step = regulation
        .route(&desk.app.route())
        .unwrap()
        .step(&open.step)
        .unwrap();
    let options = options(&desk.app, &regulation, step);
    let mut ways = options.ways.iter();
    let way = ways.find(|way| way.outcome.id == outcome)?;
    let command = completed(&regulation, step, &options, way);
    Some(desk.carry_out(command).unwrap())
}

/// Ends a step in this way, with everything that it asks.
pub(crate) fn completed(
    regulation: &Regulation,
    step: &Step,
    options: &StepOptions<'_>,
    way: &StepOption<'_>,
) -> Complete {
    let fields = options.fields(way);
    let inputs = fields.map(|field| {
        let value = match field.kind {
            FieldKind::Ground => way.grounds[0].id.clone(),
            _ => answer(regulation, Some(step), field),
        };
        (field.id.clone(), value)
    });
    Complete {
        step: step.id.clone(),
        outcome: way.outcome.id.clone(),
        decision: way.choice.clone(),
        inputs: inputs.collect(),
        comment: None,
        files: vec![],
    }
}

/// Every way from the entry to an end, as outcomes.
fn ways(procedure: &Procedure, loops: Loops) -> Vec<Vec<String>> {
    let paths = procedure.paths(loops, MOST_PATHS).into_iter();
    let outcomes = |path: Vec<Leg<'_>>| path.iter().map(|leg| leg.outcome.id.clone()).collect();
    paths.map(outcomes).collect()
}

#[test]
fn every_way_of_every_act_ends_as_it_says() {
    for regulation in undecided() {
        let offered = |one: &&Procedure| {
            // Without a form nobody can hand in on the portal.
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
                let mut desk = handed_in(&regulation, &procedure.key());
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
            let mut desk = handed_in(&regulation, &channel.into());
            for outcome in &way {
                carry_out(&mut desk, outcome);
            }
            let closed = desk.app.closed.unwrap();
            ends.insert(format!("{:?}", closed.closing));
            match closed.closing {
                Closing::Granted => {
                    assert_eq!((closed.amount, closed.ground), (Some(45_000), None))
                }
                Closing::Refused => {
                    assert_eq!((closed.amount, closed.ground.is_some()), (None, true))
                }
                Closing::IntakeRefused | Closing::Withdrawn => {
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
        let mut desk = handed_in(&regulation, &channel.into());
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
    let mut desk = handed_in(&regulation, &ChannelKind::Provider.into());
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
        let mut desk = handed_in(&regulation, &channel.into());
        let term = replacement_terms(&desk.app, &regulation)
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
        assert_eq!(
            calendar.elapsed_working_days(desk.app.accepted_at, desk.app.due),
            20
        );
        assert!(desk.app.open_step().unwrap().due.unwrap() <= desk.app.due);
    }
}

#[test]
fn the_portal_asks_for_the_documents_that_are_required() {
    let regulation = local_social_assistance();
    let mut desk = Desk::new(regulation.clone());
    let answers = answers(&regulation);
    let facts = domain::form::facts(&regulation, ChannelKind::Portal, &Answers(answers.clone()));
    assert!(evidence::needed(&regulation, &facts).len() >= 3);
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
    let missing = desk
        .command(citizen("person-1"), Command::Submit(Box::new(submit)))
        .unwrap_err();
    assert_eq!(
        missing,
        Rejection::EvidenceMissing(vec!["income".into(), "difficult-situation".into()])
    );
}
