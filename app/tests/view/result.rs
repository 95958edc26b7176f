//! The papers of the eight services, composed with something in every field.

use std::{collections::BTreeMap, fmt::Write};

use app::{
    components::Shell,
    pages::result::{ResultsView, results},
    sheet::{Given, Issue, compose, compose_result},
    text::Lang,
};
use catalogue::Catalogue;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    application::{Application, Party},
    canonical::write,
    case::{ActorRef, CaseState, Closed, Decision, DoneStep, GroundTaken, ResultDue, Ruling},
    condition::Condition,
    form::Answers,
    ids::OutputId,
    regulation::{ChannelKind, Closing, Field, FieldKind, OutputKind, Regulation},
    result::{ResultDocument, read},
    service::ResultTemplate,
    text::Text,
};

use crate::standing;

pub(crate) fn at() -> DateTime<Utc> {
    "2026-12-04T09:00:00Z".parse().unwrap()
}

/// Something that can be entered.
fn example(field: &Field) -> String {
    match field.kind {
        FieldKind::Date => "2026-12-01".to_owned(),
        FieldKind::Money => "13200".to_owned(),
        FieldKind::Number => "12.5".to_owned(),
        FieldKind::Choice => field.options.first().unwrap().id.clone(),
        FieldKind::Ground => "g".to_owned(),
        FieldKind::LongText => "Бірінші себеп.\nЕкінші себеп".to_owned(),
        _ => format!("«{}»", field.label.kk.trim_end_matches('?')),
    }
}

pub(crate) fn application(regulation: &Regulation) -> Application {
    let fields = regulation.topics.iter().filter(|topic| !topic.repeats);
    let fields = fields.flat_map(|topic| &topic.fields);
    let named = fields.filter(|field| matches!(field.kind, FieldKind::Text | FieldKind::Name));
    let answers = named.filter(|field| !field.is_identity());
    compose(Given {
        lang: Lang::Kk,
        regulation,
        channel: ChannelKind::Portal,
        office: &regulation.provider.offices[0].id,
        applicant: Party {
            name: "Үлгібаева Айсұлу".to_owned(),
            number: "900101300011".to_owned(),
        },
        answers: &Answers(
            answers
                .map(|one| (one.id.clone(), "Ә. Үлгі".to_owned()))
                .collect(),
        ),
        evidence: &[],
    })
}

pub(crate) fn decision(
    template: &ResultTemplate,
    output: &OutputId,
    with: impl Fn(&Field) -> bool,
) -> Decision {
    let fields = template.inputs.iter().filter(|field| with(field));
    let values: BTreeMap<_, _> = fields.map(|one| (one.id.clone(), example(one))).collect();
    let ground = template
        .inputs
        .iter()
        .find(|one| one.kind == FieldKind::Ground);
    let text = Text {
        kk: "құжаттар толық емес".to_owned(),
        ru: "документы неполные".to_owned(),
        en: "the documents are incomplete".to_owned(),
        ours: Vec::new(),
        others: None,
    };
    Decision {
        verdict: if ground.is_some() {
            Ruling::Refuse
        } else {
            Ruling::Grant
        },
        output: Some(output.clone()),
        polarity: template.polarity.first().copied(),
        amount: values.get("amount").and_then(|amount| amount.parse().ok()),
        explanation: values.get("explanation").cloned(),
        ground: ground.map(|_| GroundTaken {
            id: "g".to_owned(),
            point: Some("16".to_owned()),
            text,
            line: Some(12),
            source: None,
            status: None,
        }),
        values,
        ours: false,
        by: ActorRef {
            id: "s".into(),
            name: "А. Орындаушы".to_owned(),
            role: "head".into(),
        },
        at: at(),
    }
}

/// Answers of the form for which this template is: the first of each choice, or what the template says.
pub(crate) fn chosen(
    regulation: &Regulation,
    template: &ResultTemplate,
) -> BTreeMap<String, String> {
    let fields = regulation.topics.iter().flat_map(|topic| &topic.fields);
    let choices = fields.filter_map(|field| Some((field, field.options.first()?)));
    let wanted = match &template.when {
        Some(Condition::Fact(atom)) => atom.split_once('='),
        _ => None,
    };
    let answer = |field: &Field, first: &str| match wanted {
        Some((fact, value)) if field.fact.as_deref() == Some(fact) => value.to_owned(),
        _ => first.to_owned(),
    };
    choices
        .map(|(field, first)| (field.id.clone(), answer(field, &first.id)))
        .collect()
}

