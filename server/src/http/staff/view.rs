//! From a case to what the official's page shows.

use app::{
    components::{Choice, Field, FieldError, FormField, SummaryRow, TagKind},
    format::{self, Span, TimeLeft},
    pages::{
        act,
        case::timeline,
        staff::{
            OutcomeForm, StaffCaseView, StepForm,
            case::{AttachForm, FileLine, TermForm},
        },
    },
    problem, sheet,
    text::{Lang, t, t_with, value},
};
use chrono::{DateTime, Utc};
use domain::{
    application::{EvidenceItem, Progress, Rejection, replacement_terms, step_of},
    calendar::{Calendar, Remaining, local},
    form::Answers,
    regulation::{self, FieldKind, Step},
};

use super::{files, is_stale, remaining};
use crate::{
    flow::case::Loaded,
    http::{fields::Fields, reader::Official},
    store::{account::Staff, file::FileRow},
};

/// What was posted and came back.
#[derive(Default)]
pub(super) struct Typed {
    /// Everything that was typed.
    pub(super) fields: Fields,
    /// Why it was not done.
    pub(super) rejection: Option<Rejection>,
    /// What is wrong with an attached file.
    pub(super) file_error: Option<String>,
    /// News.
    pub(super) notice: Option<String>,
}

impl Typed {
    pub(super) fn rejected(fields: Fields, rejection: Rejection) -> Typed {
        Typed {
            fields,
            rejection: Some(rejection),
            ..Typed::default()
        }
    }

    pub(super) fn is_wrong(&self) -> bool {
        self.rejection.is_some() || self.file_error.is_some()
    }
}

/// The name under which a field of a step is posted: with the outcome, if it belongs to some outcomes only, since
/// the form of a step shows all of them at once.
pub(super) fn posted_name(field: &regulation::Field, outcome: &str) -> String {
    if field.outcomes.is_empty() {
        field.id.clone()
    } else {
        format!("{outcome}--{}", field.id)
    }
}

/// What is left, as a tag says it.
pub(super) fn left(now: DateTime<Utc>, due: DateTime<Utc>) -> TimeLeft {
    let minutes = |minutes: u64| {
        let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
        Span::HoursMinutes(minutes / 60, minutes % 60)
    };
    let today = local(now).date_naive() == local(due).date_naive();
    match remaining(now, due) {
        Remaining::Overdue {
            working_days: 0,
            minutes: late,
        } => TimeLeft::Late(minutes(late)),
        Remaining::Overdue { working_days, .. } => TimeLeft::Late(Span::WorkingDays(working_days)),
        _ if today => TimeLeft::Today(local(due).time()),
        Remaining::WorkingDays(days) => TimeLeft::Left(Span::WorkingDays(days)),
        Remaining::Minutes(left) => TimeLeft::Left(minutes(left)),
    }
}

pub(super) struct Builder<'a> {
    pub(super) official: &'a Official,
    pub(super) loaded: &'a Loaded<'a>,
    pub(super) colleagues: &'a [Staff],
    pub(super) files: &'a [FileRow],
}

