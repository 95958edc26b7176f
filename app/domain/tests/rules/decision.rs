//! Complete decisions: where they are written, what they need, and that the end agrees with them.

use domain::{
    case::{Choice, Command, Complete, Rejection, Ruling, options},
    ids::{OutputId, TaskNo},
    regulation::{Certainty, ChannelKind, Closing, Field, FieldKind, OutputKind, Regulation},
    service::{Polarity, ResultTemplate, ServiceGround},
    text::Text,
};

use crate::{
    case::{ANSWERS, Desk, PAPERS, map, rejected, small, wrong_fields},
    examples::{all, completed, submitted},
};

/// A result that asks for a number.
fn template(outputs: Vec<OutputId>) -> ResultTemplate {
    ResultTemplate {
        output: outputs,
        inputs: vec![Field::plain("result-number", FieldKind::Text)],
        ..ResultTemplate::default()
    }
}

/// As if its service asked for a number with every result, and knew one ground.
fn with_service(mut regulation: Regulation) -> Regulation {
    let outputs = regulation.outputs.iter().map(|output| output.id.clone());
    regulation.results = vec![template(outputs.collect())];
    regulation.service_grounds = vec![ServiceGround {
        id: "not-entitled".to_owned(),
        point: Some("10".to_owned()),
        text: Text::default(),
        status: Certainty::Partial,
        act: None,
        line: None,
        source: Some(Text::default()),
        when: None,
        only: None,
        steps: Vec::new(),
    }];
    regulation
}

