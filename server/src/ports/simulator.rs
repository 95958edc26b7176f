//! The simulator of a register. What it knows follows from the number that it is asked by (`docs/SIMULATORS.md`), so a
//! test or a demonstration chooses a case by choosing a number.

use std::sync::Arc;

use async_trait::async_trait;

use super::{
    error::PortError,
    fault::{Faults, PortFault, PortName, simulate},
    register::{Register, RegisterSource},
};

/// A register that can be simulated.
pub trait Simulated: Register {
    /// What the simulated register knows.
    fn entry(key: &Self::Key) -> Option<Self::Entry>;

    /// What it says when it contradicts: never what [`Simulated::entry`] says.
    fn contradiction(key: &Self::Key) -> Option<Self::Entry>;
}

/// Answers as the register would, with the faults that are wanted.
pub struct Simulator(Arc<Faults>);

impl Simulator {
    /// With these faults, whenever they are set.
    pub fn new(faults: Arc<Faults>) -> Simulator {
        Simulator(faults)
    }
}

#[async_trait]
impl<R: Simulated> RegisterSource<R> for Simulator {
    async fn find(&self, key: &R::Key) -> Result<Option<R::Entry>, PortError> {
        let fault = self.0.of(PortName::Register(R::NAME));
        simulate(fault).await?;
        Ok(match fault {
            Some(PortFault::Contradicts) => R::contradiction(key),
            _ => R::entry(key),
        })
    }
}

/// The eleventh digit of an ИИН or БИН, the last before the check digit: what a simulator knows follows from it.
pub fn deciding_digit(number: &str) -> u8 {
    number.as_bytes().get(10).map_or(0, |byte| byte - b'0')
}
