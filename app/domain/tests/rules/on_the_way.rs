//! What is issued before the end: whoever signs has it before them, and who is refused is asked for nothing.

use chrono::TimeDelta;
use domain::{
    case::{
        Actor, Choice, Command, RegisterAnswered, RegisterOutcome, Request, Ruling, StepOption,
        options, unanswered,
    },
    regulation::{ChannelKind, RegisterName, Regulation, RouteKey},
};

use crate::{
    case::{Desk, citizen, file},
    examples::{all, completed, submitted_with},
};

fn permit(region: &str) -> Regulation {
    let id = format!("{region}/foreign-labour-permit");
    let mut all = all().into_iter();
    all.find(|one| *one.id == *id).unwrap()
}

fn at_counter(region: &str, variant: Option<&str>) -> Desk {
    at_counter_with(region, variant, &[])
}

fn at_counter_with(region: &str, variant: Option<&str>, others: &[(&str, &str)]) -> Desk {
    let mut regulation = permit(region);
    // The answers are the first of each choice.
    let fields = regulation.topics.iter_mut();
    let mut fields = fields.flat_map(|topic| &mut topic.fields);
    let kind = fields.find(|field| field.id == "request-kind").unwrap();
    kind.options
        .sort_by_key(|option| variant != Some(option.id.as_str()));
    let key = RouteKey {
        channel: ChannelKind::Provider,
        variant: variant.map(str::to_owned),
    };
    submitted_with(&regulation, &key, others)
}

/// Ends the open step in the first way with this outcome and verdict; the ids of the fields that it asked.
fn go(desk: &mut Desk, outcome: &str, verdict: Option<Ruling>) -> Vec<String> {
    let regulation = desk.regulation.clone();
    let route = regulation.route(&desk.app.route()).unwrap();
    let step = route.step(&desk.app.open_step().unwrap().step).unwrap();
    let options = options(&desk.app, &regulation, step);
    let ruled = |choice: &Choice| verdict.is_none_or(|one| one == choice.verdict);
    let fits =
        |way: &&StepOption<'_>| way.outcome.id == outcome && way.choice.as_ref().is_none_or(ruled);
    let way = options.ways.iter().find(fits).expect(outcome);
    let fields = options.fields(way).map(|field| field.id.clone()).collect();
    let command = completed(&regulation, step, &options, way);
    desk.carry_out(command).unwrap();
    fields
}

#[test]
fn the_decision_says_what_the_notification_before_the_end_says() {
    for variant in ["issue", "extension"] {
        let mut desk = at_counter("pavlodar-2015", Some(variant));
        go(&mut desk, "accepted", None);
        go(&mut desk, "done", None);
        go(&mut desk, "approved", None);
        let asked = go(&mut desk, "approved", Some(Ruling::Grant));
        for field in ["permit-number", "levy", "pay-to"] {
            assert!(asked.iter().any(|one| one == field), "{variant}: {asked:?}");
        }
        while desk.app.open_step().unwrap().step != "notify" {
            go(&mut desk, "done", None);
        }
        assert!(
            go(&mut desk, "done", None).is_empty(),
            "nothing is typed after the signature"
        );
    }
}

#[test]
fn a_proof_that_is_not_in_order_comes_back_with_its_reason_and_is_asked_of_the_register_anew() {
    // Within a corporation there is no levy.
    let mut desk = at_counter_with("pavlodar-2015", Some("issue"), &[("transfer", "no")]);
    for (outcome, verdict) in [("accepted", None), ("done", None), ("approved", None)] {
        go(&mut desk, outcome, verdict);
    }
    go(&mut desk, "approved", Some(Ruling::Grant));
    while desk.app.open_step().unwrap().step != "wait-levy" {
        go(&mut desk, "done", None);
    }
    let regulation = desk.regulation.clone();
    let bring = |desk: &mut Desk, number: &str| {
        desk.pass(TimeDelta::minutes(30));
        let supply = Command::Supply {
            step: "wait-levy".into(),
            items: vec![file("levy-proof")],
            text: number.to_owned(),
        };
        let person = desk.app.person.clone();
        desk.command(citizen(&person), supply).unwrap();
        go(desk, "done", None);
    };
    bring(&mut desk, "150340990012-1");
    let asked = |desk: &Desk| {
        let questions = unanswered(&regulation, &desk.app).into_iter();
        let mut of_levy = questions.filter(|one| one.document == "levy");
        of_levy.next().map(|one| one.key)
    };
    assert_eq!(asked(&desk).as_deref(), Some("150340990012-1"));
    let answers = [RegisterAnswered {
        at: desk.now,
        document: "levy".to_owned(),
        register: RegisterName::LevyPayments,
        outcome: RegisterOutcome::NoEntry,
    }];
    let record = |desk: &mut Desk, at| {
        let answers = answers.iter().cloned();
        let answers = answers.map(|one| RegisterAnswered { at, ..one }).collect();
        desk.command(Actor::Portal, Command::RecordAnswers { answers })
            .unwrap()
            .len()
    };
    let at = desk.now;
    assert_eq!(record(&mut desk, at), 1);
    assert_eq!(asked(&desk), None, "answered");
    let options = options(
        &desk.app,
        &regulation,
        regulation
            .route(&desk.app.route())
            .unwrap()
            .step("check-levy")
            .unwrap(),
    );
    assert!(
        options
            .ways
            .iter()
            .any(|way| way.outcome.id == "not-in-order")
    );
    desk.pass(TimeDelta::minutes(10));
    go(&mut desk, "not-in-order", None);
    let open = desk.app.open_step().unwrap();
    assert_eq!(open.step, "wait-levy");
    let requests = Request::all(&desk.app, &regulation);
    assert_eq!(
        requests[0].sent_back(&desk.app, &regulation),
        Some("Some words")
    );
    bring(&mut desk, "150340990012-2");
    assert_eq!(
        asked(&desk).as_deref(),
        Some("150340990012-2"),
        "another number"
    );
    let at = desk.now + TimeDelta::minutes(1);
    assert_eq!(
        record(&mut desk, at),
        1,
        "the same answer to another question is kept"
    );
    assert_eq!(asked(&desk), None);
}

#[test]
fn who_is_refused_by_the_portal_is_asked_for_nothing_more() {
    for (verdict, next) in [
        (Ruling::Grant, "wait-copies"),
        (Ruling::Refuse, "head-review"),
    ] {
        let mut desk = at_counter("mangystau-2014", None);
        go(&mut desk, "done", None);
        go(&mut desk, "done", None);
        let asked = go(&mut desk, "done", Some(verdict));
        assert!(!asked.is_empty(), "the commission decides");
        go(&mut desk, "done", None);
        assert_eq!(desk.app.open_step().unwrap().step, next, "{verdict:?}");
    }
}

#[test]
fn the_answers_choose_among_the_papers_of_one_result() {
    let mut desk = at_counter("zhambyl-2014", Some("reissue-extension"));
    let regulation = desk.regulation.clone();
    let route = regulation.route(&desk.app.route()).unwrap();
    let step = route.step("prepare").unwrap();
    for (kind, title) in [("reissue", "Переоформленное"), ("extension", "Продлённое")]
    {
        for asker in ["organisation", "worker"] {
            for (field, answer) in [("request-kind", kind), ("asker", asker)] {
                desk.app.answers.insert(field.to_owned(), answer.to_owned());
            }
            let options = options(&desk.app, &regulation, step);
            let mut results = options.ways.iter().filter_map(|way| way.result);
            let paper = &results.next().unwrap().paper.title.ru;
            assert!(paper.starts_with(title), "{kind} {asker}: {paper}");
        }
    }
}
