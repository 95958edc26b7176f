//! Cases of the catalogue, with an example in every field, carried from step to step.

use std::collections::BTreeMap;

use catalogue::Catalogue;
use domain::{
    bin::{Bin, DEMO_BIN_SERIAL},
    case::{Command, Complete, Event, EvidenceItem, StepOption, StepOptions, Submit, options},
    condition::Condition,
    form::{month_part, months_asked, of_key},
    ids::{EditionHash, StepId},
    iin::{Iin, Sex},
    regulation::{
        ChannelKind, Field, FieldKind, Leg, Loops, MOST_PATHS, Procedure, Regulation, RouteKey,
        Step,
    },
};

use crate::case::{Desk, citizen, confirmation, file};

pub(crate) fn all() -> Vec<Regulation> {
    Catalogue::builtin().unwrap().all().cloned().collect()
}

/// The months that a field asks for on the day of the examples.
fn months(field: &Field) -> [String; 3] {
    months_asked(field, "2026-06-01".parse().unwrap()).map(month_part)
}

/// An answer that fits the field.
pub(crate) fn answer(regulation: &Regulation, step: Option<&Step>, field: &Field) -> String {
    let office = &regulation.provider.offices[0].id;
    let fits =
        |steps: &[StepId]| steps.is_empty() || step.is_some_and(|step| steps.contains(&step.id));
    match field.kind {
        FieldKind::Text | FieldKind::LongText => "Some words".into(),
        FieldKind::Name => "Серікова Айгүл".into(),
        FieldKind::Iin if field.is_identity() => iin(0),
        FieldKind::Iin => iin(9_400),
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
        FieldKind::MonthTable => months(field)
            .map(|month| format!("{month}=15 000"))
            .join(";"),
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

pub(crate) fn answers(regulation: &Regulation) -> BTreeMap<String, String> {
    let mut answers = BTreeMap::new();
    for topic in &regulation.topics {
        for field in &topic.fields {
            let (key, of_member) = if topic.repeats {
                let of_member = (field.kind == FieldKind::Iin).then(|| iin(9_500));
                (format!("{}.1.{}", topic.id, field.id), of_member)
            } else {
                // A child is not the applicant.
                let another = field.kind == FieldKind::Iin && !field.is_identity();
                (field.id.clone(), another.then(|| iin(9_700)))
            };
            if field.of_months {
                let [first, ..] = months(field);
                answers.insert(of_key(&key), first);
            }
            let answer = of_member.unwrap_or_else(|| answer(regulation, None, field));
            answers.insert(key, answer);
        }
    }
    answers
}

/// With what a case needs to be submitted at all: its variant is chosen and its channel open, whatever the answers say.
pub(crate) fn made_ready(regulation: &Regulation, key: &RouteKey) -> Regulation {
    let mut regulation = regulation.clone();
    for one in &mut regulation.procedures {
        one.when = Some(Condition::Always(one.key() == *key));
    }
    for channel in &mut regulation.channels {
        channel.condition = None;
    }
    regulation
}

/// Submits through `channel`, with every document that the regulation knows.
pub(crate) fn submitted(regulation: &Regulation, key: &RouteKey) -> Desk {
    submitted_with(regulation, key, &[])
}

/// The same, where these answers are other ones.
pub(crate) fn submitted_with(
    regulation: &Regulation,
    key: &RouteKey,
    others: &[(&str, &str)],
) -> Desk {
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
    let mut answers = answers(regulation);
    for (field, value) in others {
        answers.insert((*field).to_owned(), (*value).to_owned());
    }
    let submit = Submit {
        channel,
        person,
        office,
        answers,
        evidence,
        confirmation: confirmation(),
        application: String::new(),
        edition: EditionHash::default(),
    };
    desk.command(actor, Command::Submit(Box::new(submit)))
        .unwrap();
    desk
}

pub(crate) fn carry_out(desk: &mut Desk, outcome: &str) -> Vec<Event> {
    try_out(desk, outcome).unwrap()
}

/// None where the answers rule the outcome out.
pub(crate) fn try_out(desk: &mut Desk, outcome: &str) -> Option<Vec<Event>> {
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
        task: Default::default(),
        outcome: way.outcome.id.clone(),
        decision: way.choice.clone(),
        inputs: inputs.collect(),
        comment: None,
        files: vec![],
    }
}

/// Every way from the entry to an end, as outcomes.
pub(crate) fn ways(procedure: &Procedure, loops: Loops) -> Vec<Vec<String>> {
    let paths = procedure.paths(loops, MOST_PATHS).into_iter();
    let outcomes = |path: Vec<Leg<'_>>| path.iter().map(|leg| leg.outcome.id.clone()).collect();
    paths.map(outcomes).collect()
}
