//! What whoever signs or issues a result has before them.

use app::{
    pages::staff::{
        PAPER, TASK,
        signing::{Confirm, Signing},
    },
    sheet::{Issue, compose_result, to_come},
    text::t,
};
use chrono::{DateTime, Utc};
use domain::{
    application::Application,
    calendar::Calendar,
    canonical,
    case::{CaseFacts, CaseState, Command, ResultDue, also_signed, performer, preview, step_of},
    regulation::{Regulation, Side, Step},
    result::ResultDocument,
};

use super::{form_state::CaseFormState, view::CaseViewBuilder};
use crate::{
    flow::{
        self,
        case::{CaseError, Loaded, application_of, paper_of},
    },
    http::kit::{error::PageError, fields::Fields, guards::Official, web::App},
};

/// Leads to the page with everything else of the case.
pub(super) const WHOLE: &str = "whole";

/// Posted to change what was entered.
pub(super) const CHANGE: &str = "change";

/// The paper that the page of the open step has shown already, as it was decided before, and the case as it will stand
/// then. None where the decision is written at this step, and where it is not the official's.
pub(super) fn shown(
    app: &App,
    official: &Official,
    loaded: &Loaded<'_>,
    step: &str,
) -> Option<(CaseState, ResultDue)> {
    let step = step_of(&loaded.state, &loaded.regulation, step)?;
    ahead(official, loaded, (&app.calendar, app.now()), step)
}

/// The paper that `command` issues, where the official has not seen it yet. What is rejected is told by the command itself.
pub(super) async fn unseen(
    app: &App,
    official: &Official,
    loaded: &Loaded<'_>,
    fields: &Fields,
    command: &Command,
) -> Result<Option<(CaseState, ResultDue)>, PageError> {
    let paper = match paper_of(app, &official.staff, loaded, command.clone()).await {
        Err(CaseError::Rejected(_)) => None,
        paper => paper?,
    };
    let Some(paper) = paper else { return Ok(None) };
    let application = application_of(app, loaded).await?;
    let mark = mark(&loaded.regulation, &application, &paper);
    let seen = mark.is_some_and(|mark| mark == fields.get(PAPER));
    Ok((!seen).then_some(paper))
}

/// What `step` signs or issues with what was decided before.
fn ahead(
    official: &Official,
    loaded: &Loaded<'_>,
    (calendar, now): (&Calendar, DateTime<Utc>),
    step: &Step,
) -> Option<(CaseState, ResultDue)> {
    let facts = facts(official, calendar, now);
    let (_, task) = loaded.state.task_of(&step.id)?;
    let by = performer(task, &facts.actor).ok()?;
    preview(&loaded.state, &loaded.regulation, step, by, &facts)
}

fn facts<'a>(official: &Official, calendar: &'a Calendar, now: DateTime<Utc>) -> CaseFacts<'a> {
    CaseFacts {
        now,
        calendar,
        actor: flow::actor(&official.staff),
        staff: &[],
        number: None,
        seen: None,
    }
}

/// Stands for the moment of signing in the mark of a paper, which is the same whenever it is looked at.
const ANY_TIME: DateTime<Utc> = DateTime::UNIX_EPOCH;

/// By what the papers of one press are known again: their hash.
fn mark(
    regulation: &Regulation,
    application: &Application,
    (after, due): &(CaseState, ResultDue),
) -> Option<String> {
    let due = ResultDue {
        at: ANY_TIME,
        ..due.clone()
    };
    let issue = Issue {
        regulation,
        state: after,
        application,
        due: &due,
    };
    let mut papers = vec![compose_result(issue)];
    papers.extend(further(issue));
    for paper in &mut papers {
        let hands = [
            &mut paper.prepared,
            &mut paper.decided,
            &mut paper.signed,
            &mut paper.issued,
        ];
        for hand in hands.into_iter().flatten() {
            hand.at = ANY_TIME;
        }
    }
    Some(canonical::write(&papers).ok()?.sha256)
}

