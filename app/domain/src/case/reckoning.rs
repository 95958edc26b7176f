//! How an amount follows from the other numbers of the decision, and whether it does. It refuses nothing: an official reads it and
//! decides.

use super::{register::entered, state::CaseState};
use crate::{
    form::{Answers, facts},
    income::per_capita,
    regulation::Regulation,
    service::Reckoning,
};

/// The numbers of an amount, put into the formula of its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// What was entered.
    pub given: u64,
    /// What the formula gives.
    pub reckoned: u64,
    /// From what the share is taken away.
    pub whole: u64,
    /// Per cent of the income, as it was entered.
    pub percent: String,
    /// The income of the family in a month, rounded.
    pub income: u64,
}

impl Reckoned {
    /// Whether another amount was entered than the formula gives. A tenge of rounding does not count.
    pub fn differs(&self) -> bool {
        self.given.abs_diff(self.reckoned) > 1
    }
}

/// How the amount of the decision is counted, where the service has a formula for it.
pub fn reckoned(regulation: &Regulation, state: &CaseState) -> Option<Reckoned> {
    let answers = Answers(state.answers.clone());
    let decision = state.decision.as_ref()?;
    let facts = facts(regulation, state.channel, &answers);
    let template = regulation.template(decision.output.as_ref()?, decision.polarity, &facts);
    let reckoning = template?.reckoning.as_ref()?;
    let income = per_capita(regulation, &answers)?;
    let Reckoning {
        amount,
        whole,
        percent,
    } = reckoning;
    let said = |field: &str| entered(regulation, state, field).map(|(_, value)| value);
    let given: u64 = said(amount)?.parse().ok()?;
    let whole: u64 = said(whole)?.parse().ok()?;
    let percent = said(percent)?;
    let share = u128::from(income.total) * u128::from(hundredths(&percent)?);
    let parts = u128::from(income.months) * 10_000;
    let share = u64::try_from((share + parts / 2) / parts).ok()?;
    let reckoned = whole.saturating_sub(share);
    Some(Reckoned {
        given,
        reckoned,
        whole,
        percent,
        income: income.family_per_month(),
    })
}

/// `7.5` is 750. A number is kept with at most two decimals here.
fn hundredths(number: &str) -> Option<u64> {
    let (whole, rest) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let whole: u64 = whole.parse().ok()?;
    let rest: u64 = format!("{rest:0<2}").parse().ok()?;
    (rest < 100).then(|| whole * 100 + rest)
}
