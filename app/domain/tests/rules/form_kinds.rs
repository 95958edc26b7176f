//! Accounts, numbers, periods, tables of months, boxes to tick and names of a list: what is taken, how it is kept, and what
//! is said of the rest.

use chrono::{Months, NaiveDate};
use domain::{
    bin::BinError,
    form::{
        Answers, ErrorCode, FormCheck, month_part, months_asked, near_options, normalise, posted,
        typed,
    },
    iban::{self, IbanError},
    income::per_capita,
    regulation::{ChannelKind, Field, FieldKind, FieldOption, Meaning, MonthsAsked, PeriodUnit},
    text::Text,
};
use proptest::prelude::*;

use crate::fields::{answers, form, today, topic};

fn of(kind: FieldKind) -> Field {
    Field::plain("f", kind)
}

fn read(field: &Field, typed: &str) -> Result<String, ErrorCode> {
    normalise(field, typed, today())
}

fn with_options(kind: FieldKind) -> Field {
    let option = |id: &str, ru: &str| FieldOption {
        id: id.to_owned(),
        label: Text {
            kk: format!("{ru} kk"),
            ru: ru.to_owned(),
            ..Text::default()
        },
        age: None,
    };
    Field {
        options: vec![option("kz", "Казахстан"), option("kg", "Кыргызстан")],
        ..of(kind)
    }
}

#[test]
fn an_account_is_read_as_it_is_written_on_paper() {
    let account = of(FieldKind::Iban);
    let kept = Ok("KZ86125KZT5004100100".to_owned());
    assert_eq!(read(&account, "KZ86 125K ZT50 0410 0100"), kept);
    assert_eq!(read(&account, "kz86125kzt5004100100"), kept);
    let wrong = |typed: &str| read(&account, typed).unwrap_err();
    assert_eq!(
        wrong("KZ86125KZT5004100101"),
        ErrorCode::Iban(IbanError::CheckDigits)
    );
    // 97 divides them too, and no bank issues 00, 01 or 99.
    assert_eq!(
        wrong("KZ01125KZT5004101048"),
        ErrorCode::Iban(IbanError::CheckDigits)
    );
    assert_eq!(
        wrong("KZ86125KZT500410010"),
        ErrorCode::Iban(IbanError::Length)
    );
    assert_eq!(
        wrong("DE86125KZT5004100100"),
        ErrorCode::Iban(IbanError::Country)
    );
    assert_eq!(
        wrong("КZ86125KZT5004100100"),
        ErrorCode::Iban(IbanError::Signs)
    );
}

#[test]
fn a_number_of_an_organisation_is_no_number_of_a_person() {
    let organisation = of(FieldKind::Bin);
    let wrong = |typed: &str| read(&organisation, typed).unwrap_err();
    assert_eq!(wrong("123"), ErrorCode::Bin(BinError::Length));
    assert_eq!(wrong("12034099000x"), ErrorCode::Bin(BinError::NotDigits));
    let bin = domain::bin::Bin::generate(12, 3, domain::bin::DEMO_BIN_SERIAL).unwrap();
    assert_eq!(
        read(&organisation, bin.as_str()).as_deref(),
        Ok(bin.as_str())
    );
}

#[test]
fn a_number_keeps_to_its_decimals_and_bounds() {
    let area = Field {
        decimals: 1,
        least: Some(1),
        most: Some(1000),
        ..of(FieldKind::Number)
    };
    assert_eq!(read(&area, "54,5").as_deref(), Ok("54.5"));
    assert_eq!(read(&area, "1 000").as_deref(), Ok("1000"));
    assert_eq!(read(&area, "054.50").as_deref(), Ok("54.5"));
    assert_eq!(
        read(&area, "54,55"),
        Err(ErrorCode::NumberDecimals { most: 1 })
    );
    assert_eq!(read(&area, "0,5"), Err(ErrorCode::Least { least: 1 }));
    assert_eq!(read(&area, "1000,1"), Err(ErrorCode::Most { most: 1000 }));
    assert_eq!(read(&area, "-3"), Err(ErrorCode::Number));
    assert_eq!(read(&area, "сорок"), Err(ErrorCode::Number));
    let granted = Field {
        least: Some(1),
        ..of(FieldKind::Money)
    };
    assert_eq!(read(&granted, "0 ₸"), Err(ErrorCode::Least { least: 1 }));
}

