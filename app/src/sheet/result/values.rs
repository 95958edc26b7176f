//! What the officials entered that belongs on the paper.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    application::{Application, Shown, Wording},
    calendar::local,
    case::{
        Contradiction, DoneStep, GroundTaken, RegisterAnswered, RegisterOutcome, contradictions,
        step_of,
    },
    form::Answers,
    income::per_capita,
    regulation::{Field, FieldKind, Meaning, Regulation},
    result::PaperLine,
};

use super::{
    super::{amount_per, compose::in_words},
    Issue, entered, same,
};
use crate::{
    format,
    register_facts::words,
    text::{Lang, t, t_with, value},
};

/// The fields of the paper with what was entered in each.
pub(super) struct PaperValues<'a> {
    issue: Issue<'a>,
    /// The id by which the template knows it, the field in which it was entered, the value.
    values: Vec<(&'a str, &'a Field, &'a str)>,
}

impl<'a> PaperValues<'a> {
    pub(super) fn of(issue: Issue<'a>) -> PaperValues<'a> {
        let wanted = issue.template().into_iter();
        let wanted = wanted.flat_map(|template| &template.inputs);
        let mut values: Vec<(&str, &Field, &str)> = wanted
            .filter_map(|field| {
                let told = value_for(issue, field)?;
                Some((field.id.as_str(), told.own.unwrap_or(field), told.value))
            })
            .collect();
        let known: BTreeSet<&str> = values
            .iter()
            .map(|(_, field, _)| field.id.as_str())
            .collect();
        let own = of_decision(issue).into_iter();
        let own = own.filter(|(field, _)| !known.contains(field.id.as_str()));
        values.extend(own.map(|(field, value)| (field.id.as_str(), field, value)));
        PaperValues { issue, values }
    }

    /// The value of a placeholder.
    pub(super) fn word(&self, name: &str, lang: Lang) -> Option<String> {
        let application = self.issue.application;
        match name.split_once(':') {
            Some(("input", id)) => self.input(id, lang),
            Some(("field", id)) => Some(answers(application, id, lang)),
            Some(("answered", document)) => self.answered(document).map(|answer| day(answer.at)),
            Some(("said", document)) => self.answered(document).map(|answer| words(lang, answer)),
            Some(("otherwise", document)) => self.otherwise(document, lang),
            _ => match name {
                "applicant" => Some(application.principal().name),
                "iin" => Some(application.principal().number),
                "number" => Some(self.issue.state.number.clone()),
                "date" => Some(day(self.issue.due.at)),
                "decided" => Some(day(self.decided())),
                "family-income" => self.family_income(),
                "office" => Some(application.office.name.get(lang).to_owned()),
                _ => None,
            },
        }
    }

    /// What the family has in a month by the application; the sentence brings the unit.
    fn family_income(&self) -> Option<String> {
        let answers = Answers(self.issue.state.answers.clone());
        let income = per_capita(self.issue.regulation, &answers)?;
        Some(format::number(
            i64::try_from(income.family_per_month()).ok()?,
        ))
    }

    /// What a register answered. One that is silent says nothing.
    fn answered(&self, document: &str) -> Option<&'a RegisterAnswered> {
        let answer = self.issue.state.registers.get(document)?;
        (answer.outcome != RegisterOutcome::Silent).then_some(answer)
    }

    /// What was decided otherwise than registers say.
    fn differing(&self) -> impl Iterator<Item = Contradiction<'a>> + use<'a> {
        let found = contradictions(self.issue.regulation, self.issue.state);
        found.into_iter().filter(|one| !one.of_form)
    }

    /// That it was decided otherwise than the register says, and on what that rests.
    fn otherwise(&self, document: &str, lang: Lang) -> Option<String> {
        self.differing().find(|one| one.document == document)?;
        let mut values = self.values.iter();
        let basis = values.find(|(_, field, _)| field.means(Meaning::Basis));
        Some(match basis {
            Some((.., basis)) => t_with(lang, "result-otherwise", &[("basis", value(basis))]),
            None => t(lang, "result-otherwise-unfounded"),
        })
    }

    /// When an official decided what the paper says; of a case without a decision, when the paper was made.
    fn decided(&self) -> DateTime<Utc> {
        let decision = self.issue.state.decision.as_ref();
        decision.map_or(self.issue.due.at, |decision| decision.at)
    }

    fn input(&self, id: &str, lang: Lang) -> Option<String> {
        let (_, field, value) = self.values.iter().find(|(known, _, _)| *known == id)?;
        Some(match field.kind {
            // The sentence brings the unit.
            FieldKind::Money => format::number(value.parse().ok()?),
            _ if field.means(Meaning::Ground) => self.ground()?.text.get(lang).to_owned(),
            FieldKind::Choice => format::lower_first(&same(&self.shown(field, value), lang)),
            _ => same(&self.shown(field, value), lang),
        })
    }

    /// For what time the amount is.
    pub(super) fn amount_per(&self) -> Option<Wording> {
        let entered = self.values.iter().map(|(_, field, value)| (*field, *value));
        amount_per(self.issue.regulation, entered)
    }

    fn shown(&self, field: &Field, value: &str) -> Shown {
        in_words(self.issue.regulation, field, value)
    }

