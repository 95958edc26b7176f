//! What is wrong with an answer, in words.

use domain::{
    form::{ErrorCode, FieldError as Problem},
    regulation::Field,
};

use crate::{
    components::FieldError,
    text::{Lang, t_with, value},
};

/// The message for one refused answer to the question `label`.
pub fn message(lang: Lang, label: &str, code: ErrorCode) -> String {
    let most = match code {
        ErrorCode::TooLong { most } | ErrorCode::TooMany { most } => most,
        _ => 0,
    };
    let key = format!("problem-{}", code.key());
    t_with(
        lang,
        &key,
        &[("label", value(label)), ("most", value(most))],
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
            Some(FieldError::new(
                &field.id,
                message(lang, field.label.get(lang), code),
            ))
        })
        .collect()
}
