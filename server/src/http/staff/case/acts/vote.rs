//! Voting where several decide together.

use app::{
    components::Choice,
    pages::act_form::{ActForm, TO},
    text::t,
};
use domain::{
    case::{Command, Rejection, StepOptions, options, step_of},
    regulation::Outcome,
};

use super::{Desk, OfficeAct, Opens, Then, Words};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "vote",
    opens: Opens::Case,
    fits: |_| true,
    says: Words::Colleagues,
    form,
    command: |desk| Command::Vote {
        step: desk.step(),
        outcome: desk.fields.get(TO).to_owned(),
        comment: Some(desk.text()).filter(|text| !text.is_empty()),
    },
    then: Then::Case("#votes"),
    wrong: |why| match why {
        Rejection::UnknownOutcome { .. } => Some((TO, "staff-vote-choose")),
        Rejection::AlreadyVoted => Some((TO, "staff-vote-again")),
        _ => None,
    },
};

/// The outcomes for which one can vote, each once.
fn outcomes<'a>(desk: &Desk<'a>) -> Vec<&'a Outcome> {
    let (state, regulation) = (&desk.loaded.state, &*desk.loaded.regulation);
    let step = desk
        .open()
        .and_then(|(_, task)| step_of(state, regulation, &task.step));
    let StepOptions { ways, .. } = step
        .map(|step| options(state, regulation, step))
        .unwrap_or_default();
    let mut outcomes: Vec<&Outcome> = ways.iter().map(|way| way.outcome).collect();
    outcomes.dedup_by_key(|outcome| &outcome.id);
    outcomes
}

fn form(desk: &Desk<'_>, form: ActForm) -> ActForm {
    let lang = desk.lang();
    let choices = outcomes(desk)
        .into_iter()
        .map(|outcome| Choice::new(outcome.id.clone(), outcome.label.get(lang)));
    ActForm {
        choice: Some((t(lang, "staff-vote-to"), choices.collect())),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, "staff-vote-hint"),
        optional: true,
        ..form
    }
}
