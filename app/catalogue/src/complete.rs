//! What a regulation's file leaves to its act's file, to `words.toml` or to a rule, filled in before the checks.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{check::Defect, offices};
use domain::{
    ids::{RoleId, StepId},
    regulation::{Field, FieldKind, Outcome, Procedure, Process, Regulation, Step},
    territory::Oblast,
    text::{Lang, Text},
};

/// Titles and buttons of the usual steps, and labels of the usual outcomes.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    does: Vec<Does>,
    #[serde(rename = "outcome")]
    outcomes: Vec<Label>,
    #[serde(default, rename = "point")]
    points: Vec<Point>,
}

/// What a step is called beside its number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    /// The word as acts write it, in their languages.
    act: Vec<String>,
    /// With `{n}` for the number.
    text: Text,
}

/// A kind of step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Does {
    id: String,
    title: Text,
    button: Text,
    /// What an official enters at such a step, where its act says nothing else.
    #[serde(default, rename = "input")]
    inputs: Vec<Field>,
}

/// What an outcome is called on its button.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    id: String,
    label: Text,
}

/// The id of the outcome of a step that has one only.
const DONE: &str = "done";

/// From what is filled in.
pub(super) struct Filler<'a> {
    pub(super) words: &'a Words,
    pub(super) oblasts: &'a [Oblast],
}

impl Filler<'_> {
    /// Fills in, and says what is missing for it.
    pub(super) fn complete(&self, regulation: &mut Regulation) -> Vec<Defect> {
        let mut defects = offices::complete(regulation, self.oblasts);
        steps(regulation, self.words, &mut defects);
        roles(regulation);
        translations(regulation);
        regulation.processes.clear();
        regulation.directory.clear();
        regulation.office_names.clear();
        defects
    }
}

fn steps(regulation: &mut Regulation, words: &Words, defects: &mut Vec<Defect>) {
    for n in 0..regulation.procedures.len() {
        take_process(regulation, n, defects);
    }
    let names: Vec<_> = regulation
        .channels
        .iter()
        .map(|channel| (channel.kind, channel.name.clone()))
        .collect();
    for (n, procedure) in regulation.procedures.iter_mut().enumerate() {
        if let Some((_, name)) = names.iter().find(|(kind, _)| *kind == procedure.channel) {
            fill(&mut procedure.name, name);
        }
        if let (true, Some(first)) = (procedure.entry.is_empty(), procedure.steps.first()) {
            procedure.entry.clone_from(&first.id);
        }
        for (i, step) in procedure.steps.iter_mut().enumerate() {
            let at = format!("procedure[{n}].step[{i}]");
            step.point = point(&step.n, &words.points);
            defects.extend(step_words(step, words, &at));
        }
        appointed(procedure);
    }
}

/// The number of a step, which the act writes with a word before or behind it.
fn point(n: &str, points: &[Point]) -> Option<Text> {
    let (one, other) = n.split_once([' ', '-'])?;
    points.iter().find_map(|point| {
        let is_word = |part: &str| point.act.iter().any(|word| word == part);
        let number = match (is_word(one), is_word(other)) {
            (true, _) => other,
            (_, true) => one,
            _ => return None,
        };
        let say = |lang| point.text.get(lang).replace("{n}", number);
        Some(Text {
            kk: say(Lang::Kk),
            ru: say(Lang::Ru),
            en: say(Lang::En),
            ours: point.text.ours.clone(),
            others: None,
        })
    })
}

/// Who is named without a role takes the next step.
fn appointed(procedure: &mut Procedure) {
    let performers: BTreeMap<StepId, RoleId> = procedure
        .steps
        .iter()
        .map(|step| (step.id.clone(), step.performer.clone()))
        .collect();
    for step in &mut procedure.steps {
        let mut next = step.outcomes.iter().flat_map(|outcome| &outcome.to);
        let next = next.find_map(|id| performers.get(id)).cloned();
        let unnamed = |field: &&mut Field| field.kind == FieldKind::Staff && field.role.is_none();
        let onward = step.outcomes.iter().filter(|one| !one.to.is_empty());
        let onward: Vec<String> = onward.map(|one| one.id.clone()).collect();
        for field in step.inputs.iter_mut().filter(unnamed) {
            field.role.clone_from(&next);
            if onward.len() < step.outcomes.len() {
                field.outcomes.clone_from(&onward);
            }
        }
    }
}

fn fill(text: &mut Text, other: &Text) {
    if *text == Text::default() {
        text.clone_from(other);
    }
}

/// The steps and messages of the process that the procedure `n` is like, with its own lines.
fn take_process(regulation: &mut Regulation, n: usize, defects: &mut Vec<Defect>) {
    let procedure = &mut regulation.procedures[n];
    let Some(like) = &procedure.like else { return };
    let Some(process) = regulation.processes.iter().find(|one| one.id == *like) else {
        let expected =
            format!("expected the id of a [[process]] in the act's file, found `{like}`");
        defects.push(Defect::new(format!("procedure[{n}].like"), expected));
        return;
    };
    if process.steps.len() != procedure.at.len() {
        let expected = format!(
            "expected {} lines, one for each step of `{like}`",
            process.steps.len()
        );
        defects.push(Defect::new(format!("procedure[{n}].at"), expected));
        return;
    }
    let lined = with_lines(process, procedure);
    for step in &lined {
        let known = |id: &String| regulation.messages.iter().any(|message| message.id == *id);
        let formed = step.message.as_ref().filter(|id| !known(id));
        let message = formed.and_then(|id| process.messages.iter().find(|one| one.id == *id));
        if let Some(message) = message {
            let mut message = message.clone();
            message.line = step.line;
            regulation.messages.push(message);
        }
    }
    let own = std::mem::replace(&mut procedure.steps, lined);
    procedure.steps.extend(own);
}

