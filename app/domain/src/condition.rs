//! Conditions over facts, in three-valued logic: what is not known is neither true nor false.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What is known of a person or case: `person.disability` → `yes`, `residence` → `270000000`.
/// Yes-or-no facts hold `yes` or `no`; amounts hold whole tenge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(pub BTreeMap<String, String>);

/// The value of a fact that nobody is asked for, because of what else is known: every condition on it fails, and
/// what denies one holds.
pub const NOT_ASKED: &str = "not-asked";

/// The answer «I do not know»: the question was answered, the fact is still not known.
pub const UNKNOWN: &str = "unknown";

impl Facts {
    /// The value of `fact`, if known.
    pub fn get(&self, fact: &str) -> Option<&str> {
        self.0
            .get(fact)
            .map(String::as_str)
            .filter(|value| !value.is_empty() && *value != UNKNOWN)
    }

    /// Whether the person was asked for `fact` and answered, be it «I do not know».
    pub fn answered(&self, fact: &str) -> bool {
        self.0.get(fact).is_some_and(|value| !value.is_empty())
    }

    /// Records that a fact will not be asked for; what is known stays.
    pub fn not_asked(&mut self, fact: &str) {
        if self.get(fact).is_none() {
            self.set(fact, NOT_ASKED);
        }
    }

    /// Records a fact.
    pub fn set(&mut self, fact: impl Into<String>, value: impl Into<String>) {
        self.0.insert(fact.into(), value.into());
    }
}

/// The outcome of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Truth {
    /// The condition holds.
    Met,
    /// The condition does not hold.
    NotMet,
    /// A fact it needs is not known.
    Unknown,
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Truth::Met } else { Truth::NotMet }
    }
}

/// A condition as it stands in a regulation file:
/// `"person.disability"`, `"channel=portal"`, `{ any = [..] }`, `{ all = [..] }`, `{ not = .. }`,
/// `{ fact = "income.total", over = 0 }`, `true`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum Condition {
    /// `true` or `false`, whatever the facts.
    Always(bool),
    /// `fact` is `yes`, or `fact=value` is that value.
    Fact(String),
    /// At least one holds.
    Any {
        /// The alternatives.
        #[cfg_attr(not(target_arch = "wasm32"), schema(no_recursion))]
        any: Vec<Condition>,
    },
    /// All hold.
    All {
        /// The parts.
        #[cfg_attr(not(target_arch = "wasm32"), schema(no_recursion))]
        all: Vec<Condition>,
    },
    /// It does not hold.
    Not {
        /// What must not hold.
        #[cfg_attr(not(target_arch = "wasm32"), schema(no_recursion))]
        not: Box<Condition>,
    },
    /// The number in `fact` is greater than `over`.
    Over {
        /// A fact with a whole number.
        fact: String,
        /// The bound, not included.
        over: i64,
    },
}

impl Condition {
    /// Evaluates the condition. `Any` is met as soon as one part is, `All` fails as soon as one part fails;
    /// otherwise one unknown part makes the whole unknown.
    pub fn check(&self, facts: &Facts) -> Truth {
        match self {
            Condition::Always(holds) => (*holds).into(),
            Condition::Fact(atom) => {
                let (fact, wanted) = atom.split_once('=').unwrap_or((atom, "yes"));
                facts
                    .get(fact)
                    .map_or(Truth::Unknown, |value| (value == wanted).into())
            }
            Condition::Any { any } => combine(any, facts, Truth::Met, Truth::NotMet),
            Condition::All { all } => combine(all, facts, Truth::NotMet, Truth::Met),
            Condition::Not { not } => match not.check(facts) {
                Truth::Met => Truth::NotMet,
                Truth::NotMet => Truth::Met,
                Truth::Unknown => Truth::Unknown,
            },
            Condition::Over { fact, over } => match facts.get(fact) {
                Some(NOT_ASKED) => Truth::NotMet,
                value => value
                    .and_then(|value| value.parse::<i64>().ok())
                    .map_or(Truth::Unknown, |value| (value > *over).into()),
            },
        }
    }

    /// Whether the condition is certainly met.
    pub fn holds(&self, facts: &Facts) -> bool {
        self.check(facts) == Truth::Met
    }

    /// The facts that the condition asks for, in order of appearance.
    pub fn facts(&self) -> Vec<&str> {
        match self {
            Condition::Always(_) => Vec::new(),
            Condition::Fact(atom) => {
                vec![atom.split_once('=').map_or(atom.as_str(), |(fact, _)| fact)]
            }
            Condition::Any { any: parts } | Condition::All { all: parts } => {
                parts.iter().flat_map(Condition::facts).collect()
            }
            Condition::Not { not } => not.facts(),
            Condition::Over { fact, .. } => vec![fact],
        }
    }
}

fn combine(parts: &[Condition], facts: &Facts, decisive: Truth, otherwise: Truth) -> Truth {
    let mut unknown = false;
    for part in parts {
        match part.check(facts) {
            truth if truth == decisive => return decisive,
            Truth::Unknown => unknown = true,
            _ => {}
        }
    }
    if unknown { Truth::Unknown } else { otherwise }
}
