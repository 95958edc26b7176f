//! What registers said, for the official.

use app::{
    components::SummaryRow,
    register_facts::{contradiction, said},
    sheet::document,
    text::{Lang, t},
};
use domain::case::{self, CaseState};

use crate::flow::case::Loaded;

/// Heading and rows; nothing where no register was asked.
pub(super) fn section(lang: Lang, loaded: &Loaded<'_>) -> Option<(String, Vec<SummaryRow>)> {
    let answers = loaded.state.registers.values();
    let rows: Vec<SummaryRow> = answers
        .map(|answer| {
            let name = document(lang, &loaded.regulation, &loaded.state, &answer.document);
            SummaryRow {
                value: said(lang, answer),
                ..SummaryRow::new(name.unwrap_or_default(), "")
            }
        })
        .collect();
    (!rows.is_empty()).then(|| (t(lang, "registers-title"), rows))
}

/// Where the case and a register differ as it will stand in `state`.
pub(super) fn contradictions(lang: Lang, loaded: &Loaded<'_>, state: &CaseState) -> Vec<String> {
    let found = case::contradictions(&loaded.regulation, state);
    let found = found.iter();
    found
        .map(|one| contradiction(lang, &loaded.regulation, one))
        .collect()
}