/// The other papers that go out under the same signature.
fn further(issue: Issue<'_>) -> Vec<ResultDocument> {
    let others = also_signed(issue.state, issue.regulation, issue.due.at);
    let others = others.iter().filter(|due| due.output != issue.due.output);
    others
        .map(|due| compose_result(Issue { due, ..issue }))
        .collect()
}

/// Whether the page that was posted showed this paper of `step`. An old task is left to the domain.
pub(super) async fn is_as_shown(
    app: &App,
    loaded: &Loaded<'_>,
    (step, paper): (&str, &(CaseState, ResultDue)),
    fields: &Fields,
) -> Result<bool, CaseError> {
    let open = loaded.state.task_of(step);
    if open.is_none_or(|(no, _)| no.to_string() != fields.get(TASK)) {
        return Ok(true);
    }
    let application = application_of(app, loaded).await?;
    let mark = mark(&loaded.regulation, &application, paper);
    Ok(mark.is_none_or(|mark| mark == fields.get(PAPER)))
}

/// What an official noted last on the way to the paper, and who.
fn remark(after: &CaseState) -> Option<(String, String)> {
    after
        .standing()
        .rev()
        .filter(|done| done.side == Side::Staff)
        .find_map(|done| Some((done.comment.clone()?, done.by.name.clone())))
}

impl CaseViewBuilder<'_> {
    /// The mark of the paper that `step` signs or issues.
    pub(super) fn mark(&self, step: &Step) -> Option<String> {
        let paper = self.ahead(step)?;
        mark(&self.loaded.regulation, self.application, &paper)
    }

    fn ahead(&self, step: &Step) -> Option<(CaseState, ResultDue)> {
        let at = (self.calendar, self.now);
        ahead(self.official, self.loaded, at, step)
    }

    /// The paper that `step` signs or issues, as the applicant will get it.
    pub(super) fn signing(&self, step: &Step, typed: &CaseFormState) -> Option<Signing> {
        if let Some(paper) = &typed.paper {
            return Some(Signing {
                confirm: Some(self.confirm(step, typed, paper)),
                ..self.paper(step, paper)
            });
        }
        Some(self.paper(step, &self.ahead(step)?))
    }

    fn paper(&self, step: &Step, (after, due): &(CaseState, ResultDue)) -> Signing {
        let Loaded {
            case, regulation, ..
        } = self.loaded;
        let issue = Issue {
            regulation,
            state: after,
            application: self.application,
            due,
        };
        let page = format!("/staff/cases/{}", case.id);
        let back = self.offered().acts.iter().any(|(act, _)| *act == "return");
        Signing {
            document: compose_result(issue),
            further: further(issue),
            to_come: to_come(issue, step),
            signs: after.done.last().is_some_and(|done| done.signs),
            remark: remark(after),
            applicant: case.person_name.clone(),
            back: back.then(|| self.href(&format!("{page}/return{}", self.which()))),
            whole: self.href(&format!("{page}?{WHOLE}=yes")),
            registers: self.said_by_registers(),
            confirm: None,
        }
    }

    /// The press that issues, with everything that was entered and the mark of the paper that is seen.
    fn confirm(
        &self,
        step: &Step,
        typed: &CaseFormState,
        paper: &(CaseState, ResultDue),
    ) -> Confirm {
        let entered = typed.fields.0.iter().filter(|(name, _)| *name != PAPER);
        let entered = entered.map(|(name, value)| (name.clone(), value.clone()));
        let seen = mark(&self.loaded.regulation, self.application, paper);
        let seen = seen.map(|mark| (PAPER.to_owned(), mark));
        Confirm {
            action: self.href(&format!(
                "/staff/cases/{}/steps/{}",
                self.loaded.case.id, step.id
            )),
            fields: entered.chain(seen).collect(),
            submit: t(self.lang(), "staff-sign-confirm"),
            change: CHANGE.to_owned(),
        }
    }
}
