//! Complete decisions: where they are written, what they need, and that the end agrees with them.

use std::collections::BTreeMap;

use domain::{
    case::{
        Asked, Choice, Command, Complete, GroundRule, GroundTaken, Rejection, ResultRule, Ruling,
        ServiceRules,
    },
    ids::OutputId,
    regulation::{
        ChannelKind, Closing, Field, FieldKind, Leg, Loops, MOST_PATHS, OutputKind, Procedure,
        Regulation,
    },
    text::Text,
};

use crate::{
    application_acts::{all, answer, handed_in},
    case::{ANSWERS, Desk, PAPERS, map, rejected, small, wrong_fields},
};

fn field(id: &str, kind: FieldKind) -> Field {
    let mut field = small().procedures[0].steps[2].inputs[0].clone();
    field.id = id.to_owned();
    field.kind = kind;
    field
}

/// Rules that ask for a number with every result, and know one ground.
fn rules(regulation: &Regulation) -> ServiceRules {
    let outputs = regulation.outputs.iter().map(|output| output.id.clone());
    ServiceRules {
        results: vec![ResultRule {
            outputs: outputs.collect(),
            inputs: vec![field("result-number", FieldKind::Text)],
        }],
        grounds: vec![GroundRule {
            ground: GroundTaken {
                id: "not-entitled".to_owned(),
                point: Some("10".to_owned()),
                text: Text::default(),
                line: None,
                source: Some(Text::default()),
            },
            steps: Vec::new(),
        }],
    }
}

/// The small regulation, deciding where it says so.
fn deciding() -> Regulation {
    let mut regulation = small();
    for route in &mut regulation.procedures {
        let mut steps = route.steps.iter_mut();
        let decide = steps.find(|step| step.id == "decide");
        decide
            .into_iter()
            .for_each(|step| step.decides = Some(true));
    }
    regulation
}

fn at_decision(regulation: Regulation) -> Desk {
    let mut desk = Desk::new(regulation);
    desk.service = Some(rules(&desk.regulation));
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    desk.step("counted", &[("per-head", "1")]).unwrap();
    desk
}

fn decide(outcome: &str, choice: Option<Choice>, inputs: &[(&str, &str)]) -> Command {
    Command::Complete(Complete {
        step: "decide".into(),
        outcome: outcome.into(),
        decision: choice,
        inputs: map(inputs),
        comment: None,
        files: Vec::new(),
    })
}

#[test]
fn a_grant_needs_what_its_result_carries_and_money_is_more_than_nothing() {
    let mut desk = at_decision(deciding());
    let board = desk.performer();
    let missing = rejected(
        &mut desk,
        board.clone(),
        decide("grant", None, &[("amount", "50000")]),
    );
    assert_eq!(wrong_fields(missing), ["result-number"]);
    let nothing = [("amount", "0"), ("result-number", "7")];
    let nothing = rejected(&mut desk, board.clone(), decide("grant", None, &nothing));
    assert_eq!(wrong_fields(nothing), ["amount"]);
    let whole = [("amount", "50000"), ("result-number", "7")];
    desk.command(board, decide("grant", None, &whole)).unwrap();
    let decision = desk.app.decision.clone().unwrap();
    assert_eq!(
        (decision.verdict, decision.amount),
        (Ruling::Grant, Some(50_000))
    );
    assert_eq!(decision.values["result-number"], "7");
    assert_eq!(decision.output.as_deref(), Some("notification"));
    desk.step("signed", &[]).unwrap();
    desk.step("issued", &[]).unwrap();
    assert_eq!(desk.app.closed.unwrap().amount, Some(50_000));
}

#[test]
fn a_refusal_needs_its_ground_with_the_words_and_a_reason() {
    let mut desk = at_decision(deciding());
    let board = desk.performer();
    let number = ("result-number", "7");
    let missing = rejected(&mut desk, board.clone(), decide("refuse", None, &[number]));
    let mut missing = wrong_fields(missing);
    missing.sort();
    assert_eq!(missing, ["explanation", "ground"]);
    let unknown = [("ground", "nothing"), ("explanation", "too much"), number];
    let unknown = rejected(&mut desk, board.clone(), decide("refuse", None, &unknown));
    assert_eq!(wrong_fields(unknown), ["ground"]);
    let whole = [("ground", "rich"), ("explanation", "too much"), number];
    desk.command(board, decide("refuse", None, &whole)).unwrap();
    let decision = desk.app.decision.clone().unwrap();
    let ground = decision.ground.unwrap();
    assert_eq!(ground.text, desk.regulation.ground("rich").unwrap().name);
    assert_eq!(decision.explanation.as_deref(), Some("too much"));
    desk.step("signed", &[]).unwrap();
    assert_eq!(desk.app.closed.unwrap().ground.as_deref(), Some("rich"));
}

#[test]
fn a_ground_of_the_service_serves_too() {
    let mut desk = at_decision(deciding());
    let board = desk.performer();
    let inputs = [
        ("ground", "not-entitled"),
        ("explanation", "why"),
        ("result-number", "7"),
    ];
    desk.command(board, decide("refuse", None, &inputs))
        .unwrap();
    let ground = desk.app.decision.clone().unwrap().ground.unwrap();
    assert_eq!((ground.point.as_deref(), ground.line), (Some("10"), None));
}

#[test]
fn an_outcome_and_the_choice_must_agree() {
    let mut desk = at_decision(deciding());
    let board = desk.performer();
    let choice = |verdict, output: Option<&str>| {
        let output = output.map(OutputId::from);
        Some(Choice { verdict, output })
    };
    let against = decide("refuse", choice(Ruling::Grant, None), &[]);
    assert_eq!(
        rejected(&mut desk, board.clone(), against),
        Rejection::AgainstDecision
    );
    let unknown = decide("grant", choice(Ruling::Grant, Some("refusal")), &[]);
    let output = "refusal".into();
    assert_eq!(
        rejected(&mut desk, board, unknown),
        Rejection::UnknownOutput { output }
    );
}

