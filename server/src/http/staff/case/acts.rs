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

/// What there is to do, each on a page of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OfficeAct {
    Return,
    Note,
}

impl OfficeAct {
    /// With what its words begin.
    fn key(self) -> &'static str {
        match self {
            OfficeAct::Return => "staff-return",
            OfficeAct::Note => "staff-note",
        }
    }

    /// The last part of its path.
    fn path(self) -> &'static str {
        match self {
            OfficeAct::Return => "return",
            OfficeAct::Note => "note",
        }
    }
}

pub(super) fn router() -> Router<App> {
    Router::new()
        .route(
            "/{lang}/staff/cases/{case}/return",
            get(async |app, official, path| show(OfficeAct::Return, app, official, path).await)
                .post(async |app, official, path, fields| {
                    act(OfficeAct::Return, app, official, path, fields).await
                }),
        )
        .route(
            "/{lang}/staff/cases/{case}/note",
            get(async |app, official, path| show(OfficeAct::Note, app, official, path).await).post(
                async |app, official, path, fields| {
                    act(OfficeAct::Note, app, official, path, fields).await
                },
            ),
        )
}

/// The name under which the page says for which task it was made.
const TASK: &str = "task";

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

async fn show(
    what: OfficeAct,
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    let fields = Fields::default();
    Ok(page(
        &app,
        &official,
        &loaded,
        form(what, &official, &loaded, &fields, Vec::new()),
    ))
}

async fn act(
    what: OfficeAct,
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    if fields.take_switch() {
        let form = form(what, &official, &loaded, &fields, Vec::new());
        return Ok(page(&app, &official, &loaded, form));
    }
    fields.repair();
    if is_done(what, &official, &loaded, &fields) {
        return Ok(done(what, &official, &loaded));
    }
    let command = command(what, &loaded, &fields);
    match case::act(&app, flow::actor(&official.staff), &id, command).await {
        Ok(loaded) => Ok(done(what, &official, &loaded)),
        Err(CaseError::Rejected(rejection)) => {
            let errors = errors(what, official.context.lang, &rejection);
            let loaded = load(&app, &official, &id).await?;
            Ok(page(
                &app,
                &official,
                &loaded,
                form(what, &official, &loaded, &fields, errors),
            ))
        }
        Err(error) => Err(error.into()),
    }
}

fn text_of(fields: &Fields) -> String {
    fields.get(REASON).trim().to_owned()
}

/// Whether the same was sent before: a note by a second click.
fn is_done(what: OfficeAct, official: &Official, loaded: &Loaded<'_>, fields: &Fields) -> bool {
    let last = loaded.state.notes.last();
    what == OfficeAct::Note
        && last.is_some_and(|last| last.by.id == official.staff.id && last.text == text_of(fields))
}

/// The step of an old page is open no more, though the same step may be: then nothing is returned.
fn command(what: OfficeAct, loaded: &Loaded<'_>, fields: &Fields) -> Command {
    let text = text_of(fields);
    if what == OfficeAct::Note {
        return Command::Note { text };
    }
    let mut open = loaded.state.steps();
    let open = open.find(|(no, _)| no.to_string() == fields.get(TASK));
    Command::Return {
        step: open.map(|(_, task)| task.step.clone()).unwrap_or_default(),
        to: fields.get(TO).into(),
        reason: text,
    }
}

fn done(what: OfficeAct, official: &Official, loaded: &Loaded<'_>) -> Response {
    let case = &loaded.case;
    official.context.redirect(&match what {
        OfficeAct::Return => format!("/staff?returned={}", case.number),
        OfficeAct::Note => format!("/staff/cases/{}#notes", case.id),
    })
}

fn form(
    what: OfficeAct,
    official: &Official,
    loaded: &Loaded<'_>,
    fields: &Fields,
    errors: Vec<FieldError>,
) -> ActForm {
    let lang = official.context.lang;
    let word = |end: &str| t(lang, &format!("{}-{end}", what.key()));
    let form = ActForm {
        title: word("title"),
        intro: vec![word("intro")],
        action: format!("/staff/cases/{}/{}", loaded.case.id, what.path()),
        label: word("reason"),
        typed: fields.get(REASON).to_owned(),
        submit: word("submit"),
        errors,
        ..ActForm::default()
    };
    if what == OfficeAct::Note {
        return form;
    }
    let steps = earlier(official, loaded);
    let choices = steps
        .iter()
        .map(|step| Choice::new(step.id.to_string(), step.title.get(lang)));
    let task = loaded.state.steps().next();
    ActForm {
        hidden: task.map(|(no, _)| (TASK, no.to_string())),
        choice: Some((word("to"), choices.collect())),
        chosen: fields.get(TO).to_owned(),
        hint: word("reason-hint"),
        ..form
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

/// What is wrong, at the field where it is put right.
fn errors(what: OfficeAct, lang: Lang, rejection: &Rejection) -> Vec<FieldError> {
    let label = t(lang, &format!("{}-reason", what.key()));
    match rejection {
        Rejection::NoWayBack { .. } => vec![FieldError::new(TO, t(lang, "staff-return-choose"))],
        Rejection::ReasonMissing => vec![FieldError::new(REASON, t(lang, "staff-act-reason"))],
        Rejection::Inputs(wrong) => wrong
            .iter()
            .map(|one| FieldError::new(REASON, problem::message(lang, &label, one.code)))
            .collect(),
        Rejection::Signed => vec![FieldError::new(TO, t(lang, "staff-return-signed"))],
        _ => vec![FieldError::new(REASON, t(lang, "staff-error-step-closed"))],
    }
}
