//! A field of a regulation's form, drawn by its kind. The citizen's application and an official's step share it.

use domain::{
    bin::BinError,
    form::{Alphabet, ErrorCode, Letters, of_key, repaired_name, sure_key, usual_length},
    iban::IbanError,
    iin::{Iin, IinError},
    regulation::FieldKind,
};
use leptos::prelude::*;

use super::{
    date_field::DateField,
    field::{Choice, Field, Width},
    parts_field::{Part, boxes, consent, listed, multi_choice},
    radios::Radios,
    select::Select,
    text_area::TextArea,
    text_field::TextField,
};
use crate::{
    islands::field_check::FieldCheck,
    problem,
    text::{Lang, t, t_with, value},
};

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
    /// Whether a date may lie ahead.
    pub ahead: bool,
    /// The answers of a choice, the offices, the staff.
    pub choices: Vec<Choice>,
    /// The controls of an answer that has several.
    pub parts: Vec<Part>,
    /// A number that may be confirmed although its check digit does not fit, and whether it was.
    pub sure: Option<(String, bool)>,
    /// The first of the months that an amount is asked for; it is posted with it.
    pub of: Option<String>,
}

impl FormField {
    /// A field without choices.
    pub fn new(field: Field, kind: FieldKind, value: impl Into<String>) -> FormField {
        FormField {
            field,
            kind,
            value: value.into(),
            longest: usual_length(kind),
            ahead: false,
            choices: Vec::new(),
            parts: Vec::new(),
            sure: None,
            of: None,
        }
    }

    /// Asks, where the number `typed` is refused for its check digit alone, whether it is right as it stands. `confirmed`
    /// is what was said of that before.
    pub fn confirmable(self, typed: &str, confirmed: &str) -> FormField {
        let odd = Iin::parse(typed).is_err_and(|error| ErrorCode::Iin(error).may_be_confirmed());
        let digits = Iin::digits(typed).ok().filter(|_| odd);
        FormField {
            sure: digits.map(|digits| (digits.clone(), confirmed == digits)),
            ..self
        }
    }

    /// The control with its label and messages.
    pub fn view(self) -> AnyView {
        let check = check(&self);
        let more = [sure(&self), repair(&self), of(&self)];
        let more = Some(more.into_iter().flatten().collect::<Vec<_>>().into_any());
        let FormField {
            field,
            kind,
            value,
            choices,
            longest,
            parts,
            ..
        } = self;
        match kind {
            FieldKind::LongText => {
                let field = limited(field, longest);
                view! { <TextArea field=field value=value check=check more=more/> }.into_any()
            }
            FieldKind::Date => {
                view! { <DateField field=field value=value check=check more=more/> }.into_any()
            }
            FieldKind::MonthTable => boxes(&field, parts, "₸"),
            FieldKind::Period => boxes(&field, parts, ""),
            FieldKind::MultiChoice => multi_choice(&field, parts),
            FieldKind::Consent => consent(&field, parts),
            FieldKind::Classifier => listed(&field, value, choices),
            FieldKind::YesNo => {
                let choices = yes_or_no(field.lang);
                view! { <Radios field=field choices=choices value=value/> }.into_any()
            }
            FieldKind::Choice | FieldKind::Office | FieldKind::Staff | FieldKind::Ground => {
                one_of(field, choices, value)
            }
            FieldKind::Text
            | FieldKind::Name
            | FieldKind::Iin
            | FieldKind::Bin
            | FieldKind::Iban
            | FieldKind::Number
            | FieldKind::Money
            | FieldKind::Phone
            | FieldKind::Email => {
                let line = Line::of(kind);
                view! {
                    <TextField
                        field=field
                        value=value
                        kind=line.kind
                        autocomplete=line.autocomplete
                        inputmode=line.inputmode
                        width=line.width
                        suffix=line.suffix
                        check=check more=more
                    />
                }
                .into_any()
            }
        }
    }
}

