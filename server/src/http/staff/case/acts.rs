//! What an official does with a case beside the step: gives it back to an earlier step, notes something for colleagues.

use app::{
    components::{Choice, FieldError},
    pages::act_form::{ActForm, REASON, TO, act_form},
    problem,
    text::{Lang, t},
};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::{
    case::{Command, Rejection},
    regulation::Step,
};

use super::{is_theirs, load};
use crate::{
    flow::{
        self,
        case::{self, CaseError, Loaded},
    },
    http::kit::{error::PageError, fields::Fields, guards::Official, web::App},
};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route(
            "/{lang}/staff/cases/{case}/return",
            get(show_return).post(give_back),
        )
        .route("/{lang}/staff/cases/{case}/note", get(show_note).post(note))
}

/// The steps to which the case can go back from the one in hand.
pub(super) fn earlier<'a>(official: &Official, loaded: &'a Loaded<'_>) -> Vec<&'a Step> {
    let state = &loaded.state;
    let route = loaded.regulation.route(&state.route());
    let (Some(route), Some(open)) = (route, state.open_step()) else {
        return Vec::new();
    };
    if state.signed.is_some() || !is_theirs(official, &loaded.case) {
        return Vec::new();
    }
    let mut steps: Vec<&Step> = Vec::new();
    for done in &state.done {
        let step = route.step(&done.step).filter(|step| step.id != open.step);
        let new = step.filter(|step| steps.iter().all(|known| known.id != step.id));
        steps.extend(new.filter(|step| state.task_of(&step.id).is_none()));
    }
    steps
}

async fn show_return(
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    Ok(return_page(
        &app,
        &official,
        &loaded,
        &Fields::default(),
        Vec::new(),
    ))
}

async fn give_back(
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    if fields.take_switch() {
        return Ok(return_page(&app, &official, &loaded, &fields, Vec::new()));
    }
    fields.repair();
    let open = loaded.state.open_step();
    let command = Command::Return {
        step: open.map(|open| open.step.clone()).unwrap_or_default(),
        to: fields.get(TO).into(),
        reason: fields.get(REASON).trim().to_owned(),
    };
    match case::act(&app, flow::actor(&official.staff), &id, command).await {
        Ok(done) => Ok(official
            .context
            .redirect(&format!("/staff?returned={}", done.case.number))),
        Err(CaseError::Rejected(rejection)) => {
            let errors = errors(official.context.lang, &rejection, "staff-return-reason");
            let loaded = load(&app, &official, &id).await?;
            Ok(return_page(&app, &official, &loaded, &fields, errors))
        }
        Err(error) => Err(error.into()),
    }
}

fn return_page(
    app: &App,
    official: &Official,
    loaded: &Loaded<'_>,
    fields: &Fields,
    errors: Vec<FieldError>,
) -> Response {
    let lang = official.context.lang;
    let steps = earlier(official, loaded);
    let choices = steps
        .iter()
        .map(|step| Choice::new(step.id.to_string(), step.title.get(lang)));
    let form = ActForm {
        intro: vec![t(lang, "staff-return-intro")],
        choice: Some((t(lang, "staff-return-to"), choices.collect())),
        chosen: fields.get(TO).to_owned(),
        hint: t(lang, "staff-return-reason-hint"),
        ..form(
            lang,
            "staff-return",
            &loaded.case.id,
            "return",
            fields,
            errors,
        )
    };
    page(app, official, loaded, form)
}

async fn show_note(
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    Ok(note_page(
        &app,
        &official,
        &loaded,
        &Fields::default(),
        Vec::new(),
    ))
}

async fn note(
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    if fields.take_switch() {
        return Ok(note_page(&app, &official, &loaded, &fields, Vec::new()));
    }
    fields.repair();
    let text = fields.get(REASON).trim().to_owned();
    match case::act(
        &app,
        flow::actor(&official.staff),
        &id,
        Command::Note { text },
    )
    .await
    {
        Ok(_) => Ok(official
            .context
            .redirect(&format!("/staff/cases/{id}#notes"))),
        Err(CaseError::Rejected(rejection)) => {
            let errors = errors(official.context.lang, &rejection, "staff-note-reason");
            Ok(note_page(&app, &official, &loaded, &fields, errors))
        }
        Err(error) => Err(error.into()),
    }
}

fn note_page(
    app: &App,
    official: &Official,
    loaded: &Loaded<'_>,
    fields: &Fields,
    errors: Vec<FieldError>,
) -> Response {
    let lang = official.context.lang;
    let form = ActForm {
        intro: vec![t(lang, "staff-note-intro")],
        ..form(lang, "staff-note", &loaded.case.id, "note", fields, errors)
    };
    page(app, official, loaded, form)
}

/// The words of an act, which all begin with `key`.
fn form(
    lang: Lang,
    key: &str,
    case: &str,
    act: &str,
    fields: &Fields,
    errors: Vec<FieldError>,
) -> ActForm {
    ActForm {
        title: t(lang, &format!("{key}-title")),
        action: format!("/staff/cases/{case}/{act}"),
        label: t(lang, &format!("{key}-reason")),
        typed: fields.get(REASON).to_owned(),
        submit: t(lang, &format!("{key}-submit")),
        errors,
        ..ActForm::default()
    }
}

fn page(app: &App, official: &Official, loaded: &Loaded<'_>, form: ActForm) -> Response {
    let status = match form.errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let case = format!("/staff/cases/{}", loaded.case.id);
    let shell = official.context.shell(app, form.title.clone());
    let shell = shell
        .of_case(&loaded.case.number)
        .with_back(official.context.href(&case));
    (status, Html(act_form(&shell, form))).into_response()
}

/// What is wrong, at the field where it is put right; `label` is the key of the text's label.
fn errors(lang: Lang, rejection: &Rejection, label: &str) -> Vec<FieldError> {
    match rejection {
        Rejection::NoWayBack { .. } => vec![FieldError::new(TO, t(lang, "staff-return-choose"))],
        Rejection::ReasonMissing => vec![FieldError::new(REASON, t(lang, "staff-act-reason"))],
        Rejection::Inputs(wrong) => wrong
            .iter()
            .map(|one| FieldError::new(REASON, problem::message(lang, &t(lang, label), one.code)))
            .collect(),
        Rejection::Signed => vec![FieldError::new(TO, t(lang, "staff-return-signed"))],
        _ => vec![FieldError::new(REASON, t(lang, "staff-error-step-closed"))],
    }
}
