//! Where an application and a register say two things. It refuses nothing: an official reads it and decides.

use std::collections::BTreeMap;

use super::{
    event::{RegisterAnswered, RegisterOutcome},
    register::{entered, typed},
    state::CaseState,
};
use crate::{
    form::{Answers, months_of, names_agree},
    iin::Iin,
    regulation::{
        Evidence, Field, FieldKind, RegisterFact, RegisterName, RegisterQuery, Regulation,
    },
    service::Polarity,
};

/// One field that the register says otherwise.
#[derive(Clone, Debug)]
pub struct Contradiction<'r> {
    /// Id of the document that the register answered.
    pub document: String,
    /// The field.
    pub field: &'r Field,
    /// What the application says, or a step of the case, as it is kept; nothing where it was decided that it is not so.
    pub given: String,
    /// Whether it is the application.
    pub of_form: bool,
    /// Which register says otherwise.
    pub register: RegisterName,
    /// Whether the register has an entry at all.
    pub has_entry: bool,
    /// The facts that do, by name; none where the register has no entry, or no such person in it.
    pub said: Vec<(String, String)>,
}

/// Every one of the case, in the order of its documents.
pub fn contradictions<'r>(regulation: &'r Regulation, state: &CaseState) -> Vec<Contradiction<'r>> {
    let answers = Answers(state.answers.clone());
    let mut found = Vec::new();
    for answered in state.registers.values() {
        let Some(document) = regulation.slot(&answered.document) else {
            continue;
        };
        let document = Evidence {
            id: answered.document.clone(),
            ..document.clone()
        };
        let mut said = Said::of(answered);
        for (field, facts) in compared(&document) {
            let given = typed(regulation, &answers, &document, field);
            let of_form = given.is_some();
            let given = given
                .or_else(|| entered(regulation, state, field))
                .or_else(|| denied(regulation, state, field));
            let Some((field, given)) = given else {
                continue;
            };
            if let Some(said) = said.otherwise(field, &given, &facts) {
                found.push(Contradiction {
                    document: answered.document.clone(),
                    field,
                    given,
                    of_form,
                    register: answered.register,
                    has_entry: matches!(answered.outcome, RegisterOutcome::Found(_)),
                    said,
                });
            }
        }
    }
    found
}

/// The field of the result that says yes, with nothing in it, where it was decided that it says no.
fn denied<'r>(
    regulation: &'r Regulation,
    state: &CaseState,
    field: &str,
) -> Option<(&'r Field, String)> {
    let decision = state.decision.as_ref()?;
    if decision.polarity != Some(Polarity::No) {
        return None;
    }
    let results = regulation.results.iter();
    let affirming = results.filter(|result| result.polarity.contains(&Polarity::Yes));
    let mut fields = affirming.flat_map(|result| &result.inputs);
    let field = fields.find(|one| one.id == field)?;
    Some((field, String::new()))
}

/// What registers say against deciding like this, whatever is entered with it: that the result says yes of what has no entry,
/// or no of what has one.
pub fn against<'s>(
    regulation: &Regulation,
    state: &'s CaseState,
    polarity: Polarity,
) -> Vec<&'s RegisterAnswered> {
    let results = regulation.results.iter();
    let affirming = results.filter(|result| result.polarity.contains(&Polarity::Yes));
    let fields: Vec<&Field> = affirming.flat_map(|result| &result.inputs).collect();
    let asks_of_entry = |answered: &RegisterAnswered| {
        let document = regulation.slot(&answered.document);
        let compared = document.map(compared).unwrap_or_default();
        compared.iter().any(|(id, facts)| {
            facts.contains(&RegisterQuery::ENTRY) && fields.iter().any(|field| field.id == *id)
        })
    };
    let says_otherwise = |answered: &RegisterAnswered| match polarity {
        Polarity::Yes => answered.outcome == RegisterOutcome::NoEntry,
        Polarity::No => matches!(answered.outcome, RegisterOutcome::Found(_)),
    };
    let answers = state.registers.values();
    answers
        .filter(|answered| says_otherwise(answered) && asks_of_entry(answered))
        .collect()
}

/// Fields with the facts that say the same.
fn compared(document: &Evidence) -> BTreeMap<&str, Vec<&str>> {
    let mut fields: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let compare = document.from.iter().flat_map(|from| &from.compare);
    for (fact, field) in compare {
        fields.entry(field).or_default().push(fact);
    }
    fields
}

/// The answer of a register while it is compared, field by field.
struct Said<'a> {
    outcome: &'a RegisterOutcome,
    /// Who may be the child of the application: all fields are of one and the same.
    children: Vec<(String, String)>,
}

