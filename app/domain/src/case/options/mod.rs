//! Every way in which a step can be ended: the one list that the official's page shows and a command is held to.

use std::collections::BTreeSet;

use super::{
    answers,
    decision::{Choice, GroundTaken, Ruling},
    state::CaseState,
};
use crate::{
    ids::{OutputId, StepId},
    regulation::{Closing, Field, Open, Outcome, Procedure, Regulation, Side, Step},
    service::ResultTemplate,
};

mod asked;

use asked::Asked;

/// One way in which a step can be ended.
#[derive(Clone, Debug)]
pub struct StepOption<'a> {
    /// Where it leads.
    pub outcome: &'a Outcome,
    /// What is decided by it; none where nothing is.
    pub choice: Option<Choice>,
    /// Whether this refuses, or goes on with a refusal, where the act knows none: it is the portal's own.
    pub ours: bool,
    /// What the service says of the result that is decided.
    pub result: Option<&'a ResultTemplate>,
    /// What is entered for it alone.
    pub fields: Vec<Field>,
    /// On which grounds it can be refused.
    pub grounds: Vec<GroundTaken>,
    /// Whether its outcome can be taken in this way only.
    pub alone: bool,
}

impl StepOption<'_> {
    /// The value under which a form posts it.
    pub fn value(&self) -> String {
        let Some(choice) = self.choice.as_ref().filter(|_| !self.alone) else {
            return self.outcome.id.clone();
        };
        let output = choice.output.as_ref().map(OutputId::as_str);
        let polarity = choice.polarity.map(|polarity| polarity.id());
        let parts = [Some(self.outcome.id.as_str()), Some(choice.verdict.id())];
        let parts = parts.into_iter().chain([output, polarity]).flatten();
        parts.collect::<Vec<_>>().join("~")
    }

    fn fits(&self, outcome: &str, wanted: Option<&Choice>) -> bool {
        let choice = match (&self.choice, wanted) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(choice), Some(wanted)) => {
                let same = |one: bool, wanted: bool| one || !wanted;
                choice.verdict == wanted.verdict
                    && same(choice.output == wanted.output, wanted.output.is_some())
                    && same(
                        choice.polarity == wanted.polarity,
                        wanted.polarity.is_some(),
                    )
            }
        };
        self.outcome.id == outcome && choice
    }
}

/// What can be done at a step.
#[derive(Clone, Debug, Default)]
pub struct StepOptions<'a> {
    /// What is entered whichever way it ends.
    pub shared: Vec<Field>,
    /// The ways.
    pub ways: Vec<StepOption<'a>>,
}

impl<'a> StepOptions<'a> {
    /// The way that a form has posted.
    pub fn posted(&self, value: &str) -> Option<&StepOption<'a>> {
        self.ways.iter().find(|way| way.value() == value)
    }

    /// The one way that an outcome and a choice name; what is left out must be plain.
    pub fn way(&self, outcome: &str, choice: Option<&Choice>) -> Option<&StepOption<'a>> {
        let mut ways = self.ways.iter().filter(|way| way.fits(outcome, choice));
        let way = ways.next();
        way.filter(|_| ways.next().is_none())
    }

    /// Everything that is asked for a way, in order.
    pub fn fields<'o>(&'o self, way: &'o StepOption<'_>) -> impl Iterator<Item = &'o Field> {
        self.shared.iter().chain(&way.fields)
    }
}

/// Every way in which a step of a case can be ended now.
pub fn options<'a>(app: &CaseState, regulation: &'a Regulation, step: &'a Step) -> StepOptions<'a> {
    let Some(route) = regulation.route(&app.route()) else {
        return StepOptions::default();
    };
    let facts = &answers::facts(app, regulation);
    let asked = Asked {
        regulation,
        step,
        facts,
    };
    let at = At { app, asked, route };
    let allowed = step.outcomes.iter().filter(|one| at.allows(one));
    let mut ways: Vec<StepOption<'_>> = allowed.flat_map(|outcome| at.ways(outcome)).collect();
    if app.decision.as_ref().is_some_and(|one| one.ours) {
        alike_once(&mut ways);
    }
    share(step, ways)
}

