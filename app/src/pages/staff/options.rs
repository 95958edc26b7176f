//! In what words an official chooses how a step ends.

use domain::{
    case::{GroundTaken, Ruling, StepOption, StepOptions},
    regulation::{Certainty, Field, FieldKind, FieldOption, Meaning, Step, StepKind},
    text::Text,
};

use crate::text::{Lang, t};

/// What the official does who chooses this way.
pub fn way_label(
    lang: Lang,
    step: &Step,
    options: &StepOptions<'_>,
    way: &StepOption<'_>,
) -> String {
    let outcome = way.outcome.label.get(lang).to_owned();
    let Some(choice) = &way.choice else {
        return match way.ours {
            true => t(lang, refusal_key(step, way)),
            false => outcome,
        };
    };
    if way.alone {
        return outcome;
    }
    let decided = match way.result.map(|result| result.label.get(lang)) {
        Some(label) if !label.is_empty() => label.to_owned(),
        _ => t(lang, verdict_key(choice.verdict)),
    };
    let mut ways = options.ways.iter().filter(|one| !one.alone);
    let label = match ways.all(|one| one.outcome.id == way.outcome.id) {
        true => decided,
        false => format!("{outcome}: {decided}"),
    };
    match way.ours {
        true => format!("{label} ({})", t(lang, "staff-decide-ours")),
        false => label,
    }
}

/// How a refusal goes on that the act of the step does not know.
fn refusal_key(step: &Step, way: &StepOption<'_>) -> &'static str {
    match step.kind() {
        StepKind::Sign => "staff-refusal-sign",
        _ if way.outcome.closes.is_some() => "staff-refusal-issue",
        _ => "staff-refusal-on",
    }
}

fn verdict_key(verdict: Ruling) -> &'static str {
    match verdict {
        Ruling::Grant => "staff-decide-grant",
        Ruling::Refuse => "staff-decide-refuse",
        Ruling::IntakeRefuse => "staff-decide-intake-refuse",
    }
}

/// A field as it is shown: what no file names is named alike everywhere, and a ground is chosen from `grounds`.
pub fn shown_field(mut field: Field, grounds: &[GroundTaken]) -> Field {
    if field.kind == FieldKind::Ground {
        field.options = grounds.iter().map(ground_option).collect();
    }
    let key = match field.meaning {
        Some(Meaning::Ground) => "staff-decide-ground",
        Some(Meaning::Explanation) => "staff-decide-explanation",
        _ => return field,
    };
    if field.label.ru.is_empty() {
        field.label = in_all(|lang| t(lang, key));
    }
    field
}

fn ground_option(ground: &GroundTaken) -> FieldOption {
    FieldOption {
        id: ground.id.clone(),
        label: in_all(|lang| ground_label(lang, ground)),
        age: None,
    }
}

fn in_all(words: impl Fn(Lang) -> String) -> Text {
    let [kk, ru, en] = [Lang::Kk, Lang::Ru, Lang::En].map(words);
    let ours = Vec::new();
    Text {
        kk,
        ru,
        en,
        ours,
        others: None,
    }
}

/// A ground to choose: its point, its words, and whether the act at hand does not have it.
fn ground_label(lang: Lang, ground: &GroundTaken) -> String {
    let point = ground.point.iter().map(|point| format!("{point} "));
    let text = ground.text.get(lang).to_owned();
    let is_of_act = ground.line.is_some();
    let mark = ground
        .status
        .map(|status| format!(" ({})", t(lang, mark_key(status, is_of_act))));
    point.chain([text]).chain(mark).collect()
}

fn mark_key(status: Certainty, is_of_act: bool) -> &'static str {
    match status {
        Certainty::Confirmed | Certainty::Partial => "staff-ground-later",
        Certainty::Unknown if is_of_act => "staff-ground-unread",
        Certainty::Unknown => "staff-ground-open",
    }
}
