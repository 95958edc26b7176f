//! What is wrong with an answer, in words.

use domain::{
    form::{ErrorCode, FieldError as Problem},
    regulation::{Field, FieldKind},
};

use crate::{
    components::FieldError,
    text::{Lang, t_with, value},
};

/// The message for one refused answer to the question `label`.
pub fn message(lang: Lang, label: &str, code: ErrorCode) -> String {
    say(lang, code.key(), label, code)
}

/// The message for one refused answer to the question of `field`.
pub fn of_field(lang: Lang, field: &Field, code: ErrorCode) -> String {
    let key = match code {
        ErrorCode::Required if is_chosen(field.kind) => "required-choice",
        _ => code.key(),
    };
    say(lang, key, field.label.get(lang), code)
}

fn say(lang: Lang, key: &str, label: &str, code: ErrorCode) -> String {
    let most = match code {
        ErrorCode::TooLong { most } | ErrorCode::TooMany { most } => most,
        _ => 0,
    };
    t_with(
        lang,
        &format!("problem-{key}"),
        &[("label", value(label)), ("most", value(most))],
    )
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
