//! Writing the decision at a step that decides, and holding the later ones to it.

use super::super::{
    answers::{Beside, Entered},
    command::{CaseFacts, Complete},
    decision::{Asked, Choice, Decided, Decision, Ruling},
    event::ActorRef,
    rejection::Rejection,
    state::CaseState,
};
use crate::{
    form::{ErrorCode, FieldError},
    ids::{OutputId, TaskNo},
    regulation::{
        Closing, Field, FieldKind, Meaning, Open, Outcome, OutputKind, Procedure, Regulation, Step,
    },
};

/// What is to be written when a step ends with an outcome.
pub(super) struct Plan<'a> {
    asked: Option<Asked<'a>>,
    written: Option<NewDecision>,
}

/// A new decision, but for what is entered.
struct NewDecision {
    verdict: Ruling,
    output: Option<OutputId>,
    ours: bool,
    fields: Vec<Field>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(
        app: &CaseState,
        regulation: &'a Regulation,
        route: &Procedure,
        (step, outcome): (&'a Step, &Outcome),
        command: &Complete,
        facts: &CaseFacts<'a>,
    ) -> Result<Plan<'a>, Rejection> {
        let Some(service) = facts.service else {
            // Without what the service says of its results nobody can tell when a decision is complete.
            let (asked, written) = (None, None);
            return Ok(Plan { asked, written });
        };
        let asked = Asked {
            regulation,
            service,
            step,
        };
        let open = route.deciding().contains(&step.id);
        let open = open.then(|| route.open_at(step, outcome)).flatten();
        let written = match open {
            Some(open) => written(
                app,
                asked,
                route,
                (open, outcome),
                command.decision.as_ref(),
            )?,
            None => {
                agree(app, route, (step, outcome))?;
                None
            }
        };
        let asked = Some(asked);
        Ok(Plan { asked, written })
    }

    /// What is asked beside the step's own inputs.
    pub(super) fn beside(&self) -> Beside<'_> {
        let grounds = self.asked.map(|asked| asked.grounds());
        Beside {
            fields: self.written.as_ref().map_or(&[], |written| &written.fields),
            grounds: grounds.unwrap_or_default(),
        }
    }

    /// The decision, with what was entered.
    pub(super) fn write(
        self,
        task: TaskNo,
        outcome: &Outcome,
        entered: &Entered,
        by: &ActorRef,
        facts: &CaseFacts<'_>,
    ) -> Result<Option<Decided>, Rejection> {
        let (Some(asked), Some(written)) = (self.asked, self.written) else {
            return Ok(None);
        };
        let own = asked.step.inputs_for(&outcome.id);
        let fields: Vec<&Field> = own.chain(&written.fields).collect();
        let value = |wanted: &dyn Fn(&Field) -> bool| {
            let field = fields.iter().find(|field| wanted(field))?;
            let value = entered.inputs.get(&field.id)?;
            Some(value).filter(|value| !value.is_empty())
        };
        let decision = Decision {
            verdict: written.verdict,
            output: written.output,
            values: entered.inputs.clone(),
            amount: value(&|field| is_amount(field)).and_then(|one| one.parse().ok()),
            ground: value(&|field| field.kind == FieldKind::Ground)
                .and_then(|id| asked.grounds().into_iter().find(|one| one.id == *id)),
            explanation: value(&|field| is_explanation(field)).cloned(),
            ours: written.ours,
            by: by.clone(),
            at: facts.now,
        };
        complete(&decision, &fields)?;
        Ok(Some(Decided { task, decision }))
    }
}

/// The decision to be written; none where the one that is there stays.
fn written(
    app: &CaseState,
    asked: Asked<'_>,
    route: &Procedure,
    (open, outcome): (Open, &Outcome),
    choice: Option<&Choice>,
) -> Result<Option<NewDecision>, Rejection> {
    let verdict = verdict(route, asked.step, open, choice)?;
    let ours = open == Open::Ours && verdict == Ruling::Refuse;
    let stays = choice.is_none()
        && app
            .decision
            .as_ref()
            .is_some_and(|one| one.verdict == verdict);
    let own = asked.step.inputs_for(&outcome.id);
    if stays && !own.into_iter().any(is_of_decision) {
        return Ok(None);
    }
    let output = output(asked, route, outcome, (verdict, ours), choice)?;
    Ok(Some(NewDecision {
        verdict,
        fields: asked.fields(&outcome.id, verdict, output.as_ref()),
        output,
        ours,
    }))
}

/// The money that is granted.
pub(super) fn is_amount(field: &Field) -> bool {
    field.means(Meaning::Amount)
}

