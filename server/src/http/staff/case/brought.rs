//! What the applicant was asked to bring on the way, and what came: what was to be paid, to whom, and what the register says.

use app::{
    components::SummaryRow,
    pages::decision::issued_last,
    register_facts::said,
    sheet::{self, document},
    text::t,
};
use domain::{
    case::DoneStep,
    regulation::{Field, Regulation, Side},
};

use super::view::{CaseViewBuilder, row};
use crate::flow::case::Loaded;

impl CaseViewBuilder<'_> {
    /// Nothing until the applicant has had a turn.
    pub(super) fn brought(&self) -> Vec<SummaryRow> {
        let (lang, loaded) = (self.lang(), self.loaded);
        let state = &loaded.state;
        let regulation: &Regulation = &loaded.regulation;
        let mut done = state.standing().rev();
        let Some(turn) = done.find(|done| done.side == Side::Applicant) else {
            return Vec::new();
        };
        let mut rows = issued_last(lang, state, regulation);
        let Some(asked) = asked(loaded, turn) else {
            return rows;
        };
        let given = state.inputs.get(&turn.step);
        let given = given.and_then(|inputs| inputs.get(&asked.id));
        let shown = given.map(|given| sheet::shown(regulation, asked, given, lang));
        let shown = shown.filter(|shown| !shown.is_empty());
        let is_given = shown.is_some();
        rows.push(row(
            asked.label.get(lang),
            shown.unwrap_or_else(|| vec![t(lang, "check-not-given")]),
        ));
        let documents = regulation.evidence.iter().filter(|document| {
            let query = document.from.as_ref();
            query.is_some_and(|query| query.by.as_ref() == Some(&asked.id))
        });
        rows.extend(documents.map(|slot| {
            let answer = state.registers.get(&slot.id);
            let value = match answer.filter(|answer| is_given && answer.at >= turn.at) {
                Some(answer) => said(lang, answer),
                None if is_given => vec![t(lang, "registers-silent")],
                None => vec![t(lang, "registers-not-asked")],
            };
            let name = document(lang, regulation, state, &slot.id);
            row(name.unwrap_or_default(), value)
        }));
        rows
    }
}

/// What was asked in words at the applicant's turn.
fn asked<'r>(loaded: &'r Loaded<'_>, turn: &DoneStep) -> Option<&'r Field> {
    let regulation = &loaded.regulation;
    let route = regulation.route(&loaded.state.route())?;
    let step = route.step(&turn.step)?;
    step.applicant.as_ref()?.ask(regulation)
}
