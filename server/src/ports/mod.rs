//! Ports to other systems. Each has a simulator that ships with the product, speaks the port's protocol
//! honestly and fails on demand ([`Fault`]).

use std::{sync::Arc, time::Duration};

use anyhow::bail;

use crate::{Config, flow::password::PasswordPool};

pub mod confirmation;
pub mod messages;
pub mod persons;
pub mod scan;

/// A failure to simulate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Does not answer.
    Down,
    /// Answers after some seconds.
    Slow,
}

/// Why another system gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PortError {
    /// No answer within the time allowed.
    #[error("the system does not answer")]
    Unavailable,
}

/// How long a person waits for another system before the page goes on without it.
const TIMEOUT: Duration = Duration::from_secs(2);

/// The ports.
pub struct Ports {
    /// The register of persons (ГБД ФЛ).
    pub persons: Box<dyn persons::Persons>,
    /// SMS and mail.
    pub messages: Box<dyn messages::Messages>,
    /// What the simulator of messages took; the demonstration alone keeps it.
    pub sent: Option<Arc<messages::SentBox>>,
    /// What proves that it was the applicant who handed in.
    pub confirmations: Box<dyn confirmation::Confirmations>,
    /// A scanner for harmful files, where there is one.
    pub scanner: Option<Box<dyn scan::Scanner>>,
}

impl Ports {
    /// The ports that the settings name, the others on simulators, with faults such as `persons=down`. Passwords that
    /// confirm are checked in `passwords`.
    pub fn open(config: &Config, passwords: Arc<PasswordPool>) -> anyhow::Result<Ports> {
        let (mut persons_fault, mut messages_fault) = (None, None);
        for text in &config.faults {
            let (port, fault) = match text.split_once('=') {
                Some((port, "down")) => (port, Fault::Down),
                Some((port, "slow")) => (port, Fault::Slow),
                _ => bail!(
                    "--fault takes persons=down, persons=slow, messages=down or messages=slow, not {text:?}"
                ),
            };
            match port {
                "persons" => persons_fault = Some(fault),
                "messages" => messages_fault = Some(fault),
                _ => bail!("--fault knows the ports persons and messages, not {port:?}"),
            }
        }
        let sent = config.demo().then(Arc::default);
        Ok(Ports {
            persons: Box::new(persons::Simulator::new(persons_fault)),
            messages: Box::new(messages::connect(
                &config.messages,
                messages_fault,
                sent.as_ref(),
            )?),
            sent,
            confirmations: Box::new(confirmation::Password::fresh_for(
                config.password_minutes,
                passwords,
            )),
            scanner: scan::connect(config.files.scan_clamd.as_deref())?,
        })
    }
}

/// Simulates `fault`, as the caller of a real system would feel it.
async fn simulate(fault: Option<Fault>) -> Result<(), PortError> {
    match fault {
        None => Ok(()),
        Some(Fault::Down) => Err(PortError::Unavailable),
        Some(Fault::Slow) => {
            tokio::time::sleep(TIMEOUT).await;
            Err(PortError::Unavailable)
        }
    }
}
