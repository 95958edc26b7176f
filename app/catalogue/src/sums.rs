//! The limits of the steps added up, against the term that the act states for the whole.
//!
//! They differ in many acts. Each difference is explained by a note that the stated term names (`differs`) and that
//! cites both lines; a difference without one is a defect of the file, and so is an explanation of none.

use std::fmt::Write as _;

use super::Catalogue;
use domain::{
    limit::{self, Limit, Unit},
    regulation::{Procedure, Regulation, StatedTerm},
};

/// Minutes of a working day, by which days and hours of work are compared.
const DAY: u64 = 8 * 60;

/// How the sum of the steps stands to the stated term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// They are the same.
    None,
    /// No step of the main path has a limit: there is nothing to add up.
    NothingToAdd,
    /// The steps take less than the term.
    Less,
    /// The steps take more than the term.
    More,
    /// One counts days of the calendar and the other working time.
    Units,
}

/// A stated term beside the steps of its way.
#[derive(Clone, Debug)]
pub struct Row<'r> {
    /// The way.
    pub procedure: &'r Procedure,
    /// The term that the act states; none where it states none.
    pub term: Option<&'r StatedTerm>,
    /// The sum along the main path.
    pub main: Vec<Limit>,
    /// The sum along the longest path.
    pub longest: Vec<Limit>,
    /// How they differ; none where no term is stated.
    pub difference: Option<Difference>,
}

impl Row<'_> {
    /// Whether a note must explain it.
    pub fn differs(&self) -> bool {
        let same = [None, Some(Difference::None), Some(Difference::NothingToAdd)];
        !same.contains(&self.difference)
    }
}

/// Every way of the regulation with each whole term that is stated for it.
pub fn rows(regulation: &Regulation) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for procedure in &regulation.procedures {
        let path = procedure.main_path();
        let main = limit::sum(path.iter().filter_map(|step| step.limit.as_ref()));
        let longest = limit::sum(
            procedure
                .longest(weight)
                .into_iter()
                .filter_map(|step| step.limit.as_ref()),
        );
        let mut stated: Vec<_> = regulation.whole_terms(procedure).map(Some).collect();
        if stated.is_empty() {
            stated.push(None);
        }
        rows.extend(stated.into_iter().map(|term| Row {
            procedure,
            term,
            main: main.clone(),
            longest: longest.clone(),
            difference: term.map(|term| difference(&main, &term.limit)),
        }));
    }
    rows
}

/// How much a limit takes of a path.
fn weight(limit: &Limit) -> u64 {
    u64::from(limit.value) * seconds(limit.unit)
}

/// Seconds of a unit; days of the calendar and months only so that the longer path is found.
const fn seconds(unit: Unit) -> u64 {
    match unit {
        Unit::Seconds => 1,
        Unit::Minutes => 60,
        Unit::Hours => 60 * 60,
        Unit::WorkingDays | Unit::CalendarDays => DAY * 60,
        Unit::Months => 30 * DAY * 60,
    }
}

fn difference(sum: &[Limit], term: &Limit) -> Difference {
    let total = |limits: &[Limit]| -> u64 { limits.iter().map(weight).sum() };
    let mixed = |one: &Limit| {
        one.unit != term.unit && (one.unit.is_by_calendar() || term.unit.is_by_calendar())
    };
    if sum.is_empty() {
        Difference::NothingToAdd
    } else if sum.iter().any(mixed) {
        Difference::Units
    } else {
        match total(sum).cmp(&total(std::slice::from_ref(term))) {
            std::cmp::Ordering::Less => Difference::Less,
            std::cmp::Ordering::Equal => Difference::None,
            std::cmp::Ordering::Greater => Difference::More,
        }
    }
}

/// All of them as a table in Markdown, in order of id.
pub fn markdown(catalogue: &Catalogue) -> String {
    let mut text = String::from(HEAD);
    for regulation in catalogue.all() {
        for row in rows(regulation) {
            let way = match &row.procedure.variant {
                Some(variant) => format!("{}, {variant}", row.procedure.channel.id()),
                None => row.procedure.channel.id().to_owned(),
            };
            let stated = row.term.map_or_else(
                || "not stated".to_owned(),
                |term| {
                    format!(
                        "{} (line {})",
                        limits(std::slice::from_ref(&term.limit)),
                        term.line
                    )
                },
            );
            let difference = match row.difference {
                None => "",
                Some(Difference::None) => "none",
                Some(Difference::NothingToAdd) => "no step has a limit",
                Some(Difference::Less) => "the steps take less",
                Some(Difference::More) => "the steps take more",
                Some(Difference::Units) => "calendar against working time",
            };
            let note = row
                .term
                .and_then(|term| term.differs.as_deref())
                .unwrap_or_default();
            let (id, main, longest) = (&regulation.id, limits(&row.main), limits(&row.longest));
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "| {id} | {way} | {stated} | {main} | {longest} | {difference} | {note} |"
            );
        }
    }
    text
}

const HEAD: &str = "\
# Stated terms and the sums of steps

Made from the catalogue by `cargo xtask catalogue --report`. For every way to apply: the term that the act states for
the whole, the limits of the steps added up along the main path and along the longest one, how they differ (a working
day counts eight hours), and the note of the regulation that explains the difference.

| regulation | way | stated term | steps, main path | steps, longest path | difference | note |
|---|---|---|---|---|---|---|
";

fn limits(limits: &[Limit]) -> String {
    let name = |unit| match unit {
        Unit::Seconds => "s",
        Unit::Minutes => "min",
        Unit::Hours => "h",
        Unit::WorkingDays => "working days",
        Unit::CalendarDays => "calendar days",
        Unit::Months => "months",
    };
    let parts: Vec<String> = limits
        .iter()
        .map(|one| format!("{} {}", one.value, name(one.unit)))
        .collect();
    parts.join(" ")
}
