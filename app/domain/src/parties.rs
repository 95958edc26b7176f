//! Who applies: a person, a person through a representative, or an organisation through the person who acts for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::regulation::{Field, Meaning, Regulation};

/// The parties of one case. Who acts is always the person of the case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parties {
    /// A person for themselves.
    #[default]
    Person,
    /// A person for somebody else.
    Representative {
        /// The person who is represented.
        name: String,
        /// Their number; a foreigner may have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        iin: Option<String>,
    },
    /// A person for an organisation.
    Organisation {
        /// Its number.
        bin: String,
        /// Its name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// What the person is in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        capacity: Option<String>,
    },
}

impl Parties {
    /// Whom the checked answers of a form name.
    pub fn of(regulation: &Regulation, answers: &BTreeMap<String, String>) -> Parties {
        let once = regulation.topics.iter().filter(|topic| !topic.repeats);
        let fields: Vec<&Field> = once.flat_map(|topic| &topic.fields).collect();
        let said = |meaning: Meaning| {
            let mut of_meaning = fields.iter().filter(|field| field.means(meaning));
            let mut values = of_meaning
                .by_ref()
                .filter_map(|field| answers.get(&field.id));
            values.find(|value| !value.is_empty()).cloned()
        };
        if let Some(bin) = said(Meaning::Bin) {
            return Parties::Organisation {
                bin,
                name: said(Meaning::OrganisationName),
                capacity: said(Meaning::Capacity),
            };
        }
        match said(Meaning::RepresentedName) {
            Some(name) => Parties::Representative {
                name,
                iin: said(Meaning::RepresentedIin),
            },
            None => Parties::Person,
        }
    }

    /// Whether a person applies for themselves.
    pub fn is_person(&self) -> bool {
        *self == Parties::Person
    }

    /// Whether a person applies for another one.
    pub fn is_represented(&self) -> bool {
        matches!(self, Parties::Representative { .. })
    }

    /// The name of whoever the service is for, where it is not the person who acts.
    pub fn acts_for(&self) -> Option<&str> {
        match self {
            Parties::Person => None,
            Parties::Representative { name, .. } => Some(name),
            Parties::Organisation { bin, name, .. } => Some(name.as_deref().unwrap_or(bin)),
        }
    }

    /// How a case stands in lists: whoever it is for, and the person who acts.
    pub fn heading(&self, person: &str) -> String {
        match self.acts_for() {
            Some(name) => format!("{name} · {person}"),
            None => person.to_owned(),
        }
    }
}
