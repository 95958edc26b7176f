//! The forms of the step in hand, and what is wrong with what was posted.

use app::{
    components::{Choice, Field, FieldError, FormField},
    format,
    pages::{
        act,
        staff::{
            OutcomeForm, StepForm, TermForm, ground_label, named, parts::AttachForm, way_label,
        },
    },
    problem,
    text::{Lang, t, t_with, value},
};
use domain::{
    calendar::local,
    case::{
        EvidenceItem, GroundTaken, RegisterOutcome, Rejection, StepOption, StepOptions, options,
        replacement_terms,
    },
    form::{Answers, FieldError as Problem},
    income::per_capita,
    regulation::{self, FieldKind, StatedTerm, Step},
};

use super::{
    files,
    form_state::{CaseFormState, posted_name},
    is_stale,
    view::CaseViewBuilder,
};
use crate::{flow::case::Loaded, store::staff::Staff};

/// How the `prefill` of a field begins that a register knows.
const REGISTER: &str = "register.";

impl CaseViewBuilder<'_> {
    /// The term that this official may put in the place of the ordinary one.
    pub(super) fn replaceable(&self) -> Option<&StatedTerm> {
        let Loaded {
            state, regulation, ..
        } = self.loaded;
        let roles = &self.official.staff.roles;
        let mut terms = replacement_terms(state, regulation).into_iter();
        let theirs = |term: &&StatedTerm| {
            term.by
                .iter()
                .any(|by| roles.iter().any(|role| *by == *role))
        };
        terms.find(|term| state.replaced.is_none() && theirs(term))
    }

    fn term(&self, typed: &CaseFormState, errors: &[FieldError]) -> Option<TermForm> {
        let lang = self.lang();
        let case = &self.loaded.case;
        let term = self.replaceable()?;
        let when = format!("{} ({})", term.when.get(lang), act::line(lang, term.line));
        Some(TermForm {
            action: self.href(&format!("/staff/cases/{}/term", case.id)),
            term: term.id.clone(),
            when,
            limit: act::limit(lang, &term.limit),
            reason: typed.fields.get("reason").to_owned(),
            error: app::components::error_of(errors, "reason"),
        })
    }

    pub(super) fn attach(&self, step: &Step, typed: &CaseFormState) -> AttachForm {
        let mine = files::slot(&step.id);
        let waiting = self.files.iter().filter(|file| file.slot == mine);
        let taken = self.loaded.state.done.iter().flat_map(|done| &done.files);
        let taken: Vec<&str> = taken.map(|item| item.file.as_str()).collect();
        AttachForm {
            action: self.href(&format!(
                "/staff/cases/{}/steps/{}/files",
                self.loaded.case.id, step.id
            )),
            error: typed.file_error.clone(),
            files: waiting
                .filter(|file| !taken.contains(&file.id.as_str()))
                .map(|file| self.file(&EvidenceItem::from(file)))
                .collect(),
        }
    }

    pub(super) fn form(
        &self,
        step: &Step,
        typed: &CaseFormState,
        errors: &[FieldError],
    ) -> StepForm {
        let lang = self.lang();
        let options = self.options(step);
        let shared = options.shared.iter();
        let own = |way: &StepOption<'_>| {
            let fields = way.fields.iter();
            let drawn = fields.map(|field| self.field(field, Some(way), typed, errors));
            OutcomeForm {
                id: way.value(),
                label: way_label(lang, step, &options, way),
                fields: drawn.collect(),
            }
        };
        StepForm {
            regulation: self.loaded.regulation.id.to_string(),
            step: step.id.to_string(),
            action: self.href(&format!(
                "/staff/cases/{}/steps/{}",
                self.loaded.case.id, step.id
            )),
            fields: shared
                .map(|field| self.field(field, None, typed, errors))
                .collect(),
            outcomes: options.ways.iter().map(own).collect(),
            chosen: typed.fields.get("outcome").to_owned(),
            error: app::components::error_of(errors, "outcome"),
            comment: typed.fields.get("comment").to_owned(),
            comment_error: app::components::error_of(errors, "comment"),
            term: self.term(typed, errors),
        }
    }

    /// The ways in which a step can be ended, with a label at every field.
    pub(super) fn options<'s>(&'s self, step: &'s Step) -> StepOptions<'s> {
        let StepOptions { shared, mut ways } =
            options(&self.loaded.state, &self.loaded.regulation, step);
        for way in &mut ways {
            way.fields = std::mem::take(&mut way.fields)
                .into_iter()
                .map(named)
                .collect();
        }
        StepOptions { shared, ways }
    }

    fn field(
        &self,
        field: &regulation::Field,
        way: Option<&StepOption<'_>>,
        typed: &CaseFormState,
        errors: &[FieldError],
    ) -> FormField {
        let lang = self.lang();
        let name = way.map_or_else(|| field.id.clone(), |way| posted_name(way, field));
        let drawn = Field::new(lang, name.clone(), field.label.get(lang))
            .hint(field.hint.as_ref().map(|hint| hint.get(lang).to_owned()))
            .error(app::components::error_of(errors, &name))
            .optional(!field.required);
        // A form that is shown again keeps what was typed, also an empty value.
        let value = match typed.returned {
            true => typed.fields.get(&name).to_owned(),
            false => self.known(field).unwrap_or_default(),
        };
        let mut drawn = FormField::new(drawn, field.kind, value);
        drawn.longest = domain::form::longest(field);
        let grounds = way.map_or(&[][..], |way| &way.grounds);
        drawn.choices = self.choices(field, grounds);
        drawn
    }

    /// What the portal knows already, for the official to confirm or correct.
    fn known(&self, field: &regulation::Field) -> Option<String> {
        let Loaded {
            state, regulation, ..
        } = self.loaded;
        match field.prefill.as_deref()? {
            "income.per_capita" => {
                let income = per_capita(regulation, &Answers(state.answers.clone()))?;
                Some(income.per_month.to_string())
            }
            known => self.in_register(known),
        }
    }

    /// `register.<document>.<fact>`: what the register says, where it has answered.
    fn in_register(&self, known: &str) -> Option<String> {
        let (document, fact) = known.strip_prefix(REGISTER)?.split_once('.')?;
        let answer = self.loaded.state.registers.get(document)?;
        let RegisterOutcome::Found(facts) = &answer.outcome else {
            return None;
        };
        let said = facts.get(fact)?;
        Some(said.parse().map_or_else(|_| said.clone(), format::date))
    }

    fn choices(&self, field: &regulation::Field, grounds: &[GroundTaken]) -> Vec<Choice> {
        let lang = self.lang();
        match field.kind {
            FieldKind::Staff => {
                let fits = |staff: &&Staff| {
                    field
                        .role
                        .as_ref()
                        .is_some_and(|role| staff.roles.iter().any(|held| *role == *held))
                };
                self.colleagues
                    .iter()
                    .filter(fits)
                    .map(|staff| Choice::new(&staff.id, &staff.name))
                    .collect()
            }
            FieldKind::Ground => grounds
                .iter()
                .map(|ground| Choice::new(&ground.id, ground_label(lang, ground)))
                .collect(),
            _ => field
                .options
                .iter()
                .map(|option| Choice::new(&option.id, option.label.get(lang)))
                .collect(),
        }
    }

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
            return (Vec::new(), Some(self.stale(rejection)));
        }
        let chosen = typed.fields.get("outcome");
        let entered = |problems: &[Problem]| {
            let options = step.map(|step| self.options(step)).unwrap_or_default();
            entered(lang, &options, chosen, problems)
        };
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
            Rejection::AlreadyReplaced => {
                vec![FieldError::new("", t(lang, "staff-error-replaced"))]
            }
            Rejection::NotYours { .. } => {
                vec![FieldError::new("", t(lang, "staff-error-not-yours"))]
            }
            Rejection::AppointUnknownStaff { field, .. } => {
                vec![FieldError::new(field.clone(), t(lang, "staff-error-staff"))]
            }
            _ => vec![FieldError::new("", t(lang, "staff-error-refused"))],
        };
        (errors, None)
    }

    fn stale(&self, rejection: &Rejection) -> String {
        let lang = self.lang();
        match rejection {
            Rejection::StepNotOpen {
                done_by: Some(done),
                ..
            } => {
                let at = format::datetime(local(done.at).naive_local());
                t_with(
                    lang,
                    "staff-error-step-done",
                    &[("who", value(&done.by.name)), ("at", value(at))],
                )
            }
            Rejection::AppointedIsOther { .. } => t(lang, "staff-error-appointed"),
            _ => t(lang, "staff-error-step-closed"),
        }
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
