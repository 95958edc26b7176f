//! From a case to what the official's page shows.

use app::{
    case_state,
    components::SummaryRow,
    format,
    pages::{
        act,
        case::{names, request::names as names_of, staff_timeline},
        staff::{StaffCaseView, case::StepText, parts::FileLine, queue::left_tag},
    },
    sheet,
    text::{Lang, t, t_with, value},
};
use chrono::{DateTime, Utc};
use domain::{
    application::Application,
    calendar::{Calendar, local},
    case::{DoneStep, Event, EvidenceItem, Progress, step_of},
    file_name::served,
    form::Answers,
    income::per_capita,
    regulation::{FieldKind, Step},
};

use super::{acts, files, form_state::CaseFormState, is_theirs, registers};
use crate::{
    flow::{case::Loaded, file_trouble::Troubles},
    http::{
        kit::{
            file_notes::{Audience, note},
            guards::Official,
            income_line::income_line,
        },
        staff::time_left::time_left,
    },
    store::{file::FileRow, staff::Staff},
};

fn row(key: impl Into<String>, value: Vec<String>) -> SummaryRow {
    SummaryRow {
        value,
        ..SummaryRow::new(key, "")
    }
}

/// Builds the page of one case for one official.
pub(super) struct CaseViewBuilder<'a> {
    pub(super) official: &'a Official,
    pub(super) loaded: &'a Loaded<'a>,
    pub(super) application: &'a Application,
    pub(super) calendar: &'a Calendar,
    pub(super) colleagues: &'a [Staff],
    pub(super) files: &'a [FileRow],
    /// Files that the scanner keeps back.
    pub(super) troubles: &'a Troubles,
}

