//! Faults on demand: what a simulator does wrong, port by port, set at the start (`--fault`) or at run time.

use std::{
    collections::BTreeMap,
    fmt,
    str::FromStr,
    sync::{Mutex, PoisonError},
};

use domain::regulation::RegisterName;

use super::error::{PortError, TIMEOUT};

/// A port that has a simulator, in settings and in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PortName {
    Register(RegisterName),
    /// Text messages and mail.
    Messages,
}

impl PortName {
    /// All of them.
    pub fn all() -> impl Iterator<Item = PortName> {
        let registers = RegisterName::ALL.into_iter().map(PortName::Register);
        registers.chain([PortName::Messages])
    }

    /// As it is written in settings.
    pub const fn id(self) -> &'static str {
        match self {
            PortName::Register(register) => register.id(),
            PortName::Messages => "messages",
        }
    }
}

impl fmt::Display for PortName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}

/// A failure to simulate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortFault {
    /// Refuses at once.
    Down,
    /// Answers later than anybody waits for.
    Slow,
    /// Answers with something else than is so.
    Contradicts,
}

impl PortFault {
    /// All of them.
    pub const ALL: [PortFault; 3] = [PortFault::Down, PortFault::Slow, PortFault::Contradicts];

    /// As it is written in settings.
    pub const fn id(self) -> &'static str {
        match self {
            PortFault::Down => "down",
            PortFault::Slow => "slow",
            PortFault::Contradicts => "contradicts",
        }
    }
}

/// A fault of one port, as `--fault` takes it: `persons=down`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaultSetting {
    /// Whose simulator fails.
    pub port: PortName,
    /// How.
    pub fault: PortFault,
}

impl FromStr for FaultSetting {
    type Err = String;

    fn from_str(text: &str) -> Result<FaultSetting, String> {
        let (port, fault) = text.split_once('=').ok_or_else(expected)?;
        let port = PortName::all().find(|known| known.id() == port);
        let fault = PortFault::ALL.into_iter().find(|known| known.id() == fault);
        match (port, fault) {
            (Some(PortName::Messages), Some(PortFault::Contradicts)) => {
                Err("messages say nothing that could contradict".to_owned())
            }
            (Some(port), Some(fault)) => Ok(FaultSetting { port, fault }),
            _ => Err(expected()),
        }
    }
}

fn expected() -> String {
    let ports: Vec<&str> = PortName::all().map(PortName::id).collect();
    let ports = ports.join(", ");
    let faults = PortFault::ALL.map(PortFault::id).join(", ");
    format!("expected port=fault; ports: {ports}; faults: {faults}")
}

/// The faults that are simulated now.
#[derive(Debug, Default)]
pub struct Faults(Mutex<BTreeMap<PortName, PortFault>>);

impl Faults {
    /// These; the last of a port counts.
    pub fn new(faults: &[FaultSetting]) -> Faults {
        let faults = faults.iter().map(|one| (one.port, one.fault)).collect();
        Faults(Mutex::new(faults))
    }

    /// What `port` does wrong.
    pub fn of(&self, port: PortName) -> Option<PortFault> {
        self.locked().get(&port).copied()
    }

    /// From now on `port` does this wrong, or nothing.
    pub fn set(&self, port: PortName, fault: Option<PortFault>) {
        match fault {
            Some(fault) => self.locked().insert(port, fault),
            None => self.locked().remove(&port),
        };
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, BTreeMap<PortName, PortFault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Simulates `fault`, as the caller of a real system would feel it. A caller that waits for ever waits for ever.
pub async fn simulate(fault: Option<PortFault>) -> Result<(), PortError> {
    match fault {
        None | Some(PortFault::Contradicts) => Ok(()),
        Some(PortFault::Down) => Err(PortError::Unavailable),
        Some(PortFault::Slow) => {
            tokio::time::sleep(TIMEOUT * 2).await;
            Ok(())
        }
    }
}
