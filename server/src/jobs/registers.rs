//! Asking registers of other bodies for the documents of a case.

use std::sync::Arc;

use domain::case::{Actor, Command, RegisterOutcome, Rejection, unanswered};

use super::job::{Job, Next};
use crate::{
    core::Core,
    flow::{
        case::{self, CaseError},
        case_registers::{self, AskRegisters},
        register_answers::answer,
    },
    store::job::Lane,
};

impl Job for AskRegisters {
    const KIND: &'static str = case_registers::KIND;
    const LANE: Lane = Lane::Registers;

    async fn run(&self, core: &Arc<Core>, _: &str) -> anyhow::Result<Next> {
        match ask(core, &self.case).await? {
            true => Ok(Next::Done),
            false => anyhow::bail!("a register is silent"),
        }
    }
}

/// Asks for everything that is not answered yet and keeps what was said. False while a register is silent.
async fn ask(core: &Arc<Core>, id: &str) -> Result<bool, CaseError> {
    let loaded = case::load(core, id).await?;
    if !loaded.state.is_open() {
        return Ok(true);
    }
    let mut answers = Vec::new();
    for question in unanswered(&loaded.regulation, &loaded.state) {
        answers.push(answer(&core.ports, question, core.now()).await);
    }
    let mut outcomes = answers.iter().map(|answer| &answer.outcome);
    let silent = outcomes.any(|outcome| *outcome == RegisterOutcome::Silent);
    let command = Command::RecordAnswers { answers };
    match case::act(core, Actor::Portal, id, command).await {
        // It ended while the registers were asked.
        Err(CaseError::Rejected(Rejection::NotOpen)) => Ok(true),
        Err(error) => Err(error),
        Ok(_) => Ok(!silent),
    }
}