#[test]
fn where_the_act_knows_no_refusal_the_portal_does() {
    let mut regulation = deciding();
    for route in &mut regulation.procedures {
        let mut steps = route.steps.iter_mut();
        let decide = steps.find(|step| step.id == "decide").unwrap();
        decide.outcomes.retain(|outcome| outcome.id == "grant");
        route.steps.retain(|step| step.id != "sign-refusal");
        let sign = route
            .steps
            .iter_mut()
            .find(|step| step.id == "sign")
            .unwrap();
        sign.outcomes.retain(|outcome| outcome.id == "signed");
    }
    let refusal = regulation
        .outputs
        .iter_mut()
        .find(|output| output.id == "refusal");
    refusal.unwrap().kind = OutputKind::ReasonedRefusal;
    let mut desk = at_decision(regulation);
    let board = desk.performer();
    let verdict = Ruling::Refuse;
    let choice = Some(Choice {
        verdict,
        output: None,
    });
    let inputs = [
        ("amount", "1"),
        ("ground", "rich"),
        ("explanation", "why"),
        ("result-number", "7"),
    ];
    desk.command(board, decide("grant", choice, &inputs))
        .unwrap();
    assert!(desk.app.decision.as_ref().unwrap().ours);
    desk.step("signed", &[]).unwrap();
    desk.step("issued", &[]).unwrap();
    let closed = desk.app.closed.unwrap();
    assert_eq!(
        (closed.closing, closed.ground.as_deref()),
        (Closing::Refused, Some("rich"))
    );
    assert_eq!(
        (closed.output.as_deref(), closed.amount),
        (Some("refusal"), Some(1))
    );
}

#[test]
fn every_way_of_every_act_passes_a_decision() {
    for regulation in all() {
        for route in &regulation.procedures {
            let deciding = route.deciding();
            assert!(route.covers(&deciding), "{} {}", regulation.id, route.key());
        }
    }
}

/// The choice that leads along a path.
fn choice(
    regulation: &Regulation,
    route: &Procedure,
    path: &[Leg<'_>],
    at: &Leg<'_>,
) -> Option<Choice> {
    let last = path.last()?.outcome;
    let closing = last.closes?;
    let verdict = match closing {
        Closing::Granted => Ruling::Grant,
        Closing::Refused => Ruling::Refuse,
        _ => return None,
    };
    let results = route.results(regulation, at.outcome, closing);
    let output = last.output.clone().filter(|id| results.contains(&id));
    let output = output.or_else(|| results.first().map(|id| (*id).clone()));
    Some(Choice { verdict, output })
}

/// Carries out a step of a path with everything that it asks; false where the answers rule its outcome out.
fn carry_out(desk: &mut Desk, path: &[Leg<'_>], at: &Leg<'_>) -> bool {
    let regulation = desk.regulation.clone();
    let route = regulation.route(&desk.app.route()).unwrap();
    let step = route.step(&at.step.id).unwrap();
    let choice = choice(&regulation, route, path, at);
    let mut fields: Vec<Field> = step.inputs_for(&at.outcome.id).cloned().collect();
    let service = desk.service.clone().unwrap();
    let asked = Asked {
        regulation: &regulation,
        service: &service,
        step,
    };
    if let Some(choice) = choice
        .as_ref()
        .filter(|_| route.deciding().contains(&step.id))
    {
        fields.extend(asked.fields(&at.outcome.id, choice.verdict, choice.output.as_ref()));
    }
    let mut inputs: BTreeMap<String, String> = BTreeMap::new();
    for field in &fields {
        let value = match field.kind {
            FieldKind::Ground => asked.grounds()[0].id.clone(),
            _ => answer(&regulation, Some(step), field),
        };
        inputs.insert(field.id.clone(), value);
    }
    let command = Complete {
        step: step.id.clone(),
        outcome: at.outcome.id.clone(),
        decision: choice,
        inputs,
        comment: None,
        files: Vec::new(),
    };
    let told = format!("{} {} {}", regulation.id, route.key(), at.step.id);
    match desk.carry_out(command) {
        Ok(_) => true,
        Err(Rejection::UnknownOutcome { .. }) if at.outcome.when.is_some() => false,
        Err(why) => panic!("{told} {}: {why:?}", at.outcome.id),
    }
}

#[test]
fn every_path_of_every_act_ends_with_the_decision_that_was_made() {
    for regulation in all() {
        let offered =
            |one: &&Procedure| one.channel != ChannelKind::Portal || regulation.is_offered_online();
        for route in regulation.procedures.iter().filter(offered) {
            for path in route.paths(Loops::None, MOST_PATHS) {
                let mut desk = handed_in(&regulation, &route.key());
                desk.service = Some(rules(&regulation));
                if !path.iter().all(|leg| carry_out(&mut desk, &path, leg)) {
                    continue;
                }
                let told = format!("{} {}", regulation.id, route.key());
                let last = path.last().unwrap().outcome;
                let closed = desk.app.closed.clone().unwrap();
                assert_eq!(Some(closed.closing), last.closes, "{told}");
                if closed.closing == Closing::IntakeRefused {
                    continue;
                }
                let decision = desk.app.decision.clone().expect(&told);
                assert_eq!(decision.verdict.closing(), closed.closing, "{told}");
                assert!(decision.verdict == Ruling::Grant || decision.explanation.is_some());
            }
        }
    }
}
