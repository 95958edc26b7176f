//! What the applicant is asked for while a case is under way: documents that the act wants later, or a correction.

use app::{
    components::{FieldError, OPEN, TagKind, TagText, TaskItem},
    pages::{
        act,
        act_form::{ActForm, REASON, act_form},
        case::request::{names, otherwise, path, title},
        decision::issued_last,
    },
    problem,
    text::{Lang, t, t_with, value},
};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::{
    case::{Actor, Command, Rejection, Request, RequestKind},
    ids::TaskNo,
    regulation::FieldKind,
    text::Text,
};

use super::{answer_kept, requests_ended};
use crate::{
    flow::case::{self as cases, CaseError, Loaded},
    http::{
        draft::documents::view::{self as documents, DocumentSet},
        kit::{error::PageError, fields::Fields, guards::Citizen, session::Session, web::App},
    },
};

pub(super) fn router() -> Router<App> {
    Router::new().route(
        "/{lang}/cabinet/cases/{id}/tasks/{task}",
        get(show).post(send),
    )
}

/// The open request of this number.
fn open<'a>(loaded: &'a Loaded<'_>, task: &str) -> Option<Request<'a>> {
    let mut asked = Request::all(&loaded.state, &loaded.regulation).into_iter();
    asked.find(|request| request.task.to_string() == task)
}

/// Whether the case ever had a task of this number.
fn was_there(loaded: &Loaded<'_>, task: &str) -> bool {
    let number = task.parse::<u32>().ok();
    number.is_some_and(|number| (1..=loaded.state.last_task.0).contains(&number))
}

async fn show(
    State(app): State<App>,
    Path((_, id, task)): Path<(String, String, String)>,
    session: Session,
    citizen: Citizen,
) -> Result<Response, PageError> {
    let loaded = cases::load_own(&app, &citizen.person, &id).await?;
    match open(&loaded, &task) {
        Some(request) => {
            let place = place(&loaded, &request);
            let typed = answer_kept::read(&app, &session, &citizen, &place).await?;
            page(&app, &citizen, &loaded, &request, &typed, None).await
        }
        None if was_there(&loaded, &task) => Ok(to_case(&citizen, &id)),
        None => Err(PageError::NotFound),
    }
}

