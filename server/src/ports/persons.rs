//! The register of persons (ГБД ФЛ).

use async_trait::async_trait;
use domain::iin::Iin;

use super::{Fault, PortError, simulate};
use crate::demo;

/// What the register says of a person.
#[derive(Clone)]
pub struct RegisteredPerson {
    /// Surname, first name, patronymic.
    pub name: String,
    /// Day of birth.
    pub birth_date: chrono::NaiveDate,
    /// Registered place of residence.
    pub address: String,
    /// КАТО code of the district of residence.
    pub kato: String,
}

/// Port to the register.
#[async_trait]
pub trait Persons: Send + Sync {
    /// The person with this ИИН; `None` if the register has none.
    async fn person(&self, iin: &Iin) -> Result<Option<RegisteredPerson>, PortError>;
}

/// Knows the demonstration persons only.
pub struct Simulator(Option<Fault>);

impl Simulator {
    /// With a fault, if wanted.
    pub fn new(fault: Option<Fault>) -> Simulator {
        Simulator(fault)
    }
}

#[async_trait]
impl Persons for Simulator {
    async fn person(&self, iin: &Iin) -> Result<Option<RegisteredPerson>, PortError> {
        simulate(self.0).await?;
        Ok(demo::registered(iin))
    }
}