fn with_lines(process: &Process, procedure: &Procedure) -> Vec<Step> {
    let lines = process.steps.iter().zip(&procedure.at);
    lines
        .map(|(step, line)| Step {
            line: *line,
            ..step.clone()
        })
        .collect()
}

/// The title, the single outcome that is written short, and the labels.
fn step_words(step: &mut Step, words: &Words, at: &str) -> Vec<Defect> {
    let mut defects = Vec::new();
    let does = match &step.does {
        None => None,
        Some(id) => {
            let found = words.does.iter().find(|one| one.id == *id);
            if found.is_none() {
                let expected = format!("expected an id of words.toml, found `{id}`");
                defects.push(Defect::new(format!("{at}.does"), expected));
            }
            found
        }
    };
    if let Some(does) = does {
        fill(&mut step.title, &does.title);
        if step.inputs.is_empty() {
            step.inputs.clone_from(&does.inputs);
        }
    }
    if !step.to.is_empty() || step.closes.is_some() {
        if !step.outcomes.is_empty() {
            let expected = "expected either [[outcome]] or `to` and `closes` of the step";
            defects.push(Defect::new(format!("{at}.outcome"), expected));
        }
        step.outcomes.push(Outcome {
            id: DONE.to_owned(),
            label: Text::default(),
            to: std::mem::take(&mut step.to),
            closes: step.closes.take(),
            output: step.output.take(),
            when: None,
            followed_by: None,
            line: None,
            note: None,
        });
    }
    for (k, outcome) in step.outcomes.iter_mut().enumerate() {
        let usual = words.outcomes.iter().find(|one| one.id == outcome.id);
        if let Some(usual) = usual {
            fill(&mut outcome.label, &usual.label);
        } else if let Some(does) = does {
            fill(&mut outcome.label, &does.button);
        }
        if outcome.label == Text::default() {
            let expected = "expected a label, or an id of words.toml, or `does` of the step";
            defects.push(Defect::new(format!("{at}.outcome[{k}].label"), expected));
        }
    }
    if step.title == Text::default() {
        let expected = "expected a title, or `does` of the step";
        defects.push(Defect::new(format!("{at}.title"), expected));
    }
    defects
}

/// Keeps the roles that take part, each with its line in the act's list of units.
fn roles(regulation: &mut Regulation) {
    let steps = regulation.procedures.iter().flat_map(|one| &one.steps);
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for step in steps {
        used.insert(&step.performer);
        used.extend(step.or.iter().map(RoleId::as_str));
        used.extend(step.inputs.iter().filter_map(|field| field.role.as_deref()));
    }
    used.extend(
        regulation
            .terms
            .iter()
            .flat_map(|term| &term.by)
            .map(RoleId::as_str),
    );
    used.extend(regulation.units.keys().map(RoleId::as_str));
    let units = &regulation.units;
    regulation.roles.retain_mut(|role| {
        if let Some(line) = units.get(&role.id) {
            role.line = Some(*line);
        }
        // The applicant and the portal are drawn in every route, also where the act gives them no step.
        !role.staff || role.line.is_some() || used.contains(role.id.as_str())
    });
}

/// Words of the act are the project's own in every language but the act's, where the file says nothing else.
fn translations(r: &mut Regulation) {
    let others: Vec<Lang> = Lang::ALL
        .into_iter()
        .filter(|lang| *lang != r.act.language)
        .collect();
    let mut texts: Vec<&mut Text> = vec![
        &mut r.names,
        &mut r.act.title,
        &mut r.region.name,
        &mut r.provider.name,
        &mut r.form_of_service.text,
        &mut r.fee.text,
        &mut r.recipients.text,
        &mut r.standard.text,
        &mut r.appeal.text,
    ];
    texts.extend(r.act.repealed.as_mut().map(|repeal| &mut repeal.by));
    texts.extend(r.form_of_result.as_mut().map(|clause| &mut clause.text));
    texts.extend(r.representatives.iter_mut().map(|clause| &mut clause.text));
    texts.extend(r.roles.iter_mut().map(|role| &mut role.name));
    for office in &mut r.provider.offices {
        texts.extend([&mut office.district, &mut office.name]);
        texts.extend(office.address.as_mut());
    }
    for channel in &mut r.channels {
        texts.push(&mut channel.name);
        texts.extend(channel.condition_text.as_mut());
    }
    texts.extend(r.outputs.iter_mut().map(|output| &mut output.name));
    texts.extend(r.grounds.iter_mut().map(|ground| &mut ground.name));
    texts.extend(r.messages.iter_mut().map(|message| &mut message.text));
    for term in &mut r.terms {
        texts.push(&mut term.when);
        texts.extend(term.starts.as_mut());
    }
    for procedure in &mut r.procedures {
        texts.extend([&mut procedure.name, &mut procedure.starts]);
        texts.extend(procedure.steps.iter_mut().map(|step| &mut step.action));
    }
    for text in texts.into_iter().filter(|text| text.ours.is_empty()) {
        text.ours.clone_from(&others);
    }
}
