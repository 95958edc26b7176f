//! Answers that are nearly right: told what is wrong, put right, or confirmed.

use domain::{
    condition::Facts,
    form::{
        Answers, ErrorCode, FormCheck, MemberId, names_agree, repaired_name, sure_key, validate,
    },
    iin::{DEMO_SERIAL, Iin, IinError, Sex},
    regulation::{ChannelKind, Field, FieldKind},
};
use proptest::prelude::*;

use crate::fields::*;

#[test]
fn a_date_that_cannot_be_is_told_what_is_wrong_with_it() {
    let day = |day, month, year, days| ErrorCode::DateDay {
        day,
        month,
        year,
        days,
    };
    for (typed, code) in [
        ("31.02.1965", day(31, 2, 1965, 28)),
        ("30.02.2024", day(30, 2, 2024, 29)),
        ("31.04.1965", day(31, 4, 1965, 30)),
        ("0.04.1965", day(0, 4, 1965, 30)),
        ("32.01.1965", day(32, 1, 1965, 31)),
        ("1965-02-31", day(31, 2, 1965, 28)),
        ("15.13.1965", ErrorCode::DateMonth { month: 13 }),
        ("01.00.1965", ErrorCode::DateMonth { month: 0 }),
        ("5.3.65", ErrorCode::DateYear),
        ("5.3.965", ErrorCode::DateYear),
        ("1.1.1899", ErrorCode::DateEarly),
        ("05.31.1965", order(31, 5)),
        ("12.24.1965", order(24, 12)),
        ("01.01.2999", ErrorCode::DateInFuture),
    ] {
        refuses(FieldKind::Date, typed, code);
    }
    assert_eq!(order(31, 5).details(), [("right", "31.05.1965".to_owned())]);
}

fn order(day: u32, month: u32) -> ErrorCode {
    ErrorCode::DateOrder {
        day,
        month,
        year: 1965,
    }
}

/// The letters that a refusal names.
fn named(kind: FieldKind, typed: &str) -> String {
    let code = read(kind, typed).unwrap_err();
    let (_, letters) = code.details().into_iter().next().unwrap();
    letters
}

#[test]
fn letters_of_another_alphabet_are_named() {
    assert_eq!(named(FieldKind::Email, "роlina@example.kz"), "р, о");
    assert_eq!(named(FieldKind::Email, "polina@exаmple.kz"), "а");
    reads(FieldKind::Email, "аты@үлгі.қаз", "аты@үлгі.қаз");
    assert_eq!(named(FieldKind::Name, "Aлия"), "A");
    assert_eq!(named(FieldKind::Name, "Үлгібаева Aйсұлу Cынаққызы"), "A, C");
    assert_eq!(named(FieldKind::Name, "Иванов A."), "A");
    assert_eq!(named(FieldKind::Name, "Smіth"), "і");
    // Greek, Armenian, phonetic letters and those of formulas, alone in a word of ours or as a word that could be ours.
    for (typed, letters) in [
        ("Иванοв Иван", "ο"),
        ("Αлия Сынақова", "Α"),
        ("Аլия Сынақова", "լ"),
        ("Ivan Ρetrov", "Ρ"),
        ("Ivɑn Petrov", "ɑ"),
        ("Ａлия", "A"),
        ("𝐈ван Петров", "I"),
        ("ＩＶＡＮОВ Иван", "I, V, A, N"),
        ("Сынақов Α. Β.", "Α, Β"),
    ] {
        assert_eq!(named(FieldKind::Name, typed), letters, "{typed}");
    }
    for name in [
        "Ülgibaeva Aısulu",
        "Примерова Anna",
        "Smith",
        "Әлия",
        "Ким-О'Нил Н.",
        "Núñez-Đặng Şule Ərtoğrul Bābur",
        "Oʻgʻiloy Qizi",
        "Αλέξης Ιωάννου",
        "Αλέξης Иванов",
        "გიორგი",
    ] {
        reads(FieldKind::Name, name, name);
    }
    reads(FieldKind::Name, "Ｉｖａｎ 𝐏etrov", "Ivan Petrov");
    for no_letters in ["Ⅷ Иван", "Ⓐнна", "ﬁona", "🄰"] {
        assert_eq!(read(FieldKind::Name, no_letters), Err(ErrorCode::Name));
    }
}

