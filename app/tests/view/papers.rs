//! What papers say beside their text: sums, lists, and what has become of them.

use app::{
    components::Shell,
    pages::result::{ResultsView, ShownResult, results},
    sheet::{Given, Issue, amount, compose, compose_result},
    text::Lang,
};
use catalogue::Catalogue;
use domain::{
    application::Party,
    case::{CaseState, ResultDue},
    form::Answers,
    regulation::{ChannelKind, Closing, Meaning},
};

use crate::result::{at, chosen, composed, composed_for, decision, each};

/// A sum of money stands nowhere without the time for which it is.
#[test]
fn a_sum_says_for_what_time_it_is() {
    let mut sums = 0;
    each(|regulation, template, output| {
        let document = composed(regulation, template, output, |_| true);
        let Some(tenge) = document.amount else {
            return;
        };
        sums += 1;
        let per = document.amount_per.as_ref().unwrap();
        for lang in Lang::ALL {
            let told = amount(lang, tenge, Some(per)).unwrap();
            assert!(told.contains(per.get(lang)) && told.contains('₸'), "{told}");
            assert!(
                told.contains(|letter: char| letter.is_alphabetic()),
                "{told}"
            );
        }
    });
    assert_eq!(sums, 3, "housing, schooling at home, local assistance");
}

/// Whoever reads how an amount was reckoned finds every number of it.
#[test]
fn an_amount_that_was_reckoned_from_the_income_names_it() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get("mangystau-2014/housing-assistance").unwrap();
    let mut templates = regulation.results.iter();
    let template = templates.find(|one| one.reckoning.is_some()).unwrap();
    let output = &template.output[0];
    let mut answers = chosen(regulation, template);
    let body = |answers| {
        let document = composed_for(regulation, (template, output), answers, |_| true);
        document.body
    };
    let unknown = body(answers.clone());
    assert!(!unknown.ru.contains('('), "{}", unknown.ru);
    let topics = regulation.topics.iter().filter(|topic| !topic.repeats);
    let mut fields = topics.flat_map(|topic| &topic.fields);
    let income = fields.find(|field| field.means(Meaning::IncomeOfQuarter));
    let months = "2026-09=100000;2026-10=100010;2026-11=0";
    answers.insert(income.unwrap().id.clone(), months.to_owned());
    let told = body(answers);
    for lang in Lang::ALL {
        let body = told.get(lang);
        assert!(body.contains("66\u{202f}670\u{202f}₸"), "{body}");
    }
}

/// No act gives the form of a permit: the portal lists the workers as they were named, and says so.
#[test]
fn a_permit_names_the_workers_of_the_application() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue
        .get("pavlodar-2015/foreign-labour-permit")
        .unwrap();
    let mut templates = regulation.results.iter();
    let template = templates.find(|one| one.paper.list.is_some()).unwrap();
    let mut outputs = template.output.iter();
    let output = outputs.find(|id| regulation.output(id).is_some());
    let document = composed(regulation, template, output.unwrap(), |_| true);
    assert_eq!(document.listed, None, "nobody is named");
    let mut answers = chosen(regulation, template);
    for (key, value) in [
        ("1.worker-name", "Чен Вэй"),
        ("1.worker-passport", "E123"),
        ("2.worker-name", "Ли На"),
    ] {
        answers.insert(format!("workers.{key}"), value.to_owned());
    }
    let state = CaseState {
        answers: answers.clone(),
        decision: Some(decision(template, output.unwrap(), |_| true)),
        ..CaseState::default()
    };
    let application = compose(Given {
        lang: Lang::Ru,
        regulation,
        channel: ChannelKind::Portal,
        office: &regulation.provider.offices[0].id,
        applicant: Party {
            name: "Үлгібаева Айсұлу".to_owned(),
            number: "900101300011".to_owned(),
        },
        answers: &Answers(answers),
        evidence: &[],
    });
    let document = compose_result(Issue {
        regulation,
        state: &state,
        application: &application,
        due: &ResultDue {
            at: at(),
            output: output.cloned(),
            closing: Some(Closing::Granted),
        },
    });
    let listed = document.listed.as_ref().unwrap();
    let rows: Vec<&str> = listed.rows.iter().map(|row| row.get(Lang::Ru)).collect();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(
        rows[0].starts_with("Чен Вэй; ") && rows[0].contains("Номер паспорта: E123"),
        "{rows:?}"
    );
    let view = ResultsView {
        number: "1".to_owned(),
        papers: vec![ShownResult {
            document: &document,
            sha256: String::new(),
            done: None,
        }],
        ..ResultsView::default()
    };
    let page = results(
        &Shell {
            lang: Lang::Ru,
            ..Shell::default()
        },
        &view,
    );
    assert!(
        page.contains("Чен Вэй") && page.contains("Список составил портал"),
        "{page}"
    );
}

#[test]
fn a_paper_that_asked_for_something_says_that_it_is_done() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue
        .get("pavlodar-2015/foreign-labour-permit")
        .unwrap();
    let mut templates = regulation.results.iter();
    let asks = templates.find(|one| one.output.iter().any(|id| *id == *"decision-notification"));
    let template = asks.unwrap();
    let document = composed(regulation, template, &template.output[0], |_| true);
    let page = |done| {
        let view = ResultsView {
            number: "1".to_owned(),
            papers: vec![ShownResult {
                document: &document,
                sha256: String::new(),
                done,
            }],
            ..ResultsView::default()
        };
        results(
            &Shell {
                lang: Lang::Ru,
                ..Shell::default()
            },
            &view,
        )
    };
    let done = page(Some(at().date_naive()));
    let said = done.find("Сделано 04.12.2026").unwrap();
    assert!(
        said < done.find("Уплатите сбор").unwrap(),
        "first that it is done"
    );
    assert!(!page(None).contains("Сделано"));
}
