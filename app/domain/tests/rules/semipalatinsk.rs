//! The compensation for residence near the test site, by zones and years.
#![cfg(not(target_arch = "wasm32"))]

use domain::amounts::semipalatinsk::{Compensation, Stay, StayError, compensation};

fn stay(zone: &str, from: &str, to: &str) -> Stay {
    Stay {
        zone: zone.to_owned(),
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
    }
}

fn reckoned(stays: &[Stay]) -> Result<Compensation<'static>, StayError> {
    compensation(catalogue::amounts(), stays)
}

fn parts(of: &Compensation<'_>) -> Vec<(String, u32, u64, Option<u64>)> {
    let pieces = of.pieces.iter();
    pieces
        .map(|piece| {
            (
                piece.zone.id.clone(),
                piece.years,
                piece.days,
                piece.hundredths(),
            )
        })
        .collect()
}

#[test]
fn a_stay_is_cut_where_1965_ends() {
    let all = reckoned(&[stay("extraordinary", "1949-01-01", "1990-12-31")]).unwrap();
    assert_eq!(
        parts(&all),
        [
            ("extraordinary".to_owned(), 17, 0, Some(17 * 523)),
            ("extraordinary".to_owned(), 25, 0, Some(25 * 105)),
        ]
    );
    assert_eq!(all.hundredths(), 8891 + 2625);
    assert_eq!(all.pieces[0].to, "1965-12-31".parse().unwrap());
    assert_eq!(all.pieces[1].from, "1966-01-01".parse().unwrap());
    assert!(all.is_complete() && !all.outside);
}

#[test]
fn part_years_stay_apart() {
    let all = reckoned(&[stay("maximum", "1960-03-01", "1962-05-31")]).unwrap();
    assert_eq!(parts(&all), [("maximum".to_owned(), 2, 92, Some(2 * 262))]);
    // A day short of a year is no year.
    let all = reckoned(&[stay("maximum", "1961-01-01", "1961-12-30")]).unwrap();
    assert_eq!(parts(&all), [("maximum".to_owned(), 0, 364, Some(0))]);
    let leap = reckoned(&[stay("maximum", "1960-02-29", "1961-02-28")]).unwrap();
    assert_eq!(parts(&leap)[0].1, 1);
}

#[test]
fn a_year_is_not_lost_between_two_rows_of_one_zone() {
    let all = reckoned(&[
        stay("maximum", "1955-07-01", "1955-12-31"),
        stay("maximum", "1955-01-01", "1955-06-30"),
    ])
    .unwrap();
    assert_eq!(parts(&all), [("maximum".to_owned(), 1, 0, Some(262))]);
}

#[test]
fn years_in_different_zones_add_up() {
    let all = reckoned(&[
        stay("maximum", "1951-01-01", "1952-12-31"),
        stay("extraordinary", "1950-01-01", "1950-12-31"),
    ])
    .unwrap();
    assert_eq!(all.hundredths(), 523 + 2 * 262);
    assert_eq!(all.pieces[0].zone.id, "extraordinary");
}

#[test]
fn days_outside_the_years_of_the_tests_are_left_out() {
    let all = reckoned(&[stay("maximum", "1940-01-01", "1949-12-31")]).unwrap();
    assert_eq!(parts(&all), [("maximum".to_owned(), 1, 0, Some(262))]);
    assert!(all.outside);
    let none = reckoned(&[stay("maximum", "1991-01-01", "2000-12-31")]).unwrap();
    assert!(none.pieces.is_empty() && none.outside);
}

#[test]
fn what_is_not_confirmed_is_not_counted() {
    let all = reckoned(&[
        stay("increased", "1950-01-01", "1950-12-31"),
        stay("preferential", "1951-01-01", "1951-12-31"),
        stay("maximum", "1952-01-01", "1952-12-31"),
    ])
    .unwrap();
    assert_eq!(all.hundredths(), 262);
    assert!(!all.is_complete());
    assert_eq!(all.pieces[0].hundredths(), None);
    assert_eq!(all.pieces[1].hundredths(), None);
}

#[test]
fn stays_that_cannot_be_are_refused() {
    let one = stay("maximum", "1950-01-01", "1955-12-31");
    let other = stay("increased", "1955-12-31", "1956-12-31");
    assert_eq!(
        reckoned(&[one.clone(), other]),
        Err(StayError::Overlap(0, 1))
    );
    let reversed = stay("maximum", "1960-01-01", "1959-12-31");
    assert_eq!(
        reckoned(&[one.clone(), reversed]),
        Err(StayError::Reversed(1))
    );
    let nowhere = stay("moon", "1960-01-01", "1961-12-31");
    assert_eq!(reckoned(&[one, nowhere]), Err(StayError::Zone(1)));
    assert_eq!(reckoned(&[]).unwrap().pieces, []);
    // The ends of the calendar do not stop the program.
    let ever = stay("maximum", "1900-01-01", "9999-12-31");
    assert_eq!(reckoned(&[ever]).unwrap().hundredths(), 17 * 262 + 25 * 105);
}
