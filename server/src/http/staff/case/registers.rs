//! What registers said, for the official.

use app::{
    components::SummaryRow,
    register_facts::said,
    text::{Lang, t},
};

use crate::flow::case::Loaded;

/// Heading and rows; nothing where no register was asked.
pub(super) fn section(lang: Lang, loaded: &Loaded<'_>) -> Option<(String, Vec<SummaryRow>)> {
    let answers = loaded.state.registers.values();
    let rows: Vec<SummaryRow> = answers
        .map(|answer| {
            let slot = loaded.regulation.slot(&answer.document);
            SummaryRow {
                value: said(lang, answer),
                ..SummaryRow::new(slot.map_or("", |slot| slot.name.get(lang)), "")
            }
        })
        .collect();
    (!rows.is_empty()).then(|| (t(lang, "registers-title"), rows))
}