/// What a box of one line is to a browser. What is empty is not said.
struct Line {
    kind: &'static str,
    autocomplete: &'static str,
    inputmode: &'static str,
    width: Width,
    suffix: &'static str,
}

impl Line {
    fn of(kind: FieldKind) -> Line {
        let plain = Line {
            kind: "text",
            autocomplete: "",
            inputmode: "",
            width: Width::default(),
            suffix: "",
        };
        match kind {
            FieldKind::Name => Line {
                autocomplete: "off",
                ..plain
            },
            FieldKind::Iin | FieldKind::Bin => Line {
                autocomplete: "off",
                inputmode: "numeric",
                width: Width::Chars20,
                ..plain
            },
            FieldKind::Iban => Line {
                autocomplete: "off",
                width: Width::Chars20,
                ..plain
            },
            FieldKind::Number => Line {
                inputmode: "decimal",
                width: Width::Chars10,
                ..plain
            },
            FieldKind::Money => Line {
                inputmode: "numeric",
                width: Width::Chars10,
                suffix: "₸",
                ..plain
            },
            FieldKind::Phone => Line {
                kind: "tel",
                autocomplete: "tel",
                inputmode: "tel",
                width: Width::Chars20,
                ..plain
            },
            FieldKind::Email => Line {
                kind: "email",
                autocomplete: "email",
                inputmode: "email",
                ..plain
            },
            _ => plain,
        }
    }
}

/// The question with how much may be written.
fn limited(field: Field, longest: usize) -> Field {
    let limit = t_with(field.lang, "form-limit", &[("most", value(longest))]);
    let hint = field.hint.into_iter().chain([limit]);
    Field {
        hint: Some(hint.collect::<Vec<_>>().join(" ")),
        ..field
    }
}

fn yes_or_no(lang: Lang) -> Vec<Choice> {
    vec![
        Choice::new("yes", t(lang, "form-yes")),
        Choice::new("no", t(lang, "form-no")),
    ]
}

