//! Topics and fields made for a test, and what they make of an answer.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    condition::Facts,
    form::{ErrorCode, validate},
    regulation::{Field, FieldKind, Regulation, Topic},
};

pub(crate) fn topic(text: &str) -> Topic {
    let label = "label = { kk = \"\", ru = \"\", en = \"\" }\n";
    let text = text.replace("[[field]]\n", &format!("[[field]]\n{label}"));
    toml::from_str(&format!(
        "title = {{ kk = \"\", ru = \"\", en = \"\" }}\nline = 1\n{text}"
    ))
    .expect("a topic")
}

pub(crate) fn field(kind: FieldKind) -> Field {
    let mut field = topic("id = \"t\"\n[[field]]\nid = \"f\"\nkind = \"text\"\n")
        .fields
        .remove(0);
    field.kind = kind;
    field
}

/// A form of these topics alone.
pub(crate) fn form(topics: Vec<Topic>) -> Regulation {
    Regulation {
        topics,
        income: None,
        ..crate::case::small()
    }
}

pub(crate) fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

pub(crate) fn answers(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

/// What the field makes of a typed answer.
pub(crate) fn read(kind: FieldKind, typed: &str) -> Result<String, ErrorCode> {
    let checked = validate(
        [&field(kind)],
        &answers(&[("f", typed)]),
        &Facts::default(),
        today(),
    );
    checked
        .map(|mut values| values.remove("f").unwrap_or_default())
        .map_err(|errors| errors[0].code)
}

pub(crate) fn reads(kind: FieldKind, typed: &str, kept: &str) {
    assert_eq!(read(kind, typed).as_deref(), Ok(kept), "{typed:?}");
}

pub(crate) fn refuses(kind: FieldKind, typed: &str, code: ErrorCode) {
    assert_eq!(read(kind, typed), Err(code), "{typed:?}");
}
