//! The register of persons with a disability (ЦБДИ).

use chrono::{Datelike, NaiveDate};
use domain::{iin::Iin, regulation::RegisterName};
use serde::{Deserialize, Serialize};

use super::{
    register::Register,
    simulator::{Simulated, deciding_digit},
};

/// Kind of a disability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisabilityGroup {
    /// The first group.
    First,
    /// The second group.
    Second,
    /// The third group.
    Third,
    /// A child with a disability.
    Child,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstablishedDisability {
    /// One of three, or that of a child.
    pub group: DisabilityGroup,
    /// The last day of its term; none if it is established without one. A past day is an answer too: the term has run out.
    pub until: Option<NaiveDate>,
}

/// Asked by ИИН.
pub enum DisabilityRegister {}

impl Register for DisabilityRegister {
    const NAME: RegisterName = RegisterName::Disability;
    type Key = Iin;
    type Entry = EstablishedDisability;
}

/// Who was born since then is a child in the simulator, which has no clock.
const CHILD_SINCE: i32 = 2010;

/// The deciding digit 4: first group without a term; 5: second group until 2035; 6: third group, run out. For children each
/// of them: a child with a disability, until the day of the eighteenth birthday.
impl Simulated for DisabilityRegister {
    fn entry(iin: &Iin) -> Option<EstablishedDisability> {
        let (group, until) = match deciding_digit(iin.as_str()) {
            4 => (DisabilityGroup::First, None),
            5 => (
                DisabilityGroup::Second,
                NaiveDate::from_ymd_opt(2035, 6, 30),
            ),
            6 => (
                DisabilityGroup::Third,
                NaiveDate::from_ymd_opt(2024, 12, 31),
            ),
            _ => return None,
        };
        let child = iin.birth_date().filter(|born| born.year() >= CHILD_SINCE);
        Some(match child {
            Some(born) => EstablishedDisability {
                group: DisabilityGroup::Child,
                until: born.with_year(born.year() + 18),
            },
            None => EstablishedDisability { group, until },
        })
    }

    fn contradiction(iin: &Iin) -> Option<EstablishedDisability> {
        match Self::entry(iin) {
            Some(_) => None,
            None => Some(EstablishedDisability {
                group: DisabilityGroup::Third,
                until: None,
            }),
        }
    }
}
