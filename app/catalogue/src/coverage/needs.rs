//! What an official must enter at an end, so that whoever reads the result can do something with it.

use std::collections::BTreeSet;

use domain::{
    regulation::{Closing, Field, Meaning, Procedure, Regulation},
    service::{Need, ResultTemplate},
};

use super::ways::End;

/// What nobody enters at this end though its result needs it: neither by the service's template nor at a step of the act.
pub(super) fn lacking(
    regulation: &Regulation,
    route: &Procedure,
    end: &End,
) -> BTreeSet<&'static str> {
    match end.closing {
        Closing::Granted => granted(regulation, route, end),
        // Nobody decides there.
        Closing::Withdrawn | Closing::Abandoned => BTreeSet::new(),
        // The portal turns these away by itself, and its message says why.
        Closing::IntakeRefused if !has_grounds(regulation) => BTreeSet::new(),
        Closing::IntakeRefused | Closing::Refused => refused(regulation, route, end),
    }
}

fn granted(regulation: &Regulation, route: &Procedure, end: &End) -> BTreeSet<&'static str> {
    let templates = templates(regulation, end);
    if templates.is_empty() {
        let decided = Entered::at(route, None).has(Meaning::Amount);
        return match decided {
            true => BTreeSet::new(),
            false => BTreeSet::from(["no template of the service fits its result"]),
        };
    }
    // Which of them it is, the answers of the form say.
    let lacking = templates.into_iter().flat_map(|template| {
        let entered = Entered::at(route, Some(template));
        template
            .needs
            .iter()
            .flat_map(move |need| entered.lacks(*need))
    });
    lacking.collect()
}

fn refused(regulation: &Regulation, route: &Procedure, end: &End) -> BTreeSet<&'static str> {
    let mut lacking = BTreeSet::new();
    if !has_grounds(regulation) {
        lacking.insert("neither the act nor the service names a ground");
    }
    let templates = templates(regulation, end).into_iter().map(Some);
    let templates: Vec<_> = templates.collect();
    let templates = if templates.is_empty() {
        vec![None]
    } else {
        templates
    };
    for entered in templates
        .into_iter()
        .map(|template| Entered::at(route, template))
    {
        lacking.extend((!entered.has(Meaning::Ground)).then_some("nobody enters the ground"));
        let explained = entered.has(Meaning::Explanation);
        lacking.extend((!explained).then_some("nobody explains it"));
    }
    lacking
}

/// What the service says of the result of an end, for any answers of the form.
fn templates<'r>(regulation: &'r Regulation, end: &End) -> Vec<&'r ResultTemplate> {
    let refusal = regulation.refusal();
    let wanted = match end.closing {
        Closing::Granted => end.output.as_ref(),
        _ => Some(end.output.as_ref().unwrap_or(&refusal)),
    };
    let all = regulation.results.iter();
    all.filter(|one| wanted.is_some_and(|output| one.fits(output, end.polarity)))
        .collect()
}

/// Fields that an official cannot leave empty.
struct Entered<'a>(Vec<&'a Field>);

impl<'a> Entered<'a> {
    fn at(route: &'a Procedure, template: Option<&'a ResultTemplate>) -> Entered<'a> {
        let steps = route.steps.iter().flat_map(|step| &step.inputs);
        let fields = steps.chain(template.into_iter().flat_map(|one| &one.inputs));
        Entered(fields.filter(|field| field.required).collect())
    }

    fn find(&self, meaning: Meaning) -> Option<&'a Field> {
        self.0.iter().find(|field| field.means(meaning)).copied()
    }

    fn has(&self, meaning: Meaning) -> bool {
        self.find(meaning).is_some()
    }

    fn lacks(&self, need: Need) -> Vec<&'static str> {
        let unless = |holds: bool, reason| (!holds).then_some(reason);
        let period = || {
            let holds = self.has(Meaning::PeriodFrom) && self.has(Meaning::PeriodTo);
            unless(holds, "nobody enters the period")
        };
        let lacking = match need {
            Need::Amount => return self.lacks_of_amount(),
            Need::Period => period(),
            Need::Number => unless(self.has(Meaning::Number), "nobody enters the number"),
            Need::Date => unless(self.has(Meaning::Date), "nobody enters the date"),
            Need::Addressee => unless(self.has(Meaning::Addressee), "nobody enters the addressee"),
        };
        lacking.into_iter().collect()
    }

    fn lacks_of_amount(&self) -> Vec<&'static str> {
        let Some(amount) = self.find(Meaning::Amount) else {
            return vec!["nobody enters the amount"];
        };
        if amount.per.is_none() && !self.has(Meaning::AmountPer) {
            return vec!["nobody says for what time the amount is"];
        }
        self.lacks(Need::Period)
    }
}

fn has_grounds(regulation: &Regulation) -> bool {
    !regulation.grounds.is_empty() || !regulation.service_grounds.is_empty()
}
