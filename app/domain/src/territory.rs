//! Regions and their districts by КАТО, the classifier of administrative territories, with the names of the time.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// A region.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oblast {
    /// Stable id, also that of an office for the whole region.
    pub id: String,
    /// Nine digits, of which the first two are those of all its districts.
    pub kato: String,
    /// Its name.
    pub name: Text,
    /// Its districts and cities of regional significance, in the order in which they are offered.
    #[serde(rename = "district")]
    pub districts: Vec<District>,
}

/// A district, or a city of regional significance.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Stable id, also that of its office.
    pub id: String,
    /// Nine digits.
    pub kato: String,
    /// Its names, the oldest first. Every day has one.
    pub names: Vec<DatedName>,
}

/// What a district was called from a day until a day.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedName {
    /// The first day; none for the oldest name.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day; none for the present name.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// «Качирский район».
    pub name: Text,
    /// As it stands in the name of its office: «Качирского района».
    pub of: Text,
}

impl Oblast {
    /// The district `kato`.
    pub fn district(&self, kato: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.kato == kato)
    }

    /// What the district `kato` was called on `day`; the region's own name for the region's own code.
    pub fn name_on(&self, kato: &str, day: NaiveDate) -> Option<&Text> {
        if kato == self.kato {
            return Some(&self.name);
        }
        Some(&self.district(kato)?.on(day)?.name)
    }
}

impl District {
    /// What it was called on `day`.
    pub fn on(&self, day: NaiveDate) -> Option<&DatedName> {
        let begun = |name: &&DatedName| name.from.is_none_or(|from| from <= day);
        self.names.iter().rev().find(begun)
    }
}
