//! What is wrong with an answer, in words.

use domain::{
    form::{ErrorCode, FieldError as Problem},
    regulation::{Field, FieldKind, Topic},
};

use crate::{
    components::FieldError,
    format,
    text::{Lang, t, t_with, value},
};

/// The message for one refused answer to the question `label`.
pub fn message(lang: Lang, label: &str, code: ErrorCode) -> String {
    say(lang, code.key(), label, code)
}

/// The message for one refused answer to the question of `field`.
pub fn of_field(lang: Lang, field: &Field, code: ErrorCode) -> String {
    let key = match code {
        ErrorCode::Required if is_chosen(field.kind) => "required-choice",
        ErrorCode::Required if field.kind == FieldKind::Consent => {
            return t(lang, "problem-required-consent");
        }
        _ => code.key(),
    };
    say(lang, key, field.label.get(lang), code)
}

/// The message with `{name}` in the place of each thing that only the typed answer tells, for the browser to fill in.
pub fn template(lang: Lang, label: &str, code: ErrorCode) -> String {
    let blanks = code.details().into_iter().map(|(name, detail)| match code {
        // A limit is known beforehand.
        ErrorCode::TooLong { .. } => (name, detail),
        _ => (name, format!("{{{name}}}")),
    });
    filled_in(lang, code.key(), label, blanks)
}

/// What one row of a list is called.
pub fn row(lang: Lang, topic: &Topic) -> String {
    let row = topic.row.as_ref();
    row.map_or_else(
        || t(lang, "draft-group-row"),
        |row| row.get(lang).to_owned(),
    )
}

/// The message for a list that has fewer rows than it needs.
pub fn too_few(lang: Lang, topic: &Topic) -> String {
    let least = [
        ("row", value(format::lower_first(&row(lang, topic)))),
        ("least", value(topic.least.unwrap_or_default())),
    ];
    t_with(lang, "draft-group-least", &least)
}

/// The months as they stand in a sentence on a day, in order.
pub fn months(lang: Lang) -> String {
    t(lang, "problem-months")
}

fn say(lang: Lang, key: &str, label: &str, code: ErrorCode) -> String {
    let details = code.details().into_iter().map(|(name, detail)| {
        let month = detail.parse::<usize>().ok().filter(|_| name == "month");
        let months = months(lang);
        let word = month.and_then(|month| months.split(", ").nth(month.checked_sub(1)?));
        (name, word.map_or(detail, str::to_owned))
    });
    filled_in(lang, key, label, details)
}

fn filled_in(
    lang: Lang,
    key: &str,
    label: &str,
    details: impl Iterator<Item = (&'static str, String)>,
) -> String {
    let mut parts = vec![("label", value(label))];
    parts.extend(details.map(|(name, detail)| (name, value(detail))));
    t_with(lang, &format!("problem-{key}"), &parts)
}

/// Whether the answer is one of several, so that there is nothing to fill in.
const fn is_chosen(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Choice
            | FieldKind::YesNo
            | FieldKind::Office
            | FieldKind::Staff
            | FieldKind::Ground
            | FieldKind::MultiChoice
    )
}

/// The messages for refused answers of one page, in the order of its fields; the id of a field is its control's.
pub fn messages<'a>(
    lang: Lang,
    fields: impl IntoIterator<Item = &'a Field>,
    problems: &[Problem],
) -> Vec<FieldError> {
    let of = |field: &Field| {
        problems
            .iter()
            .find(|problem| problem.field == field.id)
            .map(|problem| problem.code)
    };
    fields
        .into_iter()
        .filter_map(|field| {
            let code = of(field)?;
            Some(FieldError::new(&field.id, of_field(lang, field, code)))
        })
        .collect()
}
