//! Spouses and children, as the civil register has them.

use chrono::{Datelike, NaiveDate};
use domain::{
    iin::{DEMO_SERIAL, Iin, Sex},
    regulation::RegisterName,
};
use serde::{Deserialize, Serialize};

use super::{
    register::Register,
    simulator::{Simulated, deciding_digit},
    synthetic::generate,
};

/// What somebody is to the person that was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kinship {
    /// Wife or husband.
    Spouse,
    /// Son or daughter.
    Child,
}

/// A member of a family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relative {
    pub iin: String,
    /// Surname and first name.
    pub name: String,
    /// Day of birth.
    pub birth_date: NaiveDate,
    /// What they are to the person.
    pub kinship: Kinship,
}

/// The family of a person; nobody in it is an answer too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredFamily {
    /// Everybody but the person.
    pub relatives: Vec<Relative>,
}

/// Asked by ИИН.
pub enum FamilyRegister {}

impl Register for FamilyRegister {
    const NAME: RegisterName = RegisterName::Family;
    type Key = Iin;
    type Entry = RegisteredFamily;
}

/// A child of the simulated register: name, day of birth, sex, and its own deciding digit: with 5 it has a disability.
type Child = (&'static str, (i32, u32, u32), Sex, u16);

const CHILDREN: [Child; 3] = [
    ("Сынақова Үлгі", (2013, 5, 14), Sex::Female, 1),
    ("Сынақов Мысал", (2016, 9, 3), Sex::Male, 5),
    ("Сынақова Дана", (2019, 1, 21), Sex::Female, 1),
];

/// The deciding digit 0: no entry. 3: nobody. Even digits and 1: a spouse. Children: two for 1 and 5, three for 2 and 8, one
/// for 4 and 7, none for the others.
impl Simulated for FamilyRegister {
    fn entry(iin: &Iin) -> Option<RegisteredFamily> {
        let digit = deciding_digit(iin.as_str());
        let children = match digit {
            0 => return None,
            1 | 5 => 2,
            2 | 8 => 3,
            4 | 7 => 1,
            _ => 0,
        };
        let is_married = digit == 1 || digit.is_multiple_of(2);
        let mut relatives: Vec<Relative> = is_married
            .then(|| spouse(iin))
            .into_iter()
            .flatten()
            .collect();
        let children = CHILDREN.iter().take(children);
        relatives.extend(children.filter_map(|child| of_child(iin, child)));
        Some(RegisteredFamily { relatives })
    }

    /// One child less, or one more where there was nobody.
    fn contradiction(iin: &Iin) -> Option<RegisteredFamily> {
        let mut family = Self::entry(iin).unwrap_or_default();
        if family.relatives.pop().is_none() {
            family.relatives.extend(of_child(iin, &CHILDREN[0]));
        }
        Some(family)
    }
}

/// As old as the person, of the other sex.
fn spouse(iin: &Iin) -> Option<Relative> {
    let birth_date = iin.birth_date()?;
    let (name, sex) = match iin.sex()? {
        Sex::Male => ("Сынақова Жарасым", Sex::Female),
        Sex::Female => ("Сынақов Жарасым", Sex::Male),
    };
    Some(Relative {
        iin: number(iin, birth_date, sex, 1)?,
        name: name.to_owned(),
        birth_date,
        kinship: Kinship::Spouse,
    })
}

fn of_child(iin: &Iin, (name, (year, month, day), sex, digit): &Child) -> Option<Relative> {
    let birth_date = NaiveDate::from_ymd_opt(*year, *month, *day)?;
    Some(Relative {
        iin: number(iin, birth_date, *sex, *digit)?,
        name: (*name).to_owned(),
        birth_date,
        kinship: Kinship::Child,
    })
}

/// A number with this deciding digit that follows from that of the person, so that two families seldom share one.
fn number(of: &Iin, born: NaiveDate, sex: Sex, digit: u16) -> Option<String> {
    let person: u16 = of.as_str().get(7..11)?.parse().ok()?;
    let year = u16::try_from(of.birth_date()?.year()).ok()?;
    let tens = (person / 10 + year) % 90;
    let (iin, _) = generate(born, sex, DEMO_SERIAL + tens * 10 + digit, 10)?;
    Some(iin.as_str().to_owned())
}
