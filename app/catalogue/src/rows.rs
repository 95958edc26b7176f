//! Checks of the documents that are asked for row by row: their conditions stand on answers of the row.

use domain::{
    condition::Condition,
    form::ROW,
    regulation::{Evidence, Field, Topic},
};

use crate::check::Defect;

/// What is wrong with the conditions of rows.
pub(super) fn check(list: &str, documents: &[Evidence], topics: &[&Topic]) -> Vec<Defect> {
    let mut defects = Vec::new();
    for (n, document) in documents.iter().enumerate() {
        let Some(when) = &document.row_when else {
            continue;
        };
        let key = format!("{list}[{n}].row_when");
        let rows = document.per.as_ref();
        let topic = rows.and_then(|id| topics.iter().find(|one| one.repeats && one.id == *id));
        let Some(topic) = topic else {
            defects.push(Defect::new(
                key,
                "expected `per`, a topic with `repeats = true`",
            ));
            continue;
        };
        for atom in atoms(when) {
            if !fits(atom, &topic.fields) {
                let expected = format!(
                    "expected `{ROW}<field>` of a field of the row and one of its answers, found `{atom}`"
                );
                defects.push(Defect::new(key.clone(), expected));
            }
        }
    }
    defects
}

/// Whether it names a field of the row, and an answer that the field can have.
fn fits(atom: &str, fields: &[Field]) -> bool {
    let (fact, wanted) = atom.split_once('=').unwrap_or((atom, ""));
    let id = fact.strip_prefix(ROW);
    let Some(field) = fields.iter().find(|field| Some(field.id.as_str()) == id) else {
        return false;
    };
    let mut options = field.options.iter();
    field.options.is_empty() || options.any(|option| option.id == wanted)
}

/// What the condition compares, as it is written; of an amount its fact.
fn atoms(condition: &Condition) -> Vec<&str> {
    match condition {
        Condition::Always(_) => Vec::new(),
        Condition::Fact(atom) => vec![atom],
        Condition::Any { any: parts } | Condition::All { all: parts } => {
            parts.iter().flat_map(atoms).collect()
        }
        Condition::Not { not } => atoms(not),
        Condition::Over { fact, .. } => vec![fact],
    }
}
