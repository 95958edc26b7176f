//! Asking the applicant to put something right.

use app::{
    components::{Choice, Field, FormField, Part},
    pages::act_form::{ActForm, TO},
    text::{t, t_with, value},
};
use domain::{
    case::{Command, Rejection},
    regulation::{FieldKind, Supply},
};

use super::{Desk, OfficeAct, Then};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "correction",
    offered: |desk| desk.is_mine(),
    says: true,
    form,
    is_done,
    command: |desk| Command::RequestCorrection {
        step: desk.step(),
        text: desk.text(),
        slots: slots(desk),
        days: desk.fields.get(TO).parse().unwrap_or_default(),
    },
    then: Then::List("asked"),
    wrong: |why| match why {
        Rejection::Days { .. } => Some((TO, "staff-correction-choose")),
        _ => None,
    },
};

/// Working days from which the official chooses.
const DAYS: [u32; 4] = [3, 5, 10, 15];

/// The name of the question for documents.
const SLOTS: &str = "slots";

/// Ids of the documents that an applicant can attach.
fn attached<'a>(desk: &Desk<'a>) -> impl Iterator<Item = (&'a str, String)> {
    let (lang, slots) = (desk.lang(), desk.loaded.regulation.evidence.iter());
    slots
        .filter(|slot| slot.supply == Supply::Attach)
        .map(move |slot| (slot.id.as_str(), slot.name.get(lang).to_owned()))
}

fn is_ticked(desk: &Desk<'_>, slot: &str) -> bool {
    !desk.fields.get(&format!("{SLOTS}.{slot}")).is_empty()
}

fn slots(desk: &Desk<'_>) -> Vec<String> {
    let ticked = attached(desk).filter(|(slot, _)| is_ticked(desk, slot));
    ticked.map(|(slot, _)| slot.to_owned()).collect()
}

fn is_done(desk: &Desk<'_>) -> bool {
    let mut asked = desk.loaded.state.applicants();
    let text = desk.text();
    asked.any(|(_, task)| {
        let correction = task.correction.as_ref();
        correction.is_some_and(|asked| asked.text == text && asked.by.id == desk.official.staff.id)
    })
}

fn form(desk: &Desk<'_>, form: ActForm) -> ActForm {
    let lang = desk.lang();
    let reads = &desk.loaded.case.lang;
    let days = DAYS.map(|days| {
        let label = t_with(lang, "unit-working-days", &[("n", value(days))]);
        Choice::new(days.to_string(), label)
    });
    let parts = attached(desk).map(|(slot, label)| Part {
        key: slot.to_owned(),
        label,
        value: if is_ticked(desk, slot) { "yes" } else { "" }.to_owned(),
    });
    let question = Field::new(lang, SLOTS, t(lang, "staff-correction-slots")).optional(true);
    let mut ticks = FormField::new(question, FieldKind::MultiChoice, "");
    ticks.parts = parts.collect();
    ActForm {
        intro: form
            .intro
            .into_iter()
            .chain([t(lang, &format!("staff-reads-{reads}"))])
            .collect(),
        choice: Some((t(lang, "staff-correction-days"), days.to_vec())),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, "staff-correction-hint"),
        ticks: (!ticks.parts.is_empty()).then_some(ticks),
        ..form
    }
}
