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
    /// A repeating group needs this many members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<usize>,
    /// What the button says that adds a row to a repeating group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add: Option<Text>,
    /// What one row of a repeating group is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<Text>,
    /// The act, where it is not that of the regulation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// The line of the act that needs these answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Where it was read that they are needed, if not in the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// Why the portal asks by itself: one English sentence for developers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ours_because: Option<String>,
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
    /// Twelve digits of an organisation, with a check digit.
    Bin,
    /// A bank account of Kazakhstan.
    Iban,
    /// A number, with as many decimals as the field allows.
    Number,
    /// Two months or two days.
    Period,
    /// An amount for each of three months.
    MonthTable,
    /// Any number of the options.
    MultiChoice,
    /// Agreement to the text of the label.
    Consent,
    /// One of many options, found by its name.
    Classifier,
}

/// What the code needs to know of an answer, whatever the id of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// Who applies.
    Name,
    /// Their number.
    Iin,
    /// Their day of birth.
    BirthDate,
    /// Where they live.
    Address,
    /// Their telephone.
    Phone,
    /// Their e-mail address.
    Email,
    /// The office that is to have the case.
    Office,
    /// By which counter the application goes (on paper only).
    Channel,
    /// For whom somebody applies: `self` or `representative`.
    Party,
    /// The person for whom a representative applies.
    RepresentedName,
    /// That person's number.
    RepresentedIin,
    /// The representative (on paper, where the applicant is asked first).
    RepresentativeName,
    /// The representative's number.
    RepresentativeIin,
    /// By what the representative acts.
    RepresentativeBasis,
    /// The organisation that applies.
    OrganisationName,
    /// Its number.
    Bin,
    /// What the person is in the organisation: `head` or `proxy`.
    Capacity,
    /// Where money goes.
    Iban,
    /// Income of three months: the applicant's own, and in a repeating topic a member's.
    IncomeOfQuarter,
    /// Income a head and month, as an official found it.
    PerCapitaIncome,
    /// The money that is granted.
    Amount,
    /// For what time that is: a month, a quarter, once.
    AmountPer,
    /// Since when the result holds.
    PeriodFrom,
    /// Until when.
    PeriodTo,
    /// Number of the decision or document.
    Number,
    /// Its date.
    Date,
    /// To whom a referral is addressed.
    Addressee,
    /// Free words of a result.
    Text,
    /// On which ground something is refused.
    Ground,
    /// Why, in the words of the official.
    Explanation,
    /// On what a decision rests that says otherwise than a register.
    Basis,
}

/// Which months a table asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MonthsAsked {
    /// Those of the quarter before the quarter of application.
    #[default]
    QuarterBefore,
    /// The three before the month of application.
    ThreeBefore,
}

/// In what a period is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodUnit {
    /// Months.
    #[default]
    Month,
    /// Days.
    Day,
}

/// Amounts that are nothing unusual, as the portal sees it: another one is asked about and refused by nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualAmount {
    /// From this on, in tenge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// Up to this, in tenge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u64>,
    /// Why the portal takes these: one English sentence for developers.
    pub ours_because: String,
}

/// One field.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Stable id.
    pub id: String,
    /// What it takes.
    pub kind: FieldKind,
    /// What it is to the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Meaning>,
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
    /// The least number or amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// The greatest number or amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u64>,
    /// Between which amounts nobody has to ask whether it is a slip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual: Option<UsualAmount>,
    /// For what time an amount is, where that is always the same; else an input with the meaning `amount-per` says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Text>,
    /// How many digits a number may have after the comma.
    #[serde(default, skip_serializing_if = "is_default")]
    pub decimals: usize,
    /// Which months a table, or an amount of several months, asks for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub months: MonthsAsked,
    /// Whether an amount is of these months together: they are kept with it, and it is asked again for others.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of_months: bool,
    /// In what a period is told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: PeriodUnit,
    /// The list from which the catalogue fills in the options of a classifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classifier: Option<String>,
    /// Whether a date may lie ahead.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ahead: bool,
    /// How many days a date may lie back; none: any number. What is yet to come has 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_back: Option<u32>,
    /// At an official's step: whether a date is of something that comes of the application, and so no earlier than it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub since_application: bool,
    /// For `Iin`, and for the `Date` of birth of an adult: how old the person is to be. A page points out where the answer
    /// tells otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<Age>,
    /// For `Number`: whom a page that repeats lists and the number is to include. A page points out a smaller one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub includes: Option<ListedRows>,
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
    /// A required field without anything else.
    pub fn plain(id: &str, kind: FieldKind) -> Field {
        Field {
            id: id.to_owned(),
            kind,
            meaning: None,
            label: Text::default(),
            hint: None,
            required: true,
            when: None,
            options: Vec::new(),
            longest: None,
            least: None,
            most: None,
            usual: None,
            per: None,
            decimals: 0,
            months: MonthsAsked::default(),
            of_months: false,
            unit: PeriodUnit::default(),
            classifier: None,
            ahead: false,
            days_back: None,
            since_application: false,
            age: None,
            includes: None,
            prefill: None,
            fact: None,
            role: None,
            outcomes: Vec::new(),
        }
    }

    /// Whether the answer has this meaning; a ground has it by its kind.
    pub fn means(&self, meaning: Meaning) -> bool {
        let is_ground = meaning == Meaning::Ground && self.kind == FieldKind::Ground;
        is_ground || self.meaning == Some(meaning)
    }

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

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
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
    /// How old the person of the page is to be of whom it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<Age>,
}

/// Rows of a page that repeats: those of which a choice on it says one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedRows {
    /// The choice.
    pub field: String,
    /// Ids of its options.
    pub options: Vec<String>,
}

/// How old somebody is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Age {
    /// Under 18.
    Child,
    /// 18 or older.
    Adult,
}
