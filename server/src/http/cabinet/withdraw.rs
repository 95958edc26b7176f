//! Taking an application back, before the decision is signed.

use app::{
    components::FieldError,
    pages::act_form::{ActForm, REASON, act_form},
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
use domain::case::{Actor, Command, Rejection};

use crate::{
    flow::case::{self as cases, CaseError, Loaded},
    http::kit::{error::PageError, fields::Fields, guards::Citizen, web::App},
};

pub(super) fn router() -> Router<App> {
    Router::new().route(
        "/{lang}/cabinet/cases/{id}/withdraw",
        get(show).post(withdraw),
    )
}

async fn show(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
) -> Result<Response, PageError> {
    let loaded = cases::load_own(&app, &citizen.person, &id).await?;
    if !loaded.state.may_be_withdrawn() {
        return Ok(to_case(&citizen, &id));
    }
    Ok(page(
        &app,
        &citizen,
        &loaded,
        &Fields::default(),
        Vec::new(),
    ))
}

async fn withdraw(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let loaded = cases::load_own(&app, &citizen.person, &id).await?;
    if fields.take_switch() {
        return Ok(page(&app, &citizen, &loaded, &fields, Vec::new()));
    }
    fields.repair();
    let actor = Actor::Citizen {
        person: citizen.person.as_str().into(),
    };
    let reason = fields.get(REASON).trim().to_owned();
    match cases::act(&app, actor, &id, Command::Withdraw { reason }).await {
        Ok(_) => Ok(to_case(&citizen, &id)),
        Err(CaseError::Rejected(rejection)) => {
            let loaded = cases::load_own(&app, &citizen.person, &id).await?;
            // The same was sent before: by a second click.
            if loaded.state.is_withdrawn() {
                return Ok(to_case(&citizen, &id));
            }
            let errors = errors(citizen.context.lang, &rejection);
            Ok(page(&app, &citizen, &loaded, &fields, errors))
        }
        Err(error) => Err(error.into()),
    }
}

fn to_case(citizen: &Citizen, id: &str) -> Response {
    citizen.context.redirect(&format!("/cabinet/cases/{id}"))
}

fn page(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
    fields: &Fields,
    errors: Vec<FieldError>,
) -> Response {
    let (context, lang) = (&citizen.context, citizen.context.lang);
    let case = format!("/cabinet/cases/{}", loaded.case.id);
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let undone = loaded.state.without_end();
    let undone = undone.filter(|_| !loaded.state.decision_stands());
    let undone = undone.map(|_| t(lang, "case-withdraw-undone"));
    let mut intro = vec![
        t(lang, "case-withdraw-intro"),
        t(lang, "case-withdraw-again"),
    ];
    intro.extend(undone);
    let form = ActForm {
        title: t(lang, "case-withdraw-title"),
        intro,
        action: format!("{case}/withdraw"),
        label: t(lang, "case-withdraw-reason"),
        optional: true,
        typed: fields.get(REASON).to_owned(),
        submit: t(lang, "case-withdraw-submit"),
        grave: true,
        errors,
        ..ActForm::default()
    };
    let shell = context
        .shell(app, form.title.clone())
        .of_case(&loaded.case.number)
        .with_back(context.href(&case));
    (status, Html(act_form(&shell, form))).into_response()
}

fn errors(lang: Lang, rejection: &Rejection) -> Vec<FieldError> {
    let label = t(lang, "case-withdraw-reason");
    match rejection {
        Rejection::Inputs(wrong) => wrong
            .iter()
            .map(|one| FieldError::new(REASON, problem::message(lang, &label, one.code)))
            .collect(),
        why => {
            let key = match why {
                Rejection::Signed => "case-withdraw-signed",
                Rejection::NotOpen => "case-withdraw-ended",
                _ => "case-withdraw-impossible",
            };
            vec![FieldError::new(REASON, t(lang, key))]
        }
    }
}
