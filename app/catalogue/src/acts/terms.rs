//! The stated terms against the sums of the steps: a note explains each difference.

use super::Disagreement;
use crate::sums::{Row, rows};
use domain::regulation::{Regulation, StatedTerm};

/// Differences that no note explains, and explanations of none.
pub(super) fn check(regulation: &Regulation, found: &mut Vec<Disagreement>) {
    let rows = rows(regulation);
    for term in &regulation.terms {
        let of_term = |row: &&Row<'_>| row.term.is_some_and(|one| one.id == term.id);
        let row = rows.iter().find(of_term).filter(|row| row.differs());
        let note = term.differs.as_ref();
        let what = match (row, note) {
            (None, None) => continue,
            (None, Some(_)) => "explains a difference from its steps that is not there".to_owned(),
            (Some(_), None) => {
                "differs from the sum of its steps, and no note says so (`differs`)".to_owned()
            }
            (Some(row), Some(note)) => match unexplained(regulation, row, term, note) {
                Some(what) => what,
                None => continue,
            },
        };
        found.push(Disagreement {
            line: term.line,
            what: format!("term {}: {what}", term.id),
        });
    }
}

/// What is missing in the note, which must cite the term's line and that of a step.
fn unexplained(
    regulation: &Regulation,
    row: &Row<'_>,
    term: &StatedTerm,
    id: &str,
) -> Option<String> {
    let Some(note) = regulation.notes.iter().find(|note| note.id == *id) else {
        return Some(format!("`differs` is no [[note]]: `{id}`"));
    };
    let stated = note.lines.contains(&term.line);
    let steps = row.procedure.main_path();
    let step = steps.iter().any(|step| note.lines.contains(&step.line));
    (!stated || !step).then(|| {
        format!(
            "the note `{id}` does not cite both line {} and a step",
            term.line
        )
    })
}
