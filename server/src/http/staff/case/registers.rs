//! What registers said, for the official.

use app::{
    components::SummaryRow,
    register_facts::{already, contradiction, said, source},
    sheet::document,
    text::{Lang, t, t_with, value},
};
use catalogue::Catalogue;
use domain::{
    case::{self, CaseState},
    regulation::RegisterName,
};

use crate::flow::{case::Loaded, residence};

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
pub(super) fn contradictions(
    lang: Lang,
    (loaded, catalogue): (&Loaded<'_>, &Catalogue),
    state: &CaseState,
) -> Vec<String> {
    let found = case::contradictions(&loaded.regulation, state);
    let found = found.iter();
    found
        .map(|one| contradiction(lang, &loaded.regulation, one))
        .chain(has_already(lang, loaded, state))
        .chain(other_oblast(lang, (loaded, catalogue), state))
        .collect()
}

/// What the applicant has already of what is applied for.
fn has_already(lang: Lang, loaded: &Loaded<'_>, state: &CaseState) -> Vec<String> {
    let found = case::already(&loaded.regulation, state);
    let said = found.iter().filter_map(|answer| already(lang, answer));
    said.map(|said| format!("{said}.")).collect()
}

/// That the applicant is registered in another oblast than that of the rules.
fn other_oblast(
    lang: Lang,
    (loaded, catalogue): (&Loaded<'_>, &Catalogue),
    state: &CaseState,
) -> Option<String> {
    let other = residence::of_case(catalogue, &loaded.regulation, state)?;
    let oblast = other.oblast.map(|oblast| oblast.name.get(lang));
    let key = match oblast {
        Some(_) => "registers-other-oblast-official",
        None => "registers-other-oblast-official-unknown",
    };
    let told = [
        ("region", value(loaded.regulation.region.name.get(lang))),
        ("oblast", value(oblast.unwrap_or_default())),
        ("register", value(source(lang, RegisterName::Persons))),
    ];
    Some(t_with(lang, key, &told))
}
