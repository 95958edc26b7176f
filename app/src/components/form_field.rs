//! A field of a regulation's form, drawn by its kind. The citizen's application and an official's step share it.

use domain::regulation::FieldKind;
use leptos::prelude::*;

use super::{
    date_field::DateField,
    field::{Choice, Field, Width},
    radios::Radios,
    select::Select,
    text_area::TextArea,
    text_field::TextField,
};
use crate::{islands::iin_check::IinCheck, text::t};

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
            choices: Vec::new(),
        }
    }

    /// The control with its label and messages.
    pub fn view(self) -> AnyView {
        let FormField {
            field,
            kind,
            value,
            choices,
        } = self;
        match kind {
            FieldKind::Text => view! { <TextField field=field value=value/> }.into_any(),
            FieldKind::LongText => view! { <TextArea field=field value=value/> }.into_any(),
            FieldKind::Name => view! { <TextField field=field value=value autocomplete="off"/> }.into_any(),
            FieldKind::Iin => iin(field, value),
            FieldKind::Date => view! { <DateField field=field value=value/> }.into_any(),
            FieldKind::Money => view! {
                <TextField field=field value=value inputmode="numeric" width=Width::Chars10 suffix="₸"/>
            }
            .into_any(),
            FieldKind::Phone => view! {
                <TextField field=field value=value kind="tel" autocomplete="tel" inputmode="tel" width=Width::Chars20/>
            }
            .into_any(),
            FieldKind::Email => view! {
                <TextField field=field value=value kind="email" autocomplete="email" inputmode="email"/>
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

/// Checked again when the person leaves the field, with the same code as on the server.
fn iin(field: Field, value: String) -> AnyView {
    let (input_id, message) = (field.id.clone(), t(field.lang, "form-iin-check"));
    view! {
        <TextField field=field value=value autocomplete="off" inputmode="numeric" width=Width::Chars20>
            <IinCheck input_id=input_id message=message/>
        </TextField>
    }
    .into_any()
}
