//! From a case to what the official's page shows.

use app::{
    case_state,
    components::SummaryRow,
    format::{self, TimeLeft},
    pages::{
        act,
        case::{request::names as names_of, staff_timeline},
        staff::{StaffCaseView, case::StepText, parts::FileLine, queue::left_tag},
    },
    sheet,
    text::{Lang, t, t_with, value},
};
use catalogue::Catalogue;
use chrono::{DateTime, Utc};
use domain::{
    application::Application,
    calendar::{Calendar, local},
    case::{CaseState, EvidenceItem, Progress, Task, step_of},
    file_name::served,
    form::Answers,
    ids::TaskNo,
    income::per_capita,
    limit::longest,
    regulation::Step,
};

use super::{
    TASK,
    acts::{self, Offered},
    files,
    form_state::CaseFormState,
    holder::is_left,
    is_theirs, registers, warnings,
};
use crate::{
    flow::{case::Loaded, file_trouble::Troubles},
    http::{
        kit::{
            file_notes::{Audience, note},
            guards::Official,
            income_line::income_line,
        },
        staff::time_left::{paused, time_left},
    },
    store::{file::FileRow, staff::Staff},
};

pub(super) fn row(key: impl Into<String>, value: Vec<String>) -> SummaryRow {
    SummaryRow {
        value,
        ..SummaryRow::new(key, "")
    }
}

/// Builds the page of one case for one official.
pub(super) struct CaseViewBuilder<'a> {
    pub(super) official: &'a Official,
    pub(super) loaded: &'a Loaded<'a>,
    /// The task in hand.
    pub(super) task: Option<(TaskNo, &'a Task)>,
    pub(super) application: &'a Application,
    pub(super) calendar: &'a Calendar,
    pub(super) catalogue: &'a Catalogue,
    pub(super) now: DateTime<Utc>,
    pub(super) colleagues: &'a [Staff],
    /// The offices in which somebody could do the task in hand.
    pub(super) takers: &'a [String],
    pub(super) files: &'a [FileRow],
    /// Files that the scanner keeps back.
    pub(super) troubles: &'a Troubles,
}

/// What an official is to find out, each in a sentence.
#[derive(Default)]
struct Doubts {
    contradictions: Vec<String>,
    brought: Vec<SummaryRow>,
    warnings: Vec<String>,
    otherwise: Vec<String>,
    miscounted: Vec<String>,
}

