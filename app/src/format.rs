//! How values are written for readers: dates, times, money, sizes, the time that is left.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::text::{Lang, t, t_with, value};

/// Between the groups of a number and before its unit: it never breaks and is narrower than a letter.
pub const THIN: char = '\u{202f}';

/// «24.11.2026».
pub fn date(date: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// «18:30».
pub fn time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// «24.11.2026, 18:30», in the time of the reader: the caller has moved it to the zone.
pub fn datetime(at: NaiveDateTime) -> String {
    format!("{}, {}", date(at.date()), time(at.time()))
}

/// «24 қараша», «24 ноября», «24 November»: a day within a sentence. The Kazakh form has no ending.
pub fn day(lang: Lang, date: NaiveDate) -> String {
    t_with(
        lang,
        "unit-day",
        &[("day", date.day().into()), ("month", date.month().into())],
    )
}

/// «16–17 желтоқсан», «31 декабря – 2 января»: days in order, those that follow each other as one span.
pub fn days(lang: Lang, days: &[NaiveDate]) -> String {
    let spans = days.chunk_by(|one, next| one.succ_opt() == Some(*next));
    let spans = spans.filter_map(|span| {
        let (first, last) = (*span.first()?, *span.last()?);
        Some(match (first == last, first.month() == last.month()) {
            (true, _) => day(lang, first),
            (false, true) => format!("{}–{}", first.day(), day(lang, last)),
            (false, false) => format!("{} – {}", day(lang, first), day(lang, last)),
        })
    });
    spans.collect::<Vec<_>>().join(", ")
}

/// «2026 жылғы шілде», «июль 2026», «July 2026».
pub fn month(lang: Lang, of: NaiveDate) -> String {
    t_with(
        lang,
        "unit-month-of-year",
        &[
            ("month", of.month().into()),
            ("year", of.year().to_string().into()),
        ],
    )
}

/// «июль 2026 года – сентябрь 2026 года».
pub fn months(lang: Lang, from: NaiveDate, to: NaiveDate) -> String {
    format!("{} – {}", month(lang, from), month(lang, to))
}

/// «4 желтоқсанға дейін», «до 4 декабря», «by 4 December».
pub fn until_day(lang: Lang, date: NaiveDate) -> String {
    t_with(
        lang,
        "unit-until-day",
        &[("day", date.day().into()), ("month", date.month().into())],
    )
}

/// «14 желтоқсан, 18:30», «до 14 декабря, 18:30», «by 14 December, 18:30»: a time of day takes no Kazakh ending.
pub fn until_moment(lang: Lang, at: NaiveDateTime) -> String {
    let told = [
        ("day", value(day(lang, at.date()))),
        ("time", value(time(at.time()))),
    ];
    t_with(lang, "unit-until-moment", &told)
}

/// That the office's clock stands still, and since when.
pub fn stands(lang: Lang, since: NaiveDate) -> String {
    t_with(lang, "status-stands", &[("day", value(date(since)))])
}

/// The same, and for how many days by `today`.
pub fn stands_for(lang: Lang, since: NaiveDate, today: NaiveDate) -> String {
    let days = (today - since).num_days();
    if days < 1 {
        return stands(lang, since);
    }
    let told = [("day", value(date(since))), ("n", days.into())];
    t_with(lang, "status-stands-days", &told)
}

/// «184 500» with thin spaces. Four figures stay together.
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    if value < 0 {
        out.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len() - at;
        if at > 0 && left.is_multiple_of(3) && digits.len() > 4 {
            out.push(THIN);
        }
        out.push(digit);
    }
    out
}

/// «+7 701 000 00 00» for a kept number of this country, which no line breaks; any other as it is.
pub fn phone(kept: &str) -> String {
    let digits = kept.strip_prefix("+7").unwrap_or_default();
    if digits.len() != 10 || !digits.bytes().all(|sign| sign.is_ascii_digit()) {
        return kept.to_owned();
    }
    let (code, rest) = digits.split_at(3);
    let (three, rest) = rest.split_at(3);
    let (two, last) = rest.split_at(2);
    ["+7", code, three, two, last].join("\u{a0}")
}

/// «184 500 ₸».
pub fn money(tenge: i64) -> String {
    format!("{}{THIN}₸", number(tenge))
}

/// «12 345,60 ₸» for amounts in tiyn; whole tenge lose the fraction.
pub fn money_tiyn(tiyn: i64) -> String {
    let (whole, rest) = (tiyn / 100, (tiyn % 100).abs());
    if rest == 0 {
        return money(whole);
    }
    let sign = if tiyn < 0 && whole == 0 { "−" } else { "" };
    format!("{sign}{},{rest:02}{THIN}₸", number(whole))
}

