//! Where a decision says another thing than the application asks for. It refuses nothing: an official reads it and decides.

use chrono::{Months, NaiveDate};

use super::{contradiction::same, decision::Decision, state::CaseState};
use crate::{
    calendar::Calendar,
    form::{Answers, facts, is_long},
    regulation::{Field, FieldKind, Meaning, Regulation},
    service::ResultTemplate,
};

/// One thing that was decided otherwise than it was asked for, or than is usual.
#[derive(Clone, Debug)]
pub enum Departure<'r> {
    /// A field that repeats the application says another thing.
    Value {
        /// The field of the result.
        field: &'r Field,
        /// What the application says.
        asked: String,
        /// What was decided.
        given: String,
    },
    /// It is for a longer time.
    Longer {
        /// For how many months it was asked.
        months: u32,
        /// From when it holds.
        from: NaiveDate,
        /// Until when.
        to: NaiveDate,
    },
    /// An amount is smaller or greater than is usual.
    Unusual {
        /// The field of the result.
        field: &'r Field,
        /// What was decided.
        given: String,
        /// Whether it is smaller.
        small: bool,
    },
    /// Nobody asked for a time, and it is very long.
    Long {
        /// From when it holds.
        from: NaiveDate,
        /// Until when.
        to: NaiveDate,
    },
}

/// The days on which somebody is to come and nobody works, by what was decided.
pub fn days_off<'r>(
    regulation: &'r Regulation,
    state: &CaseState,
    calendar: &Calendar,
) -> Vec<(&'r Field, NaiveDate)> {
    let Some((decision, template)) = decided(regulation, state) else {
        return Vec::new();
    };
    let to_come = template.inputs.iter().filter(|field| {
        let is_visit = field.ahead && field.days_back == Some(0) && !field.means(Meaning::PeriodTo);
        field.kind == FieldKind::Date && is_visit
    });
    let days = to_come.filter_map(|field| {
        let day: NaiveDate = decision.values.get(&field.id)?.parse().ok()?;
        (!calendar.is_working_day(day)).then_some((field, day))
    });
    days.collect()
}

fn decided<'r, 's>(
    regulation: &'r Regulation,
    state: &'s CaseState,
) -> Option<(&'s Decision, &'r ResultTemplate)> {
    let answers = Answers(state.answers.clone());
    let facts = facts(regulation, state.channel, &answers);
    let decision = state.decision.as_ref()?;
    let output = decision.output.as_ref()?;
    let template = regulation.template(output, decision.polarity, &facts)?;
    Some((decision, template))
}

/// All of them, in the order of the result's fields.
pub fn departures<'r>(regulation: &'r Regulation, state: &CaseState) -> Vec<Departure<'r>> {
    let answers = Answers(state.answers.clone());
    let Some((decision, template)) = decided(regulation, state) else {
        return Vec::new();
    };
    let given = |field: &Field| {
        let value = decision.values.get(&field.id);
        value.filter(|value| !value.is_empty()).cloned()
    };
    let values = template.inputs.iter().filter_map(|field| {
        let asked = in_application(&answers, field.prefill.as_deref()?)?;
        let given = given(field)?;
        let departs = !same(field, &given, &asked);
        departs.then_some(Departure::Value {
            field,
            asked,
            given,
        })
    });
    let unusual = unusual(regulation, decision);
    values
        .chain(longer(template, &answers, given))
        .chain(unusual)
        .collect()
}

/// Amounts of all results that are decided at once, a levy among them.
fn unusual<'r>(regulation: &'r Regulation, decision: &Decision) -> Vec<Departure<'r>> {
    let fields = regulation.results.iter().flat_map(|result| &result.inputs);
    let mut found: Vec<(&str, Departure<'r>)> = Vec::new();
    for field in fields {
        let known = found.iter().any(|(id, _)| *id == field.id);
        let Some(usual) = field.usual.as_ref().filter(|_| !known) else {
            continue;
        };
        let given = decision.values.get(&field.id);
        let Some(amount) = given.and_then(|given| given.parse::<u64>().ok()) else {
            continue;
        };
        let small = usual.least.is_some_and(|least| amount < least);
        if small || usual.most.is_some_and(|most| amount > most) {
            let unusual = Departure::Unusual {
                field,
                given: amount.to_string(),
                small,
            };
            found.push((&field.id, unusual));
        }
    }
    found.into_iter().map(|(_, unusual)| unusual).collect()
}

/// What the application says of a field by its `prefill`: `answer.<field>` is what was answered, `rows.<topic>` how many
/// were named.
pub fn in_application(answers: &Answers, prefill: &str) -> Option<String> {
    match prefill.split_once('.')? {
        ("answer", field) => answers.get(field).map(str::to_owned),
        ("rows", topic) => {
            let rows = answers.members(topic).len();
            (rows > 0).then(|| rows.to_string())
        }
        _ => None,
    }
}

fn longer<'r>(
    template: &ResultTemplate,
    answers: &Answers,
    given: impl Fn(&Field) -> Option<String>,
) -> Option<Departure<'r>> {
    let day = |meaning| {
        let mut fields = template.inputs.iter();
        let field = fields.find(|field| field.means(meaning))?;
        given(field)?.parse::<NaiveDate>().ok()
    };
    let (from, to) = (day(Meaning::PeriodFrom)?, day(Meaning::PeriodTo)?);
    let asked = template.months.as_deref();
    let asked = asked.and_then(|field| answers.get(field)?.parse::<u32>().ok());
    let Some(months) = asked else {
        return is_long(from, to).then_some(Departure::Long { from, to });
    };
    let last = from.checked_add_months(Months::new(months))?;
    (to > last).then_some(Departure::Longer { months, from, to })
}