pub(crate) fn composed(
    regulation: &Regulation,
    template: &ResultTemplate,
    output: &OutputId,
    with: impl Fn(&Field) -> bool,
) -> ResultDocument {
    let answers = chosen(regulation, template);
    composed_for(regulation, (template, output), answers, with)
}

/// Of an application with these answers.
pub(crate) fn composed_for(
    regulation: &Regulation,
    (template, output): (&ResultTemplate, &OutputId),
    answers: BTreeMap<String, String>,
    with: impl Fn(&Field) -> bool,
) -> ResultDocument {
    let decision = decision(template, output, with);
    let closing = decision.verdict.closing();
    let state = CaseState {
        number: "31-2026-000322".to_owned(),
        closed: Some(Closed {
            at: at(),
            closing,
            output: Some(output.clone()),
            ground: decision.ground.as_ref().map(|ground| ground.id.clone()),
            amount: decision.amount,
            reason: None,
            by: None,
        }),
        decision: Some(decision),
        answers,
        ..CaseState::default()
    };
    compose_result(Issue {
        regulation,
        state: &state,
        application: &application(regulation),
        due: &ResultDue {
            at: at(),
            output: Some(output.clone()),
            closing: Some(closing),
        },
    })
}

/// Every service with a regulation that has its template and the output for which it is.
pub(crate) fn each(mut test: impl FnMut(&Regulation, &ResultTemplate, &OutputId)) {
    let catalogue = Catalogue::builtin().unwrap();
    let mut seen: Vec<(String, String)> = Vec::new();
    for regulation in catalogue.all() {
        for template in &regulation.results {
            let outputs = template.output.iter();
            let Some(output) = outputs.clone().find(|id| regulation.output(id).is_some()) else {
                continue;
            };
            let key = (regulation.service.clone(), template.paper.title.ru.clone());
            if !seen.contains(&key) {
                seen.push(key);
                test(regulation, template, output);
            }
        }
    }
    let services: std::collections::BTreeSet<_> = seen.iter().map(|(service, _)| service).collect();
    assert_eq!(services.len(), 8, "{services:?}");
}

#[test]
fn the_papers_of_the_eight_services_read_well() {
    let mut text = String::new();
    each(|regulation, template, output| {
        let document = composed(regulation, template, output, |_| true);
        writeln!(text, "# {} · {output}", regulation.service).unwrap();
        for lang in Lang::ALL {
            let (title, body) = (document.title.get(lang), document.body.get(lang));
            writeln!(
                text,
                "{}: {title}\n    {}",
                lang.tag(),
                body.replace('\n', "\n    ")
            )
            .unwrap();
            assert!(!body.contains(['{', '}']), "{body}");
            // English labels of options are often their ids.
            let options = template.inputs.iter().flat_map(|field| &field.options);
            for option in options {
                let words = body.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
                assert!(
                    words
                        .into_iter()
                        .all(|word| lang == Lang::En || word != option.id),
                    "{}: {body}",
                    option.id
                );
            }
        }
        let ground = document.ground.as_ref();
        assert_eq!(
            ground.is_some(),
            template
                .inputs
                .iter()
                .any(|one| one.kind == FieldKind::Ground)
        );
        assert!(ground.is_none_or(|ground| ground.rule.source.is_some()));
        writeln!(text).unwrap();
    });
    insta::assert_snapshot!(text);
}

#[test]
fn a_field_that_may_stay_empty_leaves_no_words_in_the_air() {
    each(|regulation, template, output| {
        let asked = |field: &Field| field.required && field.when.is_none();
        let document = composed(regulation, template, output, asked);
        for lang in Lang::ALL {
            let body = document.body.get(lang);
            for odd in [" .", ": .", ":.", ", ,", ",.", "  ", "()", "– ."] {
                assert!(!body.contains(odd), "{odd}: {body}");
            }
            assert!(!body.trim_end().ends_with(':'), "{body}");
        }
    });
}

