//! The answers of a form: what is read as people write it, and what is refused.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    condition::Facts,
    form::{ErrorCode, length, validate},
    iin::{DEMO_SERIAL, Iin, IinError, Sex},
    regulation::FieldKind,
};
use proptest::prelude::*;

use crate::fields::*;

const KINDS: [FieldKind; 13] = [
    FieldKind::Text,
    FieldKind::LongText,
    FieldKind::Name,
    FieldKind::Iin,
    FieldKind::Date,
    FieldKind::Money,
    FieldKind::Phone,
    FieldKind::Email,
    FieldKind::Choice,
    FieldKind::YesNo,
    FieldKind::Office,
    FieldKind::Staff,
    FieldKind::Ground,
];

#[test]
fn amounts_are_whole_tenge() {
    for typed in [
        "184500",
        "184 500",
        "184\u{202f}500\u{a0}₸",
        "184500₸",
        "184 500,00",
        "184500.0 тг.",
        "0184500 теңге",
    ] {
        reads(FieldKind::Money, typed, "184500");
    }
    reads(FieldKind::Money, "0", "0");
    reads(FieldKind::Money, "000", "0");
    refuses(FieldKind::Money, "184 500,50", ErrorCode::MoneyTiyn);
    for typed in [
        "-5", "184,500", "184.500", "5,", "abc", "₸", "1e5", "5,5,5", "١٢٣",
    ] {
        refuses(FieldKind::Money, typed, ErrorCode::Money);
    }
    refuses(
        FieldKind::Money,
        "1 000 000 000 000",
        ErrorCode::MoneyTooMuch,
    );
}

#[test]
fn dates_are_read_as_people_write_them() {
    for typed in [
        "05.03.1956",
        "5.3.1956",
        "1956-03-05",
        "05/03/1956",
        "05 03 1956",
    ] {
        reads(FieldKind::Date, typed, "1956-03-05");
    }
    reads(FieldKind::Date, "22.11.2026", "2026-11-22");
    refuses(FieldKind::Date, "23.11.2026", ErrorCode::DateInFuture);
    reads(FieldKind::Date, "31.12.1965 г.", "1965-12-31");
    for typed in ["12", "a.b.2000", "2000-1-1-1", "+1.+1.2000", "1.1.20000"] {
        refuses(FieldKind::Date, typed, ErrorCode::Date);
    }
}

#[test]
fn telephones_get_their_country_code() {
    for typed in [
        "+7 701 123 45 67",
        "8 (701) 123-45-67",
        "87011234567",
        "7011234567",
        "7 701 1234567",
    ] {
        reads(FieldKind::Phone, typed, "+77011234567");
    }
    reads(
        FieldKind::Phone,
        "\u{202a}+7 (701) 123\u{2011}45\u{2011}67\u{202c}",
        "+77011234567",
    );
    reads(FieldKind::Phone, "+996 555 123456", "+996555123456");
    for typed in ["123", "+", "+7701", "тел. 87011234567", "870112345678"] {
        refuses(FieldKind::Phone, typed, ErrorCode::Phone);
    }
}

#[test]
fn mail_addresses_have_two_sides() {
    reads(FieldKind::Email, " Aigul@Example.KZ ", "Aigul@example.kz");
    for typed in [
        "aigul", "@a.kz", "a@", "a@b", "a@b..kz", "a b@c.kz", "a@b@c.kz", "<a@b.kz>",
    ] {
        refuses(FieldKind::Email, typed, ErrorCode::Email);
    }
}

#[test]
fn names_are_letters() {
    reads(
        FieldKind::Name,
        " Әлімбекова   Айгүл  Серікқызы ",
        "Әлімбекова Айгүл Серікқызы",
    );
    reads(FieldKind::Name, "Ким-О'Нил Н.", "Ким-О'Нил Н.");
    for typed in ["12", "Иванов <b>", "…", "-"] {
        refuses(FieldKind::Name, typed, ErrorCode::Name);
    }
}

#[test]
fn a_number_is_checked_and_an_option_must_be_one() {
    let iin = (DEMO_SERIAL..=9999)
        .find_map(|serial| Iin::generate(today(), Sex::Male, serial))
        .unwrap();
    let spaced = iin.as_str().replace('0', "\u{200b}0\u{a0} \u{feff}");
    reads(FieldKind::Iin, &format!(" {spaced} \n"), iin.as_str());
    refuses(
        FieldKind::Iin,
        "123456789011",
        ErrorCode::Iin(IinError::CheckDigit),
    );
    reads(FieldKind::YesNo, "no", "no");
    refuses(FieldKind::YesNo, "maybe", ErrorCode::NotAnOption);
    refuses(FieldKind::Choice, "x", ErrorCode::NotAnOption);
    reads(
        FieldKind::Office,
        "west-kazakhstan-2018.oral",
        "west-kazakhstan-2018.oral",
    );
    refuses(FieldKind::Office, "'; drop table", ErrorCode::NotAnOption);
}