/// Outcomes that differ by what they issue are one to a refusal that the act does not know: it goes on to its end.
fn alike_once(ways: &mut Vec<StepOption<'_>>) {
    let mut seen: Vec<(&[StepId], Option<Closing>)> = Vec::new();
    ways.retain(|way| {
        let goes = (&way.outcome.to[..], way.outcome.closes);
        let again = way.choice.is_none() && seen.contains(&goes);
        seen.push(goes);
        !again
    });
}

/// Parts what every way asks from what one alone does.
fn share<'a>(step: &Step, mut ways: Vec<StepOption<'a>>) -> StepOptions<'a> {
    let is_shared = |field: &&Field| {
        let asks = |way: &StepOption<'_>| way.fields.iter().any(|one| one.id == field.id);
        field.outcomes.is_empty() && ways.iter().all(asks)
    };
    let shared: Vec<Field> = step.inputs.iter().filter(is_shared).cloned().collect();
    for way in &mut ways {
        let is_own = |field: &Field| shared.iter().all(|one| one.id != field.id);
        way.fields.retain(is_own);
    }
    StepOptions { shared, ways }
}

/// An outcome of a deciding step, beside all such steps of the route.
type Way<'a, 's> = (&'a Outcome, &'s BTreeSet<&'s StepId>);

/// A case at one of its steps.
struct At<'s, 'a> {
    app: &'s CaseState,
    asked: Asked<'s, 'a>,
    route: &'a Procedure,
}

impl<'a> At<'_, 'a> {
    fn allows(&self, outcome: &Outcome) -> bool {
        answers::allow(self.app, self.asked.regulation, outcome)
    }

    /// The ways in which one outcome can be taken.
    fn ways(&self, outcome: &'a Outcome) -> Vec<StepOption<'a>> {
        let choices = self.choices(outcome);
        let alone = choices.len() == 1;
        let ways = choices.into_iter();
        ways.map(|(choice, ours)| self.way(outcome, choice, ours, alone))
            .collect()
    }

    fn way(
        &self,
        outcome: &'a Outcome,
        choice: Option<Choice>,
        ours: bool,
        alone: bool,
    ) -> StepOption<'a> {
        let mut fields = self.asked.own(&outcome.id, ours);
        let beside = match &choice {
            Some(choice) => self.asked.beside(&fields, choice),
            None if ours => Vec::new(),
            None => self.on_the_way(outcome, &fields),
        };
        fields.extend(beside);
        let verdict = choice.as_ref().map_or(Ruling::Refuse, |one| one.verdict);
        let grounds = self.asked.grounds(verdict);
        let granted = choice.as_ref();
        if let Some(choice) = granted.filter(|one| one.verdict == Ruling::Grant) {
            let told = self.told_before_the_end(outcome, choice, &fields);
            fields.extend(told);
        }
        let result = choice.as_ref();
        let result =
            result.and_then(|choice| self.asked.result(choice.output.as_ref(), choice.polarity));
        StepOption {
            outcome,
            choice,
            ours,
            result,
            fields,
            grounds,
            alone,
        }
    }

    /// What the decision says in other results that are issued before the end: whoever signs has to see it.
    fn told_before_the_end(
        &self,
        outcome: &'a Outcome,
        choice: &Choice,
        own: &[Field],
    ) -> Vec<Field> {
        let deciding = self.route.deciding();
        let allowed = |one: &Outcome| self.allows(one);
        let issued = self.route.issued_on_the_way((outcome, &deciding), &allowed);
        let mut told: Vec<Field> = Vec::new();
        for output in issued {
            if choice.output.as_ref() != Some(output) {
                let before: Vec<Field> = own.iter().chain(&told).cloned().collect();
                told.extend(self.asked.issued(&before, Some(output)));
            }
        }
        told
    }

    /// What is entered for a result that is issued before the end, if the decision does not say it.
    fn on_the_way(&self, outcome: &Outcome, own: &[Field]) -> Vec<Field> {
        let issued = outcome.output.as_ref().filter(|_| outcome.closes.is_none());
        let Some(decision) = &self.app.decision else {
            return self.asked.issued(own, issued);
        };
        let issued = issued.filter(|id| decision.output.as_ref() != Some(id));
        let mut fields = self.asked.issued(own, issued);
        fields.retain(|field| !decision.values.contains_key(&field.id));
        fields
    }

    /// What can be decided with an outcome, each with whether it is the portal's own.
    fn choices(&self, outcome: &'a Outcome) -> Vec<(Option<Choice>, bool)> {
        let refused = self.app.decision.as_ref().is_some_and(|one| one.ours);
        let nothing = || vec![(None, refused)];
        // Without what the service says of its results nobody can tell when a decision is complete.
        if self.asked.regulation.results.is_empty() {
            return nothing();
        }
        if outcome.closes == Some(Closing::IntakeRefused) {
            return match self.asked.regulation.side(self.asked.step) {
                Side::Staff => vec![(Some(self.intake_refusal(outcome)), false)],
                _ => nothing(),
            };
        }
        let deciding = self.route.deciding();
        if self.route.is_decided_after(outcome, &deciding) {
            return vec![(None, false)];
        }
        let open = Some(self.asked.step).filter(|step| deciding.contains(&step.id));
        match open.and_then(|step| self.route.open_at(step, outcome, &deciding)) {
            Some(open) => self.decided((outcome, &deciding), open),
            None if self.agrees(outcome) => nothing(),
            None => Vec::new(),
        }
    }

    fn intake_refusal(&self, outcome: &Outcome) -> Choice {
        Choice {
            verdict: Ruling::IntakeRefuse,
            output: outcome.output.clone(),
            polarity: None,
        }
    }

    fn decided(&self, way: Way<'a, '_>, open: Open) -> Vec<(Option<Choice>, bool)> {
        let verdicts = match open {
            Open::Grant => vec![Ruling::Grant],
            Open::Refuse => vec![Ruling::Refuse],
            Open::Both | Open::Ours => vec![Ruling::Grant, Ruling::Refuse],
        };
        let mut choices = Vec::new();
        for verdict in verdicts {
            let ours = open == Open::Ours && verdict == Ruling::Refuse;
            for output in self.outputs(way, verdict, ours) {
                for polarity in self.asked.polarities(output.as_ref()) {
                    let output = output.clone();
                    let choice = Choice {
                        verdict,
                        output,
                        polarity,
                    };
                    choices.push((Some(choice), ours));
                }
            }
        }
        choices
    }

    /// What can be issued: whatever the ways ahead end with, as far as the answers allow.
    fn outputs(&self, way: Way<'a, '_>, verdict: Ruling, ours: bool) -> Vec<Option<OutputId>> {
        let regulation = self.asked.regulation;
        let found: Vec<OutputId> = if ours {
            vec![regulation.refusal()]
        } else {
            let allowed = |one: &Outcome| self.allows(one);
            let closing = verdict.closing();
            let results = self.route.results(regulation, way, closing, &allowed);
            results.into_iter().cloned().collect()
        };
        match found.is_empty() {
            true => vec![None],
            false => found.into_iter().map(Some).collect(),
        }
    }

    /// Whether an outcome of a step that does not decide agrees with what was decided.
    fn agrees(&self, outcome: &Outcome) -> bool {
        let Some(decision) = &self.app.decision else {
            return true;
        };
        if decision.ours {
            return true;
        }
        let ends = self.route.ends_of(outcome).closings;
        let end = decision.verdict.closing();
        let examined = [Closing::Granted, Closing::Refused];
        if !ends.contains(&end) && examined.iter().any(|one| ends.contains(one)) {
            return false;
        }
        // Where the step issues one of several things, it issues the one that was decided.
        let mut here = self.asked.step.outcomes.iter();
        let is_here = here.any(|one| one.closes == Some(end) && one.output == decision.output);
        !is_here || outcome.closes != Some(end) || outcome.output == decision.output
    }
}