#[test]
fn a_place_is_found_by_the_one_name_that_has_its_words() {
    let named = |id: &str, ru: &str| FieldOption {
        id: id.to_owned(),
        label: Text {
            ru: ru.to_owned(),
            ..Text::default()
        },
        age: None,
    };
    let place = Field {
        options: vec![
            named("city", "город Тараз"),
            named("talas", "Таласский район"),
            named("zhambyl", "Жамбылский район"),
        ],
        ..of(FieldKind::Classifier)
    };
    for typed in ["Тараз", "г. Тараз", "г.ТАРАЗ", "Город Тараз"] {
        assert_eq!(read(&place, typed).as_deref(), Ok("city"), "{typed}");
    }
    for typed in ["район", "Та", "г.", "Тараз район"] {
        assert_eq!(read(&place, typed), Err(ErrorCode::NotInList), "{typed}");
    }
    let near = |typed| {
        let near = near_options(&place, typed).into_iter();
        near.map(|option| option.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(near("район"), ["talas", "zhambyl"]);
    assert!(near("г.").is_empty());
}

#[test]
fn a_period_has_two_ends_in_their_order() {
    let months = of(FieldKind::Period);
    assert_eq!(
        read(&months, "09.2026;2027-05").as_deref(),
        Ok("2026-09;2027-05")
    );
    assert_eq!(read(&months, "09.2026;"), Err(ErrorCode::PeriodHalf));
    assert_eq!(
        read(&months, "09.2026;05.2026"),
        Err(ErrorCode::PeriodOrder)
    );
    assert_eq!(read(&months, "осень;05.2026"), Err(ErrorCode::Month));
    let days = Field {
        unit: PeriodUnit::Day,
        ..months
    };
    assert_eq!(
        read(&days, "01.09.2026;31.05.2027").as_deref(),
        Ok("2026-09-01;2027-05-31")
    );
}

#[test]
fn only_what_is_asked_in_days_to_come_may_lie_ahead() {
    let past = of(FieldKind::Date);
    let ahead = Field {
        ahead: true,
        ..past.clone()
    };
    assert_eq!(read(&past, "01.02.2030"), Err(ErrorCode::DateInFuture));
    assert_eq!(read(&ahead, "01.02.2030").as_deref(), Ok("2030-02-01"));
    let last = today().checked_add_months(Months::new(360)).unwrap();
    assert_eq!(
        read(&ahead, "01.02.2199"),
        Err(ErrorCode::DateAfter { last })
    );
}

#[test]
fn what_is_yet_to_come_is_no_day_that_was() {
    let visit = Field {
        ahead: true,
        days_back: Some(0),
        ..of(FieldKind::Date)
    };
    let written = |day: NaiveDate| day.to_string();
    let first = today();
    assert_eq!(read(&visit, &written(first)), Ok(written(first)));
    let yesterday = first.pred_opt().unwrap();
    assert_eq!(
        read(&visit, &written(yesterday)),
        Err(ErrorCode::DateBefore { first })
    );
}

#[test]
fn a_name_of_a_list_is_found_in_any_language() {
    let country = with_options(FieldKind::Classifier);
    for typed in ["kz", "KZ", "казахстан", " Казахстан ", "Казахстан kk"]
    {
        assert_eq!(read(&country, typed).as_deref(), Ok("kz"), "{typed}");
    }
    assert_eq!(read(&country, "Атлантида"), Err(ErrorCode::NotInList));
}

#[test]
fn boxes_that_are_ticked_make_one_answer() {
    let several = with_options(FieldKind::MultiChoice);
    let ticked = answers(&[("f", ""), ("f.has-kg", "yes"), ("f.has-kz", "yes")]);
    assert_eq!(
        read(&several, &typed(&several, &ticked)).as_deref(),
        Ok("kz;kg")
    );
    let none = answers(&[("f", "")]);
    assert_eq!(typed(&several, &none), "");
    assert_eq!(read(&several, "kz;mars"), Err(ErrorCode::NotAnOption));

    let consent = of(FieldKind::Consent);
    let given = answers(&[("f", ""), ("f.given", "yes"), ("f.other", "yes")]);
    assert_eq!(typed(&consent, &given), "yes");
    assert_eq!(posted(&consent, &given).len(), 2, "no part of another kind");
    for no in ["no", "on", " "] {
        let refused = answers(&[("f", ""), ("f.given", no)]);
        assert_eq!(typed(&consent, &refused), "", "{no}");
    }
    assert_eq!(read(&consent, "perhaps"), Err(ErrorCode::NotAnOption));
}

fn table() -> Field {
    Field {
        meaning: Some(Meaning::IncomeOfQuarter),
        ..of(FieldKind::MonthTable)
    }
}

#[test]
fn a_table_asks_for_the_months_before_the_application() {
    // 22 November 2026.
    let names = |field: &Field| months_asked(field, today()).map(month_part);
    assert_eq!(names(&table()), ["2026-07", "2026-08", "2026-09"]);
    let three = Field {
        months: MonthsAsked::ThreeBefore,
        ..table()
    };
    assert_eq!(names(&three), ["2026-08", "2026-09", "2026-10"]);
}

#[test]
fn a_table_is_kept_saved_and_read_month_by_month() {
    let mut page = topic("id = \"own\"\n[[field]]\nid = \"t\"\nkind = \"text\"\n");
    page.fields = vec![table()];
    let regulation = form(vec![page.clone()]);
    let typed = answers(&[
        ("f.2026-07", "90 000"),
        ("f.2026-08", "0"),
        ("f.2026-09", "60 000"),
    ]);
    let mut given = Answers::default();
    assert!(given.keep(&page, None, &typed));
    assert_eq!(given.page(&page, None), typed);
    let check = FormCheck::new(&regulation, ChannelKind::Portal, &given, today());
    let kept = check.page(&page, None).unwrap();
    assert_eq!(kept["f"], "2026-07=90000;2026-08=0;2026-09=60000");
    assert_eq!(per_capita(&regulation, &given).unwrap().total, 150_000);

    // What was submitted is one text, and reads the same.
    let submitted = Answers(kept);
    let again = FormCheck::new(&regulation, ChannelKind::Portal, &submitted, today());
    assert_eq!(again.facts(), check.facts());
    assert!(again.page(&page, None).is_ok());

    // A month is missing, and in the next quarter all are others.
    let gap = answers(&[
        ("f.2026-07", "90 000"),
        ("f.2026-08", ""),
        ("f.2026-09", "1"),
    ]);
    assert!(given.keep(&page, None, &gap));
    let missing = |today| {
        let check = FormCheck::new(&regulation, ChannelKind::Portal, &given, today);
        check.errors(&page, None)[0].code
    };
    assert_eq!(missing(today()), ErrorCode::MonthMissing);
    assert_eq!(per_capita(&regulation, &given), None);
    assert!(given.keep(&page, None, &typed));
    let check = |day: &str| {
        FormCheck::new(
            &regulation,
            ChannelKind::Portal,
            &given,
            day.parse().unwrap(),
        )
        .errors(&page, None)
    };
    assert_eq!(check("2026-12-31"), []);
    assert_eq!(check("2027-01-01")[0].code, ErrorCode::MonthMissing);
}

proptest! {
    #[test]
    fn one_changed_digit_of_an_account_is_noticed(at in 10..20_usize, other in "[0-9]") {
        let good = "KZ86125KZT5004100100";
        let mut changed = good.to_owned();
        changed.replace_range(at..=at, &other);
        prop_assert_eq!(iban::parse(&changed).is_ok(), changed == good);
    }

    #[test]
    fn whatever_is_typed_into_several_boxes_is_read_or_refused(parts in prop::collection::vec("[0-9;=, .a-z]{0,12}", 3)) {
        for kind in [FieldKind::MonthTable, FieldKind::Period, FieldKind::Number, FieldKind::MultiChoice] {
            let field = of(kind);
            if let Ok(kept) = read(&field, &parts.join(";")) {
                prop_assert_eq!(read(&field, &kept), Ok(kept.clone()));
            }
        }
    }
}
