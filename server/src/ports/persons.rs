//! The register of persons (ГБД ФЛ).

use async_trait::async_trait;
use chrono::{Days, NaiveDate};
use domain::{iin::Iin, regulation::RegisterName};
use serde::{Deserialize, Serialize};

use super::{
    error::PortError,
    register::{Register, RegisterSource},
    simulator::{Simulated, Simulator},
    synthetic::{DemoCitizen, citizens},
};

/// What the register says of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredPerson {
    /// Surname, first name, patronymic.
    pub name: String,
    /// Day of birth.
    pub birth_date: NaiveDate,
    /// Registered place of residence; empty where it is not known.
    pub address: String,
    /// КАТО code of the district of residence; empty where it is not known.
    pub kato: String,
}

/// Asked by ИИН.
pub enum PersonRegister {}

impl Register for PersonRegister {
    const NAME: RegisterName = RegisterName::Persons;
    type Key = Iin;
    type Entry = RegisteredPerson;
}

/// Knows the citizens of the demonstration.
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

/// The simulator, which also knows whoever registered: by what the registration proved.
pub struct PersonSimulator {
    /// Knows the citizens of the demonstration.
    pub citizens: Simulator,
    /// Knows whoever has an account.
    pub registered: Box<dyn RegisterSource<PersonRegister>>,
}

#[async_trait]
impl RegisterSource<PersonRegister> for PersonSimulator {
    async fn find(&self, iin: &Iin) -> Result<Option<RegisteredPerson>, PortError> {
        let simulated = RegisterSource::<PersonRegister>::find(&self.citizens, iin);
        if let Some(known) = simulated.await? {
            return Ok(Some(known));
        }
        self.registered.find(iin).await
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
