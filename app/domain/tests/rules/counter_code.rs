//! The code on a prepared application: read as people type it, and never a wrong one for a right one.

use domain::counter_code::CounterCode;
use proptest::prelude::*;

fn code(random: u128) -> Option<CounterCode> {
    CounterCode::new(random)
}

#[test]
fn a_code_is_read_as_people_type_it() {
    let code = code(0x0123_4567_89ab_cdef_0123 << 1)
        .or_else(|| code(77))
        .unwrap();
    let written = code.grouped();
    assert_eq!(written.len(), 19);
    let typed = [
        written.clone(),
        written.to_lowercase(),
        written.replace('-', " "),
        written.replace('-', ""),
        format!("  {written}\n"),
        written.replace('0', "o").replace('1', "l"),
        written
            .replace('0', "О")
            .replace('A', "А")
            .replace('H', "н"),
    ];
    for typed in typed {
        assert_eq!(CounterCode::parse(&typed).unwrap(), code, "{typed}");
    }
}

#[test]
fn what_is_no_code_is_refused() {
    let long = "7".repeat(10_000);
    for typed in [
        "",
        "-",
        "7Q4K",
        "ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ",
        "7Q4K-9MZT-2H0C-XW3A-7",
        "U000-0000-0000-0000",
        &long,
    ] {
        assert!(CounterCode::parse(typed).is_none(), "{typed}");
    }
}

#[test]
fn the_code_is_not_written_to_a_log() {
    let code = code(77).unwrap();
    assert!(!format!("{code:?}").contains(&code.as_str()[..4]));
}

proptest! {
    #[test]
    fn no_input_stops_the_program(typed in "\\PC*") {
        let _ = CounterCode::parse(&typed);
    }

    #[test]
    fn a_slip_of_one_sign_or_a_swap_of_two_is_told(random: u128, at in 0_usize..16, by in 1_usize..32) {
        const SIGNS: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let Some(code) = code(random) else { return Ok(()) };
        let mut signs = code.as_str().as_bytes().to_vec();
        let old = SIGNS.iter().position(|sign| *sign == signs[at]).unwrap();
        signs[at] = SIGNS[(old + by) % 32];
        prop_assert!(CounterCode::parse(std::str::from_utf8(&signs).unwrap()).is_none());

        let mut signs = code.as_str().as_bytes().to_vec();
        let next = (at + 1) % 16;
        if at + 1 < 15 && signs[at] != signs[next] {
            signs.swap(at, next);
            prop_assert!(CounterCode::parse(std::str::from_utf8(&signs).unwrap()).is_none());
        }
    }
}
