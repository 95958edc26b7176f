//! What a decision asks of the official who writes it.

use super::super::decision::{Choice, GroundTaken, Ruling};
use crate::{
    condition::Facts,
    ids::{OutputId, StepId},
    regulation::{Certainty, Field, FieldKind, Ground, Meaning, Regulation, Step},
    service::{Polarity, ResultTemplate, ServiceGround},
};

/// What is known when the fields of a decision are chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'s, 'a> {
    /// Under which it is decided; it has taken over what its service says of results.
    pub(super) regulation: &'a Regulation,
    /// The deciding step.
    pub(super) step: &'a Step,
    /// What the answers of the form say.
    pub(super) facts: &'s Facts,
}

impl<'a> Asked<'_, 'a> {
    /// What the service says of a result.
    pub(super) fn result(
        &self,
        output: Option<&OutputId>,
        polarity: Option<Polarity>,
    ) -> Option<&'a ResultTemplate> {
        self.regulation.template(output?, polarity, self.facts)
    }

    /// The answers between which a result decides, where it says yes or no.
    pub(super) fn polarities(&self, output: Option<&OutputId>) -> Vec<Option<Polarity>> {
        let results = self.regulation.results.iter();
        let of_output = results.filter(|one| output.is_some_and(|id| one.output.contains(id)));
        let said: Vec<_> = of_output.flat_map(|one| &one.polarity).copied().collect();
        match said.is_empty() {
            true => vec![None],
            false => said.into_iter().map(Some).collect(),
        }
    }

    /// The step's own fields for an outcome. What belongs to a grant is not asked where the portal refuses by itself.
    pub(super) fn own(&self, outcome: &'a str, ours: bool) -> Vec<Field> {
        let own = self.step.inputs_for(outcome);
        let fits = |field: &&Field| !ours || !is_of_grant(field);
        own.filter(fits).cloned().collect()
    }

    /// The fields of a result that are not the step's own.
    fn of_result(&self, own: &[Field], result: Option<&ResultTemplate>) -> Vec<Field> {
        // What the act's step asks already is not asked again, whatever it is called there.
        let there = |one: &Field| {
            let means = |field: &Field| one.meaning.is_some() && field.meaning == one.meaning;
            own.iter().any(|field| field.id == one.id || means(field))
        };
        let inputs = result.into_iter().flat_map(|result| &result.inputs);
        inputs.filter(|field| !there(field)).cloned().collect()
    }

    /// The fields of a result that is issued on the way.
    pub(super) fn issued(&self, own: &[Field], output: Option<&OutputId>) -> Vec<Field> {
        self.of_result(own, self.result(output, None))
    }

    /// The fields beside the step's own: those of the result, and for a refusal its ground and reason. The last two have
    /// no label where no file has one: they are named alike everywhere.
    pub(super) fn beside(&self, own: &[Field], choice: &Choice) -> Vec<Field> {
        let result = self.result(choice.output.as_ref(), choice.polarity);
        let mut fields = self.of_result(own, result);
        if choice.verdict == Ruling::Grant {
            return fields;
        }
        let is_asked = |fields: &[Field], meaning| {
            let mut all = own.iter().chain(fields);
            all.any(|field| field.means(meaning))
        };
        let grounds = self.grounds(choice.verdict);
        if !is_asked(&fields, Meaning::Ground) && !grounds.is_empty() {
            fields.push(required("ground", FieldKind::Ground, Meaning::Ground));
        }
        if !is_asked(&fields, Meaning::Explanation) {
            let (kind, meaning) = (FieldKind::LongText, Meaning::Explanation);
            fields.push(required("explanation", kind, meaning));
        }
        fields
    }

    /// The grounds on which it may be decided so here: those of the act, then those of the service. One that names no step is
    /// a ground of the decision; papers are turned away on those alone that say so. What only points at another text is offered
    /// where nothing else is, and a ground of the decision where nothing is said of the papers.
    pub(super) fn grounds(&self, verdict: Ruling) -> Vec<GroundTaken> {
        let worded = self.grounds_that(verdict, |ground| !ground.heading);
        let others = [verdict, Ruling::Refuse].into_iter();
        let others = others.map(|verdict| self.grounds_that(verdict, |_| true));
        let mut all = std::iter::once(worded).chain(others);
        all.find(|grounds| !grounds.is_empty()).unwrap_or_default()
    }

    fn grounds_that(&self, verdict: Ruling, fits: impl Fn(&Ground) -> bool) -> Vec<GroundTaken> {
        let anywhere = verdict != Ruling::IntakeRefuse;
        let here = |steps: &[StepId]| match steps {
            [] => anywhere,
            steps => steps.contains(&self.step.id),
        };
        let of_act = self.regulation.grounds.iter();
        let of_act = of_act.filter(|ground| here(&ground.steps) && fits(ground));
        let others = self.regulation.service_grounds.iter();
        let others = others.filter(|ground| here(&ground.steps) && ground.is_for(self.facts));
        let others = others.filter(|ground| self.regulation.ground(&ground.id).is_none());
        let of_act = of_act.map(GroundTaken::from);
        of_act.chain(others.map(GroundTaken::from)).collect()
    }
}

impl From<&Ground> for GroundTaken {
    fn from(ground: &Ground) -> GroundTaken {
        GroundTaken {
            id: ground.id.clone(),
            point: None,
            text: ground.name.clone(),
            line: Some(ground.line),
            source: None,
            // The words of the point itself are not known.
            status: ground.heading.then_some(Certainty::Unknown),
        }
    }
}

impl From<&ServiceGround> for GroundTaken {
    fn from(ground: &ServiceGround) -> GroundTaken {
        GroundTaken {
            id: ground.id.clone(),
            point: ground.point.clone(),
            text: ground.text.clone(),
            line: ground.line,
            source: ground.source.clone(),
            status: Some(ground.status).filter(|status| *status != Certainty::Confirmed),
        }
    }
}

fn is_of_grant(field: &Field) -> bool {
    use Meaning::{Amount, PeriodFrom, PeriodTo};
    let meanings = [Amount, PeriodFrom, PeriodTo];
    meanings.into_iter().any(|meaning| field.means(meaning))
}

fn required(id: &str, kind: FieldKind, meaning: Meaning) -> Field {
    Field {
        meaning: Some(meaning),
        ..Field::plain(id, kind)
    }
}