fn one_of(field: Field, choices: Vec<Choice>, value: String) -> AnyView {
    if choices.len() > MOST_RADIOS {
        view! { <Select field=field choices=choices value=value/> }.into_any()
    } else {
        view! { <Radios field=field choices=choices value=value/> }.into_any()
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
    let told = |code: &ErrorCode| !asked.ahead || *code != ErrorCode::DateInFuture;
    let texts = refusals(kind)?
        .into_iter()
        .filter(told)
        .chain([ErrorCode::TooLong { most }])
        .map(|code| {
            (
                code.key(),
                problem::template(field.lang, &field.label, code),
            )
        });
    let more = match kind {
        FieldKind::Date => vec![("months", problem::months(field.lang))],
        FieldKind::LongText => vec![
            (
                "left",
                t_with(field.lang, "form-left", &[("n", value("{n}"))]),
            ),
            (
                "over",
                t_with(field.lang, "form-over", &[("n", value("{n}"))]),
            ),
        ],
        _ => Vec::new(),
    };
    let texts = texts.chain(more).collect();
    let input_id = field.id.clone();
    Some(view! { <FieldCheck input_id=input_id kind=kind most=most texts=texts/> }.into_any())
}

/// The box that says that a number is right although its check digit does not fit.
fn sure(asked: &FormField) -> Option<AnyView> {
    let (digits, checked) = asked.sure.clone()?;
    let id = format!("{}-sure", asked.field.id);
    let label = t(asked.field.lang, "form-iin-sure");
    let view = view! {
        <div class="choice field__more">
            <input
                class="choice__input"
                type="checkbox"
                id=id.clone()
                name=sure_key(&asked.field.name)
                value=digits
                checked=checked
            />
            <label class="choice__label" for=id>{label}</label>
        </div>
    };
    Some(view.into_any())
}

/// The months of an amount, which go with it.
fn of(asked: &FormField) -> Option<AnyView> {
    let of = asked.of.clone()?;
    let name = of_key(&asked.field.name);
    Some(view! { <input type="hidden" name=name value=of/> }.into_any())
}

/// The button that writes a name of two alphabets in one, below the words that say why.
fn repair(asked: &FormField) -> Option<AnyView> {
    asked.field.error.as_ref()?;
    let name = repaired_name(&asked.value).filter(|_| asked.kind == FieldKind::Name)?;
    let text = t_with(asked.field.lang, "form-repair", &[("name", value(name))]);
    let view = view! {
        <p class="field__more">
            <button
                class="button button--secondary"
                type="submit"
                name=REPAIR
                value=asked.field.name.clone()
            >
                {text}
            </button>
        </p>
    };
    Some(view.into_any())
}

/// The name under which a form posts the id of the regulation that asks: the page of an answer that could not be saved is
/// drawn by it, without the database.
pub const ASKED_BY: &str = "asked-by";

/// The name of the button that writes a name of two alphabets in one; its value is the name of the field.
pub const REPAIR: &str = "repair";

/// A date that no calendar has: only its kind matters, the browser fills in what was typed.
const NO_DATES: [ErrorCode; 6] = [
    ErrorCode::DateDay {
        day: 0,
        month: 0,
        year: 0,
        days: 0,
    },
    ErrorCode::DateMonth { month: 0 },
    ErrorCode::DateOrder {
        day: 0,
        month: 0,
        year: 0,
    },
    ErrorCode::DateYear,
    ErrorCode::DateEarly,
    ErrorCode::DateInFuture,
];

/// Why an answer of this kind may be refused, beside its length and its signs; none where people choose.
fn refusals(kind: FieldKind) -> Option<Vec<ErrorCode>> {
    Some(match kind {
        FieldKind::Text | FieldKind::LongText => Vec::new(),
        FieldKind::Name => [Alphabet::Latin, Alphabet::Cyrillic, Alphabet::Other]
            .map(|odd| ErrorCode::NameMixed {
                letters: Letters::default(),
                odd,
            })
            .into_iter()
            .chain([ErrorCode::Name])
            .collect(),
        FieldKind::Iin => vec![
            ErrorCode::Iin(IinError::Length),
            ErrorCode::Iin(IinError::NotDigits),
            ErrorCode::Iin(IinError::CheckDigit),
            ErrorCode::Iin(IinError::NotIssued),
        ],
        FieldKind::Date => NO_DATES.into_iter().chain([ErrorCode::Date]).collect(),
        FieldKind::Money => vec![
            ErrorCode::Money,
            ErrorCode::MoneyTiyn,
            ErrorCode::MoneyTooMuch,
        ],
        FieldKind::Bin => vec![
            ErrorCode::Bin(BinError::Length),
            ErrorCode::Bin(BinError::NotDigits),
            ErrorCode::Bin(BinError::NotOrganisation),
            ErrorCode::Bin(BinError::CheckDigit),
        ],
        FieldKind::Iban => vec![
            ErrorCode::Iban(IbanError::Country),
            ErrorCode::Iban(IbanError::Length),
            ErrorCode::Iban(IbanError::Signs),
            ErrorCode::Iban(IbanError::CheckDigits),
        ],
        FieldKind::Number => vec![ErrorCode::Number],
        FieldKind::Phone => vec![ErrorCode::Phone],
        FieldKind::Email => vec![
            ErrorCode::Email,
            ErrorCode::EmailLetters {
                letters: Letters::default(),
            },
        ],
        FieldKind::Choice
        | FieldKind::YesNo
        | FieldKind::Office
        | FieldKind::Staff
        | FieldKind::Ground
        | FieldKind::Period
        | FieldKind::MonthTable
        | FieldKind::MultiChoice
        | FieldKind::Consent
        | FieldKind::Classifier => return None,
    })
}