#[test]
fn a_name_of_two_alphabets_is_put_right() {
    for (typed, right) in [
        ("Aлия", "Алия"),
        ("Үлгібаева Aйсұлу Cынаққызы", "Үлгібаева Айсұлу Сынаққызы"),
        ("Иванов A.", "Иванов А."),
        ("Әлімбекoва", "Әлімбекова"),
        ("əлия", "әлия"),
        ("Smіth", "Smith"),
        ("Αлия Πетрова", "Алия Петрова"),
        ("Ivɑn Ρetrov", "Ivan Petrov"),
        ("Ａлия", "Алия"),
        ("Սlan Iνanov", "Ulan Ivanov"),
    ] {
        assert_eq!(repaired_name(typed).as_deref(), Some(right), "{typed}");
        reads(FieldKind::Name, right, right);
    }
    assert_eq!(repaired_name("Алия"), None, "nothing to repair");
    for typed in ["Алияzzz", "Аլия"] {
        assert_eq!(repaired_name(typed), None, "no letter looks like that");
    }
}

#[test]
fn names_agree_whatever_keyboard_they_were_typed_on() {
    for (one, other) in [
        ("Алия", "Aлия"),
        ("ҮЛГІБАЕВА  Айсұлу", "Үлгібаева Aйсұлу"),
        ("Ким-Нил Пётр", "ким нил петр"),
        ("Йусупов", "И\u{306}усупов"),
        ("ACEHKMOPTX", "асенкмортх"),
        ("Қайрат\u{200b}", "Қайрат"),
        ("Αлия", "АЛИЯ"),
        ("Ｓｍｉｔｈ", "Smith"),
        ("Martin Thomas Bohm", "MARTIN THOMAS BOHM"),
        ("Қаhарман", "ҚАҺАРМАН"),
        ("Oʻgʻil", "O'g'il"),
    ] {
        assert!(names_agree(one, other), "{one} {other}");
        assert!(names_agree(other, one), "{one} {other}");
    }
    for (one, other) in [
        ("Алия", "Әлия"),
        ("Қайрат", "Кайрат"),
        ("Анна", "Анна Мария"),
    ] {
        assert!(!names_agree(one, other), "{one} {other}");
    }
}

/// A number whose check digit does not fit.
fn odd_number() -> String {
    let fits = (DEMO_SERIAL..=9999).find_map(|serial| Iin::generate(today(), Sex::Male, serial));
    let fits = fits.unwrap();
    let (first, last) = fits.as_str().split_at(11);
    format!("{first}{}", (last.parse::<u8>().unwrap() + 1) % 10)
}

#[test]
fn an_odd_number_of_somebody_else_may_be_confirmed() {
    let number = odd_number();
    let sure = sure_key("f");
    let check = |field: &Field, sure_of: &str| {
        let typed = answers(&[("f", &number), (&sure, sure_of)]);
        validate([field], &typed, &Facts::default(), today())
    };
    let mut iin = field(FieldKind::Iin);
    let code = ErrorCode::Iin(IinError::CheckDigit);
    assert_eq!(check(&iin, "").unwrap_err()[0].code, code);
    assert_eq!(
        check(&iin, "000000000000").unwrap_err()[0].code,
        code,
        "another number"
    );
    let kept = check(&iin, &number).unwrap();
    assert_eq!((&kept["f"], &kept[&sure]), (&number, &number));
    iin.prefill = Some("person.iin".to_owned());
    assert_eq!(check(&iin, &number).unwrap_err()[0].code, code, "one's own");
}

