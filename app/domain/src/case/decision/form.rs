//! What a decision asks of the official who writes it.

use super::{GroundTaken, Ruling};
use crate::{
    ids::{OutputId, StepId},
    regulation::{Field, FieldKind, Meaning, Regulation, Step},
};

/// What a service says of its results in every region.
#[derive(Clone, Debug, Default)]
pub struct ServiceRules {
    /// What is entered for which result.
    pub results: Vec<ResultRule>,
    /// Grounds of refusal where the act names none.
    pub grounds: Vec<GroundRule>,
}

impl ServiceRules {
    /// What the service says under this regulation; none where it has no file.
    pub fn of(regulation: &Regulation) -> Option<ServiceRules> {
        if regulation.results.is_empty() {
            return None;
        }
        let results = regulation.results.iter().map(|result| ResultRule {
            outputs: result.output.clone(),
            inputs: result.inputs.clone(),
        });
        let grounds = regulation.service_grounds.iter().map(|ground| GroundRule {
            ground: GroundTaken {
                id: ground.id.clone(),
                point: ground.point.clone(),
                text: ground.text.clone(),
                line: ground.line,
                source: ground.source.clone(),
            },
            steps: ground.steps.clone(),
        });
        Some(ServiceRules {
            results: results.collect(),
            grounds: grounds.collect(),
        })
    }
}

/// What an official enters for a kind of result.
#[derive(Clone, Debug)]
pub struct ResultRule {
    /// For which outputs.
    pub outputs: Vec<OutputId>,
    /// The fields.
    pub inputs: Vec<Field>,
}

/// A ground of refusal that stands in no act.
#[derive(Clone, Debug)]
pub struct GroundRule {
    /// The ground.
    pub ground: GroundTaken,
    /// Steps at which it may be taken; empty means at any.
    pub steps: Vec<StepId>,
}

/// What is known when the fields of a decision are chosen.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Under which it is decided.
    pub regulation: &'a Regulation,
    /// What every region has in common.
    pub service: &'a ServiceRules,
    /// The deciding step.
    pub step: &'a Step,
}

impl Asked<'_> {
    /// The fields beside the step's own: for a grant those of its result, for a refusal the ground and the reason. The
    /// last two have no label: they are named alike everywhere.
    pub fn fields(&self, outcome: &str, verdict: Ruling, output: Option<&OutputId>) -> Vec<Field> {
        let own: Vec<&Field> = self.step.inputs_for(outcome).collect();
        // What the act's step asks already is not asked again, whatever it is called there.
        let there = |one: &Field| {
            let means = |field: &Field| one.meaning.is_some() && field.meaning == one.meaning;
            let mut own = own.iter();
            own.any(|field| field.id == one.id || means(field))
        };
        let fits = |rule: &&ResultRule| output.is_some_and(|output| rule.outputs.contains(output));
        let rule = self.service.results.iter().find(fits);
        let inputs = rule.into_iter().flat_map(|rule| &rule.inputs).cloned();
        let mut fields: Vec<Field> = inputs.filter(|field| !there(field)).collect();
        if verdict == Ruling::Refuse {
            let mut own = own.iter();
            let is_ground = |field: &Field| field.kind == FieldKind::Ground;
            let asked = own.any(|field| is_ground(field)) || fields.iter().any(is_ground);
            if !asked && !self.grounds().is_empty() {
                fields.push(required(GROUND, FieldKind::Ground, Meaning::Ground));
            }
            let means = |field: &Field| field.means(Meaning::Explanation);
            let mut own = self.step.inputs_for(outcome);
            if !own.any(means) && !fields.iter().any(means) {
                let (kind, meaning) = (FieldKind::LongText, Meaning::Explanation);
                fields.push(required(EXPLANATION, kind, meaning));
            }
        }
        fields
    }

    /// The grounds that may be taken here: those of the act, then those of the service.
    pub fn grounds(&self) -> Vec<GroundTaken> {
        let here = |steps: &[StepId]| steps.is_empty() || steps.contains(&self.step.id);
        let of_act = self.regulation.grounds.iter();
        let of_act = of_act.filter(|ground| here(&ground.steps));
        let mut grounds: Vec<GroundTaken> = of_act
            .map(|ground| GroundTaken {
                id: ground.id.clone(),
                point: None,
                text: ground.name.clone(),
                line: Some(ground.line),
                source: None,
            })
            .collect();
        let others = self.service.grounds.iter();
        let others = others
            .filter(|rule| here(&rule.steps))
            .map(|rule| &rule.ground);
        let others = others.filter(|ground| self.regulation.ground(&ground.id).is_none());
        grounds.extend(others.cloned());
        grounds
    }
}

/// The portal's own field for the ground.
const GROUND: &str = "ground";
/// The portal's own field for the reason.
const EXPLANATION: &str = "explanation";

fn required(id: &str, kind: FieldKind, meaning: Meaning) -> Field {
    Field {
        meaning: Some(meaning),
        ..Field::plain(id, kind)
    }
}
