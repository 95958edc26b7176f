//! Questions that are answered in several controls: a table of months, a period, boxes to tick; and a name found in a list.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    form::{FROM, GIVEN, TO, chosen, month_part, months_asked, months_of, option_part},
    regulation::{Field as Question, FieldKind},
};
use leptos::prelude::*;

use super::field::{Choice, Field, Width, grouped, labelled};
use crate::{
    format,
    text::{Lang, t},
};

/// One control of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Under which name below the field's it is posted.
    pub key: String,
    /// What it asks.
    pub label: String,
    /// What was typed, or `yes` where it is ticked.
    pub value: String,
}

/// The controls of a question with what was typed into them; none where it has one control.
pub fn parts(
    lang: Lang,
    question: &Question,
    page: &BTreeMap<String, String>,
    today: NaiveDate,
) -> Vec<Part> {
    let own = page.get(&question.id).map_or("", String::as_str);
    let part = |key: String, label: String, kept: &dyn Fn() -> String| {
        let typed = page.get(&format!("{}.{key}", question.id)).cloned();
        let value = typed.unwrap_or_else(kept);
        Part { key, label, value }
    };
    let yes = |is: bool| if is { "yes" } else { "" }.to_owned();
    match question.kind {
        FieldKind::MonthTable => months_asked(question, today)
            .map(|month| {
                let key = month_part(month);
                let kept = || {
                    let months = months_of(own);
                    let found = months.iter().find(|(of, _)| *of == key);
                    found.map_or_else(String::new, |(_, amount)| amount.to_string())
                };
                part(key.clone(), format::month(lang, month), &kept)
            })
            .to_vec(),
        FieldKind::Period => {
            let ends = own.split_once(';').unwrap_or_default();
            [
                (FROM, "form-period-from", ends.0),
                (TO, "form-period-to", ends.1),
            ]
            .map(|(key, label, kept)| part(key.to_owned(), t(lang, label), &|| kept.to_owned()))
            .to_vec()
        }
        FieldKind::MultiChoice => {
            let ticked: Vec<&str> = chosen(question, own)
                .into_iter()
                .map(|option| option.id.as_str())
                .collect();
            let options = question.options.iter();
            options
                .map(|option| {
                    let kept = || yes(ticked.contains(&option.id.as_str()));
                    let label = option.label.get(lang).to_owned();
                    part(option_part(&option.id), label, &kept)
                })
                .collect()
        }
        FieldKind::Consent => {
            let label = question.label.get(lang).to_owned();
            vec![part(GIVEN.to_owned(), label, &|| own.to_owned())]
        }
        _ => Vec::new(),
    }
}

/// The first control has the id of the field, so that the error summary leads to it.
fn control_id(field: &Field, at: usize) -> String {
    match at {
        0 => field.id.clone(),
        at => format!("{}-{}", field.id, at + 1),
    }
}

/// A text box for each part, with its label before it and the unit after it.
pub(super) fn boxes(field: &Field, parts: Vec<Part>, suffix: &'static str) -> AnyView {
    let mode = if suffix.is_empty() {
        None
    } else {
        Some("numeric")
    };
    let boxes: Vec<_> = parts
        .into_iter()
        .enumerate()
        .map(|(at, part)| {
            let id = control_id(field, at);
            let unit = (!suffix.is_empty())
                .then(|| view! { <span class="affix__unit" aria-hidden="true">{suffix}</span> });
            view! {
                <div class="parts__part">
                    <label class="parts__label" for=id.clone()>{part.label}</label>
                    <div class="affix">
                        <input
                            class=Width::Chars10.class()
                            id=id
                            name=format!("{}.{}", field.name, part.key)
                            type="text"
                            value=super::field::given(part.value)
                            inputmode=mode
                            autocomplete="off"
                            spellcheck="false"
                            aria-invalid=field.invalid()
                            aria-required=field.required()
                        />
                        {unit}
                    </div>
                </div>
            }
        })
        .collect();
    grouped(field, view! { <div class="parts">{boxes}</div> }.into_any())
}

/// A box to tick for each part. The empty value beside them says that the question was asked, also when none is ticked.
fn ticks(field: &Field, parts: Vec<Part>) -> AnyView {
    let ticks: Vec<_> = parts
        .into_iter()
        .enumerate()
        .map(|(at, part)| {
            let id = control_id(field, at);
            view! {
                <div class="choice">
                    <input
                        class="choice__input"
                        type="checkbox"
                        id=id.clone()
                        name=format!("{}.{}", field.name, part.key)
                        value="yes"
                        checked=!part.value.is_empty()
                        aria-invalid=field.invalid()
                    />
                    <label class="choice__label" for=id>{part.label}</label>
                </div>
            }
        })
        .collect();
    view! {
        <input type="hidden" name=field.name.clone() value=""/>
        <div class="choices">{ticks}</div>
    }
    .into_any()
}

/// Any number of answers.
pub(super) fn multi_choice(field: &Field, parts: Vec<Part>) -> AnyView {
    grouped(field, ticks(field, parts))
}

/// One box with the text that is agreed to; the heading above says only what is asked.
pub(super) fn consent(field: &Field, parts: Vec<Part>) -> AnyView {
    let heading = Field {
        label: t(field.lang, "form-consent"),
        ..field.clone()
    };
    grouped(&heading, ticks(field, parts))
}

/// A text box that offers the names of a list while somebody types.
pub(super) fn listed(field: &Field, value: String, choices: Vec<Choice>) -> AnyView {
    let name_of = choices.iter().find(|choice| choice.value == value);
    let value = name_of.map_or(value, |choice| choice.label.clone());
    let list = format!("{}-list", field.id);
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| view! { <option value=choice.label></option> })
        .collect();
    let control = view! {
        <input
            class=Width::Full.class()
            id=field.id.clone()
            name=field.name.clone()
            type="text"
            list=list.clone()
            value=super::field::given(value)
            autocomplete="off"
            spellcheck="false"
            aria-describedby=field.described_by()
            aria-invalid=field.invalid()
            aria-required=field.required()
        />
        <datalist id=list>{options}</datalist>
    };
    labelled(field, control.into_any())
}