/// «5,23» for an amount in hundredths.
pub fn hundredths(lang: Lang, value: u64) -> String {
    let whole = i64::try_from(value / 100).unwrap_or(i64::MAX);
    format!("{}{}{:02}", number(whole), decimal_mark(lang), value % 100)
}

/// «96,4 %» for a share in thousandths.
pub fn percent(lang: Lang, thousandths: u32) -> String {
    let comma = decimal_mark(lang);
    match thousandths % 10 {
        0 => format!("{}{THIN}%", thousandths / 10),
        rest => format!("{}{comma}{rest}{THIN}%", thousandths / 10),
    }
}

/// «41 КБ», «3,2 МБ». A file that is not empty is never shown as nothing.
pub fn bytes(lang: Lang, size: u64) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = 1024 * 1024;
    let (key, shown) = if size < KILO {
        ("unit-bytes", size.to_string())
    } else if size < MEGA {
        ("unit-kilobytes", size.div_ceil(KILO).to_string())
    } else {
        let tenths = (size * 10).div_ceil(MEGA);
        let shown = match tenths % 10 {
            0 => (tenths / 10).to_string(),
            rest => format!("{}{}{rest}", tenths / 10, decimal_mark(lang)),
        };
        ("unit-megabytes", shown)
    };
    t_with(lang, key, &[("size", shown.into())])
}

/// What parts whole numbers from decimals.
pub const fn decimal_mark(lang: Lang) -> &'static str {
    match lang {
        Lang::Kk | Lang::Ru => ",",
        Lang::En => ".",
    }
}

/// How long something lasts or lasted, in the unit that the reader can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Working days.
    WorkingDays(u32),
    /// Calendar days.
    Days(u32),
    /// Hours and minutes; zero minutes are not said.
    HoursMinutes(u32, u32),
    /// Minutes.
    Minutes(u32),
}

/// What is left of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeLeft {
    /// This much remains.
    Left(Span),
    /// It ends today at this time.
    Today(NaiveTime),
    /// It ended this long ago.
    Late(Span),
    /// The clock stands, with this much left.
    Paused(Span),
}

/// «2 жұмыс күні», «3 сағ 20 мин».
pub fn span(lang: Lang, span: Span) -> String {
    let counted = |key: &str, n: u32| t_with(lang, key, &[("n", n.into())]);
    match span {
        Span::WorkingDays(n) => counted("unit-working-days", n),
        Span::Days(n) => counted("act-calendar-days", n),
        Span::Minutes(n) => counted("unit-minutes", n),
        Span::HoursMinutes(0, minutes) => counted("unit-minutes", minutes),
        Span::HoursMinutes(hours, 0) => counted("unit-hours", hours),
        Span::HoursMinutes(hours, minutes) => {
            format!(
                "{} {}",
                counted("unit-hours", hours),
                counted("unit-minutes", minutes)
            )
        }
    }
}

/// «2 жұмыс күні», «бүгін, 18:30», «3 сағ 20 мин кешікті».
pub fn time_left(lang: Lang, left: TimeLeft) -> String {
    match left {
        TimeLeft::Left(rest) => span(lang, rest),
        TimeLeft::Today(at) => t_with(lang, "unit-today", &[("time", time(at).into())]),
        TimeLeft::Late(by) => t_with(lang, "unit-late", &[("span", span(lang, by).into())]),
        TimeLeft::Paused(rest) => t_with(lang, "unit-paused", &[("span", span(lang, rest).into())]),
    }
}

/// «Дата рождения: 05.03.1985».
pub fn labelled(label: &str, said: &str) -> String {
    format!("{} {said}", label_before(label))
}

/// «Дата рождения:»; a label that is a question or a sentence keeps no second mark behind its own.
pub fn label_before(label: &str) -> String {
    match label.strip_suffix('.') {
        Some(label) => format!("{label}:"),
        None if label.ends_with('?') => label.to_owned(),
        None => format!("{label}:"),
    }
}

/// «руководитель или заместитель»: one of them, whoever it will be.
pub fn either(lang: Lang, names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let names: Vec<String> = names
        .into_iter()
        .map(|name| name.as_ref().to_owned())
        .collect();
    names.join(&format!(" {} ", t(lang, "unit-or")))
}

/// The text with a capital at its beginning.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The text within a sentence. A word of capitals stays as it is.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
