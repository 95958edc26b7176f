//! What whoever signs or issues a result has before them.

use app::{
    pages::staff::signing::Signing,
    sheet::{Issue, compose_result, to_come},
};
use chrono::{DateTime, Utc};
use domain::{
    case::{ActorRef, CaseFacts, preview},
    regulation::Step,
};

use super::{acts, view::CaseViewBuilder};
use crate::flow::{self, case::Loaded};

/// Leads to the page with everything else of the case.
pub(super) const WHOLE: &str = "whole";

impl CaseViewBuilder<'_> {
    /// The paper that `step` signs or issues, as the applicant will get it.
    pub(super) fn signing(&self, step: &Step, now: DateTime<Utc>) -> Option<Signing> {
        let Loaded {
            case,
            state,
            regulation,
            ..
        } = self.loaded;
        let staff = &self.official.staff;
        let by = ActorRef {
            id: staff.id.as_str().into(),
            name: staff.name.clone(),
            role: step.performer.clone(),
        };
        let facts = CaseFacts {
            now,
            calendar: self.calendar,
            actor: flow::actor(staff),
            staff: &[],
            number: None,
        };
        let (after, due) = preview(state, regulation, step, by, &facts)?;
        let issue = Issue {
            regulation,
            state: &after,
            application: self.application,
            due: &due,
        };
        let page = format!("/staff/cases/{}", case.id);
        let offered = acts::offered(self.official, self.loaded, self.colleagues);
        let back = offered.iter().any(|(act, _)| *act == "return");
        Some(Signing {
            document: compose_result(issue),
            to_come: to_come(issue, step),
            signed: state.signed.is_some(),
            applicant: case.person_name.clone(),
            back: back.then(|| self.href(&format!("{page}/return"))),
            whole: self.href(&format!("{page}?{WHOLE}=yes")),
        })
    }
}