impl CaseViewBuilder<'_> {
    pub(super) fn view(&self, typed: CaseFormState) -> StaffCaseView {
        let (lang, now) = (self.lang(), self.now);
        let Loaded {
            case,
            state,
            regulation,
            ..
        } = self.loaded;
        let progress = Progress::of(state, regulation, self.calendar, now);
        let open = self.task.map(|(_, open)| open);
        let step = open.and_then(|open| step_of(state, regulation, &open.step));
        let mine = step.filter(|_| open.is_some_and(|open| is_theirs(self.official, open)));
        let (errors, stale) = self.errors(step, &typed);
        let (typed, unplaced) = self.placed(typed, mine);
        // What was entered and is to be confirmed counts as done.
        let paper = typed.paper.as_ref().map(|(after, _)| after);
        let doubted = typed.doubts.as_ref().map(|(after, _)| after);
        let before = paper.or(doubted).unwrap_or(state);
        let doubts = self.doubts(before);
        let offered = self.offered();
        StaffCaseView {
            number: case.number.clone(),
            service: regulation
                .called_on(Some(state.channel))
                .get(lang)
                .to_owned(),
            state: case_state::tag(lang, &case.state),
            facts: self.facts(),
            notice: stale.or(typed.notice.clone()).or_else(|| self.added()),
            sent_back: open.and_then(|open| self.sent_back(open)),
            step: step.map(|step| self.step_text(step, now)),
            holder: if mine.is_none() {
                step.map(|step| self.holder(step))
            } else {
                None
            },
            contradictions: doubts.contradictions,
            brought: doubts.brought,
            warnings: doubts.warnings,
            otherwise: doubts.otherwise,
            miscounted: doubts.miscounted,
            unplaced,
            attach: mine
                .filter(|step| self.may_end(step))
                .map(|step| self.attach(step, &typed)),
            form: mine
                .filter(|step| self.may_end(step))
                .map(|step| self.form(step, &typed, &errors)),
            votes: step.and_then(|step| self.votes(step)),
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
            reads: Lang::from_tag(&case.lang),
            timeline: staff_timeline(lang, regulation, state, &progress),
            signing: mine
                .filter(|_| !typed.whole)
                .and_then(|step| self.signing(step, &typed)),
            acts: self.acts(offered.acts),
            nowhere: offered.nowhere,
            notes: self.notes(),
        }
    }

    /// What is to be found out before it is decided on what stands in `before`; of a case that has ended, nothing.
    fn doubts(&self, before: &CaseState) -> Doubts {
        if !self.loaded.state.is_open() {
            return Doubts::default();
        }
        let lang = self.lang();
        let by = (&*self.loaded.regulation, self.calendar);
        // What is signed is not to be looked over any more.
        let unsigned = self.loaded.state.signed.is_none();
        Doubts {
            contradictions: registers::contradictions(lang, (self.loaded, self.catalogue), before),
            brought: self.brought(),
            warnings: warnings::warnings(lang, self.loaded),
            otherwise: match unsigned {
                true => warnings::otherwise(lang, by, before),
                false => Vec::new(),
            },
            miscounted: match unsigned {
                true => warnings::miscounted(lang, by.0, before)
                    .into_iter()
                    .collect(),
                false => Vec::new(),
            },
        }
    }

    /// What can be done beside the step: the last part of the address, and the words.
    pub(super) fn offered(&self) -> Offered {
        let task = (self.task.map(|(no, _)| no), self.takers, self.colleagues);
        acts::offered(self.official, self.loaded, (self.calendar, self.now), task)
    }

    /// The same with whole addresses, which name the task where there are several.
    fn acts(&self, offered: Vec<(&str, String)>) -> Vec<(String, String)> {
        let case = self.href(&format!("/staff/cases/{}", self.loaded.case.id));
        let offered = offered.into_iter();
        let mut links: Vec<_> = offered
            .map(|(act, text)| (format!("{case}/{act}{}", self.which()), text))
            .collect();
        let state = &self.loaded.state;
        if !state.results.is_empty() || !state.void.is_empty() {
            links.insert(0, (format!("{case}/result"), t(self.lang(), "case-result")));
        }
        links
    }

    /// What an address says of the task.
    pub(super) fn which(&self) -> String {
        let several = self.loaded.state.steps().count() > 1;
        let task = self.task.filter(|_| several);
        task.map_or_else(String::new, |(no, _)| format!("?{TASK}={no}"))
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

    pub(super) fn lang(&self) -> Lang {
        self.official.context.lang
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
        let due = self
            .task
            .and_then(|(_, open)| self.loaded.state.due_of(open));
        StepText {
            title: step.title.get(lang).to_owned(),
            action: step.action.get(lang).to_owned(),
            source: act::line(lang, step.line),
            left: due.map(|due| left_tag(lang, self.left(step, now, due))),
        }
    }

    /// What is left of the task in hand; the office's time stands still with its clock, the applicant's does not. When that is
    /// over, what is left is the office's.
    fn left(&self, step: &Step, now: DateTime<Utc>, due: DateTime<Utc>) -> TimeLeft {
        let state = &self.loaded.state;
        // What has no limit of its own is counted as the whole is.
        let limit = step.limit.as_ref().or_else(|| longest(&state.term));
        let open = self.task.map(|(_, open)| open);
        let staffs = open.filter(|open| open.is_staffs());
        if let Some((open, stopped)) = staffs.zip(state.stopped.as_ref()) {
            return paused(self.calendar, stopped.at.max(open.since), due, limit);
        }
        match state.awaited_since(now).zip(state.due) {
            Some((since, whole)) => paused(self.calendar, since, whole, limit),
            None => time_left(self.calendar, now, due, limit),
        }
    }

    fn holder(&self, step: &Step) -> String {
        let lang = self.lang();
        if let Some(turn) = &step.applicant {
            let names = names_of(
                lang,
                &self.loaded.regulation,
                &self.loaded.state,
                &turn.bring,
            )
            .join("; ");
            return t_with(lang, "staff-turn", &[("names", value(names))]);
        }
        let task = self.task.map(|(_, open)| open);
        // Of several roles, the one of whoever has it.
        let roles = task.map_or_else(|| step.roles().cloned().collect(), Task::shown_roles);
        let known = roles
            .iter()
            .filter_map(|role| self.loaded.regulation.role(role));
        let role = &format::either(lang, known.map(|role| role.name.get(lang)));
        let who = match task.and_then(Task::holder) {
            None => role.clone(),
            Some(staff) if task.is_some_and(|task| is_left(self.colleagues, task)) => {
                let told = [
                    ("name", value(self.former_name(staff))),
                    ("role", value(role)),
                ];
                return t_with(lang, "staff-holder-gone", &told);
            }
            Some(staff) => format!("{} ({role})", self.name_of(staff)),
        };
        if let Some(task) =
            task.filter(|task| task.handed || task.office != self.official.staff.office)
        {
            let office = self.loaded.regulation.office(&task.office);
            let office = office.map_or(task.office.as_str(), |office| office.name.get(lang));
            let key = match task.handed {
                true => "staff-holder-waits",
                false => "staff-holder-elsewhere",
            };
            return t_with(lang, key, &[("office", value(office)), ("who", value(who))]);
        }
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
                let paragraphs = answer.shown_for_others().paragraphs(lang);
                let value = paragraphs
                    .into_iter()
                    .map(str::to_owned)
                    .collect::<Vec<_>>();
                (!value.is_empty()).then(|| row(answer.label_for_others().get(lang), value))
            });
            (
                section.title_for_others().get(lang).to_owned(),
                rows.collect(),
            )
        });
        let registers = registers::section(lang, self.loaded);
        answered.chain(income).chain(registers).collect()
    }

    /// What registers said, beside the paper.
    pub(super) fn said_by_registers(&self) -> Vec<SummaryRow> {
        let section = registers::section(self.lang(), self.loaded);
        section.map(|(_, rows)| rows).unwrap_or_default()
    }

    pub(super) fn file(&self, item: &EvidenceItem) -> FileLine {
        let lang = self.lang();
        let regulation = &self.loaded.regulation;
        let what = match sheet::document(lang, regulation, &self.loaded.state, &item.slot) {
            Some(name) => name,
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