#[test]
fn nobody_is_given_twice() {
    let family =
        topic("id = \"family\"\nrepeats = true\n[[field]]\nid = \"iin\"\nkind = \"iin\"\n");
    let own =
        topic("id = \"own\"\n[[field]]\nid = \"n\"\nkind = \"iin\"\nprefill = \"person.iin\"\n");
    let regulation = form(vec![own, family]);
    let number = |at| Iin::generate(today(), Sex::Male, DEMO_SERIAL + at).map(String::from);
    let numbers: Vec<String> = (0..20).filter_map(number).collect();
    let given = Answers(answers(&[
        ("n", &numbers[0]),
        ("family.1.iin", &numbers[1]),
        ("family.2.iin", &format!("{} ", numbers[1])),
        ("family.3.iin", &numbers[0]),
        ("family.4.iin", &numbers[2]),
    ]));
    let wrong = |member: &str| {
        let member = MemberId::parse(member);
        let check = FormCheck::new(&regulation, ChannelKind::Portal, &given, today());
        let errors = check.errors(&regulation.topics[1], member.as_ref());
        errors.first().map(|error| error.code)
    };
    assert_eq!(wrong("1"), Some(ErrorCode::IinTwice));
    assert_eq!(wrong("2"), Some(ErrorCode::IinTwice));
    assert_eq!(wrong("3"), Some(ErrorCode::IinOwn));
    assert_eq!(wrong("4"), None);
    let child = topic("id = \"child\"\n[[field]]\nid = \"child\"\nkind = \"iin\"\n");
    let regulation = form(vec![regulation.topics[0].clone(), child]);
    let of_child = |number: &str| {
        let given = Answers(answers(&[("n", &numbers[0]), ("child", number)]));
        let check = FormCheck::new(&regulation, ChannelKind::Portal, &given, today());
        let errors = check.errors(&regulation.topics[1], None);
        errors.first().map(|error| error.code)
    };
    assert_eq!(of_child(&numbers[0]), Some(ErrorCode::IinOwn));
    assert_eq!(of_child(&numbers[1]), None);
    // Two people on one page, as on the paper for the counter.
    let paper = topic(
        "id = \"paper\"\n[[field]]\nid = \"recipient\"\nkind = \"iin\"\n[[field]]\nid = \"agent\"\nkind = \"iin\"\n",
    );
    let given = |agent: &str| {
        let given = answers(&[("recipient", &numbers[0]), ("agent", agent)]);
        validate(&paper.fields, &given, &Facts::default(), today())
    };
    let again = given(&format!(" {}", numbers[0])).unwrap_err();
    assert_eq!(
        (again[0].field.as_str(), again[0].code),
        ("agent", ErrorCode::IinTwice)
    );
    assert!(given(&numbers[1]).is_ok());
}

#[test]
fn whose_number_nobody_may_have_again_follows_what_is_asked() {
    let own = topic(
        "id = \"own\"\n[[field]]\nid = \"n\"\nkind = \"iin\"\nprefill = \"person.iin\"\n\
         [[field]]\nid = \"whom\"\nkind = \"text\"\nfact = \"whom\"\n",
    );
    let other = topic(
        "id = \"other\"\nwhen = \"whom=other\"\n\
         [[field]]\nid = \"name\"\nkind = \"text\"\nmeaning = \"represented-name\"\n\
         [[field]]\nid = \"number\"\nkind = \"iin\"\nmeaning = \"represented-iin\"\n",
    );
    let family =
        topic("id = \"family\"\nrepeats = true\n[[field]]\nid = \"iin\"\nkind = \"iin\"\n");
    let regulation = form(vec![own, other, family]);
    let number = |at| Iin::generate(today(), Sex::Male, DEMO_SERIAL + at).map(String::from);
    let numbers: Vec<String> = (0..20).filter_map(number).collect();
    let wrong = |whom: &str, of_member: &str| {
        let given = Answers(answers(&[
            ("n", &numbers[0]),
            ("whom", whom),
            ("name", "Асан"),
            ("number", &numbers[1]),
            ("family.1.iin", of_member),
        ]));
        let member = MemberId::parse("1");
        let check = FormCheck::new(&regulation, ChannelKind::Portal, &given, today());
        let errors = check.errors(&regulation.topics[2], member.as_ref());
        errors.first().map(|error| error.code)
    };
    let of_applicant = Some(ErrorCode::IinOfApplicant);
    assert_eq!(wrong("other", &numbers[1]), of_applicant);
    assert_eq!(wrong("other", &numbers[0]), None);
    assert_eq!(wrong("oneself", &numbers[0]), Some(ErrorCode::IinOwn));
    assert_eq!(wrong("oneself", &numbers[1]), None);
}

proptest! {
    #[test]
    fn a_repaired_name_is_one_and_the_same(name in "[A-Za-zА-Яа-яӘәІіҚқΑ-ΡΣ-Ωα-ω]{1,12}( [A-Za-zА-Яа-яӘәІіҚқΟοΑα]{1,12}){0,2}") {
        if let Some(right) = repaired_name(&name) {
            prop_assert!(names_agree(&name, &right), "{} {}", name, right);
            prop_assert_eq!(repaired_name(&right), None);
        }
    }
}