fn is_explanation(field: &Field) -> bool {
    field.means(Meaning::Explanation)
}

fn is_of_decision(field: &Field) -> bool {
    field.kind == FieldKind::Ground || is_amount(field) || is_explanation(field)
}

/// Whether the service is rendered: what the outcome says, else what the official chose.
fn verdict(
    route: &Procedure,
    step: &Step,
    open: Open,
    choice: Option<&Choice>,
) -> Result<Ruling, Rejection> {
    let chosen = choice.map(|choice| choice.verdict);
    let said = match open {
        Open::Grant => Some(Ruling::Grant),
        Open::Refuse => Some(Ruling::Refuse),
        Open::Ours => return Ok(chosen.unwrap_or(Ruling::Grant)),
        Open::Both => None,
    };
    match (said, chosen) {
        (Some(said), Some(chosen)) if said != chosen => Err(Rejection::AgainstDecision),
        (Some(one), _) | (None, Some(one)) => Ok(one),
        // Beside an outcome that refuses, the other one speaks for the service.
        (None, None) if refuses(route, step) => Ok(Ruling::Grant),
        (None, None) => Err(Rejection::VerdictMissing),
    }
}

fn refuses(route: &Procedure, step: &Step) -> bool {
    let mut outcomes = step.outcomes.iter();
    outcomes.any(|outcome| route.open_at(step, outcome) == Some(Open::Refuse))
}

/// What is issued: the one thing that the route can end with, else what the official chose.
fn output(
    asked: Asked<'_>,
    route: &Procedure,
    outcome: &Outcome,
    (verdict, ours): (Ruling, bool),
    choice: Option<&Choice>,
) -> Result<Option<OutputId>, Rejection> {
    if ours {
        let mut outputs = asked.regulation.outputs.iter();
        let refusal = outputs.find(|one| one.kind == OutputKind::ReasonedRefusal);
        return Ok(refusal.map(|one| one.id.clone()));
    }
    let results = route.results(asked.regulation, outcome, verdict.closing());
    let chosen = choice.and_then(|choice| choice.output.as_ref());
    match (chosen, &results[..]) {
        (Some(chosen), _) if results.contains(&chosen) => Ok(Some(chosen.clone())),
        (Some(chosen), _) => Err(Rejection::UnknownOutput {
            output: chosen.clone(),
        }),
        (None, []) => Ok(None),
        (None, [only]) => Ok(Some((*only).clone())),
        (None, _) => Err(Rejection::OutputMissing),
    }
}

/// A refusal says on which ground and why, money that is granted is more than nothing.
fn complete(decision: &Decision, fields: &[&Field]) -> Result<(), Rejection> {
    let error = |wanted: &dyn Fn(&Field) -> bool, code: ErrorCode| {
        let field = fields.iter().find(|field| wanted(field))?;
        let field = field.id.clone();
        Some(FieldError { field, code })
    };
    let refuses = decision.verdict == Ruling::Refuse;
    let mut errors = Vec::new();
    if refuses && decision.ground.is_none() {
        errors.extend(error(
            &|field| field.kind == FieldKind::Ground,
            ErrorCode::Required,
        ));
    }
    if refuses && decision.explanation.is_none() {
        let reason = |field: &Field| is_explanation(field);
        errors.extend(error(&reason, ErrorCode::Required));
    }
    if !refuses && decision.amount == Some(0) {
        errors.extend(error(&|field| is_amount(field), ErrorCode::Money));
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Rejection::Inputs(errors))
    }
}

/// Whether an outcome of a step that does not decide agrees with what was decided.
fn agree(
    app: &CaseState,
    route: &Procedure,
    (step, outcome): (&Step, &Outcome),
) -> Result<(), Rejection> {
    let Some(decision) = &app.decision else {
        return Ok(());
    };
    let ends = route.ends_of(outcome).closings;
    let examined = [Closing::Granted, Closing::Refused];
    let end = decision.verdict.closing();
    let fits =
        ends.contains(&end) || decision.ours || !examined.iter().any(|one| ends.contains(one));
    let other = outcome.output.as_ref() != decision.output.as_ref();
    let chosen_here = step
        .outcomes
        .iter()
        .filter(|one| one.closes == outcome.closes);
    let several = chosen_here
        .filter(|one| one.output == decision.output)
        .count()
        > 0;
    let misfits = outcome.closes == Some(end) && several && other && !decision.ours;
    if fits && !misfits {
        Ok(())
    } else {
        Err(Rejection::AgainstDecision)
    }
}
