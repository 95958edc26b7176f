//! The forms of the step in hand.

use std::collections::BTreeMap;

use app::{
    components::{Choice, Field, FieldError, FormField},
    format,
    pages::{
        act,
        staff::{OutcomeForm, StepForm, TermForm, parts::AttachForm, shown_field, way_label},
    },
    register_facts::against,
    text::{t_with, value},
};
use domain::{
    calendar::local,
    case::{
        self, DoneStep, EvidenceItem, RegisterOutcome, StepOption, StepOptions, in_application,
        options, replacement_terms,
    },
    form::Answers,
    income::per_capita,
    regulation::{self, FieldKind, StatedTerm, Step},
};

use super::{
    doubts::DOUBTS,
    files,
    form_state::{CaseFormState, posted_name},
    reads, shown,
    view::CaseViewBuilder,
};
use crate::{
    flow::{self, case::Loaded},
    store::staff::Staff,
};

/// How the `prefill` of a field begins that a register knows.
const REGISTER: &str = "register.";

impl CaseViewBuilder<'_> {
    /// The term that this official may put in the place of the ordinary one.
    pub(super) fn replaceable(&self) -> Option<&StatedTerm> {
        let Loaded {
            state, regulation, ..
        } = self.loaded;
        let actor = flow::actor(&self.official.staff);
        let terms = replacement_terms(state, regulation, &actor);
        terms.into_iter().next()
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
        let last = self.last_time(step, &options);
        let last = last.as_ref();
        let task = self.loaded.state.task_of(&step.id);
        let shared = options.shared.iter();
        let own = |way: &StepOption<'_>| {
            let fields = way.fields.iter();
            let last = last.filter(|last| last.way == way.value());
            let drawn = fields.map(|field| self.field(field, (Some(way), last), typed, errors));
            OutcomeForm {
                id: way.value(),
                label: way_label(lang, step, &options, way),
                against: self.against(way),
                fields: drawn.collect(),
            }
        };
        StepForm {
            regulation: self.loaded.regulation.id.to_string(),
            step: step.id.to_string(),
            task: task.map(|(no, _)| no.to_string()).unwrap_or_default(),
            seen: shown(&typed.fields, typed.rejection.as_ref(), &self.loaded.state),
            paper: self.mark(step),
            doubts: typed
                .doubts
                .as_ref()
                .map(|(_, mark)| (DOUBTS, mark.clone())),
            reads: reads(lang, self.loaded),
            action: self.href(&format!(
                "/staff/cases/{}/steps/{}",
                self.loaded.case.id, step.id
            )),
            fields: shared
                .map(|field| self.field(field, (None, last), typed, errors))
                .collect(),
            outcomes: options.ways.iter().map(own).collect(),
            chosen: match last.filter(|_| !typed.returned) {
                Some(last) => last.way.clone(),
                None => typed.fields.get("outcome").to_owned(),
            },
            error: app::components::error_of(errors, "outcome"),
            comment: typed.fields.get("comment").to_owned(),
            comment_error: app::components::error_of(errors, "comment"),
            term: self.term(typed, errors),
        }
    }

    /// What registers say against a way, while it is chosen.
    fn against(&self, way: &StepOption<'_>) -> Vec<String> {
        let Loaded {
            state, regulation, ..
        } = self.loaded;
        let polarity = way.choice.as_ref().and_then(|choice| choice.polarity);
        let answers = polarity.map(|polarity| case::against(regulation, state, polarity));
        let answers = answers.unwrap_or_default().into_iter();
        answers.map(|answer| against(self.lang(), answer)).collect()
    }

    /// The ways in which a step can be ended, with a label at every field.
    pub(super) fn options<'s>(&'s self, step: &'s Step) -> StepOptions<'s> {
        let StepOptions { shared, mut ways } =
            options(&self.loaded.state, &self.loaded.regulation, step);
        // Those who decide together have decided by their votes.
        if let Some(decided) = self.majority(step) {
            ways.retain(|way| way.outcome.id == decided);
        }
        for way in &mut ways {
            let fields = std::mem::take(&mut way.fields).into_iter();
            let shown = fields.map(|field| shown_field(field, &way.grounds));
            way.fields = shown.collect();
        }
        StepOptions { shared, ways }
    }

    fn field(
        &self,
        field: &regulation::Field,
        (way, last): (Option<&StepOption<'_>>, Option<&LastTime<'_>>),
        typed: &CaseFormState,
        errors: &[FieldError],
    ) -> FormField {
        let lang = self.lang();
        let name = way.map_or_else(|| field.id.clone(), |way| posted_name(way, field));
        let drawn = Field::new(lang, name.clone(), field.label.get(lang))
            .hint(self.hint(field))
            .error(app::components::error_of(errors, &name))
            .optional(!field.required);
        // A form that is shown again keeps what was typed, also an empty value.
        let value = match typed.returned {
            true => typed.fields.get(&name).to_owned(),
            false => last
                .and_then(|last| last.entered(field))
                .or_else(|| self.known(field))
                .unwrap_or_default(),
        };
        let mut drawn = FormField::new(drawn, field.kind, value);
        drawn.longest = domain::form::longest(field);
        drawn.ahead = field.ahead;
        drawn.choices = self.choices(field);
        drawn
    }

    /// How the step was done the last time, if it was sent back since.
    fn last_time(&self, step: &Step, options: &StepOptions<'_>) -> Option<LastTime<'_>> {
        let state = &self.loaded.state;
        let done = state.last_done(&step.id)?;
        let choice = chosen(done);
        let way = options.way(&done.outcome, choice.as_ref())?;
        Some(LastTime {
            way: way.value(),
            inputs: state.inputs.get(&step.id)?,
        })
    }

    /// What the file says of the field, and what the application says: an official who enters something else sees it.
    fn hint(&self, field: &regulation::Field) -> Option<String> {
        let lang = self.lang();
        let hint = field.hint.as_ref().map(|hint| hint.get(lang).to_owned());
        let prefill = field.prefill.as_deref().unwrap_or_default();
        let asked = self.in_answers(prefill).map(|answer| {
            let mut options = field.options.iter();
            let option = options.find(|option| option.id == answer);
            let told = option.map_or(answer.as_str(), |option| option.label.get(lang));
            t_with(lang, "staff-in-application", &[("value", value(told))])
        });
        // Of a case only days near today are told: the example is one that is taken.
        let is_date = field.kind == FieldKind::Date;
        let day = format::date(local(self.now).date_naive());
        let day = is_date.then(|| t_with(lang, "staff-date-hint", &[("day", value(day))]));
        let parts: Vec<String> = hint.or(day).into_iter().chain(asked).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
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
            known => self.in_answers(known).or_else(|| self.in_register(known)),
        }
    }

    fn in_answers(&self, known: &str) -> Option<String> {
        in_application(&Answers(self.loaded.state.answers.clone()), known)
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

    fn choices(&self, field: &regulation::Field) -> Vec<Choice> {
        let lang = self.lang();
        match field.kind {
            FieldKind::Staff => {
                let role = field.role.as_ref();
                let fits = |staff: &&Staff| role.is_some_and(|role| staff.holds(role));
                self.colleagues
                    .iter()
                    .filter(|staff| staff.office == self.loaded.case.office)
                    .filter(fits)
                    .map(|staff| Choice::new(&staff.id, &staff.name))
                    .collect()
            }
            _ => field
                .options
                .iter()
                .map(|option| Choice::new(&option.id, option.label.get(lang)))
                .collect(),
        }
    }
}

/// What was entered at a step the last time.
struct LastTime<'a> {
    /// The way that was taken, as a form posts it.
    way: String,
    inputs: &'a BTreeMap<String, String>,
}

impl LastTime<'_> {
    /// As it is typed.
    fn entered(&self, field: &regulation::Field) -> Option<String> {
        let kept = self.inputs.get(&field.id)?;
        Some(match field.kind {
            FieldKind::Date => kept.parse().map_or_else(|_| kept.clone(), format::date),
            _ => kept.clone(),
        })
    }
}

/// What was decided at a step, as it was chosen there.
pub(super) fn chosen(done: &DoneStep) -> Option<case::Choice> {
    done.decision.as_ref().map(|decision| case::Choice {
        verdict: decision.verdict,
        output: decision.output.clone(),
        polarity: decision.polarity,
    })
}
