//! What all form fields share: label, hint, error, warning, and how they are tied to the control.

use leptos::prelude::*;

use crate::text::{Lang, t};

/// One question of a form, without its control.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The language of the page.
    pub lang: Lang,
    /// The id of the control; the error summary links to it.
    pub id: String,
    /// The name under which the value is posted.
    pub name: String,
    /// The question.
    pub label: String,
    /// How to answer.
    pub hint: Option<String>,
    /// What to correct.
    pub error: Option<String>,
    /// What looks odd but is accepted.
    pub warning: Option<String>,
    /// Whether the answer may stay empty; the label then says so.
    pub optional: bool,
    /// Whether the label is the heading of the page (one question a page).
    pub heading: bool,
}

impl Field {
    /// A required field whose id is its name.
    pub fn new(lang: Lang, name: impl Into<String>, label: impl Into<String>) -> Field {
        let name = name.into();
        Field {
            lang,
            id: name.clone(),
            name,
            label: label.into(),
            ..Field::default()
        }
    }

    /// With another id than the name.
    pub fn id(self, id: impl Into<String>) -> Field {
        Field {
            id: id.into(),
            ..self
        }
    }

    /// With a hint: a `String` or an `Option<String>`.
    pub fn hint(self, hint: impl Into<Option<String>>) -> Field {
        Field {
            hint: hint.into(),
            ..self
        }
    }

    /// With an error: a `String` or an `Option<String>`.
    pub fn error(self, error: impl Into<Option<String>>) -> Field {
        Field {
            error: error.into(),
            ..self
        }
    }

    /// With a warning: a `String` or an `Option<String>`.
    pub fn warning(self, warning: impl Into<Option<String>>) -> Field {
        Field {
            warning: warning.into(),
            ..self
        }
    }

    /// Marked as one that may stay empty.
    pub fn optional(self, optional: bool) -> Field {
        Field { optional, ..self }
    }

    /// With the label as the heading of the page.
    pub fn heading(self) -> Field {
        Field {
            heading: true,
            ..self
        }
    }

    /// The value of `aria-describedby`: hint, error and warning, in the order in which they stand.
    pub(crate) fn described_by(&self) -> Option<String> {
        let parts = [
            ("hint", &self.hint),
            ("error", &self.error),
            ("warning", &self.warning),
        ];
        let ids: Vec<String> = parts
            .into_iter()
            .filter(|(_, text)| text.is_some())
            .map(|(part, _)| format!("{}-{part}", self.id))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The value of `aria-invalid`.
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    /// The value of `aria-required`.
    pub(crate) fn required(&self) -> Option<&'static str> {
        (!self.optional).then_some("true")
    }

    fn class(&self) -> &'static str {
        match (&self.error, &self.warning) {
            (Some(_), _) => "field field--error",
            (None, Some(_)) => "field field--warning",
            (None, None) => "field",
        }
    }
}

/// How wide a text box is: its width hints at the length of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as the column.
    #[default]
    Full,
    /// About four signs: a house number.
    Chars4,
    /// About ten signs: a date, an amount.
    Chars10,
    /// About twenty signs: an ИИН, a telephone number.
    Chars20,
}

impl Width {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Width::Full => "input",
            Width::Chars4 => "input input--4",
            Width::Chars10 => "input input--10",
            Width::Chars20 => "input input--20",
        }
    }
}

/// One answer of radios, checkboxes or a select.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// More words under the label.
    pub hint: Option<String>,
    /// The heading under which it stands in a drop-down list.
    pub group: Option<String>,
}

impl Choice {
    /// An answer without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice {
            value: value.into(),
            label: label.into(),
            hint: None,
            group: None,
        }
    }

    /// Under a heading of the drop-down list.
    pub fn group(self, group: impl Into<String>) -> Choice {
        Choice {
            group: Some(group.into()),
            ..self
        }
    }

    /// With a hint: a `String` or an `Option<String>`.
    pub fn hint(self, hint: impl Into<Option<String>>) -> Choice {
        Choice {
            hint: hint.into(),
            ..self
        }
    }
}

/// A field with one control: label above, control below.
pub(crate) fn labelled(field: &Field, control: AnyView) -> AnyView {
    let label = view! {
        <label class="field__label" for=field.id.clone()>
            {field.label.clone()}
            {optional_mark(field)}
        </label>
    };
    let label = match field.heading {
        true => view! { <h1 class="field__heading">{label}</h1> }.into_any(),
        false => label.into_any(),
    };
    view! { <div class=field.class()>{label}{messages(field)}{control}</div> }.into_any()
}

/// A field with several controls: a fieldset whose legend is the question.
pub(crate) fn grouped(field: &Field, controls: AnyView) -> AnyView {
    let legend = view! { {field.label.clone()}{optional_mark(field)} };
    let legend = match field.heading {
        true => view! { <h1 class="field__heading">{legend}</h1> }.into_any(),
        false => legend.into_any(),
    };
    view! {
        <fieldset class=field.class() aria-describedby=field.described_by()>
            <legend class="field__label">{legend}</legend>
            {messages(field)}
            {controls}
        </fieldset>
    }
    .into_any()
}

fn optional_mark(field: &Field) -> Option<impl IntoView + use<>> {
    field.optional.then(|| {
        view! { <span class="field__optional">" ("{t(field.lang, "form-optional")}")"</span> }
    })
}

fn messages(field: &Field) -> impl IntoView + use<> {
    let hint = field.hint.clone().map(|text| {
        view! { <p class="field__hint" id=format!("{}-hint", field.id)>{text}</p> }
    });
    let error = field.error.clone().map(|text| {
        view! {
            <p class="field__error" id=format!("{}-error", field.id)>
                <span class="hidden">{t(field.lang, "form-error-prefix")}": "</span>
                {text}
            </p>
        }
    });
    let warning = field.warning.clone().map(|text| {
        view! {
            <p class="field__warning" id=format!("{}-warning", field.id)>
                <strong>{t(field.lang, "form-warning-prefix")}": "</strong>
                {text}
            </p>
        }
    });
    view! { {hint}{error}{warning} }
}

/// An empty text prop means «not given».
pub(crate) fn given(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
