//! What is wrong with what was posted for a step, or why it came too late.

use app::{
    components::FieldError,
    format,
    pages::staff::way_label,
    problem,
    text::{Lang, t, t_with, value},
};
use domain::{
    calendar::local,
    case::{Rejection, StepOptions, options, step_of},
    form::FieldError as Problem,
    regulation::Step,
};

use super::{
    form_state::CaseFormState, holder, is_stale, meanwhile, seen, step_view::chosen,
    view::CaseViewBuilder,
};

impl CaseViewBuilder<'_> {
    /// Errors at fields, and a notice where the page was old.
    pub(super) fn errors(
        &self,
        step: Option<&Step>,
        typed: &CaseFormState,
    ) -> (Vec<FieldError>, Option<String>) {
        let lang = self.lang();
        let file = typed
            .file_error
            .iter()
            .map(|message| FieldError::new("file", message.clone()));
        let Some(rejection) = &typed.rejection else {
            return (file.collect(), None);
        };
        if is_stale(rejection) {
            let told = [self.stale(rejection, &typed.step)].into_iter();
            let told: Vec<String> = told.chain(self.news(typed)).collect();
            return (Vec::new(), Some(told.join(" ")));
        }
        let chosen = typed.fields.get("outcome");
        let entered = |problems: &[Problem]| {
            let options = step.map(|step| self.options(step)).unwrap_or_default();
            entered(lang, &options, chosen, problems)
        };
        let whole = |key: &str| vec![FieldError::new("", t(lang, key))];
        let errors = match rejection {
            Rejection::Inputs(problems) => {
                let entered = entered(problems).into_iter();
                entered.chain(remarks(lang, problems)).collect()
            }
            Rejection::UnknownOutcome { inputs, .. } => {
                let mut errors = entered(inputs);
                let key = match chosen {
                    "" => "staff-error-outcome",
                    _ => "staff-error-outcome-gone",
                };
                errors.push(FieldError::new("outcome", t(lang, key)));
                errors.extend(remarks(lang, inputs));
                errors
            }
            Rejection::ReasonMissing => {
                vec![FieldError::new("reason", t(lang, "staff-error-reason"))]
            }
            Rejection::Unsigned => whole("staff-error-unsigned"),
            Rejection::AlreadyReplaced => whole("staff-error-replaced"),
            Rejection::NotYours { .. } => whole("staff-error-not-yours"),
            Rejection::AppointUnknownStaff { field, .. } => {
                vec![FieldError::new(field.clone(), t(lang, "staff-error-staff"))]
            }
            _ => whole("staff-error-refused"),
        };
        (errors, None)
    }

    /// What was brought since the page was made that comes back.
    fn news(&self, typed: &CaseFormState) -> Vec<String> {
        match typed.rejection {
            Some(Rejection::Changed) => {
                meanwhile::news(self.lang(), self.loaded, seen(&typed.fields))
            }
            _ => Vec::new(),
        }
    }

    fn stale(&self, rejection: &Rejection, step: &str) -> String {
        let lang = self.lang();
        let held = || {
            let (_, task) = self.loaded.state.task_of(step)?;
            holder::told(self.official, self.loaded, self.colleagues, task)
        };
        match rejection {
            Rejection::StepNotOpen {
                done_by: Some(done),
                ..
            } => {
                let at = format::datetime(local(done.at).naive_local());
                let said = [("who", value(&done.by.name)), ("at", value(at))];
                match self.ended(step) {
                    Some(how) => {
                        let [who, at] = said;
                        let said = [who, at, ("how", value(how))];
                        t_with(lang, "staff-error-step-done-so", &said)
                    }
                    None => t_with(lang, "staff-error-step-done", &said),
                }
            }
            Rejection::AppointedIsOther { .. } | Rejection::NotTaken | Rejection::OtherOffice => {
                held().unwrap_or_else(|| t(lang, "staff-error-appointed"))
            }
            Rejection::Changed => t(lang, "staff-error-changed"),
            _ => t(lang, "staff-error-step-closed"),
        }
    }
    /// How a step was ended, in the words in which it was chosen.
    fn ended(&self, step: &str) -> Option<String> {
        let (state, regulation) = (&self.loaded.state, &self.loaded.regulation);
        let done = state.last_done(step)?;
        let step = step_of(state, regulation, step)?;
        let undecided = self.undecided();
        let options = options(&undecided, regulation, step);
        let way = options.way(&done.outcome, chosen(done).as_ref())?;
        Some(way_label(self.lang(), step, &options, way))
    }
}

/// What is wrong with the fields of a step, by the names under which they were posted.
fn entered(
    lang: Lang,
    options: &StepOptions<'_>,
    chosen: &str,
    problems: &[Problem],
) -> Vec<FieldError> {
    let mut errors = problem::messages(lang, &options.shared, problems);
    if let Some(way) = options.posted(chosen) {
        let own = problem::messages(lang, &way.fields, problems).into_iter();
        errors.extend(own.map(|error| FieldError {
            field: format!("{}--{}", way.value(), error.field),
            ..error
        }));
    }
    errors
}

/// What is wrong with the texts that no step describes.
fn remarks(lang: Lang, problems: &[Problem]) -> Vec<FieldError> {
    let all = [
        ("comment", "staff-comment"),
        ("reason", "staff-term-reason"),
    ];
    let wrong = all.into_iter().flat_map(|(id, label)| {
        let wrong = problems.iter().filter(move |problem| problem.field == id);
        wrong.map(move |problem| (id, label, problem.code))
    });
    wrong
        .map(|(id, label, code)| FieldError::new(id, problem::message(lang, &t(lang, label), code)))
        .collect()
}
