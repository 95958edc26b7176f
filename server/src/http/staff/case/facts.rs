//! The facts of a case beside what was applied for: who, by which way, until when, whose.

use app::{
    components::SummaryRow,
    format,
    pages::output_terms::OutputTerm,
    sheet,
    text::{t, t_with, value},
};
use chrono::{DateTime, Utc};
use domain::calendar::local;

use super::view::{CaseViewBuilder, row};
use crate::flow::case::Loaded;

impl CaseViewBuilder<'_> {
    /// The date of the whole, with the word that it has passed.
    fn whole(&self, at: String) -> String {
        match self.loaded.state.is_late(self.now) {
            true => {
                let passed = t_with(self.lang(), "case-term-late", &[("at", value(at))]);
                format::upper_first(&passed)
            }
            false => at,
        }
    }

    /// When the step would be due by its own limit, where the whole ends before.
    fn own_due(&self) -> Option<DateTime<Utc>> {
        let (_, open) = self.task?;
        let bound = self.loaded.state.due_of(open);
        open.due
            .filter(|own| bound.is_some_and(|bound| bound < *own))
    }

    pub(super) fn facts(&self) -> Vec<SummaryRow> {
        let mut rows = self.who();
        rows.extend(self.when());
        rows.extend(self.by_whom());
        rows
    }

    /// Who applied, and how.
    fn who(&self) -> Vec<SummaryRow> {
        let lang = self.lang();
        let parties = &self.loaded.state.parties;
        let applicant = SummaryRow::new(sheet::who_applied(lang, parties), self.loaded.applicant());
        let acts_for = sheet::acts_for(lang, parties);
        let acts_for = acts_for.map(|(label, name)| SummaryRow::new(label, name));
        let channel = t(lang, &format!("staff-channel-{}", self.loaded.case.channel));
        let channel = SummaryRow::new(t(lang, "staff-fact-channel"), channel);
        [applicant]
            .into_iter()
            .chain(acts_for)
            .chain([channel])
            .collect()
    }

    /// When it came, and when what is due.
    fn when(&self) -> Vec<SummaryRow> {
        let lang = self.lang();
        let Loaded {
            state, regulation, ..
        } = self.loaded;
        let due = match state.stands_since(self.now).filter(|_| state.is_open()) {
            Some(since) => format::stands(lang, since),
            None => state
                .due
                .map_or_else(|| t(lang, "status-no-term"), |due| self.whole(at(due))),
        };
        let mut rows = vec![
            SummaryRow::new(t(lang, "staff-fact-registered"), at(state.submitted_at)),
            SummaryRow::new(t(lang, "staff-fact-due"), due),
        ];
        let own = self.own_due();
        rows.extend(own.map(|due| SummaryRow::new(t(lang, "staff-fact-step-due"), at(due))));
        let outputs = OutputTerm::all(lang, regulation, state, (self.calendar, self.now));
        rows.extend(outputs.into_iter().map(|one| {
            let due = one.due.map(format::date);
            row(
                one.what,
                [Some(one.term), due].into_iter().flatten().collect(),
            )
        }));
        rows
    }

    /// Who works it, and where.
    fn by_whom(&self) -> Vec<SummaryRow> {
        let lang = self.lang();
        let Loaded {
            case,
            state,
            regulation,
            ..
        } = self.loaded;
        let mut rows = Vec::new();
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
}

fn at(moment: DateTime<Utc>) -> String {
    format::datetime(local(moment).naive_local())
}
