//! How values are written for readers.

use app::{
    format::{self, Span, TimeLeft},
    text::Lang,
};
use chrono::NaiveDate;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn dates_and_times() {
    let at = day(2026, 11, 4).and_hms_opt(8, 5, 59).unwrap();
    assert_eq!(format::datetime(at), "04.11.2026, 08:05");
    assert_eq!(format::day(Lang::Kk, day(2026, 12, 4)), "4 желтоқсан");
    assert_eq!(
        format::until_day(Lang::Kk, day(2026, 12, 4)),
        "4 желтоқсанға дейін"
    );
    assert_eq!(
        format::until_day(Lang::Kk, day(2026, 9, 1)),
        "1 қыркүйекке дейін"
    );
    assert_eq!(format::until_day(Lang::Ru, day(2026, 5, 31)), "до 31 мая");
    let moment = |lang| format::until_moment(lang, at);
    assert_eq!(moment(Lang::Kk), "4 қараша, 08:05");
    assert_eq!(moment(Lang::Ru), "до 4 ноября, 08:05");
    assert_eq!(format::until_day(Lang::En, day(2026, 8, 2)), "by 2 August");
}

#[test]
fn numbers_and_money() {
    assert_eq!(format::number(0), "0");
    assert_eq!(format::number(1234), "1234");
    assert_eq!(format::number(184_500), "184\u{202f}500");
    assert_eq!(format::number(-1_234_567), "−1\u{202f}234\u{202f}567");
    assert_eq!(
        format::number(i64::MIN),
        "−9\u{202f}223\u{202f}372\u{202f}036\u{202f}854\u{202f}775\u{202f}808"
    );
    assert_eq!(format::money(184_500), "184\u{202f}500\u{202f}₸");
    assert_eq!(format::money_tiyn(1_234_560), "12\u{202f}345,60\u{202f}₸");
    assert_eq!(format::money_tiyn(-5), "−0,05\u{202f}₸");
    assert_eq!(format::percent(Lang::Kk, 964), "96,4\u{202f}%");
    assert_eq!(format::percent(Lang::En, 1000), "100\u{202f}%");
}

#[test]
fn sizes() {
    assert_eq!(format::bytes(Lang::Kk, 0), "0\u{202f}байт");
    assert_eq!(format::bytes(Lang::Kk, 41 * 1024), "41\u{202f}КБ");
    assert_eq!(format::bytes(Lang::Ru, 1025), "2\u{202f}КБ");
    assert_eq!(format::bytes(Lang::Ru, 3_355_443), "3,2\u{202f}МБ");
    assert_eq!(format::bytes(Lang::En, 10 * 1024 * 1024), "10\u{202f}MB");
}

#[test]
fn what_is_left_of_a_term() {
    let late = TimeLeft::Late(Span::HoursMinutes(3, 20));
    assert_eq!(format::time_left(Lang::Kk, late), "3 сағ 20 мин кешікті");
    assert_eq!(
        format::time_left(Lang::Kk, TimeLeft::Left(Span::WorkingDays(2))),
        "2 жұмыс күні"
    );
    assert_eq!(
        format::time_left(Lang::Ru, TimeLeft::Left(Span::WorkingDays(1))),
        "1 рабочий день"
    );
    assert_eq!(
        format::time_left(Lang::Ru, TimeLeft::Left(Span::WorkingDays(3))),
        "3 рабочих дня"
    );
    assert_eq!(
        format::time_left(Lang::Ru, TimeLeft::Left(Span::WorkingDays(11))),
        "11 рабочих дней"
    );
    assert_eq!(
        format::time_left(Lang::En, TimeLeft::Left(Span::Days(1))),
        "1 calendar day"
    );
    let today = TimeLeft::Today(chrono::NaiveTime::from_hms_opt(18, 30, 0).unwrap());
    assert_eq!(format::time_left(Lang::Kk, today), "бүгін, 18:30");
    assert_eq!(format::span(Lang::Kk, Span::HoursMinutes(0, 7)), "7 мин");
    let paused = TimeLeft::Paused(Span::WorkingDays(5));
    assert_eq!(
        format::time_left(Lang::Kk, paused),
        "тоқтатылған, 5 жұмыс күні қалды"
    );
}

#[test]
fn a_telephone_number_is_grouped_as_people_say_it() {
    assert_eq!(
        format::phone("+77010000001"),
        "+7\u{a0}701\u{a0}000\u{a0}00\u{a0}01"
    );
    for other in ["+4930123456", "+7701", "+7701000000a", ""] {
        assert_eq!(format::phone(other), other);
    }
}

#[test]
fn a_label_keeps_one_mark_at_its_end() {
    assert_eq!(format::labelled("Туған күні", "x"), "Туған күні: x");
    assert_eq!(
        format::labelled("Қай елдің азаматы?", "x"),
        "Қай елдің азаматы? x"
    );
    assert_eq!(
        format::labelled("Согласие получено.", "да"),
        "Согласие получено: да"
    );
}
