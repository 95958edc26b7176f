//! What is said of a decision that does not follow from what a register or a formula says, and of a clock that stands.

use std::collections::BTreeMap;

use app::{
    pages::{
        case::{CaseView, case},
        output_terms::OutputTerm,
    },
    sheet::{Issue, compose_result},
    text::Lang,
};
use catalogue::Catalogue;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    case::{
        ActorRef, CaseState, ClockStopped, Performer, Progress, RegisterAnswered, RegisterOutcome,
        Replaced, ResultDue, Task,
    },
    limit::{Limit, Unit},
    regulation::{ChannelKind, Closing, Meaning, RegisterName, Regulation},
    service::{Polarity, ResultTemplate},
};

use crate::{
    pages_public::shell,
    result::{application, at, decision},
};

/// The certificate as it is written where the register answered so.
fn certificate(polarity: Polarity, outcome: Option<RegisterOutcome>, founded: bool) -> String {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get("zhambyl-2014/unemployed-certificate");
    let regulation = regulation.unwrap();
    let mut templates = regulation.results.iter();
    let template = templates.find(|one| one.polarity == [polarity]).unwrap();
    let output = &template.output[0];
    let answers = outcome.map(|outcome| RegisterAnswered {
        at: at() - TimeDelta::days(1),
        document: "unemployment-record".to_owned(),
        register: RegisterName::Unemployment,
        outcome,
    });
    let answers = answers.into_iter();
    let state = CaseState {
        number: "31-2026-000322".to_owned(),
        decision: Some(decision(template, output, |field| {
            field.id != "basis" || founded
        })),
        registers: answers.map(|one| (one.document.clone(), one)).collect(),
        ..CaseState::default()
    };
    let document = compose_result(Issue {
        regulation,
        state: &state,
        application: &application(regulation),
        due: &ResultDue {
            at: at(),
            output: Some(output.clone()),
            closing: Some(Closing::Granted),
        },
    });
    let body = document.body.get(Lang::Ru).to_owned();
    let mut lines = document.entered.iter().map(|line| line.field.as_str());
    let once = founded && !body.contains("Основание");
    assert_eq!(lines.any(|line| line == "basis"), once, "{body}");
    body
}

fn since(day: &str) -> RegisterOutcome {
    RegisterOutcome::Found(BTreeMap::from([("since".to_owned(), day.to_owned())]))
}

#[test]
fn a_certificate_says_what_the_register_said_and_claims_no_more() {
    let otherwise = "Орган установил другое. Основание: Бірінші себеп.";
    for (polarity, outcome, said, differs) in [
        (
            Polarity::Yes,
            since("2026-12-01"),
            "на учёте с 01.12.2026",
            false,
        ),
        (
            Polarity::Yes,
            since("2020-05-04"),
            "на учёте с 04.05.2020",
            true,
        ),
        (Polarity::Yes, RegisterOutcome::NoEntry, "записи нет", true),
        (Polarity::No, RegisterOutcome::NoEntry, "записи нет", false),
        (
            Polarity::No,
            since("2020-05-04"),
            "на учёте с 04.05.2020",
            true,
        ),
    ] {
        let body = certificate(polarity, Some(outcome.clone()), true);
        assert!(!body.contains("подтвержд"), "{body}");
        let answered = format!("Учёт безработных ответил 03.12.2026: {said}.");
        assert!(body.contains(&answered), "{body}");
        assert_eq!(body.contains(otherwise), differs, "{body}");
        // The register may answer when it is decided.
        let body = certificate(polarity, Some(outcome), false);
        assert_eq!(body.contains("Орган установил другое."), differs, "{body}");
        assert!(!body.contains("Основание"), "{body}");
    }
    for outcome in [None, Some(RegisterOutcome::Silent)] {
        let body = certificate(Polarity::Yes, outcome, true);
        assert!(
            !body.contains("ответил") && !body.contains("другое"),
            "{body}"
        );
    }
}

fn page(regulation: &Regulation, state: &CaseState, now: DateTime<Utc>) -> String {
    let calendar = catalogue::calendar();
    let progress = Progress::of(state, regulation, calendar, now);
    let view = CaseView {
        id: "case-1".to_owned(),
        state_id: state
            .closed
            .as_ref()
            .map_or("open", |one| one.closing.id())
            .to_owned(),
        state,
        regulation,
        progress: &progress,
        paper: None,
        holder_name: None,
        late: state.is_late(now),
        outputs: OutputTerm::all(Lang::Ru, regulation, state, (calendar, now)),
        reads: Some(Lang::Ru),
        now,
        qr_svg: String::new(),
        status_url: String::new(),
        notes: BTreeMap::new(),
    };
    case(&shell(Lang::Ru), &view)
}