impl Builder<'_> {
    pub(super) fn view(&self, typed: Typed, now: DateTime<Utc>) -> StaffCaseView {
        let lang = self.lang();
        let Loaded {
            case,
            state,
            regulation,
            ..
        } = self.loaded;
        let progress = Progress::of(state, regulation, Calendar::kazakhstan(), now);
        let step = state
            .step
            .as_ref()
            .and_then(|open| step_of(state, regulation, &open.id));
        let mine = step.filter(|_| self.is_mine());
        let (errors, stale) = self.errors(step, &typed);
        StaffCaseView {
            number: case.number.clone(),
            service: regulation.names.get(lang).to_owned(),
            state: self.state(),
            facts: self.facts(now),
            notice: stale.or(typed.notice.clone()),
            step: step.map(|step| self.step_text(step)),
            holder: if mine.is_none() {
                step.map(|step| self.holder(step))
            } else {
                None
            },
            term: mine.and_then(|_| self.term(&typed, &errors)),
            attach: mine.map(|step| self.attach(step, &typed)),
            form: mine.map(|step| self.form(step, &typed, &errors)),
            errors,
            answers: self.answers(),
            files: state.evidence.iter().map(|item| self.file(item)).collect(),
            findings: self.findings(),
            attached: state
                .done
                .iter()
                .flat_map(|done| &done.files)
                .map(|item| self.file(item))
                .collect(),
            timeline: timeline(lang, regulation, state, &progress),
        }
    }

    fn lang(&self) -> Lang {
        self.official.reader.lang
    }

    fn is_mine(&self) -> bool {
        let staff = &self.official.staff;
        let case = &self.loaded.case;
        staff.roles.contains(&case.performer)
            && (case.appointed.is_empty() || case.appointed == staff.id)
    }

    fn state(&self) -> (TagKind, String) {
        let state = &self.loaded.case.state;
        let kind = match state.as_str() {
            "open" => TagKind::Info,
            "granted" => TagKind::Ok,
            _ => TagKind::Bad,
        };
        (kind, t(self.lang(), &format!("staff-state-{state}")))
    }

    fn facts(&self, now: DateTime<Utc>) -> Vec<SummaryRow> {
        let lang = self.lang();
        let Loaded {
            case,
            state,
            regulation,
            ..
        } = self.loaded;
        let at = |moment: DateTime<Utc>| format::datetime(local(moment).naive_local());
        let mut rows = vec![
            SummaryRow::new(t(lang, "staff-fact-applicant"), case.person_name.clone()),
            SummaryRow::new(
                t(lang, "staff-fact-channel"),
                t(lang, &format!("staff-channel-{}", case.channel)),
            ),
            SummaryRow::new(t(lang, "staff-fact-registered"), at(state.submitted_at)),
            SummaryRow::new(t(lang, "staff-fact-due"), at(state.due)),
        ];
        if let Some(due) = state.step.as_ref().and_then(|step| step.due) {
            rows.push(SummaryRow::new(
                t(lang, "staff-fact-left"),
                format::time_left(lang, left(now, due)),
            ));
        }
        for (role, staff) in &state.appointed {
            let role = regulation
                .role(role)
                .map_or(role.as_str(), |role| role.short.get(lang));
            let name = self.name_of(staff);
            rows.push(SummaryRow::new(
                t(lang, "staff-fact-executor"),
                format!("{role}: {name}"),
            ));
        }
        if let Some(replaced) = &state.replaced {
            let text = format!(
                "{}, {}: {}",
                at(replaced.at),
                replaced.by.name,
                replaced.reason
            );
            rows.push(SummaryRow::new(t(lang, "staff-fact-replaced"), text));
        }
        let office = regulation
            .office(&case.office)
            .map_or("", |office| office.name.get(lang));
        rows.push(SummaryRow::new(t(lang, "staff-fact-office"), office));
        rows
    }

    fn name_of(&self, staff: &str) -> String {
        self.colleagues
            .iter()
            .find(|colleague| colleague.id == staff)
            .map_or("", |staff| staff.name.as_str())
            .to_owned()
    }

    /// Title, the act's words, and where they stand.
    fn step_text(&self, step: &Step) -> (String, String, String) {
        let lang = self.lang();
        let source = act::line(lang, step.line);
        (
            step.title.get(lang).to_owned(),
            step.action.get(lang).to_owned(),
            source,
        )
    }

    fn holder(&self, step: &Step) -> String {
        let lang = self.lang();
        let role = self
            .loaded
            .regulation
            .role(&step.performer)
            .map_or("", |role| role.name.get(lang));
        let who = match self.loaded.case.appointed.as_str() {
            "" => role.to_owned(),
            staff => format!("{} ({role})", self.name_of(staff)),
        };
        t_with(lang, "staff-holder", &[("who", value(who))])
    }

    fn term(&self, typed: &Typed, errors: &[FieldError]) -> Option<TermForm> {
        let lang = self.lang();
        let Loaded {
            case,
            state,
            regulation,
            ..
        } = self.loaded;
        let roles = &self.official.staff.roles;
        let terms = replacement_terms(state, regulation);
        let term = terms
            .into_iter()
            .find(|term| state.replaced.is_none() && term.by.iter().any(|by| roles.contains(by)))?;
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

    fn attach(&self, step: &Step, typed: &Typed) -> AttachForm {
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
                .map(|file| self.file(&files::item(file)))
                .collect(),
        }
    }

    fn form(&self, step: &Step, typed: &Typed, errors: &[FieldError]) -> StepForm {
        let lang = self.lang();
        let common = step.inputs.iter().filter(|field| field.outcomes.is_empty());
        StepForm {
            action: self.href(&format!(
                "/staff/cases/{}/steps/{}",
                self.loaded.case.id, step.id
            )),
            fields: common
                .map(|field| self.field(field, "", typed, errors))
                .collect(),
            outcomes: step
                .outcomes
                .iter()
                .map(|outcome| OutcomeForm {
                    id: outcome.id.clone(),
                    label: outcome.label.get(lang).to_owned(),
                    fields: step
                        .inputs_for(&outcome.id)
                        .filter(|field| !field.outcomes.is_empty())
                        .map(|field| self.field(field, &outcome.id, typed, errors))
                        .collect(),
                })
                .collect(),
            chosen: typed.fields.get("outcome").to_owned(),
            error: app::components::error_of(errors, "outcome"),
            comment: typed.fields.get("comment").to_owned(),
            comment_error: app::components::error_of(errors, "comment"),
        }
    }

    fn field(
        &self,
        field: &regulation::Field,
        outcome: &str,
        typed: &Typed,
        errors: &[FieldError],
    ) -> FormField {
        let lang = self.lang();
        let name = posted_name(field, outcome);
        let drawn = Field::new(lang, name.clone(), field.label.get(lang))
            .hint(field.hint.as_ref().map(|hint| hint.get(lang).to_owned()))
            .error(app::components::error_of(errors, &name))
            .optional(!field.required);
        let mut drawn = FormField::new(drawn, field.kind, typed.fields.get(&name));
        drawn.choices = self.choices(field);
        drawn
    }

    fn choices(&self, field: &regulation::Field) -> Vec<Choice> {
        let lang = self.lang();
        let regulation = self.loaded.regulation;
        match field.kind {
            FieldKind::Staff => {
                let fits = |staff: &&Staff| {
                    field
                        .role
                        .as_ref()
                        .is_some_and(|role| staff.roles.contains(role))
                };
                self.colleagues
                    .iter()
                    .filter(fits)
                    .map(|staff| Choice::new(&staff.id, &staff.name))
                    .collect()
            }
            FieldKind::Ground => {
                let open = self.loaded.case.step.as_str();
                regulation
                    .grounds
                    .iter()
                    .filter(|ground| {
                        ground.steps.is_empty() || ground.steps.iter().any(|step| step == open)
                    })
                    .map(|ground| Choice::new(&ground.id, ground.name.get(lang)))
                    .collect()
            }
            _ => field
                .options
                .iter()
                .map(|option| Choice::new(&option.id, option.label.get(lang)))
                .collect(),
        }
    }

    /// Errors at fields, and a notice where the page was old.
    fn errors(&self, step: Option<&Step>, typed: &Typed) -> (Vec<FieldError>, Option<String>) {
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
        let outcome = typed.fields.get("outcome");
        let errors = match rejection {
            Rejection::Inputs(problems) => step.map_or_else(Vec::new, |step| {
                let fields = || step.inputs_for(outcome);
                let mut errors = problem::messages(lang, fields(), problems);
                for error in &mut errors {
                    if let Some(field) = fields().find(|field| field.id == error.field) {
                        error.field = posted_name(field, outcome);
                    }
                }
                errors.extend(
                    problems
                        .iter()
                        .filter(|problem| problem.field == "comment")
                        .map(|problem| {
                            FieldError::new(
                                "comment",
                                problem::message(lang, &t(lang, "staff-comment"), problem.code),
                            )
                        }),
                );
                errors
            }),
            Rejection::UnknownOutcome { .. } => {
                vec![FieldError::new("outcome", t(lang, "staff-error-outcome"))]
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

    fn answers(&self) -> Vec<(String, Vec<SummaryRow>)> {
        let Loaded {
            state, regulation, ..
        } = self.loaded;
        sheet::sections(
            regulation,
            state.channel,
            &Answers(state.answers.clone()),
            self.lang(),
        )
        .into_iter()
        .map(|section| {
            let rows = section
                .lines
                .into_iter()
                .filter(|line| !line.value.is_empty());
            let rows = rows
                .map(|line| SummaryRow {
                    key: line.label,
                    value: line.value,
                    action: None,
                })
                .collect();
            (section.title, rows)
        })
        .collect()
    }

    fn findings(&self) -> Vec<(String, Vec<SummaryRow>)> {
        let lang = self.lang();
        let Loaded {
            state, regulation, ..
        } = self.loaded;
        let steps = state
            .inputs
            .iter()
            .filter_map(|(id, inputs)| Some((step_of(state, regulation, id)?, inputs)));
        let mut findings: Vec<_> = steps
            .map(|(step, inputs)| {
                let place = state.done.iter().position(|done| done.step == step.id);
                let rows = step
                    .inputs
                    .iter()
                    .filter_map(|field| {
                        Some((
                            field,
                            inputs.get(&field.id).filter(|given| !given.is_empty())?,
                        ))
                    })
                    .map(|(field, given)| SummaryRow {
                        key: field.label.get(lang).to_owned(),
                        value: match field.kind {
                            FieldKind::Staff => vec![self.name_of(given)],
                            _ => sheet::shown(regulation, field, given, lang),
                        },
                        action: None,
                    })
                    .collect();
                (place, (step.title.get(lang).to_owned(), rows))
            })
            .collect();
        findings.sort_by_key(|(place, _)| *place);
        findings.into_iter().map(|(_, finding)| finding).collect()
    }

    fn file(&self, item: &EvidenceItem) -> FileLine {
        let lang = self.lang();
        let regulation = self.loaded.regulation;
        let what = match regulation.slot(&item.slot) {
            Some(slot) => slot.name.get(lang).to_owned(),
            None => files::step_of_slot(&item.slot)
                .and_then(|step| step_of(&self.loaded.state, regulation, step))
                .map_or_else(String::new, |step| step.title.get(lang).to_owned()),
        };
        FileLine {
            href: self.href(&format!(
                "/staff/cases/{}/files/{}",
                self.loaded.case.id, item.file
            )),
            name: item.name.clone(),
            what,
            facts: format!(
                "{}, SHA-256 {}",
                format::bytes(lang, item.size),
                sheet::short_hash(&item.sha256)
            ),
        }
    }

    fn href(&self, path: &str) -> String {
        self.official.reader.href(path)
    }
}
