//! Files at a case: those of the applicant and those that officials attach to a step.

use app::{
    components::TYPED_BY,
    pages::staff::{PAPER, TASK},
    text::{t_with, value},
};
use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::post,
};
use domain::case::{DoneBy, EvidenceItem, Rejection};

use super::{CaseFormState, gone, is_theirs, load, permitted, show};
use crate::{
    flow::{
        case::{Loaded, as_logged},
        file_trouble::{self, Trouble, Troubles},
        read_rights,
    },
    http::kit::{
        attachment,
        client_address::ClientAddress,
        error::PageError,
        fields::Fields,
        guards::Official,
        receive::{Sender, UploadBody, UploadProblem, receive_with, status_of, taking_files},
        web::App,
    },
    store::file::{FileRow, Scan},
};

pub(super) fn router() -> Router<App> {
    taking_files(Router::new().route(
        "/{lang}/staff/cases/{case}/steps/{step}/files",
        post(attach),
    ))
}

const OF_STEP: &str = "step:";

/// The slot of files that are attached to a step. They join the case when the step is completed.
pub(super) fn slot(step: &str) -> String {
    format!("{OF_STEP}{step}")
}

/// The step of such a slot.
pub(super) fn step_of_slot(slot: &str) -> Option<&str> {
    slot.strip_prefix(OF_STEP)
}

/// What was attached to `step` and is not yet part of the case, and what is wrong with it.
pub(super) async fn waiting(
    app: &App,
    loaded: &Loaded<'_>,
    step: &str,
) -> Result<(Vec<FileRow>, Troubles), PageError> {
    let slot = slot(step);
    let taken: Vec<&str> = loaded
        .state
        .done
        .iter()
        .flat_map(|done| &done.files)
        .map(|item| item.file.as_str())
        .collect();
    let mut files = app.store.files_of(&loaded.case.id).await?;
    files.retain(|file| file.slot == slot && !taken.contains(&file.id.as_str()));
    let troubles = file_trouble::of_files(app, &files).await?;
    Ok((files, troubles))
}

/// What joins the case with `step`, or what is said if bytes of it are lost. Those rows go: the next press of the button
/// goes through, with the file if it was attached again.
pub(super) async fn to_join(
    app: &App,
    official: &Official,
    loaded: &Loaded<'_>,
    step: &str,
) -> Result<Result<Vec<EvidenceItem>, String>, PageError> {
    let open = loaded.state.task_of(step);
    if !open.is_some_and(|(_, task)| is_theirs(official, task)) {
        // `decide` rejects the command with the reason.
        return Ok(Ok(Vec::new()));
    }
    let (files, troubles) = waiting(app, loaded, step).await?;
    let lang = official.context.lang;
    let mut lost = Vec::new();
    for file in &files {
        if troubles.get(&file.id) == Some(&Trouble::Lost) {
            tracing::error!(
                file = file.id,
                home = file.home,
                "the bytes of a file are lost"
            );
            app.store.forget_file(&file.id, &file.home).await?;
            lost.push(t_with(
                lang,
                "files-staff-lost",
                &[("name", value(&file.name))],
            ));
        }
    }
    if !lost.is_empty() {
        return Ok(Err(lost.join(" ")));
    }
    let kept = files.iter().filter(|file| file.scan != Scan::Refused);
    Ok(Ok(kept.map(EvidenceItem::from).collect()))
}

async fn attach(
    State(app): State<App>,
    official: Official,
    Path((_, id, step)): Path<(String, String, String)>,
    address: ClientAddress,
    body: UploadBody,
) -> Result<Response, PageError> {
    let loaded = match load(&app, &official, &id).await {
        Err(PageError::NotFound) => return gone::of_file(&app, &official, &id, &step).await,
        loaded => loaded?,
    };
    let open = loaded.state.task_of(&step).map(|(_, open)| open);
    if open.is_some_and(|open| !is_theirs(&official, open)) {
        return gone::of_file(&app, &official, &id, &step).await;
    }
    let sender = Sender {
        address: address.ip(),
        account: &official.staff.id,
    };
    let (of_step, mut typed) = (slot(&step), Fields::default());
    let received = receive_with(&app, sender, (&id, &of_step), body, &mut typed).await?;
    let (pending, mut wrong) = received;
    // A tab from before another official logged in.
    let by = typed.get(TYPED_BY);
    if !by.is_empty() && by != official.staff.id {
        return Err(PageError::OtherAccount);
    }
    if open.is_none() {
        // Somebody else completed the step meanwhile.
        let done = loaded.state.last_done(&step).ok_or(PageError::NotFound)?;
        let rejection = Rejection::StepNotOpen {
            done_by: Some(Box::new(DoneBy::of(done))),
            step: step.clone().into(),
        };
        let typed = CaseFormState::rejected(&step, typed, rejection);
        return show(&app, &official, &loaded, typed).await;
    }
    wrong.extend(
        pending
            .keep(&app, None)
            .await?
            .into_iter()
            .map(UploadProblem::from),
    );
    let lang = official.context.lang;
    let said: Vec<String> = wrong.iter().map(|wrong| wrong.message(lang)).collect();
    // A page that sent the file alone has nothing to bring back.
    if said.is_empty() && typed.get(TASK).is_empty() {
        return Ok(official.context.redirect(&format!("/staff/cases/{id}")));
    }
    typed.take(PAPER);
    let typed = CaseFormState {
        file_error: (!said.is_empty()).then(|| said.join(" ")),
        ..CaseFormState::returned(&step, typed)
    };
    let mut response = show(&app, &official, &loaded, typed).await?;
    *response.status_mut() = status_of(&wrong);
    Ok(response)
}

pub(super) async fn download(
    State(app): State<App>,
    official: Official,
    Path((_, id, file)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let (loaded, role) = permitted(&app, &official, &id).await?;
    let mut files = app.store.files_of(&loaded.case.draft).await?;
    files.extend(app.store.files_of(&loaded.case.id).await?);
    let file = files
        .into_iter()
        .find(|row| row.id == file)
        .ok_or(PageError::NotFound)?;
    let file = as_logged(file, &loaded.state);
    read_rights::record(&app, &official.staff, role, &id, Some(&file)).await?;
    attachment::send(&app, &file).await
}