async fn send(
    State(app): State<App>,
    Path((_, id, task)): Path<(String, String, String)>,
    session: Session,
    citizen: Citizen,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let loaded = cases::load_own(&app, &citizen.person, &id).await?;
    let Some(request) = open(&loaded, &task) else {
        return closed(&app, &citizen, &loaded, &task, &fields);
    };
    if fields.take_switch() {
        return page(&app, &citizen, &loaded, &request, &fields, None).await;
    }
    // On the way to a document nothing is sent, and what is typed waits for the way back.
    if let Some(slot) = documents::slot_of_row(&fields.take(OPEN)) {
        let kept = place(&loaded, &request);
        answer_kept::keep(&app, &session, &kept, fields).await?;
        let page = format!("/cabinet/cases/{id}/documents/{slot}");
        return Ok(citizen.context.redirect(&page));
    }
    fields.repair();
    let actor = Actor::Citizen {
        person: citizen.person.as_str().into(),
    };
    match cases::act(&app, actor, &id, command(&request, &fields)).await {
        Ok(_) => {
            answer_kept::forget(&session).await?;
            Ok(to_case(&citizen, &id))
        }
        Err(CaseError::Rejected(
            Rejection::NotOpen | Rejection::NotAsked | Rejection::StepNotOpen { .. },
        )) => {
            let loaded = cases::load_own(&app, &citizen.person, &id).await?;
            closed(&app, &citizen, &loaded, &task, &fields)
        }
        Err(CaseError::Rejected(why)) => {
            page(&app, &citizen, &loaded, &request, &fields, Some(&why)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The page of the request, without the language.
fn place(loaded: &Loaded<'_>, request: &Request<'_>) -> String {
    format!("/cabinet/cases/{}/{}", loaded.case.id, path(request))
}

/// The documents stand in the log already.
fn command(request: &Request<'_>, fields: &Fields) -> Command {
    match request.kind {
        RequestKind::Turn(step, _) => Command::Supply {
            step: step.id.clone(),
            items: Vec::new(),
            text: fields.get(REASON).trim().to_owned(),
        },
        RequestKind::Correction(_) => Command::Correct {
            task: request.task,
            text: fields.get(REASON).trim().to_owned(),
            items: Vec::new(),
        },
    }
}

fn to_case(citizen: &Citizen, id: &str) -> Response {
    citizen.context.redirect(&format!("/cabinet/cases/{id}"))
}

async fn page(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
    request: &Request<'_>,
    fields: &Fields,
    why: Option<&Rejection>,
) -> Result<Response, PageError> {
    let lang = citizen.context.lang;
    let of_act = ActForm {
        title: title(lang, request, app.now()),
        action: place(loaded, request),
        documents: wanted(app, citizen, loaded, request).await?,
        takes_along: true,
        submit: t(lang, "request-submit"),
        errors: why.map_or_else(Vec::new, |why| errors(lang, loaded, request, why)),
        ..ActForm::default()
    };
    let otherwise = otherwise(lang, request, &loaded.state);
    let form = match request.kind {
        RequestKind::Turn(step, turn) => {
            let asked = turn.ask(&loaded.regulation);
            let back = request.sent_back(&loaded.state, &loaded.regulation);
            let intro = match back {
                Some(_) => "request-turn-back",
                None => "request-turn-intro",
            };
            let words = |text: Option<&Text>| text.map_or("", |text| text.get(lang)).to_owned();
            ActForm {
                intro: [t(lang, intro)].into_iter().chain(otherwise).collect(),
                said: back.unwrap_or_default().to_owned(),
                said_in: Lang::from_tag(&loaded.case.lang),
                facts: issued_last(lang, &loaded.state, &loaded.regulation),
                source: Some(act::cite(lang, &loaded.regulation, step.line)),
                read_first: loaded.state.has_result().then(|| {
                    let result = format!("/cabinet/cases/{}/result", loaded.case.id);
                    (
                        t(lang, "request-turn-result"),
                        citizen.context.href(&result),
                    )
                }),
                label: words(asked.map(|field| &field.label)),
                hint: words(asked.and_then(|field| field.hint.as_ref())),
                one_line: asked.is_some_and(|field| field.kind == FieldKind::Text),
                optional: asked.is_none_or(|field| !field.required),
                typed: fields.get(REASON).to_owned(),
                ..of_act
            }
        }
        RequestKind::Correction(correction) => ActForm {
            intro: otherwise.into_iter().collect(),
            said: correction.text.clone(),
            said_in: Lang::from_tag(&loaded.case.lang),
            label: t(lang, "request-answer"),
            hint: t(lang, "request-answer-hint"),
            optional: true,
            typed: fields.get(REASON).to_owned(),
            ..of_act
        },
    };
    Ok(shown(app, citizen, loaded, form))
}

fn shown(app: &App, citizen: &Citizen, loaded: &Loaded<'_>, form: ActForm) -> Response {
    let status = match form.errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let context = &citizen.context;
    let case = format!("/cabinet/cases/{}", loaded.case.id);
    let shell = context
        .shell(app, form.title.clone())
        .of_case(&loaded.case.number)
        .with_back(context.href(&case));
    (status, Html(act_form(&shell, form))).into_response()
}

/// The documents that are asked for, each with its page; where none is named, the list of all.
async fn wanted(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
    request: &Request<'_>,
) -> Result<Vec<TaskItem>, PageError> {
    let place = DocumentSet::case(app, loaded).await?;
    let list = documents::list(&citizen.context, &place);
    let lang = citizen.context.lang;
    let wanted = |item: &TaskItem| {
        let mut slots = request.slots().iter();
        slots.any(|slot| item.id == documents::row_id(slot))
    };
    let mut items = list.slots;
    if !request.slots().is_empty() {
        items.retain(wanted);
        items = items.into_iter().map(|item| asked(lang, item)).collect();
    }
    Ok(items)
}

/// A document that the office asks for. What the form says of it, such as that it may be left out, holds no more.
fn asked(lang: Lang, item: TaskItem) -> TaskItem {
    let status = match item.status.kind {
        TagKind::Neutral => TagText::new(TagKind::Warn, t(lang, "request-asked")),
        _ => item.status,
    };
    TaskItem {
        hint: None,
        status,
        ..item
    }
}

/// The same was sent before; or the request has ended otherwise, and what was typed stays on the page.
fn closed(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
    task: &str,
    fields: &Fields,
) -> Result<Response, PageError> {
    if !was_there(loaded, task) {
        return Err(PageError::NotFound);
    }
    let text = fields.words(REASON);
    let is_ended = |no: TaskNo| no.to_string() == task;
    if requests_ended::is_sent(loaded, is_ended, &text) {
        return Ok(to_case(citizen, &loaded.case.id));
    }
    let lang = citizen.context.lang;
    let label = match text.is_empty() {
        true => String::new(),
        false => t(lang, "request-answer"),
    };
    let why = requests_ended::why(lang, loaded, is_ended);
    let form = ActForm {
        title: t(lang, "request-closed-title"),
        action: format!("/cabinet/cases/{}/tasks/{task}", loaded.case.id),
        errors: vec![FieldError::new("", why)],
        label,
        typed: fields.get(REASON).to_owned(),
        ..ActForm::default()
    };
    Ok(shown(app, citizen, loaded, form))
}

/// What is wrong, at the field where it is put right.
fn errors(
    lang: Lang,
    loaded: &Loaded<'_>,
    request: &Request<'_>,
    why: &Rejection,
) -> Vec<FieldError> {
    match why {
        Rejection::EvidenceMissing(slots) if slots.is_empty() => {
            vec![FieldError::new(REASON, t(lang, "request-nothing"))]
        }
        Rejection::EvidenceMissing(slots) => {
            let names = names(lang, &loaded.regulation, &loaded.state, slots).join("; ");
            let text = t_with(lang, "request-missing", &[("names", value(names))]);
            vec![FieldError::new("", text)]
        }
        Rejection::Inputs(wrong) => {
            let asked = match request.kind {
                RequestKind::Turn(_, turn) => turn.ask(&loaded.regulation),
                RequestKind::Correction(_) => None,
            };
            let label = match asked {
                Some(field) => field.label.get(lang).to_owned(),
                None => t(lang, "request-answer"),
            };
            let wrong = wrong.iter();
            wrong
                .map(|one| FieldError::new(REASON, problem::message(lang, &label, one.code)))
                .collect()
        }
        _ => {
            tracing::warn!(task = %request.task, %why, "a request was not followed");
            vec![FieldError::new("", t(lang, "request-closed"))]
        }
    }
}
