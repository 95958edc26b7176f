//! Ports to other systems. Each has a simulator that ships with the product, speaks the port's protocol honestly and
//! fails on demand ([`fault`]).

use std::sync::Arc;

use crate::{Config, password::PasswordPool};

pub mod confirmation;
pub mod disability;
pub mod error;
pub mod family;
pub mod fault;
pub mod income;
pub mod legal_entities;
pub mod levy_payments;
pub mod messages;
pub mod persons;
pub mod register;
pub mod scan;
pub mod simulator;
pub mod synthetic;
pub mod unemployment;

use persons::PersonRegister;
use register::{Port, RegisterSource};
use simulator::Simulator;

pub struct Ports {
    /// What the simulators do wrong.
    pub faults: Arc<fault::Faults>,
    /// The register of persons.
    pub persons: Port<persons::PersonRegister>,
    /// The register of legal entities.
    pub legal_entities: Port<legal_entities::LegalEntityRegister>,
    /// The register of the unemployed.
    pub unemployment: Port<unemployment::UnemploymentRegister>,
    /// The register of persons with a disability.
    pub disability: Port<disability::DisabilityRegister>,
    /// Income by months.
    pub income: Port<income::IncomeRegister>,
    /// Levies paid for foreign workers.
    pub levy_payments: Port<levy_payments::LevyRegister>,
    /// Spouses and children.
    pub family: Port<family::FamilyRegister>,
    /// SMS and mail.
    pub messages: Box<dyn messages::Messages>,
    /// What the simulator of messages took; the demonstration alone keeps it.
    pub sent: Option<Arc<messages::SentBox>>,
    /// What proves that it was the applicant who submitted.
    pub confirmations: Box<dyn confirmation::Confirmations>,
    /// A scanner for harmful files, where there is one.
    pub scanner: Option<Box<dyn scan::Scanner>>,
}

impl Ports {
    /// The ports that the settings name, the others on simulators; that of persons knows who is `registered` too. Passwords
    /// that confirm are checked in `passwords`.
    pub fn open(
        config: &Config,
        registered: Box<dyn RegisterSource<PersonRegister>>,
        passwords: Arc<PasswordPool>,
    ) -> anyhow::Result<Ports> {
        let faults = Arc::new(fault::Faults::new(&config.faults));
        let simulator = || Simulator::new(faults.clone());
        let sent = config.demo().then(Arc::default);
        Ok(Ports {
            persons: Port::to(persons::PersonSimulator {
                citizens: simulator(),
                registered,
            }),
            legal_entities: Port::to(simulator()),
            unemployment: Port::to(simulator()),
            disability: Port::to(simulator()),
            income: Port::to(simulator()),
            levy_payments: Port::to(simulator()),
            family: Port::to(simulator()),
            messages: Box::new(messages::connect(
                &config.messages,
                faults.clone(),
                sent.as_ref(),
            )?),
            sent,
            confirmations: Box::new(confirmation::Password::fresh_for(
                config.password_minutes,
                passwords,
            )),
            scanner: scan::connect(config.files.scan_clamd.as_deref())?,
            faults,
        })
    }
}