impl CaseViewBuilder<'_> {
    pub(super) fn view(&self, typed: CaseFormState, now: DateTime<Utc>) -> StaffCaseView {
        let lang = self.lang();
        let Loaded {
            case,
            state,
            regulation,
            ..
        } = self.loaded;
        let progress = Progress::of(state, regulation, self.calendar, now);
        let open = state.open_step();
        let step = open.and_then(|open| step_of(state, regulation, &open.step));
        let mine = step.filter(|_| is_theirs(self.official, &self.loaded.case));
        let (errors, stale) = self.errors(step, &typed);
        let (typed, unplaced) = self.placed(typed, mine);
        StaffCaseView {
            number: case.number.clone(),
            service: regulation.names.get(lang).to_owned(),
            state: case_state::tag(lang, &case.state),
            facts: self.facts(),
            notice: stale.or(typed.notice.clone()).or_else(|| self.added()),
            step: step.map(|step| self.step_text(step, now)),
            holder: if mine.is_none() {
                step.map(|step| self.holder(step))
            } else {
                None
            },
            unplaced,
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
            timeline: staff_timeline(lang, regulation, state, &progress),
            signing: mine
                .filter(|_| !typed.whole)
                .and_then(|step| self.signing(step, now)),
            acts: self.acts(),
            notes: self.notes(),
        }
    }

    /// What can be done beside the step: address and words.
    fn acts(&self) -> Vec<(String, String)> {
        let case = self.href(&format!("/staff/cases/{}", self.loaded.case.id));
        let offered = acts::offered(self.official, self.loaded, self.colleagues).into_iter();
        let mut links: Vec<_> = offered
            .map(|(act, text)| (format!("{case}/{act}"), text))
            .collect();
        if !self.loaded.state.results.is_empty() {
            links.insert(0, (format!("{case}/result"), t(self.lang(), "case-result")));
        }
        links
    }

    fn notes(&self) -> Vec<(String, String)> {
        let notes = self.loaded.state.notes.iter();
        notes
            .map(|note| {
                let at = format::datetime(local(note.at).naive_local());
                (format!("{at} · {}", note.by.name), note.text.clone())
            })
            .collect()
    }

    /// What the applicant brought meanwhile.
    fn added(&self) -> Option<String> {
        let state = &self.loaded.state;
        let lately = state.added_lately().filter(|_| state.is_open());
        let said: Vec<String> = lately
            .map(|added| {
                let at = format::datetime(local(added.at).naive_local());
                let told = [("at", value(at)), ("names", value(names(added)))];
                t_with(self.lang(), "staff-notice-added", &told)
            })
            .collect();
        let said: Vec<String> = said.into_iter().chain(self.answered()).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// What the applicant answered since an official did a step.
    fn answered(&self) -> Option<String> {
        let state = &self.loaded.state;
        let mut beside = state.beside.iter().rev();
        let (at, text) = beside.find_map(|event| match event {
            Event::Corrected(answer) => Some((answer.at, answer.text.as_ref()?)),
            _ => None,
        })?;
        let unseen = state.is_open() && state.done.last().is_none_or(|done| done.at < at);
        let at = format::datetime(local(at).naive_local());
        let told = [("at", value(at)), ("text", value(text))];
        unseen.then(|| t_with(self.lang(), "staff-notice-answered", &told))
    }

    pub(super) fn lang(&self) -> Lang {
        self.official.context.lang
    }

    fn facts(&self) -> Vec<SummaryRow> {
        let lang = self.lang();
        let Loaded {
            case,
            state,
            regulation,
            ..
        } = self.loaded;
        let at = |moment: DateTime<Utc>| format::datetime(local(moment).naive_local());
        let applicant = SummaryRow::new(t(lang, "staff-fact-applicant"), self.loaded.applicant());
        let acts_for = sheet::acts_for(lang, &state.parties);
        let mut rows = vec![applicant];
        rows.extend(acts_for.map(|(label, name)| SummaryRow::new(label, name)));
        rows.extend([
            SummaryRow::new(
                t(lang, "staff-fact-channel"),
                t(lang, &format!("staff-channel-{}", case.channel)),
            ),
            SummaryRow::new(t(lang, "staff-fact-registered"), at(state.submitted_at)),
            SummaryRow::new(t(lang, "staff-fact-due"), at(state.due)),
        ]);
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

    pub(super) fn name_of(&self, staff: &str) -> String {
        self.colleagues
            .iter()
            .find(|colleague| colleague.id == staff)
            .map_or("", |staff| staff.name.as_str())
            .to_owned()
    }

    fn step_text(&self, step: &Step, now: DateTime<Utc>) -> StepText {
        let lang = self.lang();
        let due = self.loaded.state.open_step().and_then(|open| open.due);
        StepText {
            title: step.title.get(lang).to_owned(),
            action: step.action.get(lang).to_owned(),
            source: act::line(lang, step.line),
            left: due.map(|due| left_tag(lang, time_left(self.calendar, now, due))),
        }
    }

    fn holder(&self, step: &Step) -> String {
        let lang = self.lang();
        if let Some(turn) = &step.applicant {
            let names = names_of(lang, &self.loaded.regulation, &turn.bring).join("; ");
            return t_with(lang, "staff-turn", &[("names", value(names))]);
        }
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

    /// What the applicant answered, and what the portal computed from it.
    fn answers(&self) -> Vec<(String, Vec<SummaryRow>)> {
        let lang = self.lang();
        let Loaded {
            state, regulation, ..
        } = self.loaded;
        let given = Answers(state.answers.clone());
        let income = per_capita(regulation, &given).map(|income| {
            let line = income_line(lang, &income);
            let rows = vec![
                SummaryRow::new(t(lang, "check-income-per-head"), line.per_head),
                SummaryRow::new(t(lang, "check-income-formula"), line.formula),
            ];
            (t(lang, "check-income-title"), rows)
        });
        let answered = self.application.sections.iter().map(|section| {
            let answers = section.answers.iter();
            let rows = answers.filter_map(|answer| {
                let paragraphs = answer.shown.paragraphs(lang);
                let value = paragraphs
                    .into_iter()
                    .map(str::to_owned)
                    .collect::<Vec<_>>();
                (!value.is_empty()).then(|| row(answer.label.get(lang), value))
            });
            (section.title.get(lang).to_owned(), rows.collect())
        });
        let registers = registers::section(lang, self.loaded);
        answered.chain(income).chain(registers).collect()
    }

    /// What officials decided and entered, step by step; of a repeated step the last time.
    fn findings(&self) -> Vec<(String, Vec<SummaryRow>)> {
        let Loaded {
            state, regulation, ..
        } = self.loaded;
        let last = state
            .done
            .iter()
            .filter(|done| state.last_done(&done.step) == Some(*done));
        let steps = last.filter_map(|done| Some((step_of(state, regulation, &done.step)?, done)));
        let found = steps.map(|(step, done)| {
            let title = step.title.get(self.lang());
            (title.to_owned(), self.found(step, done))
        });
        found.filter(|(_, rows)| !rows.is_empty()).collect()
    }

    /// The decision, where there was a choice, and what was entered.
    fn found(&self, step: &Step, done: &DoneStep) -> Vec<SummaryRow> {
        let lang = self.lang();
        let Loaded {
            state, regulation, ..
        } = self.loaded;
        let chosen = step
            .outcome(&done.outcome)
            .filter(|_| step.outcomes.len() > 1);
        let mut rows: Vec<_> = chosen
            .map(|chosen| SummaryRow::new(t(lang, "staff-finding-outcome"), chosen.label.get(lang)))
            .into_iter()
            .collect();
        let Some(inputs) = state.inputs.get(&step.id) else {
            return rows;
        };
        for field in &step.inputs {
            let Some(given) = inputs.get(&field.id).filter(|given| !given.is_empty()) else {
                continue;
            };
            let value = match field.kind {
                FieldKind::Staff => vec![self.name_of(given)],
                _ => sheet::shown(regulation, field, given, lang),
            };
            rows.push(row(field.label.get(lang), value));
        }
        rows
    }

    pub(super) fn file(&self, item: &EvidenceItem) -> FileLine {
        let lang = self.lang();
        let regulation = &self.loaded.regulation;
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
            name: served(&item.name, &item.kind),
            note: self
                .troubles
                .get(&item.file)
                .map(|trouble| note(lang, *trouble, Audience::Staff)),
            what,
            facts: format!(
                "{}, SHA-256 {}",
                format::bytes(lang, item.size),
                sheet::short_hash(&item.sha256)
            ),
        }
    }

    pub(super) fn href(&self, path: &str) -> String {
        self.official.context.href(path)
    }
}
