//! The pages and fields of a form, as data. The same fields serve the citizen's application and what an
//! official enters at a step.

use serde::{Deserialize, Serialize};

use crate::{condition::Condition, ids::RoleId, text::Text};

/// One page of the application form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Stable id, also in the address.
    pub id: String,
    /// Heading.
    pub title: Text,
    /// Why it is asked.
    #[serde(default)]
    pub intro: Option<Text>,
    /// A group that repeats: one page a member.
    #[serde(default)]
    pub repeats: bool,
    /// Asked only if this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// At most this many members of a repeating group.
    #[serde(default)]
    pub most: Option<usize>,
    /// The line of the act that needs these answers.
    pub line: u32,
    /// Fields in order.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// Surname, first name, patronymic.
    Name,
    /// Twelve digits with a check digit.
    Iin,
    /// A day, `31.12.2026`.
    Date,
    /// Whole tenge.
    Money,
    /// Telephone.
    Phone,
    /// E-mail address.
    Email,
    /// One of the options.
    Choice,
    /// Yes or no.
    YesNo,
    /// One of the provider's offices (its id).
    Office,
    /// A member of staff of `role` in the case's office (official's form only).
    Staff,
    /// One of the regulation's grounds (official's form only).
    Ground,
}

/// One field.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Stable id.
    pub id: String,
    /// What it takes.
    pub kind: FieldKind,
    /// Label.
    pub label: Text,
    /// Help below the label.
    #[serde(default)]
    pub hint: Option<Text>,
    /// Whether an empty answer is an error.
    #[serde(default = "yes")]
    pub required: bool,
    /// Shown and required only if this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Answers of a choice.
    #[serde(default, rename = "option")]
    pub options: Vec<FieldOption>,
    /// Longest answer in characters; each kind has its own default.
    #[serde(default)]
    pub longest: Option<usize>,
    /// What the register of persons or the account fills in: `person.name`, `person.iin`,
    /// `person.birth_date`, `person.address`, `account.phone`, `account.email`. At an official's step what the
    /// portal computed from the answers: `income.per_capita`.
    #[serde(default)]
    pub prefill: Option<String>,
    /// The fact that the answer sets for conditions.
    #[serde(default)]
    pub fact: Option<String>,
    /// For `Staff`: which role is appointed.
    #[serde(default)]
    pub role: Option<RoleId>,
    /// At an official's step: asked only for these outcomes; empty means for all.
    #[serde(default)]
    pub outcomes: Vec<String>,
}

impl Field {
    /// Whether the answer is who the person is: taken from the register or the account, and not to be typed over.
    pub fn is_identity(&self) -> bool {
        matches!(
            self.prefill.as_deref(),
            Some("person.name" | "person.iin" | "person.birth_date")
        )
    }
}

fn yes() -> bool {
    true
}

/// An answer to choose.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldOption {
    /// Stored value.
    pub id: String,
    /// Shown label.
    pub label: Text,
}