#[test]
fn texts_are_bounded_in_characters_and_lose_what_is_not_seen() {
    assert_eq!(
        read(FieldKind::Text, &"ә".repeat(200)),
        Ok("ә".repeat(200)),
        "characters, not bytes"
    );
    refuses(
        FieldKind::Text,
        &"ә".repeat(201),
        ErrorCode::TooLong { most: 200 },
    );
    let mut short = field(FieldKind::Text);
    short.longest = Some(3);
    let errors = validate(
        [&short],
        &answers(&[("f", "абвг")]),
        &Facts::default(),
        today(),
    )
    .unwrap_err();
    assert_eq!(errors[0].code, ErrorCode::TooLong { most: 3 });
    reads(FieldKind::LongText, " бір\r\nекі\tүш\r", "бір\nекі үш");
    reads(FieldKind::Text, "бір\r\n екі\t\tүш", "бір екі үш");
    for sign in [
        '\0',
        '\u{1b}',
        '\u{7f}',
        '\u{ad}',
        '\u{61c}',
        '\u{200b}',
        '\u{200f}',
        '\u{202a}',
        '\u{202e}',
        '\u{2060}',
        '\u{2069}',
        '\u{feff}',
        '\u{e0041}',
    ] {
        for kind in [FieldKind::Text, FieldKind::LongText, FieldKind::Name] {
            reads(kind, &format!("{sign}Ай{sign}сұлу{sign}"), "Айсұлу");
        }
    }
    reads(FieldKind::Text, "\tқала\tкөше ", "қала көше");
    assert_eq!(
        length(FieldKind::LongText, " a\r\nb\u{200b} "),
        3,
        "a line break is one"
    );
}

#[test]
fn a_name_that_only_looks_like_one_is_missing() {
    for blank in [
        "\u{3164}",
        "\u{115f}\u{1160}",
        "\u{ffa0} \u{2800}",
        "\u{200b}",
        "\u{34f}\u{fe0f}",
        "\u{180b} \u{e0100}",
        "\u{1d173}",
    ] {
        refuses(FieldKind::Name, blank, ErrorCode::Required);
        refuses(FieldKind::LongText, blank, ErrorCode::Required);
    }
    for unsaid in ["\u{301}", "…", " - ?\n."] {
        refuses(FieldKind::LongText, unsaid, ErrorCode::Required);
    }
    reads(FieldKind::Name, "\u{3164}Айсұлу", "Айсұлу");
}

#[test]
fn a_blank_answer_is_missing_only_where_it_is_required() {
    for blank in ["", "  ", "\n\t", "\u{a0}"] {
        refuses(FieldKind::Money, blank, ErrorCode::Required);
    }
    let mut optional = field(FieldKind::Money);
    optional.required = false;
    assert_eq!(
        validate(
            [&optional],
            &answers(&[("f", " ")]),
            &Facts::default(),
            today()
        ),
        Ok(BTreeMap::new())
    );
}

fn anything() -> impl Strategy<Value = String> {
    let odd = prop_oneof![
        Just("\0".to_owned()),
        Just("\u{1b}".to_owned()),
        Just("👩🏽‍🦽".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("9".to_owned()),
        Just(".".to_owned()),
        Just("@".to_owned()),
        "\\PC{1,4}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(odd, 0..600).prop_map(|parts| parts.concat().chars().take(2048).collect())
}

proptest! {
    #[test]
    fn anything_typed_gets_an_answer(typed in anything(), kind in prop::sample::select(&KINDS[..])) {
        if let Ok(kept) = read(kind, &typed) {
            prop_assert!(kept.chars().all(|char| !char.is_control() || char == '\n'));
            prop_assert!(!kept.contains(domain::clean::is_invisible));
            prop_assert_eq!(read(kind, &kept), Ok(kept.clone()), "what is kept reads as itself");
        }
    }

    #[test]
    fn short_things_typed_get_an_answer(typed in "[0-9 .,+@₸а-яa-z/-]{0,14}", kind in prop::sample::select(&KINDS[..])) {
        if let Ok(kept) = read(kind, &typed) {
            prop_assert_eq!(read(kind, &kept), Ok(kept.clone()));
        }
    }

    #[test]
    fn every_amount_is_read_back(amount in 0..1_000_000_000_000u64) {
        let grouped = amount.to_string().as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).unwrap())
            .collect::<Vec<_>>().join("\u{202f}");
        prop_assert_eq!(read(FieldKind::Money, &format!("{grouped} ₸")), Ok(amount.to_string()));
    }

    #[test]
    fn every_day_is_read_back(days in 0..46_000u64) {
        let date = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Days::new(days);
        let iso = date.to_string();
        let typed = format!("{}.{}.{}", &iso[8..], &iso[5..7], &iso[..4]);
        prop_assert_eq!(read(FieldKind::Date, &typed), Ok(iso));
    }
}