/// The small regulation, deciding where it says so.
pub(crate) fn deciding() -> Regulation {
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

pub(crate) fn at_decision(regulation: Regulation) -> Desk {
    let mut desk = Desk::new(with_service(regulation));
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    desk.step("counted", &[("per-head", "1")]).unwrap();
    desk
}

pub(crate) fn decide(outcome: &str, choice: Option<Choice>, inputs: &[(&str, &str)]) -> Command {
    Command::Complete(Complete {
        step: "decide".into(),
        task: TaskNo::default(),
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
fn what_only_points_at_another_text_is_no_ground_where_another_has_words() {
    let mut desk = at_decision(deciding());
    for ground in &mut desk.regulation.grounds {
        ground.heading = ground.id == "rich";
    }
    let board = desk.performer();
    let number = ("result-number", "7");
    let inputs = [("ground", "rich"), ("explanation", "why"), number];
    let heading = rejected(&mut desk, board.clone(), decide("refuse", None, &inputs));
    assert_eq!(wrong_fields(heading), ["ground"]);
    desk.regulation.service_grounds.clear();
    desk.regulation.grounds.retain(|ground| ground.heading);
    desk.command(board, decide("refuse", None, &inputs))
        .unwrap();
    let ground = desk.app.decision.clone().unwrap().ground.unwrap();
    assert_eq!(ground.status, Some(Certainty::Unknown));
}

#[test]
fn an_outcome_and_the_choice_must_agree() {
    let mut desk = at_decision(deciding());
    let board = desk.performer();
    let against = [
        ("refuse", Ruling::Grant, None),
        ("grant", Ruling::Grant, Some("refusal")),
        ("recount", Ruling::Grant, None),
    ];
    for (outcome, verdict, output) in against {
        let choice = Choice {
            verdict,
            output: output.map(OutputId::from),
            polarity: None,
        };
        let wrong = decide(outcome, Some(choice), &[]);
        let unknown = Rejection::UnknownOutcome {
            outcome: outcome.to_owned(),
            inputs: Vec::new(),
        };
        assert_eq!(rejected(&mut desk, board.clone(), wrong), unknown);
    }
}

#[test]
fn a_result_that_says_yes_or_no_is_decided_for_one_of_them() {
    let mut regulation = with_service(deciding());
    let (mut yes, mut no) = (regulation.results[0].clone(), regulation.results.remove(0));
    yes.polarity = vec![Polarity::Yes];
    no.polarity = vec![Polarity::No];
    no.inputs.clear();
    let mut desk = at_decision(deciding());
    desk.regulation.results = vec![yes, no];
    let board = desk.performer();
    let amount = [("amount", "50000")];
    let unsaid = decide("grant", None, &amount);
    let unsaid = rejected(&mut desk, board.clone(), unsaid);
    assert!(matches!(unsaid, Rejection::UnknownOutcome { .. }));
    let choice = Choice {
        verdict: Ruling::Grant,
        output: None,
        polarity: Some(Polarity::No),
    };
    let no = decide("grant", Some(choice), &amount);
    desk.command(board, no).unwrap();
    let decision = desk.app.decision.clone().unwrap();
    assert_eq!(decision.polarity, Some(Polarity::No));
    desk.step("signed", &[]).unwrap();
    desk.step("issued", &[]).unwrap();
    assert_eq!(desk.app.closed.unwrap().closing, Closing::Granted);
}

/// As if the act knew the service only.
pub(crate) fn without_refusal() -> Regulation {
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
    regulation
}

/// A case of it, refused and signed.
pub(crate) fn refused_by_portal(regulation: Regulation) -> Desk {
    let mut desk = at_decision(regulation);
    let board = desk.performer();
    let verdict = Ruling::Refuse;
    let choice = Some(Choice {
        verdict,
        output: None,
        polarity: None,
    });
    let inputs = [
        ("ground", "rich"),
        ("explanation", "why"),
        ("result-number", "7"),
    ];
    desk.command(board, decide("grant", choice, &inputs))
        .unwrap();
    assert!(desk.app.decision.as_ref().unwrap().ours);
    desk.step("signed", &[]).unwrap();
    desk
}

#[test]
fn where_the_act_knows_no_refusal_the_portal_does() {
    let mut desk = refused_by_portal(without_refusal());
    desk.step("issued", &[]).unwrap();
    let closed = desk.app.closed.unwrap();
    assert_eq!(
        (closed.closing, closed.ground.as_deref()),
        (Closing::Refused, Some("rich"))
    );
    assert_eq!(
        (closed.output.as_deref(), closed.amount),
        (Some("refusal"), None)
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

/// Walks every way on from an open case; each is taken once on a path. Counts the ends.
fn walk(desk: &Desk, taken: &mut Vec<(String, String)>) -> usize {
    if desk.app.closed.is_some() {
        ended_as_decided(desk);
        return 1;
    }
    let regulation = desk.regulation.clone();
    let route = regulation.route(&desk.app.route()).unwrap();
    let open = desk.app.open_step().unwrap();
    let step = route.step(&open.step).unwrap();
    let options = options(&desk.app, &regulation, step);
    let told = format!("{} {} {}", regulation.id, route.key(), step.id);
    assert!(!options.ways.is_empty(), "{told}: nothing can be done");
    let mut values: Vec<String> = options.ways.iter().map(|way| way.value()).collect();
    values.sort();
    values.dedup();
    assert_eq!(values.len(), options.ways.len(), "{told}: {values:?}");
    let mut ends = 0;
    for way in &options.ways {
        let here = (step.id.to_string(), way.value());
        assert_eq!(
            options.posted(&here.1).unwrap().choice,
            way.choice,
            "{told}"
        );
        if taken.contains(&here) {
            continue;
        }
        let mut next = desk.clone();
        let command = completed(&regulation, step, &options, way);
        if let Err(why) = next.carry_out(command) {
            panic!("{told} {}: {why:?}", here.1);
        }
        taken.push(here);
        ends += walk(&next, taken);
        taken.pop();
    }
    ends
}

fn ended_as_decided(desk: &Desk) {
    let told = format!("{} {}", desk.regulation.id, desk.app.route());
    let closed = desk.app.closed.clone().unwrap();
    let done = desk.app.done.last().unwrap();
    let Some(decision) = desk.app.decision.clone() else {
        // The portal turns papers away by itself; only an official decides.
        assert_eq!(closed.closing, Closing::IntakeRefused, "{told} {done:?}");
        return;
    };
    assert_eq!(decision.verdict.closing(), closed.closing, "{told}");
    assert_eq!(
        (&decision.output, decision.amount),
        (&closed.output, closed.amount)
    );
    let refuses = decision.verdict != Ruling::Grant;
    assert_eq!(decision.ground.is_some(), refuses, "{told}");
    assert_eq!(decision.ground.map(|one| one.id), closed.ground);
    assert!(!refuses || decision.explanation.is_some(), "{told}");
    assert!(decision.amount.is_none_or(|amount| amount > 0), "{told}");
    let Some(output) = decision.output else {
        // Some acts turn papers away without a document.
        assert_eq!(closed.closing, Closing::IntakeRefused, "{told}");
        return;
    };
    let mut results = desk.regulation.results.iter();
    let told_of = results.any(|one| one.fits(&output, decision.polarity));
    assert!(told_of, "{told}: nothing is said of {output}");
}

#[test]
fn every_way_of_every_service_ends_with_the_decision_that_was_made() {
    let mut ends = 0;
    for mut regulation in all() {
        if regulation.results.is_empty() || regulation.ended.is_some() {
            continue;
        }
        regulation.online = Some(true);
        let channels = regulation.channels.iter_mut();
        channels.for_each(|channel| channel.condition = None);
        for route in &regulation.procedures {
            let desk = submitted(&regulation, &route.key());
            let found = walk(&desk, &mut Vec::new());
            assert!(found > 0, "{} {} has no end", regulation.id, route.key());
            ends += found;
        }
    }
    assert!(ends > 200, "{ends} ways");
}

#[test]
fn the_answers_fix_who_gets_the_permit() {
    let mut acts = all().into_iter();
    let regulation = acts.find(|one| one.id == "zhambyl-2014/foreign-labour-permit");
    let regulation = regulation.unwrap();
    let route = &regulation.procedures[0];
    let step = route.step("prepare").unwrap();
    let mut desk = submitted(&regulation, &route.key());
    for (asker, output) in [
        ("organisation", "employer-permit"),
        ("entrepreneur", "employer-permit"),
        ("worker", "worker-permit"),
    ] {
        let answers = &mut desk.app.answers;
        answers.insert("asker".to_owned(), asker.to_owned());
        let options = options(&desk.app, &regulation, step);
        let choices = options.ways.iter().filter_map(|way| way.choice.as_ref());
        let grants = choices.filter(|choice| choice.verdict == Ruling::Grant);
        let grants: Vec<_> = grants
            .filter_map(|choice| choice.output.as_deref())
            .collect();
        assert_eq!(grants, [output], "{asker}");
    }
}