impl Said<'_> {
    fn of(answered: &RegisterAnswered) -> Said<'_> {
        let outcome = &answered.outcome;
        let is_child = |fact: &str| RegisterFact::of(fact) == Some(RegisterFact::Child);
        let children = match outcome {
            RegisterOutcome::Found(entry) => {
                let all = entry.clone().into_iter();
                all.filter(|(fact, _)| is_child(fact)).collect()
            }
            RegisterOutcome::NoEntry | RegisterOutcome::Silent => Vec::new(),
        };
        Said { outcome, children }
    }

    /// What the register says, if none of the facts agrees with the field.
    fn otherwise(
        &mut self,
        field: &Field,
        given: &str,
        facts: &[&str],
    ) -> Option<Vec<(String, String)>> {
        let entry = match self.outcome {
            RegisterOutcome::Silent => return None,
            RegisterOutcome::NoEntry => {
                let says_so = facts.contains(&RegisterQuery::ENTRY) && !given.is_empty();
                return says_so.then(Vec::new);
            }
            RegisterOutcome::Found(entry) => entry,
        };
        if facts.contains(&RegisterQuery::MONTHS) {
            return match field.kind {
                FieldKind::MonthTable => months(given, entry),
                _ => total(given, entry),
            };
        }
        let of_child = [RegisterFact::Child.id(), RegisterQuery::CHILD_BORN];
        if facts.iter().any(|fact| of_child.contains(fact)) {
            return self.no_child(field, given);
        }
        let said = facts.iter().filter_map(|fact| entry.get_key_value(*fact));
        let said: Vec<(String, String)> = said
            .map(|(fact, value)| (fact.clone(), value.clone()))
            .collect();
        let agrees = said.iter().any(|(_, value)| same(field, given, value));
        (!said.is_empty() && !agrees).then_some(said)
    }

    /// Who may be the child by the fields before this one, if none of them is by this one too.
    fn no_child(&mut self, field: &Field, given: &str) -> Option<Vec<(String, String)>> {
        let may_be = self.children.iter();
        let may_be: Vec<_> = may_be
            .filter(|(_, said)| is_child(field, given, said))
            .cloned()
            .collect();
        if may_be.is_empty() {
            return Some(self.children.clone());
        }
        self.children = may_be;
        None
    }
}

/// Whether a child, said as a name and a day of birth, may be the one that was given by name or by number.
fn is_child(field: &Field, given: &str, said: &str) -> bool {
    match (field.kind, said.rsplit_once(", ")) {
        (FieldKind::Iin, Some((_, born))) => {
            let number = Iin::parse(given).ok();
            let day = number.and_then(|iin| iin.birth_date());
            day.is_none_or(|day| day.to_string() == born)
        }
        (_, Some((name, _))) => child_agrees(given, name),
        (_, None) => false,
    }
}

/// How many words of a name tell one child of a family from another.
const SURNAME_AND_NAME: usize = 2;

/// A register and a form may leave out the patronymic, but a surname alone is any child's.
fn child_agrees(given: &str, name: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    let shared = words(given).min(words(name));
    if shared < SURNAME_AND_NAME {
        return false;
    }
    let first = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().take(shared).collect();
        words.join(" ")
    };
    names_agree(&first(given), &first(name))
}

/// The months of which the register knows another amount.
fn months(given: &str, entry: &BTreeMap<String, String>) -> Option<Vec<(String, String)>> {
    let given = months_of(given).into_iter();
    let differing: Vec<_> = given
        .filter_map(|(month, amount)| {
            let said = entry.get(month)?;
            (*said != amount.to_string()).then(|| (month.to_owned(), said.clone()))
        })
        .collect();
    (!differing.is_empty()).then_some(differing)
}

/// All months, if their sum is not what was given.
fn total(given: &str, entry: &BTreeMap<String, String>) -> Option<Vec<(String, String)>> {
    let amounts = entry.values().map(|said| said.parse::<u64>());
    let said = amounts.sum::<Result<u64, _>>().ok()?;
    let said_otherwise = given.trim() != said.to_string();
    said_otherwise.then(|| entry.clone().into_iter().collect())
}

/// Whether a field says the same twice, however it is spelled.
pub(super) fn same(field: &Field, given: &str, said: &str) -> bool {
    match field.kind {
        FieldKind::Name => names_agree(given, said),
        FieldKind::Text => folded(given) == folded(said),
        _ => given.trim() == said.trim(),
    }
}

/// Words without case, quotation marks and other signs: «ТОО "Арай"» is «тоо Арай».
fn folded(text: &str) -> String {
    let lower = text.to_lowercase().replace('ё', "е");
    let words = lower.split(|sign: char| !sign.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
