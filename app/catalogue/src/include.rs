//! Steps that one channel takes over from another.

use super::check::Defect;
use domain::regulation::{Procedure, Regulation, Step};

/// Appends the steps that procedures include, so that every procedure is whole.
pub(super) fn resolve(regulation: &mut Regulation) -> Vec<Defect> {
    let written = regulation.procedures.clone();
    let mut defects = Vec::new();
    for (n, procedure) in regulation.procedures.iter_mut().enumerate() {
        match taken_over(procedure, &written) {
            Ok(steps) => procedure.steps.extend(steps),
            Err((key, expected)) => defects.push(Defect::new(
                format!("procedure[{n}].include.{key}"),
                expected,
            )),
        }
    }
    defects
}

fn taken_over(
    procedure: &Procedure,
    written: &[Procedure],
) -> Result<Vec<Step>, (&'static str, String)> {
    let Some(include) = &procedure.include else {
        return Ok(Vec::new());
    };
    let source = written
        .iter()
        .find(|other| other.channel == include.channel && other.include.is_none())
        .ok_or_else(|| {
            (
                "channel",
                "expected a channel whose procedure includes no other".to_owned(),
            )
        })?;
    if source.step(&include.from).is_none() {
        return Err((
            "from",
            format!(
                "expected a step of the procedure `{}`",
                include.channel.id()
            ),
        ));
    }
    if include
        .then
        .as_deref()
        .is_some_and(|then| procedure.step(then).is_none())
    {
        return Err(("then", "expected a step of this procedure".to_owned()));
    }
    let mut steps = reached(source, &include.from);
    if let Some(step) = steps.iter().find(|step| procedure.step(&step.id).is_some()) {
        return Err((
            "from",
            format!(
                "expected no step with an id of this procedure, but `{}` is in both",
                step.id
            ),
        ));
    }
    for outcome in steps
        .iter_mut()
        .flat_map(|step| step.outcomes.iter_mut())
        .filter(|one| one.closes.is_some())
    {
        outcome.followed_by.clone_from(&include.then);
    }
    Ok(steps)
}

/// The steps of `procedure` that can be reached from `from`, in the order of the act.
fn reached(procedure: &Procedure, from: &str) -> Vec<Step> {
    let ids = procedure.drawn(from);
    procedure
        .steps
        .iter()
        .filter(|step| ids.contains(step.id.as_str()))
        .cloned()
        .collect()
}
