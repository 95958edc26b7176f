//! What is entered into a field, by what the data say of it.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::{
    bin::{Bin, DEMO_BIN_SERIAL},
    condition::Facts,
    form::is_asked,
    regulation::{Age, Field, FieldKind, Meaning},
    text::Lang,
};

use super::html::{Control, Kind, ShownForm};
use crate::common::fresh_iin;

/// Everybody whose name is asked.
pub(super) const NAME: &str = "Сынақова Мөлдір Үлгіқызы";

/// Whoever fills in a form.
pub(super) struct Filler<'a> {
    /// What must be answered so.
    pub(super) wanted: &'a BTreeMap<String, String>,
    /// What the answers said so far.
    pub(super) facts: Facts,
    /// Today by the portal's clock.
    pub(super) today: NaiveDate,
    /// The number of somebody else.
    pub(super) other_iin: String,
}

impl Filler<'_> {
    /// What a browser posts after the person has filled in `form`. Of the choices that reveal further fields `chosen`
    /// are taken.
    pub(super) fn fill<'f>(
        &mut self,
        form: &ShownForm,
        chosen: &[(String, String)],
        fields: &dyn Fn(&str) -> Option<&'f Field>,
    ) -> Vec<(String, String)> {
        let mut posted = Vec::new();
        for control in &form.controls {
            let picked = chosen.iter().find(|(name, _)| *name == control.name);
            let hidden = control.below.as_ref();
            let hidden = hidden.is_some_and(|below| !chosen.contains(below));
            let value = match (picked, &control.kind) {
                (Some((_, value)), _) => value.clone(),
                (_, Kind::Hidden) => control.value.clone(),
                _ if hidden => String::new(),
                _ => self.answer(control, fields(&control.name)),
            };
            // A browser posts an empty box, but no button that is not chosen.
            if !value.is_empty() || control.kind == Kind::Typed {
                posted.push((control.name.clone(), value));
            }
        }
        posted
    }

    fn answer(&mut self, control: &Control, field: Option<&Field>) -> String {
        let Some(field) = field else {
            return of_a_decision(control);
        };
        if !is_asked(field, &self.facts) {
            return String::new();
        }
        let kept = Some(control.value.clone()).filter(|value| !value.is_empty());
        let wanted = self.wanted.get(&field.id).cloned();
        let value = wanted
            .or(kept)
            .unwrap_or_else(|| self.value(control, field));
        if let Some(fact) = &field.fact {
            self.facts.set(fact.clone(), value.clone());
        }
        value
    }

    fn value(&self, control: &Control, field: &Field) -> String {
        if let Kind::OneOf(values) = &control.kind {
            return values.first().cloned().unwrap_or_default();
        }
        if let Kind::Tick(value) = &control.kind {
            return value.clone();
        }
        match field.kind {
            FieldKind::Name => NAME.to_owned(),
            FieldKind::Iin if field.age == Some(Age::Child) => fresh_iin((2012, 5, 12), 700),
            FieldKind::Iin => self.other_iin.clone(),
            FieldKind::Bin => bin(),
            FieldKind::Iban => "KZ86 125K ZT50 0410 0100".to_owned(),
            FieldKind::Date => self.date(field),
            FieldKind::Money | FieldKind::MonthTable => "45 000".to_owned(),
            FieldKind::Number => number(field),
            FieldKind::Phone => "+7 701 000 00 09".to_owned(),
            FieldKind::Email => "synaq@example.kz".to_owned(),
            FieldKind::Period => period(control),
            FieldKind::Classifier => {
                let first = field.options.first();
                first.map_or_else(String::new, |one| one.label.get(Lang::Kk).to_owned())
            }
            _ => "Сынақ үшін жазылған сөз".to_owned(),
        }
    }

    fn date(&self, field: &Field) -> String {
        let day = match field.meaning {
            // An adult's birth date is not always one by which the portal knows a person.
            _ if field.age == Some(Age::Adult) => born(),
            Some(Meaning::BirthDate) => born(),
            Some(Meaning::PeriodFrom) => self.today + Days::new(1),
            Some(Meaning::PeriodTo) => self.today + Days::new(200),
            _ if field.ahead => self.today + Days::new(20),
            _ if field.since_application => self.today,
            _ => self.today - Days::new(3),
        };
        day.format("%d.%m.%Y").to_string()
    }
}

/// When an adult was born.
fn born() -> NaiveDate {
    NaiveDate::from_ymd_opt(1984, 3, 14).unwrap()
}

/// A field of a decision that the portal asks by itself has no data; what stands beside a step, as a remark, may stay empty.
fn of_a_decision(control: &Control) -> String {
    match &control.kind {
        _ if control.below.is_none() => String::new(),
        Kind::OneOf(values) => values.first().cloned().unwrap_or_default(),
        Kind::Tick(value) => value.clone(),
        _ => "Сынақ үшін жазылған себеп".to_owned(),
    }
}

fn bin() -> String {
    let numbers = (DEMO_BIN_SERIAL..=99_999).find_map(|serial| Bin::generate(12, 3, serial));
    numbers.unwrap().as_str().to_owned()
}

fn number(field: &Field) -> String {
    let least = field.least.unwrap_or(1).max(1);
    least.min(field.most.unwrap_or(u64::MAX)).to_string()
}

fn period(control: &Control) -> String {
    let end = if control.name.ends_with(".from") {
        "01.2026"
    } else {
        "03.2026"
    };
    end.to_owned()
}
