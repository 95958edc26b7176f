//! The act, the territory it is for, and the body that delivers the service.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{OfficeId, RoleId},
    text::Text,
};

/// The act that holds the regulation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalResource {
    /// Name of the source file.
    pub document: String,
    /// Kind, body, date and number: «постановление акимата … от … № …».
    pub title: Text,
    /// `№ 119`.
    pub number: String,
    /// Day of the act.
    pub date: chrono::NaiveDate,
    /// Since when it applied, where the act says so.
    #[serde(default)]
    pub in_force: Option<chrono::NaiveDate>,
    /// Since when it no longer applies.
    #[serde(default)]
    pub repealed: Option<Repeal>,
    /// Language of the text at hand.
    pub language: crate::text::Lang,
    /// Acts that changed this one, the text at hand being the last.
    #[serde(default, rename = "edition")]
    pub editions: Vec<Edition>,
}

/// A change of the act.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// `№ 295`.
    pub number: String,
    /// Day of the changing act.
    pub date: chrono::NaiveDate,
    /// Where it is said.
    pub line: u32,
}

/// The end of an act.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeal {
    /// Day of the repealing act.
    pub date: chrono::NaiveDate,
    /// By which act.
    pub by: Text,
    /// Where it is said.
    pub line: u32,
}

/// A territory by its КАТО code.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Nine digits.
    pub kato: String,
    /// Name at the time of the act.
    pub name: Text,
}

/// The body that delivers the service.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its generic name in the act.
    pub name: Text,
    /// Line of the name.
    pub line: u32,
    /// Whose body it is.
    #[serde(default)]
    pub level: Level,
    /// Which offices of the act's directory are its own: [`DirectoryOffice::of`].
    #[serde(default)]
    pub directory: Option<String>,
    /// Its offices, one a district; one alone for a directorate of the oblast. Where the act lists none, they are
    /// made from the districts of the region, and no address is known.
    #[serde(default, rename = "office")]
    pub offices: Vec<Office>,
}

/// Whose body a provider is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A directorate of the oblast.
    Oblast,
    /// Departments of districts and cities.
    #[default]
    District,
    /// Centres of employment of districts and cities.
    EmploymentCentre,
}

impl Level {
    /// The id that stands in regulation files.
    pub const fn id(self) -> &'static str {
        match self {
            Level::Oblast => "oblast",
            Level::District => "district",
            Level::EmploymentCentre => "employment-centre",
        }
    }
}

/// An office in the directory of an act, which serves several regulations.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectoryOffice {
    /// Which list of the act it is in.
    pub of: String,
    /// Line of the act.
    pub line: u32,
    /// The office.
    pub office: Office,
}

/// One office of the provider.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Stable id.
    pub id: OfficeId,
    /// КАТО code of the district or city that it serves.
    pub kato: String,
    /// Name of that district; that of the time of the act where the file gives none.
    #[serde(default)]
    pub district: Text,
    /// Name of the office.
    pub name: Text,
    /// Postal address, if known.
    #[serde(default)]
    pub address: Option<Text>,
    /// Telephone, if known.
    #[serde(default)]
    pub phone: Option<String>,
    /// E-mail, if known; several with «, » between them.
    #[serde(default)]
    pub email: Option<String>,
    /// Line of the act's list, where it has one.
    #[serde(default)]
    pub line: Option<u32>,
}

impl Office {
    /// Its e-mail addresses.
    pub fn emails(&self) -> Vec<&str> {
        let emails = self.email.iter();
        emails.flat_map(|all| all.split(", ")).collect()
    }
}

/// Who performs steps.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Stable id, used by steps and staff accounts.
    pub id: RoleId,
    /// As the act names it.
    pub name: Text,
    /// Short name for a lane of the drawing. Ours.
    pub short: Text,
    /// Line of the list of units, or of the first step where the list lacks it.
    #[serde(default)]
    pub line: Option<u32>,
    /// Whether people log in with this role (the applicant and the portal itself do not).
    pub staff: bool,
    /// Whether it is the applicant.
    #[serde(default)]
    pub applicant: bool,
}
