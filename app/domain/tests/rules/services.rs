//! What the eight services say for every region, as a form and a case take it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    form::{Answers, FormCheck, FormProblem},
    obstacle::{Obstacle, obstacles},
    regulation::{ChannelKind, FieldKind, Regulation},
};

use crate::examples::all;

fn regulation(id: &str) -> Regulation {
    let mut all = all().into_iter();
    all.find(|one| *one.id == *id).unwrap()
}

fn with<'a>(told: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
    let told = told.into_iter();
    let told = told.map(|(key, value)| (key.to_owned(), value.to_owned()));
    Answers(told.collect::<BTreeMap<_, _>>())
}

fn check<'a>(regulation: &'a Regulation, answers: &'a Answers) -> FormCheck<'a> {
    let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    FormCheck::new(regulation, ChannelKind::Portal, answers, today)
}

#[test]
fn answers_that_speak_for_a_refusal_are_told_and_keep_nobody_out() {
    for (id, field, ground) in [
        (
            "zhambyl-2014/unemployed-registration",
            "works-now",
            "has-paid-work",
        ),
        (
            "pavlodar-2015/home-schooling-support",
            "child-state-care",
            "state-care",
        ),
        (
            "mangystau-2014/housing-assistance",
            "other-dwelling",
            "second-dwelling",
        ),
    ] {
        let regulation = regulation(id);
        let told = |answer: &str| {
            let answers = with([(field, answer)]);
            let check = check(&regulation, &answers);
            let grounds: Vec<String> = obstacles(&regulation, check.facts())
                .filter_map(|one| match one {
                    Obstacle::Ground(ground) => Some(ground.id.clone()),
                    Obstacle::Unmet(_) => None,
                })
                .collect();
            let problems = check.whole().problems;
            let wrong = problems.iter().any(|problem| match problem {
                FormProblem::Answer { error, .. } => error.field == field,
                FormProblem::OpenGroup(_) => false,
            });
            assert!(!wrong, "{id}: {field} may be {answer}");
            grounds
        };
        assert_eq!(told("yes"), [ground], "{id}");
        assert!(told("no").is_empty(), "{id}");
    }
}

#[test]
fn a_permit_is_for_the_region_of_its_directorate() {
    for (region, code) in [
        ("pavlodar-2015", "55"),
        ("zhambyl-2014", "31"),
        ("mangystau-2014", "47"),
    ] {
        let permit = regulation(&format!("{region}/foreign-labour-permit"));
        let topics = permit.topics.iter().flat_map(|topic| &topic.fields);
        let results = permit.results.iter().flat_map(|result| &result.inputs);
        let fields = topics
            .chain(results)
            .filter(|field| field.id == "territory");
        let mut count = 0;
        for field in fields {
            count += 1;
            assert!(field.options.len() > 5, "{region}");
            let own = field
                .options
                .iter()
                .all(|option| option.id.starts_with(code));
            assert!(own, "{region}");
        }
        assert!(count > 5, "{region}: asked and granted");
    }
}

#[test]
fn whoever_assigns_names_somebody_who_takes_the_next_step() {
    let mut assigns = 0;
    for regulation in all() {
        for route in &regulation.procedures {
            let steps = route.steps.iter();
            for step in steps.filter(|step| step.does.as_deref() == Some("assign")) {
                assigns += 1;
                let told = format!("{} {} {}", regulation.id, route.key(), step.id);
                let mut fields = step.inputs.iter();
                let named = fields
                    .find(|field| field.kind == FieldKind::Staff)
                    .expect(&told);
                let onward = step.outcomes.iter().filter(|one| !one.to.is_empty());
                for outcome in onward {
                    let next = route.step(&outcome.to[0]).unwrap();
                    assert_eq!(named.role.as_ref(), Some(&next.performer), "{told}");
                    assert!(
                        step.inputs_for(&outcome.id).any(|one| one.id == named.id),
                        "{told}"
                    );
                }
                let ends = step.outcomes.iter().filter(|one| one.to.is_empty());
                for outcome in ends {
                    assert_eq!(step.inputs_for(&outcome.id).count(), 0, "{told}");
                }
            }
        }
    }
    assert!(assigns > 30, "{assigns}");
}
