//! A field of a regulation's form, drawn by its kind. The citizen's application and an official's step share it.

use domain::{
    form::{ErrorCode, usual_length},
    iin::IinError,
    regulation::FieldKind,
};
use leptos::prelude::*;

use super::{
    date_field::DateField,
    field::{Choice, Field, Width},
    radios::Radios,
    select::Select,
    text_area::TextArea,
    text_field::TextField,
};
use crate::{islands::field_check::FieldCheck, problem, text::t};

/// More answers than this go into a drop-down list.
const MOST_RADIOS: usize = 7;

/// A question with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Label, hint, error, warning.
    pub field: Field,
    /// What it takes.
    pub kind: FieldKind,
    /// What was typed, right or wrong.
    pub value: String,
    /// The longest answer, in characters.
    pub longest: usize,
    /// The answers of a choice, the offices, the staff.
    pub choices: Vec<Choice>,
}

impl FormField {
    /// A field without choices.
    pub fn new(field: Field, kind: FieldKind, value: impl Into<String>) -> FormField {
        FormField {
            field,
            kind,
            value: value.into(),
            longest: usual_length(kind),
            choices: Vec::new(),
        }
    }

    /// The control with its label and messages.
    pub fn view(self) -> AnyView {
        let island = check(&self);
        let FormField {
            field,
            kind,
            value,
            choices,
            ..
        } = self;
        match kind {
            FieldKind::Text => {
                view! { <TextField field=field value=value island=island/> }.into_any()
            }
            FieldKind::LongText => {
                view! { <TextArea field=field value=value island=island/> }.into_any()
            }
            FieldKind::Name => view! {
                <TextField field=field value=value autocomplete="off" island=island/>
            }
            .into_any(),
            FieldKind::Iin => view! {
                <TextField
                    field=field
                    value=value
                    autocomplete="off"
                    inputmode="numeric"
                    width=Width::Chars20
                    island=island
                />
            }
            .into_any(),
            FieldKind::Date => {
                view! { <DateField field=field value=value island=island/> }.into_any()
            }
            FieldKind::Money => view! {
                <TextField
                    field=field
                    value=value
                    inputmode="numeric"
                    width=Width::Chars10
                    suffix="₸"
                    island=island
                />
            }
            .into_any(),
            FieldKind::Phone => view! {
                <TextField
                    field=field
                    value=value
                    kind="tel"
                    autocomplete="tel"
                    inputmode="tel"
                    width=Width::Chars20
                    island=island
                />
            }
            .into_any(),
            FieldKind::Email => view! {
                <TextField
                    field=field
                    value=value
                    kind="email"
                    autocomplete="email"
                    inputmode="email"
                    island=island
                />
            }
            .into_any(),
            FieldKind::YesNo => {
                let lang = field.lang;
                let choices = vec![
                    Choice::new("yes", t(lang, "form-yes")),
                    Choice::new("no", t(lang, "form-no")),
                ];
                view! { <Radios field=field choices=choices value=value/> }.into_any()
            }
            FieldKind::Choice | FieldKind::Office | FieldKind::Staff | FieldKind::Ground => {
                if choices.len() > MOST_RADIOS {
                    view! { <Select field=field choices=choices value=value/> }.into_any()
                } else {
                    view! { <Radios field=field choices=choices value=value/> }.into_any()
                }
            }
        }
    }
}

/// What is typed is checked when the person leaves the field, with the same code and words as on the server.
fn check(asked: &FormField) -> Option<AnyView> {
    let FormField {
        field,
        kind,
        longest: most,
        ..
    } = asked;
    let (kind, most) = (*kind, *most);
    let codes = refusals(kind)?;
    let always = [ErrorCode::TooLong { most }, ErrorCode::ControlCharacter];
    let texts = codes
        .iter()
        .copied()
        .chain(always)
        .map(|code| (code.key(), problem::message(field.lang, &field.label, code)))
        .collect();
    let input_id = field.id.clone();
    Some(view! { <FieldCheck input_id=input_id kind=kind most=most texts=texts/> }.into_any())
}

/// Why an answer of this kind may be refused, beside its length and its signs; none where people choose.
const fn refusals(kind: FieldKind) -> Option<&'static [ErrorCode]> {
    Some(match kind {
        FieldKind::Text | FieldKind::LongText => &[],
        FieldKind::Name => &[ErrorCode::Name],
        FieldKind::Iin => &[
            ErrorCode::Iin(IinError::Length),
            ErrorCode::Iin(IinError::NotDigits),
            ErrorCode::Iin(IinError::CheckDigit),
            ErrorCode::Iin(IinError::NotIssued),
        ],
        FieldKind::Date => &[ErrorCode::Date, ErrorCode::DateInFuture],
        FieldKind::Money => &[
            ErrorCode::Money,
            ErrorCode::MoneyTiyn,
            ErrorCode::MoneyTooMuch,
        ],
        FieldKind::Phone => &[ErrorCode::Phone],
        FieldKind::Email => &[ErrorCode::Email],
        FieldKind::Choice
        | FieldKind::YesNo
        | FieldKind::Office
        | FieldKind::Staff
        | FieldKind::Ground => return None,
    })
}