fn by() -> ActorRef {
    ActorRef {
        id: "s".into(),
        name: "А. Орындаушы".to_owned(),
        role: "head".into(),
    }
}

/// A case with a step that two roles may sign, and nobody has.
fn at_signature(regulation: &Regulation) -> CaseState {
    let roles = vec!["head".into(), "deputy-head".into()];
    let task = Task {
        step: "sign".into(),
        office: regulation.provider.offices[0].id.clone(),
        performer: Performer::Roles(roles),
        assignee: None,
        votes: Vec::new(),
        since: at(),
        due: Some(at() + TimeDelta::days(1)),
        first_due: None,
        handed: false,
        lapsed: false,
        correction: None,
    };
    CaseState {
        number: "31-2026-000322".to_owned(),
        regulation: regulation.id.clone(),
        channel: ChannelKind::Portal,
        variant: Some("issue".to_owned()),
        office: task.office.clone(),
        submitted_at: at(),
        accepted_at: at(),
        due: Some(at() + TimeDelta::days(14)),
        term: vec![Limit::new(15, Unit::CalendarDays)],
        tasks: BTreeMap::from([(domain::ids::TaskNo(1), task)]),
        ..CaseState::default()
    }
}

#[test]
fn a_step_of_two_roles_that_nobody_has_names_both() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get("zhambyl-2014/foreign-labour-permit");
    let regulation = regulation.unwrap();
    let shown = page(regulation, &at_signature(regulation), at()).replace('\u{ad}', "");
    for said in [
        "руководитель услугодателя или заместитель руководителя услугодателя",
        "Руководитель или Заместитель",
    ] {
        let found = shown.to_lowercase().contains(&said.to_lowercase());
        assert!(found, "{said}: {shown}");
    }
}

#[test]
fn no_day_of_the_result_is_named_while_the_clock_stands() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get("zhambyl-2014/foreign-labour-permit");
    let regulation = regulation.unwrap();
    let mut state = at_signature(regulation);
    state.replaced = Some(Replaced {
        at: at(),
        term: "longer".to_owned(),
        reason: "Нужна проверка.".to_owned(),
        by: by(),
        was_due: None,
    });
    let runs = page(regulation, &state, at());
    assert!(runs.contains("результат до 18"), "{runs}");
    state.stopped = Some(ClockStopped {
        at: at(),
        reason: "Нет ответа.".to_owned(),
        by: by(),
    });
    let stands = page(regulation, &state, at() + TimeDelta::days(1));
    assert!(stands.contains("Срок остановлен с"), "{stands}");
    assert!(
        !stands.contains("до 18") && !stands.contains("18.12.2026"),
        "{stands}"
    );
}

#[test]
fn the_applicant_reads_how_the_sum_was_counted_once_it_is_decided() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get("mangystau-2014/housing-assistance").unwrap();
    let with_sum = |one: &&ResultTemplate| one.reckoning.is_some();
    let template = regulation.results.iter().find(with_sum).unwrap();
    let reckoning = template.reckoning.as_ref().unwrap();
    let mut made = decision(template, &template.output[0], |_| true);
    for (field, value) in [
        (&reckoning.amount, "13200"),
        (&reckoning.whole, "20500"),
        (&reckoning.percent, "5"),
    ] {
        made.values.insert(field.clone(), value.to_owned());
    }
    let mut state = CaseState {
        decision: Some(made),
        variant: None,
        ..at_signature(regulation)
    };
    state.answers = crate::result::chosen(regulation, template);
    let months = "2026-09=40000;2026-10=40000;2026-11=40000";
    let topics = regulation.topics.iter().filter(|topic| !topic.repeats);
    let mut fields = topics.flat_map(|topic| &topic.fields);
    let income = fields
        .find(|one| one.means(Meaning::IncomeOfQuarter))
        .unwrap();
    state.answers.insert(income.id.clone(), months.to_owned());
    let words = "Как посчитано";
    assert!(
        !page(regulation, &state, at()).contains(words),
        "it is not signed"
    );
    state.tasks.clear();
    state.closed = Some(domain::case::Closed {
        at: at(),
        closing: Closing::Granted,
        output: Some(template.output[0].clone()),
        ground: None,
        amount: Some(13_200),
        reason: None,
        by: None,
    });
    let shown = page(regulation, &state, at());
    assert!(
        shown.contains(words) && shown.contains("Назначено"),
        "{shown}"
    );
}
