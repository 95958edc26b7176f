//! What a citizen is told of their cases, and whoever has the code of one.

use app::{
    components::Shell,
    pages::{
        cabinet::{CabinetView, CaseLine, DraftLine, cabinet},
        receipt::{ReceiptView, receipt},
        sign::{SignView, sign},
        status::{StatusView, status},
    },
    text::Lang,
};
use chrono::{NaiveDate, NaiveDateTime};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
}

fn moment(at: u32) -> NaiveDateTime {
    day(at).and_hms_opt(9, 0, 0).unwrap()
}

fn russian() -> Shell {
    Shell {
        lang: Lang::Ru,
        ..Shell::default()
    }
}

#[test]
fn a_paper_of_the_way_is_no_result_on_the_public_page() {
    let view = StatusView {
        state: "abandoned".to_owned(),
        registered: moment(1),
        closed: Some(moment(20)),
        on_the_way: vec![(day(5), "abc".to_owned())],
        idle: true,
        ..StatusView::default()
    };
    let page = status(&russian(), &view);
    assert!(!page.contains("Результат выдан"), "{page}");
    for said in [
        "Документ, выданный в ходе рассмотрения",
        "больше ничего не требует",
        "abc",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn the_list_of_cases_says_what_has_passed_and_until_when_a_draft_is_kept() {
    let late = CaseLine {
        state: "open".to_owned(),
        asked: Some(Some(day(15))),
        overdue: true,
        registered: day(1),
        ..CaseLine::default()
    };
    let negative = CaseLine {
        state: "granted".to_owned(),
        closed: Some(day(3)),
        registered: day(1),
        negative: Some("Справка об отсутствии на учёте".to_owned()),
        ..CaseLine::default()
    };
    let view = CabinetView {
        drafts: vec![DraftLine {
            updated: day(1),
            until: Some(day(30)),
            ..DraftLine::default()
        }],
        cases: vec![late, negative],
        count: 2,
        current: 1,
        pages: 1,
    };
    let page = cabinet(&russian(), &view);
    assert!(!page.contains("Ждём от вас"), "{page}");
    for said in [
        "срок прошёл 15.12.2026",
        "Справка об отсутствии",
        "30.12.2026 будет удалено",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn a_text_without_documents_speaks_of_none() {
    for (documents, said) in [(false, "именно этот текст."), (true, "эти документы")]
    {
        let view = SignView {
            documents,
            ..SignView::default()
        };
        assert!(sign(&russian(), &view).contains(said), "{said}");
    }
}

#[test]
fn a_receipt_names_what_is_to_be_brought_and_that_its_days_are_counted() {
    let mut view = ReceiptView {
        due: Some(moment(20)),
        duties: vec![(
            "Копия гарантии".to_owned(),
            Some("10 рабочих дней".to_owned()),
        )],
        ..ReceiptView::default()
    };
    let page = receipt(&russian(), &view);
    for said in [
        "потребуется: Копия гарантии",
        "даётся 10 рабочих дней",
        "входят в общий срок",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    view.stated = true;
    assert!(!receipt(&russian(), &view).contains("входят в общий срок"));
}
