//! БИН: what is refused, and how synthetic numbers are made.

use domain::bin::{Bin, BinError, DEMO_BIN_SERIAL};

#[test]
fn what_is_no_number_is_refused_with_its_reason() {
    assert_eq!(Bin::parse("12345678902"), Err(BinError::Length));
    assert_eq!(Bin::parse("12345678902O"), Err(BinError::NotDigits));
    // In the test answers of the certification centre; round 1 gives 5.
    assert_eq!(Bin::parse("123456789021"), Err(BinError::CheckDigit));
    assert!(Bin::parse("123456789025").is_ok());
    assert_eq!(
        Bin::parse(concat!("0612116", "00012")),
        Err(BinError::NotOrganisation),
        "an ИИН"
    );
}

#[test]
fn spaces_and_invisible_signs_do_not_matter() {
    let bin = Bin::parse(" 1234 5678\u{a0}9025\u{200b}").unwrap();
    assert_eq!(bin.as_str(), "123456789025");
}

#[test]
fn synthetic_numbers_pass_the_check_and_keep_to_the_reserved_range() {
    let made: Vec<Bin> = (DEMO_BIN_SERIAL..=99_999)
        .filter_map(|serial| Bin::generate(15, 3, serial))
        .collect();
    assert!(made.len() > 900, "{}", made.len());
    for bin in &made {
        assert_eq!(Bin::parse(bin.as_str()).as_ref(), Ok(bin));
    }
    assert_eq!(Bin::generate(15, 3, DEMO_BIN_SERIAL - 1), None);
    assert_eq!(Bin::generate(15, 13, DEMO_BIN_SERIAL), None);
}
