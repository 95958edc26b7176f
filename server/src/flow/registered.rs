//! What the portal itself knows of whoever registered, as a register would say it.

use async_trait::async_trait;
use domain::iin::Iin;

use crate::{
    ports::{
        error::PortError,
        persons::{PersonRegister, RegisteredPerson},
        register::RegisterSource,
    },
    store::Store,
};

#[async_trait]
impl RegisterSource<PersonRegister> for Store {
    async fn find(&self, iin: &Iin) -> Result<Option<RegisteredPerson>, PortError> {
        let account = self.account_by_iin(iin.as_str()).await;
        let account = account.map_err(|_| PortError::Unavailable)?;
        Ok(account.and_then(|account| {
            Some(RegisteredPerson {
                birth_date: account.person.birth_date.parse().ok()?,
                name: account.person.name,
                address: String::new(),
                kato: String::new(),
            })
        }))
    }
}
