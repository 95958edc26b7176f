//! What the applicant is asked, has to meet and has to bring.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ChannelKind, Field, FieldOption};
use crate::{condition::Condition, text::Text};

/// One question of the guide; its id is the fact that the answer sets.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The fact, for example `person.disability`.
    pub fact: String,
    /// The question.
    pub text: Text,
    /// Help below it.
    #[serde(default)]
    pub hint: Option<Text>,
    /// Answers; empty means yes / no / I do not know.
    #[serde(default, rename = "option")]
    pub options: Vec<FieldOption>,
    /// Asked only if this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The line of the act for which it is asked; none where a ground of refusal of the service asks.
    #[serde(default)]
    pub line: Option<u32>,
}

/// A condition of entitlement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Stable id.
    pub id: String,
    /// In plain words, close to the act.
    pub text: Text,
    /// Line of the act.
    pub line: u32,
    /// When it is met. `unknowable` facts (decided later by a commission) stay unknown.
    pub met: Condition,
    /// Only for this channel; otherwise for the service as such.
    #[serde(default)]
    pub channel: Option<ChannelKind>,
    /// Who finds out, where the guide cannot: «решает участковая комиссия».
    #[serde(default)]
    pub decided_by: Option<Text>,
    /// Whether it says no more than where the applicant lives: who does not meet it applies in their own oblast.
    #[serde(default)]
    pub residence: bool,
}

/// How sure the catalogue is of something that the act leaves to its standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Read in the act or in an official text of that edition.
    Confirmed,
    /// Read in an official text of another edition, or in a part.
    Partial,
    /// Not found.
    Unknown,
}

/// How a document reaches the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Supply {
    /// The portal asks the register; nothing to attach.
    Register,
    /// The form's answers are the document.
    Form,
    /// The applicant attaches it.
    Attach,
}

/// A register of another body that the portal can ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RegisterName {
    /// Persons (ГБД ФЛ), by ИИН.
    Persons,
    /// Legal entities (ГБД ЮЛ), by БИН.
    LegalEntities,
    /// The unemployed (АИС «Рынок труда»), by ИИН.
    Unemployment,
    /// Persons with a disability (ЦБДИ), by ИИН.
    Disability,
    /// Income of the quarter before the application, by ИИН.
    Income,
    /// Levies for foreign workers, by the number of the payment.
    LevyPayments,
    /// Spouses and children, by ИИН.
    Family,
}

impl RegisterName {
    /// All of them.
    pub const ALL: [RegisterName; 7] = [
        RegisterName::Persons,
        RegisterName::LegalEntities,
        RegisterName::Unemployment,
        RegisterName::Disability,
        RegisterName::Income,
        RegisterName::LevyPayments,
        RegisterName::Family,
    ];

    /// As it is written in data and settings.
    pub const fn id(self) -> &'static str {
        match self {
            RegisterName::Persons => "persons",
            RegisterName::LegalEntities => "legal-entities",
            RegisterName::Unemployment => "unemployment",
            RegisterName::Disability => "disability",
            RegisterName::Income => "income",
            RegisterName::LevyPayments => "levy-payments",
            RegisterName::Family => "family",
        }
    }
}

/// Where the portal gets a document that nobody attaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterQuery {
    /// Which register.
    pub register: RegisterName,
    /// Id of the field whose answer it is asked by; where none is named, the number of whoever the service is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Whether the applicant may bring a copy where it has no entry; not where «no entry» is the answer.
    #[serde(default = "copies_stand_in")]
    pub copy: bool,
    /// Where an entry means that the applicant has already what is applied for: id of the service that proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub already: Option<String>,
    /// Which field of the form says the same as a fact of an entry: fact, then field. Two facts of one field are two ways
    /// to say it. [`RegisterQuery::ENTRY`] is that there is one, [`RegisterQuery::MONTHS`] the income of each month.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub compare: BTreeMap<String, String>,
    /// Why nothing is compared, where nothing is: no field says what an entry says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncompared: Option<String>,
}

impl RegisterQuery {
    /// The fact that the register has an entry.
    pub const ENTRY: &str = "entry";
    /// The facts that are months.
    pub const MONTHS: &str = "months";
    /// The days of birth of the children, which a number tells.
    pub const CHILD_BORN: &str = "child-born";
}

const fn copies_stand_in() -> bool {
    true
}

/// A document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Stable id, also of the slot.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What counts, how to get it.
    #[serde(default)]
    pub hint: Option<Text>,
    /// Whether it is the application itself, which the portal prepares.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_application: bool,
    /// How it reaches the case.
    pub supply: Supply,
    /// The register that has it, where the portal is connected to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<RegisterQuery>,
    /// What is asked in words beside it, where it is brought at a step of the route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Field>,
    /// One for each row of this repeating topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// Of the rows only for those of which this holds. Its facts are the answers of the row: `row.<field>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_when: Option<Condition>,
    /// Asked for only if this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Whether it must be there, by the facts of the form. Only what is confirmed may hold an application up.
    pub required: Condition,
    /// How sure we are.
    pub status: Certainty,
    /// Where that was read: the act («line 340») or a public page with its edition.
    pub source: Text,
    /// Line of the act, where it stands in the act.
    #[serde(default)]
    pub line: Option<u32>,
}

impl Evidence {
    /// Whether an application may have to wait for it although nobody knows that it is required.
    pub fn blocks_unconfirmed(&self) -> bool {
        let never = Condition::Always(false);
        self.supply == Supply::Attach
            && self.status != Certainty::Confirmed
            && self.required != never
    }
}

/// How per-capita income is computed: sum of incomes of the quarter before the quarter of application, by
/// the number of family members, by three months. The fields say by their meaning that they are incomes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Income {
    /// Line of the step that computes it.
    pub line: u32,
    /// Where the formula was read.
    pub source: Text,
}