    /// What stands on the paper beside amount, ground and explanation, which have places of their own.
    pub(super) fn entered(&self, is_said: impl Fn(&str) -> bool) -> Vec<PaperLine> {
        // What the decision rests on stands in the sentence that it was found otherwise, where it was.
        let differs = self.differing().next().is_some();
        let plain = |field: &Field| {
            let placed = field.means(Meaning::Ground)
                || field.means(Meaning::Basis) && differs
                || is_explanation(field);
            !placed && !field.means(Meaning::Amount) && field.kind != FieldKind::Staff
        };
        let values = self.values.iter().filter(|(_, field, _)| plain(field));
        values
            .map(|(id, field, value)| entered(field, value, self.shown(field, value), is_said(id)))
            .collect()
    }

    /// The ground that was taken; in a case without a decision, the one with which it ended.
    pub(super) fn ground(&self) -> Option<GroundTaken> {
        let decided = self.issue.state.decision.as_ref();
        if let Some(taken) = decided.and_then(|decision| decision.ground.clone()) {
            return Some(taken);
        }
        let closed = self.issue.state.closed.as_ref()?;
        let ground = self.issue.regulation.ground(closed.ground.as_ref()?)?;
        Some(GroundTaken::from(ground))
    }

    /// The id by which the template knows the ground.
    pub(super) fn ground_field(&self) -> Option<&'a str> {
        let mut values = self.values.iter();
        let (id, ..) = values.find(|(_, field, _)| field.means(Meaning::Ground))?;
        Some(id)
    }

    /// The id by which the template knows it, and the words.
    pub(super) fn explanation(&self) -> Option<(Option<&'a str>, &'a str)> {
        let mut values = self.values.iter();
        if let Some((id, _, value)) = values.find(|(_, field, _)| is_explanation(field)) {
            return Some((Some(id), value));
        }
        let decided = self.issue.state.decision.as_ref();
        Some((None, decided?.explanation.as_deref()?))
    }
}

fn day(at: DateTime<Utc>) -> String {
    format::date(local(at).date_naive())
}

fn is_explanation(field: &Field) -> bool {
    field.means(Meaning::Explanation)
}

/// The fields of the template without a value.
pub(super) fn missing<'a>(issue: Issue<'a>) -> impl Iterator<Item = &'a Field> {
    let wanted = issue.template().into_iter();
    let wanted = wanted.flat_map(|template| &template.inputs);
    wanted.filter(move |field| value_for(issue, field).is_none())
}

/// When the last of what the paper says was entered.
pub(super) fn entered_last(issue: Issue<'_>) -> Option<DateTime<Utc>> {
    let wanted = issue.template().into_iter();
    let wanted = wanted.flat_map(|template| &template.inputs);
    let told = wanted.filter_map(|field| value_for(issue, field));
    told.map(|told| told.at).max()
}

/// What was entered for a field of the template.
struct Told<'a> {
    /// The field of a step in which it was entered, where that is another one.
    own: Option<&'a Field>,
    value: &'a str,
    at: DateTime<Utc>,
}

/// Under its own id, else in a field of a step that means the same.
fn value_for<'a>(issue: Issue<'a>, wanted: &Field) -> Option<Told<'a>> {
    let state = issue.state;
    let told = |value: &&String| !value.trim().is_empty();
    if let Some(decision) = &state.decision {
        let value = decision.values.get(&wanted.id);
        if let Some(value) = value.filter(told) {
            let at = decision.at;
            return Some(Told {
                own: None,
                value,
                at,
            });
        }
    }
    last_times(issue).find_map(|done| {
        let values = state.inputs.get(&done.step)?;
        let at = done.at;
        if let Some(value) = values.get(&wanted.id).filter(told) {
            return Some(Told {
                own: None,
                value,
                at,
            });
        }
        let step = step_of(state, issue.regulation, &done.step)?;
        let means = |field: &&Field| wanted.meaning.is_some() && field.meaning == wanted.meaning;
        let own = step.inputs.iter().find(means);
        let value = values.get(&own?.id).filter(told)?;
        Some(Told { own, value, at })
    })
}

/// The steps that were done, the latest first; of a repeated one its last time.
fn last_times<'a>(issue: Issue<'a>) -> impl Iterator<Item = &'a DoneStep> {
    let mut seen = BTreeSet::new();
    let done = issue.state.standing().rev();
    done.filter(move |done| seen.insert(&done.step))
}

/// The own fields of the step at which it was decided: where a decision is written, else where a ground is asked.
fn of_decision<'a>(issue: Issue<'a>) -> Vec<(&'a Field, &'a str)> {
    let state = issue.state;
    let regulation: &Regulation = issue.regulation;
    let decides = |done: &&DoneStep| match &state.decision {
        Some(decision) => decision.at == done.at,
        None => {
            step_of(state, regulation, &done.step).is_some_and(|step| step.asks(Meaning::Ground))
        }
    };
    let Some(done) = last_times(issue).find(decides) else {
        return Vec::new();
    };
    let step = step_of(state, regulation, &done.step);
    let fields = step
        .into_iter()
        .flat_map(|step| step.inputs_for(&done.outcome));
    let values = state.inputs.get(&done.step);
    fields
        .filter_map(|field| Some((field, values?.get(&field.id)?.as_str())))
        .filter(|(_, value)| !value.trim().is_empty())
        .collect()
}

/// What the applicant answered in the field; of rows, each.
fn answers(application: &Application, id: &str, lang: Lang) -> String {
    let answers = application
        .sections
        .iter()
        .flat_map(|section| &section.answers);
    let words = answers
        .filter(|answer| answer.field == id)
        .map(|answer| answer.shown_for_others().paragraphs(lang).join(" "))
        .filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join(", ")
}
