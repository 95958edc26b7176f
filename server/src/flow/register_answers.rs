//! What a register of another body says to a question, in the words of logs and data files.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    bin::Bin,
    case::{RegisterAnswered, RegisterOutcome, RegisterQuestion},
    iin::Iin,
    regulation::{RegisterFact, RegisterName},
};

use crate::ports::{
    Ports,
    disability::DisabilityGroup,
    error::PortError,
    family::Kinship,
    income::IncomeOf,
    register::{Port, Register},
};

/// Asks once.
pub async fn answer(
    ports: &Ports,
    question: RegisterQuestion,
    now: DateTime<Utc>,
) -> RegisterAnswered {
    let said = facts_of(ports, &question, now).await;
    RegisterAnswered {
        at: now,
        document: question.document,
        register: question.register,
        outcome: match said {
            Ok(Some(facts)) => RegisterOutcome::Found(facts),
            Ok(None) => RegisterOutcome::NoEntry,
            Err(_) => RegisterOutcome::Silent,
        },
    }
}

type Facts = BTreeMap<String, String>;

/// A number that cannot be one has no entry anywhere.
async fn facts_of(
    ports: &Ports,
    question: &RegisterQuestion,
    now: DateTime<Utc>,
) -> Result<Option<Facts>, PortError> {
    let key = question.key.as_str();
    let iin = Iin::parse(key);
    Ok(match (question.register, iin) {
        (RegisterName::LegalEntities, _) => match Bin::parse(key) {
            Ok(bin) => entry(&ports.legal_entities, &bin, now)
                .await?
                .map(|entity| {
                    let active = if entity.is_active { "yes" } else { "no" };
                    facts([
                        (RegisterFact::NameKk, entity.name_kk),
                        (RegisterFact::NameRu, entity.name_ru),
                        (RegisterFact::Head, entity.head_name),
                        (RegisterFact::Active, active.to_owned()),
                    ])
                }),
            Err(_) => None,
        },
        (RegisterName::LevyPayments, _) => {
            let paid = entry(&ports.levy_payments, &key.to_owned(), now).await?;
            paid.map(|paid| {
                facts([
                    (RegisterFact::Payer, paid.payer.as_str().to_owned()),
                    (RegisterFact::Day, paid.paid_on.to_string()),
                    (RegisterFact::Tenge, paid.tenge.to_string()),
                ])
            })
        }
        (RegisterName::Income, Ok(iin)) => income(ports, iin, question.months_from, now).await?,
        (register, Ok(iin)) => of_person(ports, register, iin, now).await?,
        (_, Err(_)) => None,
    })
}

async fn of_person(
    ports: &Ports,
    register: RegisterName,
    iin: Iin,
    now: DateTime<Utc>,
) -> Result<Option<Facts>, PortError> {
    Ok(match register {
        RegisterName::Persons => entry(&ports.persons, &iin, now).await?.map(|person| {
            let mut said = facts([
                (RegisterFact::Name, person.name),
                (RegisterFact::Born, person.birth_date.to_string()),
                (RegisterFact::Address, person.address),
                (RegisterFact::Kato, person.kato),
            ]);
            said.retain(|_, value| !value.is_empty());
            said
        }),
        RegisterName::Unemployment => {
            let registered = entry(&ports.unemployment, &iin, now).await?;
            registered.map(|one| facts([(RegisterFact::Since, one.since.to_string())]))
        }
        RegisterName::Disability => entry(&ports.disability, &iin, now).await?.map(|one| {
            let until = one.until.map(|day| (RegisterFact::Until, day.to_string()));
            facts(
                [(RegisterFact::Group, group(one.group).to_owned())]
                    .into_iter()
                    .chain(until),
            )
        }),
        RegisterName::Family => entry(&ports.family, &iin, now).await?.map(|family| {
            let mut facts = Facts::new();
            for relative in family.relatives {
                let kinship = match relative.kinship {
                    Kinship::Spouse => RegisterFact::Spouse,
                    Kinship::Child => RegisterFact::Child,
                };
                let at = facts.len() + 1;
                let value = format!("{}, {}", relative.name, relative.birth_date);
                facts.insert(format!("{}-{at}", kinship.id()), value);
            }
            facts
        }),
        RegisterName::LegalEntities | RegisterName::LevyPayments | RegisterName::Income => None,
    })
}

/// Nobody is asked for months that no form asks for.
async fn income(
    ports: &Ports,
    iin: Iin,
    months_from: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<Option<Facts>, PortError> {
    let Some(first) = months_from else {
        return Ok(None);
    };
    let asked = IncomeOf { iin, first };
    let income = entry(&ports.income, &asked, now).await?;
    Ok(income.map(|income| {
        let months = income.months.into_iter();
        let fact = |month: NaiveDate| month.format("%Y-%m").to_string();
        months
            .map(|one| (fact(one.month), one.tenge.to_string()))
            .collect()
    }))
}

const fn group(group: DisabilityGroup) -> &'static str {
    match group {
        DisabilityGroup::First => "first",
        DisabilityGroup::Second => "second",
        DisabilityGroup::Third => "third",
        DisabilityGroup::Child => "child",
    }
}

fn facts(said: impl IntoIterator<Item = (RegisterFact, String)>) -> Facts {
    let said = said.into_iter();
    said.map(|(fact, value)| (fact.id().to_owned(), value))
        .collect()
}

async fn entry<R: Register>(
    port: &Port<R>,
    key: &R::Key,
    now: DateTime<Utc>,
) -> Result<Option<R::Entry>, PortError> {
    Ok(port.ask(key, now).await?.value)
}
