//! The data files: part of the program in a release build, read from their folders in a debug build, so that an edit of one
//! compiles nothing anew.

use std::{borrow::Cow, sync::LazyLock};

use domain::{amounts::Amounts, calendar::Calendar};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "regulations"]
struct RegulationFiles;

#[derive(RustEmbed)]
#[folder = "services"]
struct ServiceFiles;

#[derive(RustEmbed)]
#[folder = "calendar"]
struct Calendars;

#[derive(RustEmbed)]
#[folder = "amounts"]
struct AmountFiles;

const KAZAKHSTAN: &str = "kazakhstan.toml";

/// Names and texts of the regulations' files and, below `services/`, of the services'.
pub(crate) fn files() -> impl Iterator<Item = (String, Cow<'static, str>)> {
    let regulations = RegulationFiles::iter()
        .filter_map(|name| Some((name.to_string(), text::<RegulationFiles>(&name)?)));
    let services = ServiceFiles::iter().filter_map(|name| {
        let text = text::<ServiceFiles>(&name)?;
        Some((format!("{SERVICES}{name}"), text))
    });
    regulations.chain(services)
}

/// Before the names of the services' files.
pub(crate) const SERVICES: &str = "services/";

/// The text of one of them.
pub(crate) fn regulation(name: &str) -> Option<Cow<'static, str>> {
    text::<RegulationFiles>(name)
}

/// What is part of the program is not copied.
fn text<Files: RustEmbed>(name: &str) -> Option<Cow<'static, str>> {
    match Files::get(name)?.data {
        Cow::Borrowed(bytes) => str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
    }
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the file is part of the program, and a test parses it"
    )]
    text::<Calendars>(KAZAKHSTAN)
        .and_then(|text| Calendar::parse(&text).ok())
        .expect("the calendar of the program parses")
});

static AMOUNTS: LazyLock<Amounts> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the file is part of the program, and a test parses it"
    )]
    text::<AmountFiles>(KAZAKHSTAN)
        .and_then(|text| Amounts::parse(KAZAKHSTAN, &text).ok())
        .expect("the amounts of the program parse")
});

/// The calendar of Kazakhstan. Infallible: the file is part of the program, and a test parses it.
pub fn calendar() -> &'static Calendar {
    &CALENDAR
}

/// The amounts of Kazakhstan. Infallible: the file is part of the program, and a test parses it.
pub fn amounts() -> &'static Amounts {
    &AMOUNTS
}