#[test]
fn a_paper_reads_back_and_has_one_spelling() {
    each(|regulation, template, output| {
        let document = composed(regulation, template, output, |_| true);
        let written = write(&document).unwrap();
        let again = composed(regulation, template, output, |_| true);
        assert_eq!(write(&again).unwrap(), written);
        assert_eq!(read(&written.json).unwrap(), document);
        let newer = written.json.replace("\"format\":1", "\"format\":2");
        assert!(read(&newer).is_err());
    });
}

/// The head signs at nine; what the notification says was decided before, or is entered an hour later.
#[test]
fn a_signature_holds_for_what_the_paper_said_by_then() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue
        .get("pavlodar-2015/foreign-labour-permit")
        .unwrap();
    let output = OutputId::from("decision-notification");
    let mut templates = regulation.results.iter();
    let template = templates.find(|one| one.output.contains(&output)).unwrap();
    let done = |step: &str, name: &str, hours: i64| DoneStep {
        at: at() + TimeDelta::hours(hours),
        signs: step == "sign",
        ..standing::done(step, name)
    };
    let decided = |all: bool| decision(template, &output, |_| all);
    let hands = |state: &CaseState| {
        let document = compose_result(Issue {
            regulation,
            state,
            application: &application(regulation),
            due: &ResultDue {
                at: at() + TimeDelta::hours(2),
                output: Some(output.clone()),
                closing: None,
            },
        });
        [document.signed, document.issued].map(|hand| hand.map_or(String::new(), |hand| hand.name))
    };
    let mut state = CaseState {
        inputs: BTreeMap::from([("notify".into(), decided(true).values)]),
        done: vec![done("sign", "Head", 1), done("notify", "Clerk", 2)],
        decision: Some(decided(false)),
        signed: Some(at() + TimeDelta::hours(1)),
        ..CaseState::default()
    };
    assert_eq!(hands(&state), ["", "Clerk"]);
    state.decision = Some(decided(true));
    assert_eq!(hands(&state), ["Head", "Clerk"]);
    // What follows by itself is of the same moment; what was sent back speaks no more.
    state.done[1].at = state.done[0].at;
    assert_eq!(hands(&state), ["Head", "Clerk"]);
    state.done[1].void = true;
    assert_eq!(hands(&state), ["Head", ""]);
}

#[test]
fn an_output_without_a_template_still_says_what_was_decided() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue
        .get("west-kazakhstan-2018/local-social-assistance")
        .unwrap();
    let own = Regulation {
        results: Vec::new(),
        ..regulation.clone()
    };
    let output = own
        .outputs
        .iter()
        .find(|one| one.kind == OutputKind::Notification)
        .unwrap();
    let closed = Closed {
        at: at(),
        closing: Closing::Granted,
        output: Some(output.id.clone()),
        ground: None,
        amount: Some(184_500),
        reason: None,
        by: None,
    };
    let due = ResultDue {
        at: at(),
        output: closed.output.clone(),
        closing: Some(closed.closing),
    };
    let state = CaseState {
        closed: Some(closed),
        ..CaseState::default()
    };
    let application = application(&own);
    let issue = Issue {
        regulation: &own,
        state: &state,
        application: &application,
        due: &due,
    };
    let document = compose_result(issue);
    assert!(
        document.body.ru.contains("184\u{202f}500\u{202f}₸"),
        "{document:?}"
    );
    assert_eq!(
        document.title.ru.to_lowercase(),
        output.name.ru.to_lowercase()
    );
    assert!(document.appeal.text.ru.contains("1414"));
    let on_the_way = ResultDue {
        closing: None,
        ..due.clone()
    };
    let document = compose_result(Issue {
        due: &on_the_way,
        ..issue
    });
    assert_eq!(document.amount, None);
}

#[test]
fn a_paper_of_a_case_without_a_decision_asks_for_nothing() {
    for (lang, words) in [
        (Lang::Kk, "ештеңе істеудің қажеті жоқ"),
        (Lang::Ru, "ничего делать не нужно"),
    ] {
        let shell = Shell {
            lang,
            ..Shell::default()
        };
        let page = |idle| {
            let view = ResultsView {
                number: "1".to_owned(),
                idle,
                ..ResultsView::default()
            };
            results(&shell, &view)
        };
        assert!(page(true).contains(words) && !page(false).contains(words));
    }
}
