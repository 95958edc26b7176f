//! Asking the applicant to put something right.

use app::{
    components::{Choice, Field, FormField, Part},
    format::{self, Span},
    pages::act_form::{ActForm, REASON, TO},
    text::{Lang, t, t_with, value},
};
use domain::{
    calendar::local,
    case::{Command, DAYS_GIVEN, Rejection},
    form::{self, Answers},
    limit::{Limit, Unit},
    regulation::{FieldKind, Supply},
};

use super::{Desk, OfficeAct, Opens, Then, Words};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "correction",
    opens: Opens::Case,
    fits: |_| true,
    says: Words::Applicant,
    form,
    command: |desk| Command::RequestCorrection {
        step: desk.step(),
        text: desk.text(),
        slots: slots(desk),
        days: posted_days(desk),
    },
    then: Then::List("asked"),
    wrong: |why| match why {
        Rejection::AlreadyAsked => Some((REASON, "staff-correction-asked")),
        Rejection::Days { .. } => Some(TOO_MANY_DAYS),
        _ => None,
    },
};

/// The field and the words for another number of days.
pub(super) const TOO_MANY_DAYS: (&str, &str) = (TO, "staff-correction-choose");

/// How many days an official may give the applicant.
pub(super) fn days(lang: Lang) -> Vec<Choice> {
    let days = DAYS_GIVEN.into_iter();
    days.map(|days| {
        let label = format::span(lang, Span::WorkingDays(days));
        Choice::new(days.to_string(), label)
    })
    .collect()
}

/// The same, each that ends after the decision is due with the word that nobody may wait for the answer.
fn days_told(desk: &Desk<'_>) -> Vec<Choice> {
    let lang = desk.lang();
    let running = desk.state.due.filter(|_| desk.state.stopped.is_none());
    let mut choices = days(lang);
    for (choice, days) in choices.iter_mut().zip(DAYS_GIVEN) {
        let given = Limit::new(days, Unit::WorkingDays);
        let until = desk.calendar.deadline(desk.now, &[given]);
        if let Some(due) = running.filter(|due| *due < until) {
            let told = [
                ("days", value(&choice.label)),
                (
                    "until",
                    value(format::until_day(lang, local(due).date_naive())),
                ),
            ];
            choice.label = t_with(lang, "staff-correction-beyond", &told);
        }
    }
    choices
}

/// What was chosen of them.
pub(super) fn posted_days(desk: &Desk<'_>) -> u32 {
    desk.fields.get(TO).parse().unwrap_or_default()
}

/// The name of the question for documents.
const SLOTS: &str = "slots";

/// The documents that the applicant can attach, one for each row where every row has its own.
fn attached(desk: &Desk<'_>) -> Vec<(String, String)> {
    let (state, regulation) = (&desk.loaded.state, &desk.loaded.regulation);
    let answers = Answers(state.answers.clone());
    let facts = form::facts(regulation, state.channel, &answers);
    let slots = form::slots(regulation, &answers, &facts).into_iter();
    slots
        .filter(|(slot, _)| slot.supply == Supply::Attach)
        .map(|(slot, _)| (slot.id, slot.name.get(desk.lang()).to_owned()))
        .collect()
}

fn is_ticked(desk: &Desk<'_>, slot: &str) -> bool {
    desk.fields.get(&format!("{SLOTS}.{slot}")) == "yes"
}

fn slots(desk: &Desk<'_>) -> Vec<String> {
    let ticked = attached(desk).into_iter();
    let ticked = ticked.filter(|(slot, _)| is_ticked(desk, slot));
    ticked.map(|(slot, _)| slot).collect()
}

fn form(desk: &Desk<'_>, form: ActForm) -> ActForm {
    let lang = desk.lang();
    let parts = attached(desk).into_iter().map(|(slot, label)| Part {
        value: if is_ticked(desk, &slot) { "yes" } else { "" }.to_owned(),
        key: slot,
        label,
    });
    let question = Field::new(lang, SLOTS, t(lang, "staff-correction-slots")).optional(true);
    let mut ticks = FormField::new(question, FieldKind::MultiChoice, "");
    ticks.parts = parts.collect();
    let intro = match desk.state.stopped {
        Some(_) => vec![t(lang, "staff-correction-stands")],
        None => form.intro,
    };
    ActForm {
        intro,
        choice: Some((t(lang, "staff-correction-days"), days_told(desk))),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, "staff-correction-hint"),
        ticks: (!ticks.parts.is_empty()).then_some(ticks),
        ..form
    }
}
