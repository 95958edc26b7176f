//! Ending the step in hand.

use app::{
    pages::staff::{PAPER, TASK, parts::FILE},
    text::t,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    case::{CaseState, Command, Complete, EvidenceItem, Rejection, StepOptions, options, step_of},
    ids::TaskNo,
    regulation::Regulation,
};

use super::{
    doubts, files,
    form_state::{self, CaseFormState},
    gone, load, seen, show, signing,
};
use crate::{
    flow::{
        self,
        case::{self, Acted, CaseError, Loaded},
    },
    http::kit::{error::PageError, fields::Fields, guards::Official, web::App},
};

pub(super) async fn complete(
    State(app): State<App>,
    official: Official,
    Path((_, id, step)): Path<(String, String, String)>,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let loaded = match load(&app, &official, &id).await {
        Err(PageError::NotFound) => return gone::told(&app, &official, &id, &fields).await,
        loaded => loaded?,
    };
    if is_drawn_again(&mut fields) {
        let typed = CaseFormState::returned(&step, fields);
        return show(&app, &official, &loaded, typed).await;
    }
    // A file that was chosen and not sent would stay behind unseen.
    if !fields.take(FILE).is_empty() {
        let unsent = t(official.context.lang, "staff-attach-unsent");
        let typed = CaseFormState {
            file_error: Some(unsent),
            ..CaseFormState::returned(&step, fields)
        };
        return show(&app, &official, &loaded, typed).await;
    }
    match end(&app, &official, &loaded, &step, fields).await? {
        Ok(next) => Ok(official.context.redirect(&next)),
        Err(typed) if typed.rejection.is_some() => {
            let loaded = load(&app, &official, &id).await?;
            show(&app, &official, &loaded, *typed).await
        }
        Err(typed) => show(&app, &official, &loaded, *typed).await,
    }
}

/// Whether nothing is to be ended: another language is wanted, or what was entered is to be changed.
fn is_drawn_again(fields: &mut Fields) -> bool {
    if fields.take_switch() {
        return true;
    }
    fields.repair();
    let changes = !fields.take(signing::CHANGE).is_empty();
    if changes {
        fields.take(PAPER);
    }
    changes
}

/// Where the official goes on, or the form that comes back.
async fn end(
    app: &App,
    official: &Official,
    loaded: &Loaded<'_>,
    step: &str,
    fields: Fields,
) -> Result<Result<String, Box<CaseFormState>>, PageError> {
    let shown = signing::shown(app, official, loaded, step);
    if let Some(paper) = &shown
        && !signing::is_as_shown(app, loaded, (step, paper), &fields).await?
    {
        let typed = CaseFormState::rejected(step, fields, Rejection::Changed);
        return Ok(Err(Box::new(typed)));
    }
    let attached = match files::to_join(app, official, loaded, step).await? {
        Ok(attached) => attached,
        Err(lost) => {
            let typed = CaseFormState {
                file_error: Some(lost),
                ..CaseFormState::returned(step, fields)
            };
            return Ok(Err(Box::new(typed)));
        }
    };
    let command_for =
        |state: &CaseState| command(state, &loaded.regulation, step, &fields, &attached);
    let paper = match shown {
        Some(_) => None,
        None => {
            signing::unseen(app, official, loaded, &fields, &command_for(&loaded.state)).await?
        }
    };
    if paper.is_some() {
        let typed = CaseFormState {
            paper,
            ..CaseFormState::returned(step, fields)
        };
        return Ok(Err(Box::new(typed)));
    }
    let doubted = (&fields, command_for(&loaded.state));
    if let Some(doubts) = doubts::unseen(app, official, loaded, doubted).await? {
        let typed = CaseFormState {
            doubts: Some(doubts),
            ..CaseFormState::returned(step, fields)
        };
        return Ok(Err(Box::new(typed)));
    }
    let id = &loaded.case.id;
    let by = (flow::actor(&official.staff), Some(seen(&fields)));
    match case::act_once(app, by, id, command_for).await {
        Ok(Acted::Now(done)) => Ok(Ok(format!("/staff?done={}", done.case.number))),
        Ok(Acted::Before(_)) => Ok(Ok(format!("/staff/cases/{id}"))),
        Err(CaseError::Rejected(why)) => {
            let typed = CaseFormState::rejected(step, fields, why);
            Ok(Err(Box::new(typed)))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the form asks of a case in this state.
fn command(
    state: &CaseState,
    regulation: &Regulation,
    step: &str,
    fields: &Fields,
    attached: &[EvidenceItem],
) -> Command {
    let task = TaskNo(fields.get(TASK).parse().unwrap_or_default());
    let options = options_of(state, regulation, (step, task));
    let chosen = fields.get("outcome");
    let way = options.posted(chosen);
    Command::Complete(Complete {
        inputs: form_state::entered(&options, way, fields),
        comment: Some(fields.words("comment")).filter(|comment| !comment.is_empty()),
        files: attached.to_vec(),
        step: step.into(),
        task,
        outcome: way.map_or(chosen, |way| &way.outcome.id).to_owned(),
        decision: way.and_then(|way| way.choice.clone()),
    })
}

/// The ways in which the task can be ended; none where it is not open.
fn options_of<'a>(
    state: &CaseState,
    regulation: &'a Regulation,
    (step, task): (&str, TaskNo),
) -> StepOptions<'a> {
    let open = state.task_of(step).filter(|(no, _)| *no == task);
    let step = open.and_then(|_| step_of(state, regulation, step));
    let options = step.map(|step| options(state, regulation, step));
    options.unwrap_or_default()
}
