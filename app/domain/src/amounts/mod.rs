//! Amounts by date: the monthly index, the subsistence minimum, the poverty line, and rates of compensation.
//!
//! Each row has its source and says how sure it is. What no row covers is unknown, never guessed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{data_file::CatalogueError, text::Text};

mod check;
pub mod semipalatinsk;

pub use crate::calendar::FactCertainty;

/// What an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The monthly calculation index (МРП, АЕК).
    MonthlyIndex,
    /// The subsistence minimum that a law sets for the whole country.
    Subsistence,
    /// The poverty line as a share of the subsistence minimum of the preceding quarter.
    PovertyShare,
    /// The poverty line of one quarter.
    PovertyLine,
    /// The income a head below which the child allowance was due.
    ChildAllowanceLine,
    /// The child allowance, a child and month.
    ChildAllowance,
}

impl Kind {
    /// In the order in which the portal shows them.
    pub const ALL: [Kind; 6] = [
        Kind::MonthlyIndex,
        Kind::Subsistence,
        Kind::PovertyShare,
        Kind::PovertyLine,
        Kind::ChildAllowanceLine,
        Kind::ChildAllowance,
    ];
}

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AmountUnit {
    /// Whole tenge.
    Tenge,
    /// Whole per cent.
    Percent,
}

/// An amount with the time in which it holds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// What it is.
    pub kind: Kind,
    /// КАТО of the region; none where it holds for the country or the source names no region.
    pub region: Option<String>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none where no end is known.
    pub to: Option<NaiveDate>,
    /// How much.
    pub value: u64,
    /// Of what.
    pub unit: AmountUnit,
    /// How sure that is.
    pub certainty: FactCertainty,
    /// Id of the source.
    pub source: String,
    /// What the reader must know of it.
    pub note: Option<Text>,
    /// Whether another source says otherwise.
    #[serde(default)]
    pub disputed: bool,
}

impl Norm {
    fn last(&self) -> NaiveDate {
        self.to.unwrap_or(NaiveDate::MAX)
    }

    fn holds_on(&self, date: NaiveDate) -> bool {
        (self.from..=self.last()).contains(&date)
    }
}

/// A line of a table: an amount, or a time of which none is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row<'a> {
    /// An amount.
    Known(&'a Norm),
    /// Nothing is known of these days; without an end, of none after the first.
    Unknown(NaiveDate, Option<NaiveDate>),
}

/// Where an amount was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name.
    pub name: Text,
    /// Its address.
    pub url: Option<String>,
}

/// A zone around the test site.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RadiationZone {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
}

/// What a year of residence in a zone counts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Id of the zone.
    pub zone: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Hundredths of the monthly index a year; none where it is not known.
    pub hundredths: Option<u64>,
    /// How sure that is.
    pub certainty: Option<FactCertainty>,
    /// Id of the source.
    pub source: Option<String>,
}

impl Rate {
    /// The rate to reckon with: only one that was read in its source.
    pub fn confirmed(&self) -> Option<u64> {
        self.hundredths
            .filter(|_| self.certainty == Some(FactCertainty::Read))
    }
}

/// A calculator of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calculator {
    /// Per-capita income.
    Income,
    /// The compensation for residence near the test site.
    Semipalatinsk,
}

/// All amounts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amounts {
    calculators: BTreeMap<Calculator, Vec<String>>,
    #[serde(rename = "region")]
    regions: BTreeMap<String, Text>,
    #[serde(rename = "source")]
    sources: BTreeMap<String, Source>,
    #[serde(rename = "norm")]
    norms: Vec<Norm>,
    #[serde(rename = "zone")]
    zones: Vec<RadiationZone>,
    #[serde(rename = "rate")]
    rates: Vec<Rate>,
}

/// The source of the formula of per-capita income.
const FORMULA: &str = "article-127";

impl Amounts {
    /// Reads and checks a file; `name` is what its problems call it.
    pub fn parse(name: &str, text: &str) -> Result<Amounts, CatalogueError> {
        check::parse(name, text)
    }

    /// The amount of a day: of the region, or else of the country. None where it is not known or disputed.
    pub fn at(&self, kind: Kind, date: NaiveDate, region: Option<&str>) -> Option<&Norm> {
        let there = |place: Option<&str>| {
            self.of(kind).find(|norm| {
                norm.region.as_deref() == place && norm.holds_on(date) && !norm.disputed
            })
        };
        region
            .and_then(|region| there(Some(region)))
            .or_else(|| there(None))
    }

    /// The table of one kind in order of time, with the gaps between its rows.
    pub fn rows(&self, kind: Kind) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        let mut known: Option<NaiveDate> = None;
        for norm in self.of(kind) {
            let after = known.and_then(|last| last.succ_opt());
            if let Some(first) = after.filter(|first| *first < norm.from) {
                rows.push(Row::Unknown(first, norm.from.pred_opt()));
            }
            rows.push(Row::Known(norm));
            known = known.max(Some(norm.last()));
        }
        let rest = known.and_then(|last| last.succ_opt());
        rows.extend(rest.map(|first| Row::Unknown(first, None)));
        rows
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = &Norm> {
        self.norms.iter().filter(move |norm| norm.kind == kind)
    }

    /// Where an amount was read; every id in a checked file is known.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// Where the formula of per-capita income was read.
    pub fn formula(&self) -> Option<&Source> {
        self.source(FORMULA)
    }

    /// Regions that have amounts of their own: КАТО and name.
    pub fn regions(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.regions.iter().map(|(kato, name)| (&**kato, name))
    }

    /// The zones around the test site.
    pub fn zones(&self) -> &[RadiationZone] {
        &self.zones
    }

    /// The zone with this id.
    pub fn zone(&self, id: &str) -> Option<&RadiationZone> {
        self.zones.iter().find(|zone| zone.id == id)
    }

    /// What a year of residence counts, by zone and period.
    pub fn rates(&self) -> &[Rate] {
        &self.rates
    }

    /// The calculator that a service offers on its page.
    pub fn calculator(&self, service: &str) -> Option<Calculator> {
        let mut all = self.calculators.iter();
        let (calculator, _) =
            all.find(|(_, services)| services.iter().any(|one| one == service))?;
        Some(*calculator)
    }

    /// The services that offer a calculator.
    pub fn services(&self) -> impl Iterator<Item = &str> {
        self.calculators.values().flatten().map(String::as_str)
    }
}
