//! The register of persons (ГБД ФЛ).

use chrono::{Days, NaiveDate};
use domain::iin::Iin;
use serde::{Deserialize, Serialize};

use super::{
    fault::PortName,
    register::Register,
    simulator::Simulated,
    synthetic::{DemoCitizen, citizens},
};

/// What the register says of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredPerson {
    /// Surname, first name, patronymic.
    pub name: String,
    /// Day of birth.
    pub birth_date: NaiveDate,
    /// Registered place of residence.
    pub address: String,
    /// КАТО code of the district of residence.
    pub kato: String,
}

/// Asked by ИИН.
pub enum PersonRegister {}

impl Register for PersonRegister {
    const PORT: PortName = PortName::Persons;
    type Key = Iin;
    type Entry = RegisteredPerson;
}

/// Knows the citizens of the demonstration only: anybody else can register with any name.
impl Simulated for PersonRegister {
    fn entry(iin: &Iin) -> Option<RegisteredPerson> {
        citizens()
            .iter()
            .find(|citizen| citizen.iin == *iin)
            .map(registered)
    }

    fn contradiction(iin: &Iin) -> Option<RegisteredPerson> {
        let known = Self::entry(iin);
        let birth_date = known.map(|known| known.birth_date).or(iin.birth_date());
        Some(RegisteredPerson {
            name: "Қайшыбаев Қарсы Қатеұлы".to_owned(),
            birth_date: birth_date.unwrap_or_default() + Days::new(1),
            address: "Қайшы көшесі, 1-үй".to_owned(),
            kato: String::new(),
        })
    }
}

fn registered(citizen: &DemoCitizen) -> RegisteredPerson {
    RegisteredPerson {
        name: citizen.name.to_owned(),
        birth_date: citizen.born,
        address: citizen.address.to_owned(),
        kato: citizen.kato.to_owned(),
    }
}
